"""When and where: periods with open or imprecise ends, and places."""

from __future__ import annotations

import calendar
import re

from clew.model.base import Value

# A date of any precision; after a whole one a time in any spelling, after any one its zone.
_ISO = re.compile(
    r"((\d{4})(?:-(\d\d)(?:-(\d\d))?)?)"
    r"(?:(?<=-\d\d-\d\d)[Tt ] ?\d\d?:?\d\d[^/]{0,40}|[Zz]|[+-]\d\d:\d\d)?",
    re.A,
)


class Period(Value, frozen=True, kw_only=True):
    """A span of time; each end is an ISO 8601 date of any precision, or absent when unknown.

    Example: ``Period(start="2016-09-01", end="2017")``
    """

    start: str | None = None
    end: str | None = None

    @classmethod
    def parse(cls, text: str) -> Period | None:
        """Read an ISO 8601 interval (``2016/2017-05``, ``1991/..``) or a single date.

        Returns ``None`` when neither end is a date, or the end comes before the start.
        """
        first, slash, last = text.strip().partition("/")
        start, end = iso_date(first), iso_date(last if slash else first)
        found = cls(start=start, end=end)
        return found if (start or end) and not found.backwards else None

    def __str__(self) -> str:
        return (
            self.start or ""
            if self.start == self.end
            else f"{self.start or '..'}/{self.end or '..'}"
        )

    @property
    def backwards(self) -> bool:
        """Whether it ends before it begins, however its dates are meant."""
        first, last = self.first_day, self.last_day
        return bool(first and last and first > last)

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

    Example: ``"2030-03-28T14:20:14Z"`` → ``"2030-03-28"``; ``"2030-03-28/29"`` → ``None``
    """
    told = _ISO.fullmatch(text.strip())
    if not told:
        return None
    year, month, day = (int(part or 1) for part in told.group(2, 3, 4))
    if not (year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return told[1]


def _edge(date: str, *, last: bool) -> str:
    year, month, day = [*date.split("-"), "", ""][:3]
    month = month or ("12" if last else "01")
    day = day or (f"{calendar.monthrange(int(year), int(month))[1]:02}" if last else "01")
    return f"{year}-{month}-{day}"
