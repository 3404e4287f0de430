"""Is it EndNote XML?"""

from __future__ import annotations

import re

from clew.model import Document

_ROOT = re.compile(r"<xml>\s{0,200}<records>|<records>\s{0,200}<record>")
_MARKS = ("<ref-type", "<rec-number>", "<foreign-keys>", "<source-app")


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by the elements it begins with."""
    begins = _ROOT.search(document.sample[:4_000])
    return 0.96 if begins and any(mark in document.sample for mark in _MARKS) else 0.0
