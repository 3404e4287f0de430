"""Is it from Dataverse?"""

from __future__ import annotations

from clew.model import Document
from clew.readers.common.json_document import outline

_BLOCKS = "metadataBlocks.citation.fields"
_ITEMS = {"data.items.global_id", "items.global_id"}
_FILES = {"storageIdentifier", "contentType", "rootDataFileId"}


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by the names of its blocks."""
    paths = outline(document)
    if any(path == _BLOCKS or path.endswith(f".{_BLOCKS}") for path in paths):
        return 0.97
    ore = "ore:describes" in paths and "dvcore:" in document.sample
    return 0.95 if ore or paths & _ITEMS or paths >= _FILES else 0.0
