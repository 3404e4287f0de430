"""Is it a flight payload?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common.html import is_html

PUSH = b"self.__next_f.push("
_ROW = r"(?:[0-9a-f]{1,8}:(?:\"\$|I\[|\[|\{|HL\[|null\n|T[0-9a-f]{1,8},)|:HL\[)"
# Two rows at the beginning: one alone could be a line of some other format.
_BEGINS = re.compile(rf"\s*{_ROW}[^\n]{{0,65536}}\n?{_ROW}")
_REACT = ("$Sreact", '["$","', ":I[")
_MARKS = (b"dataset_schema", b"dataCatalogs", b"additionalLinks")


def sniff(document: Document) -> float:
    """Say how sure the content is of this format; of a page only if its pushes carry a record."""
    if is_html(document):
        carries = PUSH in document.content and any(mark in document.content for mark in _MARKS)
        return 0.97 if carries else 0.0
    sample = document.sample.lstrip("\ufeff")
    rows = _BEGINS.match(sample) and any(mark in sample for mark in _REACT)
    return 0.97 if rows else 0.0
