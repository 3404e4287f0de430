"""Is it from HDR UK?"""

from __future__ import annotations

from clew.model import Document
from clew.readers.common.csv_rows import header
from clew.readers.common.json_document import outline

_PARTS = {"coverage", "accessibility", "provenance", "enrichmentAndLinkage", "documentation"}
_COLUMNS = {"pid", "dataController", "statisticalPopulation", "accessRights"}


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by its parts or its columns."""
    paths = outline(document)
    if paths:
        inner = {path.removeprefix("metadata.").removeprefix("data.") for path in paths}
        return 0.95 if "summary.title" in inner and len(_PARTS & inner) >= 2 else 0.0
    if not document.is_text or "dataController" not in document.sample[:4_000]:
        return 0.0
    return 0.95 if set(header(document)) >= _COLUMNS else 0.0
