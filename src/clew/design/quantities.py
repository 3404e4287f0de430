"""Numbers in running text: figures, words, ranges, and how sure or open they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: number for number, word in enumerate(_UNITS, 1)}
_VALUES |= {word: number * 10 for number, word in enumerate(_TENS, 2)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000, "k": 1000}
WORDS = frozenset(_VALUES) | {"dozen", "hundred", "thousand", "million"}

_SMALL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(reversed(_UNITS))})"
)
_SCALE = "(?:hundred|thousand|million|dozen)"
_SPELT = rf"(?:(?:{_SMALL}|an?) {_SCALE}(?: and {_SMALL})?|half a dozen|{_SMALL})"
_FIGURE = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,2})?"
_NUMBER = rf"(?:{_FIGURE}|{_SPELT})(?:[- ]?(?:million|thousand|k))?(?!\w)(?!\.\d|,\d)"
_HINT = (
    r"(?:between|from|at least|at most|more than|less than|fewer than|over|under|up to|around"
    r"|approximately|about|circa|nearly|almost|roughly|some)(?=\s)|approx\.|ca?\.|[~<>]|n ?="
)
_QUANTITY = re.compile(
    rf"(?<![\w.,£$€/#])(?:(?P<hint>{_HINT})\s?)?(?P<first>{_NUMBER})"
    r"(?:(?P<join>\s?[-–—−]\s?|-? to | or | and (?=\d|[a-z]))"
    rf"(?P<last>{_NUMBER}))?(?P<plus>\+)?(?![-–]\d)",
    re.I,
)
# Where one may begin, found fast; with the longest hint before it.
_FIGURES = re.compile(r"\d")
_FIGURES_AND_WORDS = re.compile(
    rf"\d|\b(?:an? {_SCALE}|half a dozen|{'|'.join((*_TENS, *_UNITS))})\b", re.I
)
_LEAD = len("approximately ") + 1
_OPEN_BELOW = {"up to", "at most", "less than", "fewer than", "under", "<"}
_OPEN_ABOVE = {"at least", "more than", "over", ">"}
# "Study 1", "Key Stage 2", "SN 5545": names, not numbers of something.
_NAMED = re.compile(
    r"\b(?:study|phase|strand|stages?|year|section|table|figure|part|tier|level|article|chapter"
    r"|package"
    r"|module|sn|gn|version|edition|grade|output|aim|objective|question|covid|type|group|no\.?"
    r"|study)\s?$",
    re.I,
)
_PERCENT = re.compile(r"\s?(?:%|per ?cent\b|(?:st|nd|rd|th)\b|p\b|°)", re.I)
_AFTER_RANGE = re.compile(r"[- ]?(?:years?|yrs?)[- ](?:old|of age)|[- ]years?[- ]olds?", re.I)


class Quantity(NamedTuple):
    """A number, or a range of numbers, at a place of a sentence.

    ``hint`` is the word before it ("between", "over"), ``counted`` whether it was "n = 41".
    """

    start: int
    end: int
    first: int | float
    last: int | float
    least: int | float | None
    most: int | float | None
    hint: str
    figure: str

    @property
    def counted(self) -> bool:
        """Whether it stands as ``n = 41``."""
        return "=" in self.hint

    @property
    def year(self) -> bool:
        """Whether it looks like a year or a span of years."""
        return 1700 <= self.first <= 2100 and self.figure.isdigit() and not self.counted


def quantities(text: str, spelt: bool = True) -> Iterator[Quantity]:
    """Yield the quantities of a text, from left to right.

    Parameters
    ----------
    text: what to look in.
    spelt: whether it may have numbers in words.

    Example: ``"between 4 and 8 interviews"`` → least 4, most 8, hint "between"
    """
    position = 0
    for begin in (_FIGURES_AND_WORDS if spelt else _FIGURES).finditer(text):
        if begin.start() < position:
            continue
        match = _QUANTITY.search(text, max(position, begin.start() - _LEAD))
        if not match:
            return
        match = _apart(text, match)
        position = match.end()
        named = _NAMED.search(text[max(0, match.start() - 20) : match.start()])
        if (match["join"] or not named) and not _PERCENT.match(text, match.end()):
            yield _quantity(match)


def number(words: str) -> int | float:
    """Return what a number is, in figures or words.

    Examples: ``"2,844"`` → 2844; ``"one hundred and twenty"`` → 120; ``"4-million"`` → 4000000
    """
    total: int | float = 0
    plain = words.lower().replace(",", "")
    for part in re.findall(r"\d+\.\d+|\d+|[a-z]+", plain):
        if part[0].isdigit():
            total += float(part) if "." in part else int(part)
        elif part in _SCALES:
            total = (total or (0.5 if plain.startswith("half") else 1)) * _SCALES[part]
        else:
            total += _VALUES.get(part, 0)
    return int(total) if total == int(total) else total


def _apart(text: str, match: re.Match[str]) -> re.Match[str]:
    """Part "3 schools and 4 towns"-like pairs: "and" makes a range only after "between"."""
    if not match["join"]:
        return match
    joined = match["join"].strip()
    paired = joined == "and" and (match["hint"] or "").lower() != "between"
    falling = number(match["first"]) > number(match["last"])
    if (paired and not _AFTER_RANGE.match(text, match.end())) or falling:
        alone = _QUANTITY.match(text, match.start(), match.end("first"))
        return alone or match
    return match


def _quantity(match: re.Match[str]) -> Quantity:
    hint = re.sub(r"\s+", " ", (match["hint"] or "").strip().lower())
    first = number(match["first"])
    last = number(match["last"]) if match["last"] else first
    least: int | float | None = first
    most: int | float | None = last
    if not match["last"]:
        least = None if hint in _OPEN_BELOW else least
        most = None if hint in _OPEN_ABOVE or match["plus"] else most
    return Quantity(match.start(), match.end(), first, last, least, most, hint, match["first"])
