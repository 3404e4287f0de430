"""Is it Crossref's XML?"""

from __future__ import annotations

import re

from clew.model import Document

_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:crossref_result|crossref|doi_records?|doi_batch)\b")


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by its root element and the namespace."""
    told = "crossref.org/" in document.sample and _ROOT.search(document.sample)
    return 0.96 if told else 0.0
