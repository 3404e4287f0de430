"""Is it SKG-IF?"""

from __future__ import annotations

from clew.model import Document
from clew.readers.common.json_document import outline

_MARKS = {"@graph.entity_type", "@graph.local_identifier"}


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by its context or its names."""
    paths = outline(document)
    if "@context" in paths and "w3id.org/skg-if" in document.sample:
        return 0.97
    return 0.9 if paths >= _MARKS else 0.0
