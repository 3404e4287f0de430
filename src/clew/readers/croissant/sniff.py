"""Is it Croissant?"""

from __future__ import annotations

from clew.model import Document
from clew.readers.common.json_document import outline

_MARKS = ("mlcommons.org/croissant", '"cr:FileObject"', '"cr:RecordSet"')


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by its namespace or its types."""
    if "@context" not in outline(document):
        return 0.0
    return 0.95 if any(mark in document.sample for mark in _MARKS) else 0.0
