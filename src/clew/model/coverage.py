"""When and where: periods with open or imprecise ends, and places."""

from __future__ import annotations

import calendar

from clew.model.base import Value


class Period(Value, frozen=True, kw_only=True):
    """A span of time; each end is an ISO 8601 date of any precision, or absent when unknown.

    Example: ``Period(start="2016-09-01", end="2017")``
    """

    start: str | None = None
    end: str | None = None

    @classmethod
    def parse(cls, text: str) -> Period | None:
        """Read an ISO 8601 interval (``2016/2017-05``, ``1991/..``) or a single date.

        Returns ``None`` when neither end is a date.
        """
        first, slash, last = text.strip().partition("/")
        start, end = iso_date(first), iso_date(last if slash else first)
        return cls(start=start, end=end) if start or end else None

    def __str__(self) -> str:
        return (
            self.start or ""
            if self.start == self.end
            else f"{self.start or '..'}/{self.end or '..'}"
        )

    @property
    def first_day(self) -> str | None:
        """The earliest day the period can begin on, ``YYYY-MM-DD``."""
        return self.start and _edge(self.start, last=False)

    @property
    def last_day(self) -> str | None:
        """The latest day the period can end on, ``YYYY-MM-DD``."""
        return self.end and _edge(self.end, last=True)

    def overlaps(self, other: Period) -> bool:
        """Say whether the two share a day; an unknown end is open."""
        starts_in_time = (
            not self.first_day or not other.last_day or self.first_day <= other.last_day
        )
        ends_in_time = not self.last_day or not other.first_day or self.last_day >= other.first_day
        return starts_in_time and ends_in_time


class Place(Value, frozen=True, kw_only=True):
    """A place as its source names it, with an ISO 3166 code where one is stated."""

    name: str
    code: str | None = None


def iso_date(text: str) -> str | None:
    """Keep the date of an ISO 8601 date or time, or return ``None`` if it is none.

    Example: ``"2030-03-28T14:20:14Z"`` → ``"2030-03-28"``; ``".."`` → ``None``
    """
    parts = text.strip()[:10].partition("T")[0].split("-")
    lengths = [len(part) for part in parts]
    if lengths not in ([4], [4, 2], [4, 2, 2]) or not all(
        p.isascii() and p.isdigit() for p in parts
    ):
        return None
    year, month, day = (int(part) for part in [*parts, "1", "1"][:3])
    if not (year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return "-".join(parts)


def _edge(date: str, *, last: bool) -> str:
    year, month, day = [*date.split("-"), "", ""][:3]
    month = month or ("12" if last else "01")
    day = day or (f"{calendar.monthrange(int(year), int(month))[1]:02}" if last else "01")
    return f"{year}-{month}-{day}"
