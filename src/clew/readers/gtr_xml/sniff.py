"""Is this a Gateway to Research project in XML?"""

from __future__ import annotations

import re

from clew.model import Document

_HEAD = 4_000
_ROOT = re.compile(r"<(?:[\w.-]{1,20}:)?projectOverview[\s>]")


def sniff(document: Document) -> float:
    """Return 1 when a ``projectOverview`` element opens near the beginning, else 0."""
    head = document.sample[:_HEAD]
    return float("projectOverview" in head and bool(_ROOT.search(head)))
