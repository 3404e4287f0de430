"""Is it the description of a course?"""

from __future__ import annotations

import re

from clew.errors import DocumentError
from clew.model import Document
from clew.readers.common.html import is_html
from clew.readers.course.parse import Chapter, Sheet, parts_of, sheet_of
from clew.readers.course.remarks import is_remark

_MOST_BYTES = 400_000
_MOST_WORDS = 6_000
_COURSE = r"(?:course|seminar|workshop|training(?:\s+day)?|masterclass|module|half-day|session|day)"
_HEADING = re.compile(
    rf"{_COURSE}\s+(?:description|overview|outline|content|details|summary)|about\s+this\s+{_COURSE}",
    re.I,
)
_SAYS_SO = re.compile(
    rf"\b(?:this|the)\s+{_COURSE}\s+(?:will|is|offers|explores|focuses|introduces|provides|aims|draws|looks|"
    rf"turns|examines|covers)\b|\b(?:participants|delegates|learners)\s+(?:will|bring|are|leave|practise|write)\b",
    re.I,
)
_LED = re.compile(
    r"\b(?:led|taught|facilitated|presented|delivered|run)\s+by\b|\blearning outcomes\b|"
    r"\bwho should attend\b|^(?:tutor|facilitator|presenter|trainer|instructor)s?\s*:",
    re.I | re.M,
)
_CALLED = re.compile(rf"\b{_COURSE}s?\b", re.I)
_FEATURES = 2


def sniff(document: Document) -> float:
    """Say how sure the content is of this format; two features must come together."""
    if not document.is_text or len(document.content) > _MOST_BYTES or _is_data(document):
        return 0.0
    sheet = _sheet(document)
    if sheet is None:
        return 0.0
    parts = [part for chapter in sheet.chapters for part in chapter.parts]
    text = "\n".join(part.text for part in parts)
    if len(text.split()) > _MOST_WORDS:
        return 0.0
    opening = f"{sheet.title} {sheet.subtitle or ''}"
    weights = [
        0.4 * any(_announces(chapter) for chapter in sheet.chapters),
        0.2 * bool(_SAYS_SO.search(text)),
        0.2 * any(is_remark(part.text) or part.quoted for part in parts),
        0.2 * bool(_LED.search(text)),
        0.1 * bool(_CALLED.search(opening)),
    ]
    sure = sum(weights)
    return min(sure, 0.85) if sum(map(bool, weights)) >= _FEATURES and sure >= 0.5 else 0.0


def _is_data(document: Document) -> bool:
    return document.sample.lstrip("\ufeff \t\r\n")[:1] in ("<", "{", "[") and not is_html(document)


def _sheet(document: Document) -> Sheet | None:
    try:
        return sheet_of(parts_of(document))
    except DocumentError:
        return None


def _announces(chapter: Chapter) -> bool:
    return bool(chapter.heading and _HEADING.fullmatch(chapter.heading))
