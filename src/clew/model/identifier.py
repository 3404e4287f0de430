"""Identifiers: how each scheme is recognised, normalised and shown.

Values are kept in one normal form, so that equality means "the same identifier".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from clew.model.base import Value


class Scheme(StrEnum):
    """The identifier schemes that Clew normalises."""

    DOI = "doi"
    AWARD = "award"
    UKDA = "ukda"
    ISBN = "isbn"
    ISSN = "issn"
    ORCID = "orcid"
    ROR = "ror"
    ARXIV = "arxiv"
    HANDLE = "handle"
    GTR = "gtr"
    GTR_OUTCOME = "gtr-outcome"
    URL = "url"
    LOCAL = "local"


# Two records that share one of these are about the same thing.
JOINING = frozenset(
    {Scheme.DOI, Scheme.AWARD, Scheme.UKDA, Scheme.GTR, Scheme.ARXIV, Scheme.HANDLE}
)

# Two records that differ in one of these are about different things.
EXCLUSIVE = frozenset({Scheme.DOI, Scheme.AWARD, Scheme.UKDA, Scheme.ARXIV, Scheme.HANDLE})

_RESOLVERS: dict[str, str] = {
    Scheme.DOI: "https://doi.org/{}",
    Scheme.AWARD: "https://gtr.ukri.org/projects?ref={}",
    Scheme.UKDA: "https://doi.org/10.5255/UKDA-SN-{}",
    Scheme.ORCID: "https://orcid.org/{}",
    Scheme.ROR: "https://ror.org/{}",
    Scheme.ARXIV: "https://arxiv.org/abs/{}",
    Scheme.HANDLE: "https://hdl.handle.net/{}",
    Scheme.ISBN: "urn:isbn:{}",
    Scheme.ISSN: "urn:issn:{}",
    Scheme.URL: "{}",
}


_Normaliser = Callable[[str], str | None]


class Identifier(Value, frozen=True, kw_only=True):
    """A value in a scheme, in normal form; make one with :func:`parse_identifier`."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return self.value

    @property
    def url(self) -> str | None:
        """The identifier as a link, where its scheme has a resolver."""
        pattern = _RESOLVERS.get(self.scheme)
        return (
            pattern.format(
                self.value.replace("/", "%2F") if self.scheme == Scheme.AWARD else self.value
            )
            if pattern
            else None
        )


_DOI = re.compile(r"\b(?:doi:\s*|(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"'<>{}|\\^`]+)", re.I)
_UKDA_DOI = re.compile(r"10\.5255/UKDA-SN-\s?(\d{3,6})(?:-\d+)?$", re.I)
_UKDA = re.compile(
    r"(?:\bSN\s?:?\s?|ukdataservice\.ac\.uk/(?:[\w/.-]*?)(?:\?(?:sn|id)=|studies/study\?id=|/?)|UKDA-SN-\s?)(\d{4,6})\b",
    re.I,
)
# UK research councils: ES/N012453/1, AH/I022074/2, RES-062-23-1234.
_AWARD = re.compile(
    r"\b([A-Z]{2}/[A-Z]\d{5}[\dX]/\d{1,2}|(?:RES|PTA)-\d{3}-\d{2,3}-\d{4}(?:-[A-Z])?)(?![\w/])"
)
_ISBN = re.compile(
    r"\b(?:ISBN(?:-1[03])?:?\s*)?((?:97[89][\s-]?)?\d{1,5}[\s-]?\d{1,7}[\s-]?\d{1,7}[\s-]?[\dXx])\b"
)
_ISSN = re.compile(r"\b(\d{4})-?(\d{3}[\dXx])\b")
_ORCID = re.compile(r"\b(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\b")
_ROR = re.compile(r"\bror\.org/(0[a-z0-9]{6}\d{2})\b", re.I)
_ARXIV = re.compile(r"\barxiv(?:\.org/abs/|:\s*)(\d{4}\.\d{4,5})(?:v\d+)?\b", re.I)
_HANDLE = re.compile(r"\bhdl\.handle\.net/(\d[\w.]*/[^\s\"'<>]+)", re.I)


def parse_identifier(text: str, scheme: str | None = None) -> Identifier | None:
    """Read one identifier in any of its usual spellings and put it in normal form.

    Parameters
    ----------
    text: such as ``"http://dx.doi.org/10.5255/UKDA-SN-853630"``, ``"ISBN 0-306-40615-2"``.
    scheme: the scheme it is known to be in; without it the scheme is told from the text.

    Returns ``None`` when the text is no identifier (of that scheme). A UK Data Service DOI stays a
    DOI; use :func:`study_number` for the number inside it.
    """
    text = text.strip()
    if scheme is None:
        return next(
            (found for found in (parse_identifier(text, s) for s in _GUESSES) if found), None
        )
    normalise = _NORMALISERS.get(scheme)
    value = normalise(text) if normalise else text or None
    return Identifier(scheme=str(scheme), value=value) if value else None


def study_number(identifier: Identifier) -> Identifier | None:
    """Return the UK Data Service study number that a DOI or one of its URLs carries, if any.

    Example: ``10.5255/UKDA-SN-8058-1`` → ``ukda 8058`` (the last part is an edition)
    """
    if identifier.scheme == Scheme.DOI:
        match = _UKDA_DOI.match(identifier.value)
    elif identifier.scheme == Scheme.URL and "ukdataservice.ac.uk" in identifier.value:
        match = _UKDA.search(identifier.value)
    else:
        return None
    return Identifier(scheme=Scheme.UKDA, value=match[1]) if match else None


def find_identifiers(text: str) -> Iterator[tuple[Identifier, int, int]]:
    """Find identifiers in running text, each with where it starts and ends.

    Only spellings that cannot be mistaken count: DOIs, award references, UK Data Service study
    numbers with their ``SN`` or address, arXiv numbers, ORCID iDs, ISBNs that say they are.
    """
    for scheme, pattern in _IN_TEXT:
        for match in pattern.finditer(text):
            found = parse_identifier(match[0], scheme)
            if found:
                yield found, match.start(), match.start() + len(match[0].rstrip(".,;)]"))


def _doi(text: str) -> str | None:
    match = _DOI.search(text.replace("UKDA-SN- ", "UKDA-SN-"))
    if not match:
        return None
    value = match[1].rstrip(".,;:#*]")
    while value.endswith(")") and value.count(")") > value.count("("):
        value = value[:-1].rstrip(".,;:")
    if value.endswith(("-", "/")):
        return None
    return value.upper() if value.upper().startswith("10.5255/UKDA") else value.lower()


def _award(text: str) -> str | None:
    match = _AWARD.search(text.upper())
    return match[1] if match else None


def _ukda(text: str) -> str | None:
    match = _UKDA.search(text) or re.fullmatch(r"(\d{3,6})", text.strip())
    return match[1] if match else None


def _isbn(text: str) -> str | None:
    match = _ISBN.search(text)
    digits = re.sub(r"[\s-]", "", match[1]).upper() if match else ""
    if len(digits) == 10 and _isbn10_valid(digits):
        body = "978" + digits[:9]
        return body + _isbn13_check(body)
    return (
        digits
        if len(digits) == 13 and digits.isdigit() and _isbn13_check(digits[:12]) == digits[12]
        else None
    )


def _isbn10_valid(digits: str) -> bool:
    values = [10 if c == "X" else int(c) for c in digits]
    return sum((10 - i) * v for i, v in enumerate(values)) % 11 == 0 and "X" not in digits[:9]


def _isbn13_check(body: str) -> str:
    return str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(body)) % 10)


def _issn(text: str) -> str | None:
    match = _ISSN.search(text)
    return f"{match[1]}-{match[2].upper()}" if match else None


def _plain(pattern: re.Pattern[str]) -> _Normaliser:
    def normalise(text: str) -> str | None:
        match = pattern.search(text)
        return match[1] if match else None

    return normalise


def _url(text: str) -> str | None:
    match = re.match(r"(https?)://([^/?#\s]+)([^\s#]*)", text, re.I)
    if not match:
        return None
    # http and https, and a trailing slash, make no difference to what is meant.
    return f"https://{match[2].lower()}{match[3]}".rstrip("/")


_NORMALISERS: dict[str, _Normaliser] = {
    Scheme.DOI: _doi,
    Scheme.AWARD: _award,
    Scheme.UKDA: _ukda,
    Scheme.ISBN: _isbn,
    Scheme.ISSN: _issn,
    Scheme.ORCID: _plain(_ORCID),
    Scheme.ROR: _plain(_ROR),
    Scheme.ARXIV: _plain(_ARXIV),
    Scheme.HANDLE: _plain(_HANDLE),
    Scheme.URL: _url,
}
_GUESSES = (
    Scheme.DOI,
    Scheme.ORCID,
    Scheme.ROR,
    Scheme.ARXIV,
    Scheme.HANDLE,
    Scheme.AWARD,
    Scheme.URL,
    Scheme.ISBN,
)
_IN_TEXT = (
    (Scheme.DOI, _DOI),
    (Scheme.AWARD, _AWARD),
    (Scheme.UKDA, _UKDA),
    (Scheme.ARXIV, _ARXIV),
    (Scheme.ORCID, _ORCID),
    (Scheme.ISBN, re.compile(r"\bISBN(?:-1[03])?:?\s*(?:97[89][\s-]?)?\d[\d\s-]{7,14}[\dXx]\b")),
)
