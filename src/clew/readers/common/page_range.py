"""Where a work stands in its container."""

from __future__ import annotations

import re

_SEVERAL = re.compile(r"[-–—,]")


def page_range(first: str | None, last: str | None) -> str | None:
    """Join first and last page.

    Examples: ``379`` and ``423`` → ``"379-423"``; ``"e12"`` and nothing → ``"e12"``;
    ``"11-19"`` and ``19`` → ``"11-19"``
    """
    if not first or not last or first == last or _SEVERAL.search(first):
        return first or last
    return f"{first}-{last}"
