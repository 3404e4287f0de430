"""Is this the page of an award on Gateway to Research?"""

from __future__ import annotations

import re

from clew.model import Document

_LEAD = re.compile(r"(?:^|>)\s{0,80}Lead Research Organisation\s{0,20}:", re.M)
_OTHERS = re.compile(
    r"(?:^|>)\s{0,80}(?:Department Name\s{0,20}:|Planned Impact\s{0,20}(?:<|$)|"
    r"Related Projects\s{0,20}(?:<|$)|Funded (?:Value|Period)\s{0,20}:|"
    r"(?:Project|Grant) Reference\s{0,20}(?::|Relationship))",
    re.M,
)


def sniff(document: Document) -> float:
    """Return 0.95 when the page's own labels stand at the beginning of lines or elements."""
    text = document.sample
    likely = "Lead Research Organisation" in text and document.is_text
    return 0.95 if likely and _LEAD.search(text) and _OTHERS.search(text) else 0.0
