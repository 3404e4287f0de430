"""Is it PubMed XML?"""

from __future__ import annotations

import re

from clew.model import Document

_ROOT = re.compile(r"<Pubmed(?:Book)?Article(?:Set)?\b|<MedlineCitation(?:Set)?\b")


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by the elements it begins with."""
    return 0.97 if _ROOT.search(document.sample[:4_000]) else 0.0
