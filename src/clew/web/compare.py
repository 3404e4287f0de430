"""Up to six resources side by side: the same matters in rows, what differs marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from clew.api.site import path_of
from clew.export.common.merge import merged
from clew.model import Record, Resource
from clew.web.facts import Fact, design_facts, parties, plain_facts

MOST = 6
_DESCRIPTION = 600


class Row(NamedTuple):
    """One matter: what each resource says of it, and whether they differ."""

    label: str
    cells: tuple[tuple[str, ...], ...]
    differs: bool


class Part(NamedTuple):
    """Some rows under a heading."""

    heading: str
    rows: tuple[Row, ...]


class Column(NamedTuple):
    """A resource as the head of a column."""

    slug: str
    kind: str
    title: str
    path: str


class Comparison(NamedTuple):
    """Resources side by side."""

    columns: tuple[Column, ...]
    parts: tuple[Part, ...]

    def lines(self) -> list[list[str]]:
        """Return it as rows of text, for files: several values of a cell joined."""
        head = ["", *(column.title for column in self.columns)]
        rows = [
            [row.label, *("; ".join(cell) for cell in row.cells)]
            for part in self.parts
            for row in part.rows
        ]
        return [head, *rows]


def compare(resources: Sequence[Resource]) -> Comparison:
    """Set resources side by side; a matter that none of them states has no row."""
    records = [merged(one) for one in resources]
    columns = tuple(
        Column(one.slug, str(one.kind), one.label, path_of(one.slug)) for one in resources
    )
    parts = (
        Part("In short", _facts(records, _short)),
        Part("How the study was made", _facts(records, lambda record: design_facts(record.design))),
        Part("What it is about", _facts(records, _about)),
    )
    return Comparison(columns, tuple(part for part in parts if part.rows))


def _facts(records: Sequence[Record], of: Callable[[Record], list[Fact]]) -> tuple[Row, ...]:
    sides = [
        {fact.label: tuple(one.text for one in fact.values) for fact in of(record)}
        for record in records
    ]
    labels = dict.fromkeys(label for side in sides for label in side)
    return tuple(_row(label, [side.get(label, ()) for side in sides]) for label in labels)


def _row(label: str, cells: Sequence[tuple[str, ...]]) -> Row:
    said = {tuple(text.casefold() for text in cell) for cell in cells}
    return Row(label, tuple(cells), len(said) > 1)


def _short(record: Record) -> list[Fact]:
    makers, others = parties(record, {})
    people = Fact.of("Who", [one.name for one in makers])
    funders = Fact.of("Paid by", [one.name for one in others if one.role in ("funder", "sponsor")])
    terms = [Fact.of("Access", [record.access]), Fact.of("Licence", [record.licence])]
    counted = len(record.variables)
    variables = Fact.of("Variables", [f"{counted:,}" if counted else None])
    facts = [
        Fact.of("Kind", [str(record.kind).capitalize()]),
        people,
        *plain_facts(record),
        funders,
        *terms,
    ]
    return [fact for fact in (*facts, variables) if fact.values]


def _about(record: Record) -> list[Fact]:
    text = " ".join(record.description[0].text.split()) if record.description else ""
    cut = text if len(text) <= _DESCRIPTION else f"{text[:_DESCRIPTION].rsplit(' ', 1)[0]} …"
    keywords = list(dict.fromkeys((*record.keywords, *record.subjects)))
    facts = [Fact.of("Description", [cut or None]), Fact.of("Keywords", keywords)]
    return [fact for fact in facts if fact.values]
