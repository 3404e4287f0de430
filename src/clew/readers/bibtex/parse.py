"""From BibTeX to entries: abbreviations filled in, and what an entry has from its parent."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry as Block

from clew.model import Document, Notice
from clew.readers.common.size import within_limits

# Lines about broken entries come to us as blocks; the parser's log repeats them.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
logging.getLogger("bibtexparser").propagate = False
# What an entry with a `crossref` has from its parent where it says nothing itself.
_INHERITED = ("publisher", "year", "date", "editor", "isbn", "issn", "volume", "language")


class Entry(NamedTuple):
    """An entry: its type and fields in lower case, its citation key, and the line it begins on."""

    type: str
    key: str
    line: int
    fields: dict[str, Any]

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"entry {self.key}, line {self.line}"


class Database(NamedTuple):
    """The entries of a file, and what is wrong with it."""

    entries: tuple[Entry, ...]
    notices: list[Notice]


def parse(document: Document) -> Database:
    """Return the entries of a database; those that are broken are told as notices.

    Raises
    ------
    TooLarge: when there is more than people read.
    """
    within_limits(document)
    notices: list[Notice] = []
    found: list[Entry] = []
    library = parse_string(document.text.lstrip("\ufeff"))
    strings = {one.key.lower(): str(one.value) for one in library.strings}
    for block in library.blocks:
        # A repeated key or field makes no entry worthless.
        whole = block if isinstance(block, Block) else getattr(block, "ignore_error_block", None)
        line = (block.start_line or 0) + 1
        if isinstance(whole, Block):
            found.append(_entry(whole, line, strings, bare=whole is block))
        elif hasattr(block, "error"):
            words = " ".join((block.raw or "").split())[:80]
            message = f"“{words}” is broken (a brace or quotation mark is missing) and left out."
            notices.append(Notice(message=message, place=f"line {line}"))
    return Database(tuple(_with_parents(found)), notices)


def _entry(block: Block, line: int, strings: dict[str, str], *, bare: bool) -> Entry:
    fields: dict[str, Any] = {}
    for field in block.fields:
        name, value = field.key.lower(), str(field.value).strip()
        if field.enclosing == "no-enclosing" and "#" in value:
            value = _joined(value, strings)
        value = value if bare else _bare(value)
        before = fields.get(name)
        if before is None or value == before:
            fields[name] = value
        else:
            fields[name] = [*(before if isinstance(before, list) else [before]), value]
    return Entry(block.entry_type.lower(), block.key, line, fields)


def _joined(value: str, strings: dict[str, str]) -> str:
    """Join what stands between the signs for it: ``jl # " and " # {Lamps}``."""
    told = []
    for piece in map(str.strip, _apart(value)):
        meant = strings.get(piece.lower())
        told.append(_bare(piece) if meant is None else _joined(meant, {}))
    return "".join(told)


def _apart(value: str) -> Iterator[str]:
    """Part a value at each ``#`` that stands in neither quotation marks nor braces."""
    depth, quoted, start = 0, False, 0
    for at, sign in enumerate(value):
        depth += (sign == "{") - (sign == "}")
        quoted ^= sign == '"' and not depth
        if sign == "#" and not depth and not quoted:
            yield value[start:at]
            start = at + 1
    yield value[start:]


def _bare(value: str) -> str:
    """Take off the quotation marks or braces that the parser leaves on broken entries."""
    inner = value[1:-1]
    quoted = value[:1] == value[-1:] == '"' and '"' not in inner
    braced = value[:1] == "{" and value[-1:] == "}" and "{" not in inner.partition("}")[0]
    return inner if len(value) > 1 and (quoted or (braced and "}" not in inner)) else value


def _with_parents(entries: list[Entry]) -> list[Entry]:
    parents = {entry.key.lower(): entry for entry in entries}
    return [_completed(entry, parents) for entry in entries]


def _completed(entry: Entry, parents: dict[str, Entry]) -> Entry:
    named = entry.fields.get("crossref")
    parent = parents.get(named.lower()) if isinstance(named, str) else None
    if parent is None or parent is entry:
        return entry
    told = {name: parent.fields[name] for name in _INHERITED if name in parent.fields}
    title = parent.fields.get("title")
    if title and "journal" not in entry.fields:
        told["booktitle"] = title
    return entry._replace(fields=told | entry.fields)
