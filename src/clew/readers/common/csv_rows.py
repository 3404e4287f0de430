"""Tables in text: comma, semicolon, tab or bar between the cells, one record to a row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from clew.errors import NoText, TooLarge
from clew.model import Document, Notice
from clew.readers.common.size import LIMIT

_DELIMITERS = (",", ";", "\t", "|")
_PACKED = re.compile(r"[,;|](?=\S)")
_FEWEST_ROWS, _MOST_ROWS = 3, 4
_TABLES = (".csv", ".tsv", ".tab")
_NUMBERS = re.compile(r"[\d.,;|\t\"eE+-]{1,200}")
_MOST_NUMBERS = 20  # lines that are looked at
_FEWEST_CELLS = 3
_CELLS_OF_ONE_ROW = 8
_LONGEST_CELL = 4 * 1024 * 1024
csv.field_size_limit(_LONGEST_CELL)


class Row(NamedTuple):
    """A row: the line it ends on, and its cells by the names of their columns."""

    line: int
    cells: dict[str, str]


def is_table(sample: str) -> bool:
    """Say whether the first lines hold cells: equally many tabs, or separators without a space."""
    lines = [line for line in sample[:20_000].splitlines() if line.strip()][:_MOST_ROWS]
    enough = len(lines) >= _FEWEST_ROWS
    tabs = {line.count("\t") for line in lines}
    if enough and len(tabs) == 1 and min(tabs) >= _FEWEST_CELLS - 1:
        return True
    packed = [len(_PACKED.findall(line)) for line in lines]
    even = enough and len(set(packed)) == 1 and min(packed) >= _FEWEST_CELLS - 1
    return even or (bool(packed) and packed[0] >= _CELLS_OF_ONE_ROW)


def is_data(document: Document) -> bool:
    """Say whether it is a table rather than prose: by its cells, by its name, or all numbers.

    A table of one or two columns has too few separators to be told by them.
    """
    if document.location.lower().endswith(_TABLES):
        return True
    sample = document.sample.lstrip("\ufeff \r\n")
    below = [line for line in sample[:20_000].splitlines() if line.strip()][1:_MOST_NUMBERS]
    numbers = len(below) >= _FEWEST_ROWS and all(map(_NUMBERS.fullmatch, below))
    return numbers or is_table(sample)


def header(document: Document) -> list[str]:
    """Return the names of the columns, without quotation marks and blanks; for sniffing."""
    first = document.sample.lstrip("\ufeff \r\n").replace("\r", "\n").split("\n", 1)[0]
    return [name.strip() for name in _split(first, _delimiter(first))]


def rows(document: Document, notices: list[Notice]) -> Iterator[Row]:
    """Yield the rows of a table; those with more cells than columns are told.

    Raises
    ------
    NoText: when there is no row below the names of the columns.
    TooLarge: when it has more than 64 MiB, or a cell too long to be text.
    """
    if len(document.content) > LIMIT:
        raise TooLarge(
            f"{document.location} has {len(document.content):,} bytes of a table, "
            f"{LIMIT:,} are the most that Clew reads.",
            hint="Split it into parts and add those.",
        )
    text = document.text.lstrip("\ufeff \n")
    delimiter = _delimiter(text.split("\n", 1)[0])
    reader = csv.reader(StringIO(text), delimiter=delimiter)
    try:
        yield from _rows(reader, notices, document)
    except csv.Error as error:
        raise TooLarge(
            f"{document.location} has a cell that cannot be read before line "
            f"{reader.line_num + 1:,}: {error}.",
            hint="Look for a quotation mark that is never closed.",
        ) from error


def _rows(reader: Iterator[list[str]], notices: list[Notice], document: Document) -> Iterator[Row]:
    names = [name.strip() for name in next(reader, [])]
    found = False
    for cells in reader:
        line = getattr(reader, "line_num", 0)
        if not any(cell.strip() for cell in cells):
            continue
        found = True
        extra = [cell for cell in cells[len(names) :] if cell.strip()]
        if extra:
            message = f"It has {len(cells)} cells for {len(names)} columns; the last are kept."
            notices.append(Notice(message=message, place=f"line {line}"))
        told = _named(names, cells)
        yield Row(line, told | ({"further cells": " ".join(extra)} if extra else {}))
    if not found:
        raise NoText(
            f"{document.location} has no row below the names of its columns.",
            hint="Export it again.",
        )


def _named(names: list[str], cells: list[str]) -> dict[str, str]:
    """Name the cells; of columns that share a name, the first that says something counts."""
    told: dict[str, str] = {}
    for place, (name, cell) in enumerate(zip(names, cells, strict=False), 1):
        if cell.strip():
            told.setdefault(name or f"column {place}", cell.strip())
    return told


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=lambda one: len(_split(line, one)))


def _split(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line[:_LONGEST_CELL]], delimiter=delimiter), [])
