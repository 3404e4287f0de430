"""Text without what could steer a terminal, break XML or turn the reading direction."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls, direction overrides and isolates, byte-order marks, surrogates, non-characters.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)


def printable(text: str) -> str:
    """Keep letters, line ends and spaces; drop control characters and direction overrides."""
    if text.isprintable():
        return text
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")


def one_line(text: str) -> str:
    """Put printable text on one line with single spaces.

    Example: ``"Home\\n  visits\\x1b"`` → ``"Home visits"``
    """
    return " ".join(printable(text).split())


def shorten(text: str, length: int) -> str:
    """Put text on one line and cut it after a word, with an ellipsis, if it is longer."""
    line = one_line(text)
    if len(line) <= length:
        return line
    head = line[: length - 1]
    at_word = head.rpartition(" ")[0]
    return (at_word if len(at_word) > length // 2 else head).rstrip(" ,;:.–—-") + "…"
