"""Two things side by side, field by field, with the words in which they differ marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from clew.model import Held, Kind, Record, Resource, Role, fold
from clew.model.base import Value

_PEOPLE = frozenset(
    {
        Role.AUTHOR,
        Role.CREATOR,
        Role.EDITOR,
        Role.PRINCIPAL_INVESTIGATOR,
        Role.FELLOW,
        Role.INSTRUCTOR,
        Role.SUPERVISOR,
    }
)
_FIELDS = (
    *("title", "subtitle", "kind", "people", "published", "period", "in", "amount", "degree"),
    *("status", "access", "identifiers", "description"),
)
_NAMED = 8  # people; a consortium's hundreds tell no more
_DESCRIBED = 400  # characters
_WORD = re.compile(r"\S+")

Marks = tuple[tuple[int, int], ...]


class SideRecord(Value, frozen=True, kw_only=True):
    """A record of a side, by its number, with where it came from and why it is there."""

    number: int
    source: str
    location: str
    read_at: str
    joined_by: str | None = None


class Side(Value, frozen=True, kw_only=True):
    """One of two things: its id, its kind, its title and its records."""

    id: str
    kind: Kind
    title: str
    records: tuple[SideRecord, ...]


class Row(Value, frozen=True, kw_only=True):
    """What both sides say in a field; an empty text says nothing.

    ``agrees`` is absent where only one side says anything; the marks are the (start, end) of the
    words that the other side has not.
    """

    field: str
    one: str = ""
    other: str = ""
    agrees: bool | None = None
    one_marks: Marks = ()
    other_marks: Marks = ()


def side(resource: Resource, held: Iterable[Held] | None = None) -> Side:
    """Return a resource, or some records of it, as one side."""
    return Side(
        id=resource.slug,
        kind=resource.kind,
        title=resource.label,
        records=tuple(
            SideRecord(
                number=one.number,
                source=one.source,
                location=one.location,
                read_at=one.read_at,
                joined_by=one.joined_by,
            )
            for one in (resource.held if held is None else held)
        ),
    )


def side_by_side(ones: Sequence[Record], others: Sequence[Record]) -> tuple[Row, ...]:
    """Return what the records of two things say, a row for each field that either states."""
    here, there = _facts(ones), _facts(others)
    return tuple(
        _row(field, here.get(field, ""), there.get(field, ""))
        for field in _FIELDS
        if field in here or field in there
    )


def _row(field: str, one: str, other: str) -> Row:
    if not one or not other:
        return Row(field=field, one=one, other=other)
    if fold(one) == fold(other):
        return Row(field=field, one=one, other=other, agrees=True)
    one_marks, other_marks = _differences(one, other)
    return Row(
        field=field,
        one=one,
        other=other,
        agrees=False,
        one_marks=one_marks,
        other_marks=other_marks,
    )


def _differences(one: str, other: str) -> tuple[Marks, Marks]:
    """Return where the words stand that the other text has not; case and accents do not count."""
    words, others = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    keys, other_keys = ([fold(w[0]) or w[0] for w in some] for some in (words, others))
    matcher = SequenceMatcher(None, keys, other_keys, autojunk=False)
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return (
        tuple((words[a].start(), words[b - 1].end()) for _, a, b, _, _ in changed if b > a),
        tuple((others[c].start(), others[d - 1].end()) for _, _, _, c, d in changed if d > c),
    )


def _facts(records: Sequence[Record]) -> dict[str, str]:
    """Return what records say by field, different things in one field parted by bars."""
    said: dict[str, dict[str, str]] = {}
    for record in records:
        for field, value in _said(record):
            said.setdefault(field, {}).setdefault(fold(value) or value, value)
    return {field: " | ".join(values.values()) for field, values in said.items()}


def _said(record: Record) -> Iterator[tuple[str, str]]:
    values: dict[str, object] = {
        "title": record.title,
        "subtitle": record.subtitle,
        "kind": record.kind,
        "people": "; ".join(_people(record)),
        "published": record.published,
        "period": record.period,
        "in": _container(record),
        "amount": record.amount,
        "degree": record.degree,
        "status": record.status,
        "access": record.access,
        "identifiers": "; ".join(str(one) for one in record.identifiers),
        "description": (record.abstract or "")[:_DESCRIBED],
    }
    for field, value in values.items():
        line = " ".join(str(value).split()) if value else ""
        if line:
            yield field, line


def _people(record: Record) -> list[str]:
    named = [part.agent.name for part in record.contributions if part.role in _PEOPLE]
    return list(dict.fromkeys(named))[:_NAMED]


def _container(record: Record) -> str:
    numbers = [part for part in (record.volume, record.issue, record.pages) if part]
    return ", ".join([*([record.container] if record.container else []), *numbers])
