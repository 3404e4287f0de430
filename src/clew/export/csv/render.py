"""Writes things as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from clew.export.common.cells import harmless
from clew.export.common.clean import one_line
from clew.export.common.people import family_first, house, makers, with_role
from clew.export.common.works import abstract, address, first_of
from clew.export.item import Item
from clew.model import LinkType, Record, Role, Scheme

_BETWEEN = "; "

Cell = Callable[[Item], object]


def _of(read: Callable[[Record], object]) -> Cell:
    return lambda item: read(item.record)


def _joined(read: Callable[[Record], Iterable[object]]) -> Cell:
    return lambda item: _BETWEEN.join(one_line(str(one)) for one in read(item.record))


def _awards(item: Item) -> str:
    funded = (one for one in item.related if one.type == LinkType.FUNDED_BY and not one.inverse)
    return _BETWEEN.join(str(one.identifier or one.title) for one in funded)


_COLUMNS: dict[str, Cell] = {
    "id": lambda item: item.slug,
    "kind": lambda item: item.kind,
    "title": _of(lambda record: record.title or record.label),
    "subtitle": _of(lambda record: record.subtitle),
    "type": _of(lambda record: record.subtype),
    "authors": _joined(lambda record: (family_first(part.agent) for part in makers(record))),
    "published": _of(lambda record: record.published),
    "period": _of(lambda record: record.period),
    "publisher": _of(house),
    "container": _of(lambda record: record.container),
    "volume": _of(lambda record: record.volume),
    "issue": _of(lambda record: record.issue),
    "pages": _of(lambda record: record.pages),
    "doi": _of(lambda record: first_of(record, Scheme.DOI)),
    "identifiers": _joined(lambda record: (f"{i.scheme}:{i}" for i in record.identifiers)),
    "url": _of(address),
    "abstract": _of(abstract),
    "keywords": _joined(lambda record: record.keywords),
    "subjects": _joined(lambda record: record.subjects),
    "places": _joined(lambda record: (place.name for place in record.places)),
    "language": _of(lambda record: record.language),
    "access": _of(lambda record: record.access),
    "licence": _of(lambda record: record.licence),
    "funders": _joined(
        lambda record: (part.agent.name for part in with_role(record, Role.FUNDER, Role.SPONSOR))
    ),
    "awards": _awards,
    "amount": _of(lambda record: record.amount and f"{record.amount.amount:f}"),
    "currency": _of(lambda record: record.amount and record.amount.currency),
    "sources": lambda item: _BETWEEN.join(dict.fromkeys(held.source for held in item.held)),
}


def header() -> str:
    """Return the row of names."""
    return _row(_COLUMNS)


def row(item: Item) -> str:
    """Write a thing as a row; what is not known is an empty cell."""
    values = (read(item) for read in _COLUMNS.values())
    return _row("" if value is None else one_line(str(value)) for value in values)


def _row(cells: Iterable[str]) -> str:
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(text: str) -> str:
    """Quote a cell; one that a spreadsheet would take for a formula gets an apostrophe."""
    return '"' + harmless(text).replace('"', '""') + '"'
