"""Identifiers: read from any usual spelling, found in running text, shown as links.

Values are kept in one normal form, so that equality means "the same identifier".
"""

from __future__ import annotations

from collections.abc import Iterator

from clew.model.base import Value
from clew.model.scheme import EXCLUSIVE, JOINING, RESOLVERS, Scheme
from clew.model.spelling import (
    BARE,
    IN_TEXT,
    NORMALISERS,
    SIGNS,
    TOLD_APART,
    UKDA_ADDRESS,
    plain_characters,
    trimmed,
)

__all__ = [
    "EXCLUSIVE",
    "JOINING",
    "Identifier",
    "Scheme",
    "find_identifiers",
    "parse_identifier",
    "readings",
    "study_number",
]


class Identifier(Value, frozen=True, kw_only=True):
    """A value in a scheme, in normal form; make one with :func:`parse_identifier`."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return self.value

    @property
    def url(self) -> str | None:
        """The identifier as a link, where its scheme has a resolver."""
        pattern = RESOLVERS.get(self.scheme)
        return (
            pattern.format(
                self.value.replace("/", "%2F") if self.scheme == Scheme.AWARD else self.value
            )
            if pattern
            else None
        )


def parse_identifier(text: str, scheme: str | None = None) -> Identifier | None:
    """Read one identifier in any of its usual spellings and put it in normal form.

    Parameters
    ----------
    text: such as ``"http://dx.doi.org/10.5255/UKDA-SN-853630"``, ``"ISBN 0-306-40615-2"``.
    scheme: the scheme it is known to be in; without it the scheme is told from the text.

    Returns ``None`` when the text is no identifier (of that scheme). A UK Data Service DOI stays a
    DOI; use :func:`study_number` for the number inside it.
    """
    text = plain_characters(text.strip())
    if scheme is None:
        guesses = (Identifier(scheme=s, value=v) for s in TOLD_APART if (v := NORMALISERS[s](text)))
        return next(guesses, None)
    normalise = NORMALISERS.get(scheme)
    value = (_bare(text, scheme) or normalise(text)) if normalise else text
    return Identifier(scheme=str(scheme), value=value) if value else None


def readings(text: str) -> tuple[Identifier, ...]:
    """Return the identifiers that a name which somebody typed may be, the likeliest first.

    The one that it tells by itself and the study number inside it; else those of the schemes that
    people leave out.

    Example: ``"853630"`` and ``"SN 853630"`` → ``ukda 853630``
    """
    told = parse_identifier(text)
    found = [told, study_number(told)] if told else [parse_identifier(text, s) for s in BARE]
    return tuple(filter(None, found))


def study_number(identifier: Identifier) -> Identifier | None:
    """Return the UK Data Service study number that a DOI or one of its URLs carries, if any.

    Example: ``10.5255/UKDA-SN-8058-1`` → ``ukda 8058`` (the last part is an edition)
    """
    if identifier.scheme not in (Scheme.DOI, Scheme.URL):
        return None
    match = UKDA_ADDRESS.search(identifier.value)
    return Identifier(scheme=str(Scheme.UKDA), value=match[1]) if match else None


def find_identifiers(text: str) -> Iterator[tuple[Identifier, int, int]]:
    """Find identifiers in running text, each with where it starts and ends.

    Only spellings that cannot be mistaken count: DOIs, award references, UK Data Service study
    numbers with their ``SN`` or address, arXiv numbers, ORCID iDs, ISBNs that say they are.
    """
    text = plain_characters(text)
    low = text.lower()
    for scheme, pattern in IN_TEXT.items():
        # Looking for a few letters takes a hundredth of the time that the pattern does.
        if not any(sign in (low if sign.islower() else text) for sign in SIGNS[scheme]):
            continue
        for match in pattern.finditer(text):
            value = NORMALISERS[scheme](match[0])
            if value:
                end = match.start() + len(trimmed(match[0]))
                yield Identifier(scheme=str(scheme), value=value), match.start(), end


def _bare(text: str, scheme: str) -> str | None:
    pattern = BARE.get(scheme) if len(text) < 250 else None
    match = pattern.fullmatch(trimmed(text)) if pattern else None
    return match[1] if match else None
