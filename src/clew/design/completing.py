"""Completes records: what no field states of a design is read from the description."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from clew.design.methods import methods
from clew.design.reading import read_design
from clew.design.sentences import sentences
from clew.model import Design, Kind, Reading, Record, Term
from clew.vocabularies import matched

VERSION = 6  # rises whenever the same words would be read differently

_KINDS = frozenset({Kind.DATASET, Kind.AWARD, Kind.THESIS, Kind.PUBLICATION})
_METHODS = (
    "time_method",
    "modes_of_collection",
    "sampling",
    "kinds_of_data",
    "instruments",
    "sexes",
)
# Vocabularies that readers do not ask.
_OURS = {"kinds_of_data": "KindOfData", "sexes": "Sex", "access": "AccessLevel"}
_LONGEST_PROSE = 2000  # characters of one field
_EMPTY = Design()
_ENGLISH = re.compile(r"\b(?:the|of|and)\b")


def completed(reading: Reading) -> Reading:
    """Return a reading whose records say what their descriptions tell of how a study was made."""
    records = tuple(map(completed_record, reading.records))
    return msgspec.structs.replace(reading, records=records)


def completed_record(record: Record) -> Record:
    """Return a record with its design completed; what a field states is never replaced.

    Only English is read so far; records of persons, courses and entries of bibliographies are not.
    """
    if record.kind not in _KINDS or record.cited:
        return record
    stated = _coded(_with_conditions(record.design or _EMPTY, record.access))
    told = (
        read_design(record.title, record.description, record.kind) if _english(record) else _EMPTY
    )
    made = _filled(stated, told, placed=bool(record.places))
    return (
        record
        if made == (record.design or _EMPTY)
        else msgspec.structs.replace(record, design=made)
    )


def _english(record: Record) -> bool:
    if record.language:
        return record.language.lower().startswith("en")
    text = record.abstract or record.title or ""
    return bool(record.description) and len(_ENGLISH.findall(text[:1000])) > len(text[:1000]) // 200


def _filled(stated: Design, told: Design, placed: bool) -> Design:
    """Take from the text what no field states."""
    left_out = {"collected", "collected_as"} if stated.collected else set()
    left_out |= {"areas"} if placed else set()
    fills = {
        name: getattr(told, name)
        for name in Design.__struct_fields__
        if not getattr(stated, name) and getattr(told, name) and name not in left_out
    }
    return msgspec.structs.replace(stated, **fills) if fills else stated


def _coded(design: Design) -> Design:
    """Give codes to methods that a field states in prose only.

    Example: ``"Stratified random sample of 40 wards"`` → ``Probability.Stratified``
    """
    prose = (name for name in _METHODS if any(not one.code for one in getattr(design, name)))
    fields = {
        name: tuple(each for one in getattr(design, name) for each in _with_codes(one, name))
        for name in prose
    }
    changed = any(getattr(design, name) != terms for name, terms in fields.items())
    return msgspec.structs.replace(design, **fields) if changed else design


def _with_codes(stated: Term, field: str) -> Iterator[Term]:
    """Yield a term with its code; one that says several things at once is followed by each."""
    if stated.code:
        yield stated
        return
    known = _each(_told(stated.text, field))
    if len(known) == 1:
        yield msgspec.structs.replace(known[0], text=stated.text)
    else:
        yield stated
        yield from known


def _told(prose: str, field: str) -> list[Term]:
    ours = matched(_OURS[field], prose) if field in _OURS else Term(text=prose)
    if ours.code:
        return [ours]
    return [
        msgspec.structs.replace(one.fact, quote=None, place=None, planned=False)
        for sentence in sentences(prose[:_LONGEST_PROSE], field)
        for one in methods(sentence)
        if one.field == field and isinstance(one.fact, Term)
    ]


def _with_conditions(design: Design, access: str | None) -> Design:
    """Add how far the data are open and what was consented to, as the field of access says it."""
    if not access:
        return design
    told = {field: _each(_told(access, field)) for field in ("access", "consent")}
    fills = {field: terms for field, terms in told.items() if terms and not getattr(design, field)}
    return msgspec.structs.replace(design, **fills) if fills else design


def _each(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the first of each code."""
    found: dict[str | None, Term] = {}
    for one in terms:
        found.setdefault(one.code, one)
    return tuple(found.values())
