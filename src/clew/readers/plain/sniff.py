"""Is it something to read at all?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common.html import is_html
from clew.readers.common.pdf import is_pdf

# Data in a format of its own is no prose, even though it is text: JSON, XML, YAML, BibTeX, RIS.
_DATA = re.compile(
    r"[{\[]\s*(?:[\"{\[\]}\d]|-\d)|<(?:[?!/]|[A-Za-z][\w:.-]{0,60}[\s/>])|"
    r"(?:---\s+)?[\w-]{1,40}:\s*\n\s*-\s|@\w{3,20}\{|TY\s{1,2}- |%[0A-Z] |FN |PMID-"
)
_PACKED = re.compile(r"[,;|](?=\S)")
_ROWS = 4
_FEWEST_CELLS = 3
_CELLS_OF_ONE_ROW = 8


def sniff(document: Document) -> float:
    """Say how sure the content is of this format: little, so that any other reader wins."""
    if is_pdf(document) or is_html(document):
        return 0.1
    if not document.is_text:
        return 0.0
    sample = document.sample.lstrip("\ufeff").lstrip()
    return 0.0 if _DATA.match(sample) or _is_table(sample) else 0.05


def _is_table(sample: str) -> bool:
    """Say whether the first lines hold cells: equally many tabs, or separators without a space."""
    lines = [line for line in sample[:20_000].splitlines() if line.strip()][:_ROWS]
    tabs = {line.count("\t") for line in lines}
    if len(lines) == _ROWS and len(tabs) == 1 and min(tabs) >= _FEWEST_CELLS - 1:
        return True
    packed = [len(_PACKED.findall(line)) for line in lines]
    even = len(lines) == _ROWS and len(set(packed)) == 1 and min(packed) >= _FEWEST_CELLS - 1
    return even or (bool(packed) and packed[0] >= _CELLS_OF_ONE_ROW)
