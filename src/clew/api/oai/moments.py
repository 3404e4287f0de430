"""Moments as the protocol writes them: days or seconds, in UTC (OAI-PMH 2.0, section 3.3)."""

from __future__ import annotations

import re
from datetime import datetime

from clew.api.oai.problems import OaiError, bad_argument

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)


def span(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """Return the two ends of a span to the second; a day as ``until`` is meant whole.

    Raises
    ------
    OaiError: when one is no date, they are written differently, or the second is the earlier.
    """
    grains = {_grain(name, value) for name, value in (("from", since), ("until", until)) if value}
    if len(grains) > 1:
        raise bad_argument("'from' and 'until' have to be written alike: both days, or seconds.")
    first = f"{since}T00:00:00Z" if since and _DAY.fullmatch(since) else since
    last = f"{until}T23:59:59Z" if until and _DAY.fullmatch(until) else until
    if first and last and first > last:
        raise bad_argument(f"'from' ({since}) is later than 'until' ({until}).")
    return first, last


def _grain(name: str, value: str) -> str:
    for grain, pattern, form in (
        ("day", _DAY, "%Y-%m-%d"),
        ("second", _SECOND, "%Y-%m-%dT%H:%M:%SZ"),
    ):
        if pattern.fullmatch(value):
            try:
                datetime.strptime(value, form)
            except ValueError as error:
                raise _no_date(name, value) from error
            return grain
    raise _no_date(name, value)


def _no_date(name: str, value: str) -> OaiError:
    return bad_argument(
        f"{value[:50]!r} as {name!r} is no date; write 2026-03-01 or 2026-03-01T12:00:00Z."
    )
