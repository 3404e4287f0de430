"""A document of JSON: read with its faults named, and sketched for telling formats apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from clew.errors import BrokenDocument, TooLarge
from clew.model import Document, Notice
from clew.readers.common.json_text import parse_json
from clew.readers.common.size import LIMIT

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"(\s*:)?|[{}\[\]]', re.S)
_DEEPEST = 6
_MOST_PATHS = 4_000


def read_json(document: Document, notices: list[Notice]) -> Any:
    """Read a document of JSON, or of one JSON value on each line (JSON Lines).

    A line that is no JSON is left out with a notice where the others are.

    Raises
    ------
    BrokenDocument: when it is not JSON, with the fault and its place.
    TooLarge: when it has more than 64 MiB.
    """
    if len(document.content) > LIMIT:
        raise TooLarge(
            f"{document.location} has {len(document.content):,} bytes of JSON, "
            f"{LIMIT:,} are the most that Clew parses.",
            hint="Split it into parts, or save it as one record per line in several files.",
        )
    text = document.text.lstrip("\ufeff")
    try:
        return parse_json(text)
    except ValueError as error:
        lines = _json_lines(text, notices)
        if lines:
            return lines
        raise BrokenDocument(
            f"{document.location} is no JSON: {error}.",
            hint="Fetch it again; the download may be cut off or damaged.",
        ) from error


def outline(document: Document) -> frozenset[str]:
    """Return the paths of the names in the first 64 KiB, for sniffing; nothing if it is no JSON.

    Example: ``[{"id": 1, "author": [{"family": "Moss"}]}]`` →
    ``{"id", "author", "author.family"}`` (lists leave no trace)
    """
    return _outline(document.sample)


@lru_cache(maxsize=2)
def _outline(sample: str) -> frozenset[str]:
    if sample.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return frozenset()
    paths: set[str] = set()
    # One name for each open bracket: that of the field the bracket is the value of.
    above: list[str] = []
    name = ""
    for match in _TOKEN.finditer(sample):
        token = match[0]
        if token in "{[":
            above.append(name)
            name = ""
        elif token in "}]":
            name = above.pop() if above else ""
        elif match[1]:
            name = token[1 : token.rindex('"')]
            path = [*filter(None, above), name]
            if len(path) <= _DEEPEST:
                paths.add(".".join(path))
            if len(paths) > _MOST_PATHS:
                break
    return frozenset(paths)


def _json_lines(text: str, notices: list[Notice]) -> list[Any]:
    """Read one value from each line; fewer than two objects are no JSON Lines."""
    found: list[Any] = []
    faults: list[Notice] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(parse_json(line))
        except ValueError as error:
            message = f"No JSON, and left out: {error}."
            faults.append(Notice(message=message, place=f"line {number}"))
    if len(found) < 2 or len(faults) > len(found) or not all(isinstance(o, dict) for o in found):
        return []
    notices += faults
    return found
