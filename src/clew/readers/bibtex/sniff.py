"""Is it BibTeX?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.bibtex.types import TYPES

_ENTRY = re.compile(r"^[ \t]{0,20}@([A-Za-z]{3,20})[ \t]{0,5}[{(]", re.M)
_ASIDES = frozenset({"string", "comment", "preamble"})


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by entries of known types at line starts."""
    text = document.sample.lstrip("\ufeff \t\r\n").replace("\r", "\n")
    if text[:1] in ("<", "["):
        return 0.0
    types = {match[1].lower() for match in _ENTRY.finditer(text)}
    if types & TYPES.keys():
        return 0.95 if text.startswith(("@", "%")) else 0.8
    return 0.6 if types & _ASIDES and text.startswith("@") else 0.0
