"""Text set in columns of a terminal, where some characters take two and some none."""

from __future__ import annotations

import unicodedata

from clew.export.common.clean import one_line, printable


def columns(text: str) -> int:
    """Return how many columns a terminal needs for text."""
    return len(text) if text.isascii() else sum(_width(character) for character in text)


def wrap(text: str, width: int) -> list[str]:
    """Break one paragraph into lines; an address that is too long stays whole, to be copied.

    Words of full-width characters, which are written without spaces, may break anywhere.
    """
    lines = [""]
    for word in one_line(text).split():
        for piece in _pieces(word, width):
            glue = " " if lines[-1] else ""
            if lines[-1] and columns(lines[-1]) + len(glue) + columns(piece) > width:
                lines.append(piece)
            else:
                lines[-1] += glue + piece
    return [line for line in lines if line]


def paragraphs(text: str, width: int, indent: str = "") -> list[str]:
    """Wrap text of several paragraphs, an empty line between them."""
    lines: list[str] = []
    for paragraph in printable(text).split("\n"):
        wrapped = wrap(paragraph, width - len(indent))
        lines += [*([""] if lines and wrapped else []), *(indent + line for line in wrapped)]
    return lines


def hanging(lead: str, text: str, width: int) -> list[str]:
    """Wrap text after a lead; its further lines stand under the first.

    Example: ``hanging("→ ", "is funded by …", 40)``
    """
    room = max(width - columns(lead), 16)
    first, *rest = wrap(text, room) or [""]
    return [(lead + first).rstrip(), *(" " * columns(lead) + line for line in rest)]


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Me", "Mn", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pieces(word: str, width: int) -> list[str]:
    if columns(word) <= width or not any(_width(character) == 2 for character in word):
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and columns(pieces[-1]) + _width(character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
