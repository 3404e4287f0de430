"""Is it something to read at all?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common.html import is_html
from clew.readers.common.pdf import is_pdf

# Data in a format of its own is no prose, even though it is text.
_DATA = re.compile(
    r"[{\[]\s*(?:[\"{\[\]}\d]|-\d)|<\?xml|<[A-Za-z!/][^<>\n]{0,200}>|"
    r"@\w{3,20}\{|TY  - |%[0A-Z] |FN |PMID-"
)
_CELLS = re.compile(r"[,;\t|]")
_ROWS = 5
_FEWEST_CELLS = 3


def sniff(document: Document) -> float:
    """Say how sure the content is of this format: little, so that any other reader wins."""
    if is_pdf(document) or is_html(document):
        return 0.1
    if not document.is_text:
        return 0.0
    sample = document.sample.lstrip("\ufeff").lstrip()
    return 0.0 if _DATA.match(sample) or _is_table(sample) else 0.05


def _is_table(sample: str) -> bool:
    """Say whether the first lines have equally many cells and no sentence ends in them."""
    lines = [line for line in sample.splitlines()[:50] if line.strip()][:_ROWS]
    counts = {len(_CELLS.findall(line)) for line in lines}
    even = len(lines) == _ROWS and len(counts) == 1 and min(counts) >= _FEWEST_CELLS
    return even and not any(line.rstrip().endswith((".", "!", "?")) for line in lines)
