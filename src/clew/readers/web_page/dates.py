"""Dates as pages write them in their metadata."""

from __future__ import annotations

import re

from clew.model.coverage import iso_date
from clew.readers.common.dates import parse_date

_SLASHED = re.compile(r"(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?(?:[T ].*)?")


def meta_date(text: str) -> str | None:
    """Read a date in ISO 8601, with slashes, or in words.

    Examples: ``"2018/11/2"`` → ``"2018-11-02"``; ``"2015-02-20T21:40:00+00:00"`` → ``"2015-02-20"``
    """
    match = _SLASHED.fullmatch(text.strip())
    if match:
        parts = [match[1], *(part.zfill(2) for part in match.groups()[1:] if part)]
        return iso_date("-".join(parts))
    return iso_date(text) or parse_date(text)
