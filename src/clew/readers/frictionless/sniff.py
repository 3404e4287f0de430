"""Is it a data package?"""

from __future__ import annotations

from clew.model import Document
from clew.readers.common.json_document import outline

_OTHERS = {"notes", "@context", "scripts", "dependencies"}


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by files that have a path or a schema."""
    paths = outline(document)
    if paths & _OTHERS or "resources" not in paths:
        return 0.0
    if "resources.schema.fields" in paths or "datapackage" in document.sample[:2_000]:
        return 0.9
    return 0.8 if paths & {"resources.path", "resources.data"} and "name" in paths else 0.0
