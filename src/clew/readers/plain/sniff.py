"""Is it something to read at all?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common.csv_rows import is_data
from clew.readers.common.html import is_html
from clew.readers.common.pdf import is_pdf

# Data in a format of its own is no prose, even though it is text: JSON, XML, YAML, BibTeX, RIS.
_DATA = re.compile(
    r"[{\[]\s*(?:[\"'{\[\]}\d]|-\d)|<(?:[?!/]|[A-Za-z][\w:.-]{0,60}[\s/>])|"
    r"(?:---\s+)?[\w-]{1,40}:\s*\n\s*-\s|@\w{3,20}\{|TY\s{1,2}- |%[0A-Z] |FN |PMID-"
)


def sniff(document: Document) -> float:
    """Say how sure the content is of this format: little, so that any other reader wins."""
    if is_pdf(document) or is_html(document):
        return 0.1
    if not document.is_text:
        return 0.0
    sample = document.sample.lstrip("\ufeff").lstrip()
    return 0.0 if _DATA.match(sample) or is_data(document) else 0.05
