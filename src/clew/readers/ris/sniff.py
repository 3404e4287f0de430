"""Is it RIS, or a Web of Science export?"""

from __future__ import annotations

import re

from clew.model import Document

_TYPE = re.compile(r"^TY[ \t]{1,3}[-–—](?:[ \t]|$)", re.M)
_WEB_OF_SCIENCE = re.compile(r"\s*FN [^\n]{1,200}\nVR [\d.]{1,10}\s*\n")
_COCHRANE = re.compile(r"\s*Record #\d{1,6} of \d{1,6}\s*\n[A-Z]{2,3}: ")
_BEFORE = 2_000  # characters of greeting or comment that may stand before the first reference


def sniff(document: Document) -> float:
    """Say how sure the content is of this format: a line of its own begins a reference."""
    text = document.sample.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if _WEB_OF_SCIENCE.match(text) or _COCHRANE.match(text):
        return 0.95
    first = None if text.lstrip()[:1] in ("<", "{", "[") else _TYPE.search(text)
    if not first:
        return 0.0
    return 0.95 if first.start() < _BEFORE else 0.4
