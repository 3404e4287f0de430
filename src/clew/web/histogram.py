"""A histogram of years as bars to be drawn: the server does the sums, the page only draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from clew.search import YearCounts

WIDTH, HEIGHT = 240, 48  # of the drawing, in its own units
_MOST_BARS = 60
_SHORTEST = 2  # a bar that can still be seen
_LATEST, _EARLIEST = 2100, 1700  # years beyond these are slips of some source


class Bar(NamedTuple):
    """The results of a year, or of some years, and where their bar stands."""

    first: int
    last: int
    results: int
    x: float
    y: float
    width: float
    height: float
    inside: bool

    @property
    def years(self) -> str:
        """The years it stands for."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


class Histogram(NamedTuple):
    """The bars from the first year to the last, and how many results state no year."""

    by: str
    first: int
    last: int
    bars: tuple[Bar, ...]
    not_stated: int


def histogram(counts: YearCounts, first: int | None, last: int | None) -> Histogram | None:
    """Lay out a histogram; ``None`` where fewer than two years have results.

    Parameters
    ----------
    counts: results by year.
    first, last: the years that are chosen.
    """
    known = {year: n for year, n in counts.counts.items() if _EARLIEST <= year <= _LATEST and n}
    if len(known) < 2:
        return None
    start, end = min(known), max(known)
    step = -(-(end - start + 1) // _MOST_BARS)
    bars = _bars(known, start, end, step, (first, last))
    return Histogram(counts.span, start, end, bars, counts.not_stated)


def _bars(
    known: Mapping[int, int], start: int, end: int, step: int, chosen: tuple[int | None, int | None]
) -> tuple[Bar, ...]:
    groups = [(year, min(year + step - 1, end)) for year in range(start, end + 1, step)]
    # A study of many years counts in each of them: the fullest year stands for its group.
    heights = [max(known.get(year, 0) for year in range(a, b + 1)) for a, b in groups]
    top, width = max(heights), WIDTH / len(groups)
    low, high = chosen
    return tuple(
        Bar(
            first=a,
            last=b,
            results=count,
            x=round(place * width, 2),
            y=round(HEIGHT - tall, 2),
            width=round(max(width - 1, width * 0.7), 2),
            height=round(tall, 2),
            inside=(low is None or b >= low) and (high is None or a <= high),
        )
        for place, ((a, b), count) in enumerate(zip(groups, heights, strict=True))
        for tall in [max(count / top * HEIGHT, _SHORTEST) if count else 0.0]
    )
