"""From a table to rows whose cells are known by what they hold."""

from __future__ import annotations

from typing import Any, NamedTuple

from clew.model import Document, Notice
from clew.readers.common.csv_rows import Row, rows
from clew.readers.table.columns import field_of


class Entry(NamedTuple):
    """A row: the line it ends on, and its cells by field; columns of no known name keep it."""

    line: int
    fields: dict[str, Any]


class Table(NamedTuple):
    """The rows of a table, and what is wrong with it."""

    entries: tuple[Entry, ...]
    notices: list[Notice]


def parse(document: Document) -> Table:
    """Return the rows of a table.

    Raises
    ------
    NoText: when it has no rows.
    TooLarge: when there is too much of it.
    """
    notices: list[Notice] = []
    return Table(tuple(_entry(row) for row in rows(document, notices)), notices)


def _entry(row: Row) -> Entry:
    fields: dict[str, Any] = {}
    for column, cell in row.cells.items():
        # The name of a field is followed by that of the column where the cell cannot be read.
        fields.setdefault(field_of(column) or column, {})[column] = cell
    return Entry(row.line, fields)
