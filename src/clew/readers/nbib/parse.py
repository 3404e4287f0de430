"""From lines to entries under MEDLINE's tags."""

from __future__ import annotations

import re
from typing import NamedTuple

from clew.model import Document, Notice
from clew.readers.common.size import within_limits
from clew.readers.common.tagged import Entry, Style, entries

_MEDLINE = Style(re.compile(r"([A-Z]{2,4}) {0,2}- ?(.*)$"), "PMID")


class References(NamedTuple):
    """What a file holds: its entries, and what is wrong with it."""

    entries: tuple[Entry, ...]
    notices: list[Notice]


def parse(document: Document) -> References:
    """Return the references of a file, long values put back on one line.

    Raises
    ------
    TooLarge: when there is more than people read.
    """
    within_limits(document)
    notices: list[Notice] = []
    found = [_unwrapped(entry) for entry in entries(document.text, _MEDLINE, notices)]
    return References(tuple(found), notices)


def _unwrapped(entry: Entry) -> Entry:
    pairs = [(tag, value.replace("\n", " ")) for tag, value in entry.pairs]
    fields: dict[str, list[str]] = {}
    for tag, value in pairs:
        fields.setdefault(tag, []).append(value)
    return Entry(entry.line, pairs, fields)
