"""Completes records: what no field states of a design is read from the description."""

from __future__ import annotations

import re

import msgspec

from clew.design.methods import methods
from clew.design.reading import read_design
from clew.design.sentences import Sentence
from clew.model import Design, Kind, Reading, Record, Term

VERSION = 1  # rises whenever the same words would be read differently

_KINDS = frozenset({Kind.DATASET, Kind.AWARD, Kind.THESIS, Kind.PUBLICATION})
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
    stated = _with_access(record.design or _EMPTY, record.access)
    told = (
        read_design(record.title, record.description, record.kind == Kind.AWARD)
        if _english(record)
        else _EMPTY
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


def _with_access(design: Design, access: str | None) -> Design:
    """Add how far the data are open, as the record's own field of access says it."""
    if design.access or not access:
        return design
    found: dict[str | None, Term] = {}
    for one in methods(Sentence(access[:1000], "access")):
        if one.field == "access" and isinstance(one.fact, Term):
            stated = msgspec.structs.replace(one.fact, quote=None, place=None, planned=False)
            found.setdefault(stated.code, stated)
    return msgspec.structs.replace(design, access=tuple(found.values())) if found else design
