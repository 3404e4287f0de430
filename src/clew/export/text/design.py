"""How a study was made: the facts in words, and the sentences they were read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from clew.export.common.said import Statement, statement
from clew.export.common.words import span
from clew.model import Amount, Design, Record, Term

_LABELS = {
    "time_method": "Time method",
    "sampling": "Sampling",
    "modes_of_collection": "Mode of collection",
    "instruments": "Instrument",
    "kinds_of_data": "Kind of data",
    "analysis_units": "Unit of analysis",
    "universe": "Studied",
    "excluded": "Left out",
    "sexes": "Sex",
    "ages": "Age",
    "sample_size": "Sample",
    "waves": "Waves",
    "repeated": "Repeated",
    "durations": "Duration",
    "sites": "Sites",
    "areas": "Countries",
    "consent": "Consent",
    "access": "Openness",
}
_MARK = "(read from the text)"
_MARK_PLANNED = "(planned; read from the text)"


def design_facts(design: Design | None) -> list[Statement]:
    """Return how a study was made in few words; what was read from text says so."""
    if design is None:
        return []
    rows = [
        row
        for name, label in _LABELS.items()
        for fact in getattr(design, name)
        for row in statement(label, _marked(_words(fact), fact))
    ]
    period = span(design.collected) if design.collected else None
    if period and design.collected_as:
        period = _marked(period, design.collected_as)
    return [*rows, *statement("Collected", period)]


def evidence(records: Iterable[Record]) -> list[str]:
    """Return the sentences that facts were read from, each with its place and those facts.

    Example: ``“We met 41 keepers.” (abstract) – Sample: 41 keepers``
    """
    said: dict[tuple[str, str | None], list[str]] = {}
    for record in records:
        for label, fact in _read(record.design or Design()):
            told = said.setdefault((fact.quote or "", fact.place), [])
            words = f"{label}: {_words(fact)}"
            told += [] if words in told else [words]
    return [
        f"“{quote}”{f' ({place})' if place else ''} – {'; '.join(told)}"
        for (quote, place), told in said.items()
    ]


def _read(design: Design) -> Iterator[tuple[str, Amount | Term]]:
    for name, label in _LABELS.items():
        facts: Sequence[Amount | Term] = getattr(design, name)
        yield from ((label, fact) for fact in facts if fact.from_text)
    if design.collected_as:
        yield "Collected", design.collected_as


def _words(fact: Amount | Term) -> str:
    """Say a fact: in the source's words and, where these are others, as the vocabulary has it.

    What was read from text needs the vocabulary's words only, since its sentence stands below.

    Examples: ``Ovelta ovelle [Face-to-face interview]``; ``1,024 cases``
    """
    if isinstance(fact, Term) and fact.from_text:
        return fact.term or fact.text
    if isinstance(fact, Term):
        known = fact.term if fact.term and fact.term.casefold() != fact.text.casefold() else None
        return f"{fact.text} [{known}]" if known else fact.text
    told = fact.unit is None or fact.from_text or fact.unit.casefold() in fact.text.casefold()
    return fact.text if told else f"{fact.text} {fact.unit}"


def _marked(words: str, fact: Amount | Term) -> str:
    if not fact.from_text:
        return words
    return f"{words} {_MARK_PLANNED if fact.planned else _MARK}"
