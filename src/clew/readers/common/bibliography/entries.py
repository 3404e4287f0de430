"""Where one entry of a bibliography ends and the next begins."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_NUMBERED = re.compile(r"(?:\[(\d{1,4})\]|(\d{1,4})[.)])\s+\S")
# A bullet, or the dash that stands for the authors of the entry above.
_BULLET = re.compile(r"[-–•*·]\s+(?=\S)|(?:[—–]{1,3}|[-_]{3,})[.,]?\s*\w")
_LIST_MARK = re.compile(r"^[-–•*·]\s+")
_YEAR = re.compile(
    r"(?<![\d/_-])(?:1[5-9]|20)\d\d[a-z]?\b|\bn\.d\.|\b(?:in press|forthcoming)\b", re.I
)
# What may hold a year that is not the work's own.
_TAIL = re.compile(r"\[?\b(?:accessed|available|retrieved)\b|https?:|www\.", re.I)
_NAME = r"[^\W\d_][\w'’-]*"
_BROKEN_ADDRESS = re.compile(r"(?:https?:|www\.)\S*[/_=&-]$")
_PERSON = re.compile(
    rf"(?:{_NAME} ){{0,3}}{_NAME},? (?:[^\W\d_a-z]\.|[A-Z]{{1,3}}[,.;: ]|{_NAME}[,.] )"
)
_CORPORATE = re.compile(r"[^\W_a-z][^.?!]{1,150}?[,.(]? ?\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:]? ")
_COMPLETE = tuple(".])>”’'\"?!")


class _Line(NamedTuple):
    text: str
    indent: int
    after_gap: bool


def split_entries(text: str) -> list[str]:
    """Cut the text of a bibliography into its entries, each on one line.

    Entries may be paragraphs of their own, lines with or without bullets or numbers, or wrapped
    over several lines with nothing between them; bullets go, and a piece of an entry that a page
    break or a long address tore off is put back.
    """
    lines = _lines(text)
    starts = _numbered(lines) or _indented(lines) or _told_by_words(lines)
    entries: list[list[str]] = []
    for line, begins in zip(lines, starts, strict=True):
        if begins or not entries:
            entries.append([])
        entries[-1].append(line.text)
    return [_LIST_MARK.sub("", _joined(entry)) for entry in entries]


def _lines(text: str) -> list[_Line]:
    found = []
    gap = True
    for line in re.split(r"[\n\f]", text):
        if line.strip():
            found.append(_Line(line.strip(), len(line) - len(line.lstrip()), gap))
        gap = not line.strip()
    return found


def _numbered(lines: list[_Line]) -> list[bool] | None:
    """Tell starts by running numbers (``[1]``, ``1.``), where there are some."""
    expected = 1
    starts = []
    for line in lines:
        match = _NUMBERED.match(line.text)
        starts.append(bool(match and int(match[1] or match[2]) == expected))
        expected += starts[-1]
    return starts if lines and starts[0] and expected > max(2, len(lines) // 10) else None


def _indented(lines: list[_Line]) -> list[bool] | None:
    """Tell starts by a hanging indent, where lines under a start stand further in."""
    inner = [line for line in lines if line.indent > 0]
    hanging = [b for a, b in pairwise(lines) if a.indent == 0 and b.indent > 0 and not b.after_gap]
    if len(hanging) < 2 or len(inner) < len(lines) // 5:
        return None
    return [line.indent == 0 for line in lines]


def _told_by_words(lines: list[_Line]) -> list[bool]:
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[len(lengths) * 3 // 4] if lines else 0
    starts: list[bool] = []
    for index, line in enumerate(lines):
        before = lines[index - 1].text if index else ""
        ahead = " ".join(other.text for other in lines[index : index + 4])
        starts.append(_begins(line, before, ahead, width))
    return starts


def _begins(line: _Line, before: str, ahead: str, width: int) -> bool:
    if _BULLET.match(line.text):
        return True
    named = bool(_PERSON.match(line.text) or _CORPORATE.match(line.text))
    ended = before.endswith(_COMPLETE) or before[-1:].isdigit()
    if line.after_gap:
        dated = _dated(line.text if len(line.text) > 100 else ahead)
        return (named and ended) or (dated and (named or ended))
    return named and _dated(ahead) and (ended or len(before) < 0.7 * width)


def _dated(text: str) -> bool:
    """Say whether a year stands before any address and date of access."""
    return bool(_YEAR.search(_TAIL.split(text, maxsplit=1)[0][:1500]))


def _joined(pieces: list[str]) -> str:
    whole = pieces[:1]
    for before, piece in pairwise(pieces):
        # An address goes on without a space.
        whole += ["" if _BROKEN_ADDRESS.search(before) else " ", piece]
    return "".join(whole)
