"""Formats of one tagged field per line: ``TI  - A title``, further lines of it below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from clew.model import Notice

_COUNTER = re.compile(r"\d{1,9}[.):]?|[-=_*]{3,80}", re.A)
# What programs write for nothing.
_NOTHING = frozenset({"nan", "none", "null"})


class Style(NamedTuple):
    """How a family of formats writes its entries.

    Parameters
    ----------
    field: matches a line that begins a field; group 1 is the tag, group 2 the value.
    begins: the tag that an entry begins with.
    ends: the tag that ends one, where there is such a tag.
    preamble: tags of the whole file, outside any entry.
    """

    field: re.Pattern[str]
    begins: str
    ends: str | None = None
    preamble: frozenset[str] = frozenset()


class Entry(NamedTuple):
    """An entry: the line it begins on, its tags and values in order, the values of each tag."""

    line: int
    pairs: list[tuple[str, str]]
    fields: dict[str, Any]

    @property
    def content(self) -> dict[str, Any]:
        """The values by tag, a single one without its list."""
        return {tag: vs[0] if len(vs) == 1 else list(vs) for tag, vs in self.fields.items()}

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"line {self.line}"


def entries(text: str, style: Style, notices: list[Notice]) -> Iterator[Entry]:
    """Yield the entries of a text; one that is not closed is kept, with a notice.

    Text outside any entry is reported, save counters such as ``1.`` between entries.
    """
    taken: Entry | None = None
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        match = style.field.match(line)
        if match and match[1] in (style.begins, style.ends) and taken:
            if match[1] == style.begins and style.ends:
                _note(notices, taken.line, f"It has no end ({style.ends}); it is kept.")
            yield _closed(taken)
            taken = None
        if match and match[1] == style.begins:
            taken = Entry(number, [], {})
        if match and taken:
            taken.pairs.append((match[1], (match[2] or "").strip()))
        elif taken and line.strip():
            tag, value = taken.pairs[-1]
            taken.pairs[-1] = (tag, f"{value}\n{line.strip()}")
        elif _says_something(line) and not (match and match[1] in (style.ends, *style.preamble)):
            shown = " ".join(line.split())[:80]
            _note(notices, number, f"“{shown}” stands outside any record and is left out.")
    if taken:
        if style.ends:
            _note(notices, taken.line, f"It has no end ({style.ends}); it is kept.")
        yield _closed(taken)


def split_values(fields: dict[str, Any], tag: str, apart: Callable[[str], list[str]]) -> None:
    """Split the values of a tag that may hold several each."""
    if tag in fields:
        fields[tag] = [piece for value in fields[tag] for piece in apart(value) if piece.strip()]


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not _COUNTER.fullmatch(line.strip())


def _closed(entry: Entry) -> Entry:
    said = [(tag, text) for tag, value in entry.pairs if (text := value.strip())]
    kept = [(tag, text) for tag, text in said if text.lower() not in _NOTHING]
    fields: dict[str, Any] = {}
    for tag, text in kept:
        fields.setdefault(tag, []).append(text)
    return Entry(entry.line, kept, fields)


def _note(notices: list[Notice], line: int, message: str) -> None:
    notices.append(Notice(message=message, place=f"line {line}"))
