"""The rows of a flight payload.

Source: the wire format of React's server components ("Flight"), as `ReactFlightClient` of React 19
reads it: ``<row id in hex>:<tag><body>``. A text row ``T`` tells its length in bytes of UTF-8 and
ends without a line break; every other row is one line, JSON unless its tag says otherwise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from clew.errors import TooLarge
from clew.model import Document
from clew.readers.common.html import is_html
from clew.readers.common.json_text import parse_json
from clew.readers.common.size import LIMIT
from clew.readers.flight.sniff import PUSH

# Rows of bytes tell their length; all but T hold numbers, of no use here.
_COUNTED = re.compile(rb"([0-9a-f]{0,8}):([TAObUSsLlGgMmVo])([0-9a-f]{1,8}),")
_LINE = re.compile(
    rb"([0-9a-f]{0,8}):("
    rb"I(?=\[)|H(?=[A-Z][\[\"])|[EDWP](?=[\[{\"])|N(?=\d)|[RrXxC](?=[\r\n\"]|\Z)"
    rb"|(?=[\[\"{]|-?\d|(?:null|true|false)[\r\n]|(?:null|true|false)\Z))"
)
_BREAKS = re.compile(rb"[\r\n]*")
# Where a row surely begins, to go on after a damaged one.
_RESUME = re.compile(
    rb"[0-9a-f]{1,4}:(?:T[0-9a-f]{1,8},|I\[|HL\[|\[\[?\"\$|\{\"|\"\$|null\n)|:HL\["
)


class Row(NamedTuple):
    """A row: a text (tag ``T``), JSON (no tag), or something that only a browser needs."""

    tag: str
    value: Any
    offset: int


class Damage(NamedTuple):
    """A row that cannot be read: where it begins, and what is wrong with it."""

    row: str
    offset: int
    reason: str

    def __str__(self) -> str:
        return f"row {self.row or '(without a number)'} at byte {self.offset:,} {self.reason}"


class Payload:
    """The rows that could be read, by their number, and the damage."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.damages: dict[str, Damage] = {}

    def keep(self, number: str, row: Row) -> None:
        """Add a row, unless there is one of that number."""
        self.rows.setdefault(number, row)

    def damaged(self, number: str, offset: int, reason: str) -> None:
        """Note what is wrong with a row."""
        self.damages.setdefault(number, Damage(number, offset, reason))


def payload_of(document: Document) -> bytes:
    """Return the payload: the document itself, or what the scripts of a page push, in order.

    Raises
    ------
    TooLarge: when it has more than 64 MiB.
    """
    if len(document.content) > LIMIT:
        raise TooLarge(
            f"{document.location} has {len(document.content):,} bytes, "
            f"{LIMIT:,} are the most that Clew reads as one flight payload.",
            hint="Save the page of a single item and add that.",
        )
    if not is_html(document):
        return document.content.removeprefix(b"\xef\xbb\xbf")
    # A pair of surrogates may be parted by two pushes; UTF-16 puts it together again.
    pushed = "".join(_pushes(document.content.decode("utf-8", errors="replace")))
    return pushed.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def parse(payload: bytes) -> Payload:
    """Take a payload apart into rows; damage is noted, and reading goes on at the next sure row."""
    found = Payload()
    at = _past_breaks(payload, 0)
    while at < len(payload):
        counted = _COUNTED.match(payload, at)
        if counted:
            at = _counted_row(found, payload, counted)
        elif line := _LINE.match(payload, at):
            at = _line_row(found, payload, line)
        else:
            found.damaged("", at, "does not begin with a row number")
            at = _resume(payload, at + 1)
        at = _past_breaks(payload, at)
    return found


def _pushes(text: str) -> Iterator[str]:
    """Yield what a page's scripts push.

    Example: ``self.__next_f.push([1,"1:\\"$Sreact.fragment\\"\\n"])``
    """
    decoder = json.JSONDecoder(strict=False)
    marker = PUSH.decode()
    at = text.find(marker)
    while at >= 0:
        try:
            value, at = decoder.raw_decode(text, at + len(marker))
        except (ValueError, RecursionError):
            value, at = None, at + len(marker)
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str):
            yield value[1]
        at = text.find(marker, at)


def _counted_row(found: Payload, payload: bytes, match: re.Match[bytes]) -> int:
    """Read a row that counts its bytes, and return where the next one begins."""
    number, tag = match[1].decode(), match[2].decode()
    begin, count = match.end(), int(match[3], 16)
    end = begin + count
    reason = _miscounted(payload, begin, end)
    if reason:
        found.damaged(number, match.start(), f"counts {count:,} bytes, {reason}")
        return _resume(payload, begin)
    try:
        text = payload[begin:end].decode() if tag == "T" else None
    except UnicodeDecodeError:
        found.damaged(number, match.start(), "holds bytes that are no UTF-8")
    else:
        found.keep(number, Row(tag, text, match.start()))
    return end


def _miscounted(payload: bytes, begin: int, end: int) -> str | None:
    """Say what is wrong with a count of bytes, if anything is."""
    if end > len(payload):
        return f"of which {len(payload) - begin:,} are there"
    following = _past_breaks(payload, end)
    begins = _COUNTED.match(payload, following) or _LINE.match(payload, following)
    return None if begins or following == len(payload) else "after which no row begins"


def _line_row(found: Payload, payload: bytes, match: re.Match[bytes]) -> int:
    """Read a row of one line, and return where the next one begins."""
    number, tag = match[1].decode(), match[2].decode()
    end = payload.find(b"\n", match.end())
    end = len(payload) if end < 0 else end
    if tag:
        found.keep(number, Row(tag, None, match.start()))
        return end
    line = payload[match.end() : end]
    try:
        value = parse_json(line.decode())
    except ValueError as error:
        cut_short = end == len(payload)
        reason = f"breaks off after {len(line):,} bytes" if cut_short else f"is no JSON ({error})"
        found.damaged(number, match.start(), reason)
    else:
        found.keep(number, Row(tag, value, match.start()))
    return end


def _resume(payload: bytes, at: int) -> int:
    match = _RESUME.search(payload, at)
    return match.start() if match else len(payload)


def _past_breaks(payload: bytes, at: int) -> int:
    match = _BREAKS.match(payload, at)
    return match.end() if match else at
