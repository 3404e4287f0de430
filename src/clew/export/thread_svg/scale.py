"""The time axis: where a day stands, and which years get a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clew.export.common.story import Span

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_CLOSEST = 64  # pixels between two lines
_FEWEST = 3  # years


@dataclass(frozen=True)
class Scale:
    """Years ``first`` to ``last``, both in full, on the pixels from ``left`` to ``right``."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def of(cls, spans: Iterable[Span], left: float, right: float) -> Scale:
        """Make a scale that holds all spans, at least three years of it."""
        days = [day for span in spans for day in (span.first, span.last) if day]
        first, last = min(days).year, max(days).year
        short = max(_FEWEST - (last - first + 1), 0)
        first = max(first - short // 2, 1)
        return cls(first, max(last, first + _FEWEST - 1), left, right)

    def x(self, day: date) -> float:
        """Return where a day stands."""
        start = date(day.year, 1, 1).toordinal()
        in_year = (day.toordinal() - start) / 366
        return self._at(day.year + in_year)

    def ticks(self) -> list[tuple[int, float]]:
        """Return the years that get a line, and where: round ones, far enough apart."""
        per_year = (self.right - self.left) / (self.last + 1 - self.first)
        step = next((step for step in _STEPS if step * per_year >= _CLOSEST), _STEPS[-1])
        begin = -(-self.first // step) * step
        return [(year, self._at(year)) for year in range(begin, self.last + 2, step)]

    def _at(self, year: float) -> float:
        share = (year - self.first) / (self.last + 1 - self.first)
        return self.left + share * (self.right - self.left)
