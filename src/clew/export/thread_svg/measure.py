"""How wide text may get in a font that is not known, and how to fit it into a space."""

from __future__ import annotations

import unicodedata

from clew.export.common.clean import one_line

# Widths in em, as of a rather wide sans serif; what a wider one needs fits between two labels.
_WIDTHS = {
    **dict.fromkeys("iljI|!.,:;'`’‘·", 0.3),
    **dict.fromkeys('frt()[]{}/\\-– "“”*°', 0.38),
    **dict.fromkeys("cksvxyzJ", 0.52),
    **dict.fromkeys("mwMW@%—…œæÆŒ", 0.9),
}
_ENOUGH = 2000  # characters; nothing is ever given room for more
_SMALL, _CAPITAL, _OTHER, _FULL = 0.58, 0.69, 0.75, 1.05


def text_width(text: str, size: float) -> float:
    """Return how many pixels text is likely to take at a font size."""
    return size * sum(_em(character) for character in text)


def fit(text: str, width: float, size: float, lines: int) -> list[str]:
    """Break text into at most so many lines of a width, an ellipsis where something is left out."""
    words = [
        piece for word in one_line(text[:_ENOUGH]).split() for piece in _split(word, width, size)
    ]
    fitted: list[str] = []
    while words and len(fitted) < lines:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        fitted.append(line)
    if words:
        fitted[-1] = _with_ellipsis(fitted[-1], width, size)
    return fitted


def _em(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if character.isascii():
        return _CAPITAL if character.isupper() else _SMALL
    return _FULL if unicodedata.east_asian_width(character) in "WF" else _OTHER


def _split(word: str, width: float, size: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _with_ellipsis(line: str, width: float, size: float) -> str:
    while line and text_width(line + "…", size) > width:
        line = line[:-1]
    return line.rstrip(" ,;:.–—-") + "…"
