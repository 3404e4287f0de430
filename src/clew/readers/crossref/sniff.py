"""Is it from Crossref's REST API?"""

from __future__ import annotations

from clew.model import Document
from clew.readers.common.json_document import outline

# Names that only Crossref's works have.
_MARKS = frozenset(
    [
        "reference-count", "references-count", "is-referenced-by-count", "content-domain",
        "short-container-title", "deposited", "indexed", "prefix", "member", "issn-type",
    ]
)  # fmt: skip
_ENVELOPE = frozenset({"message-type", "message-version"})


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by names that nobody else uses."""
    paths = outline(document)
    if paths >= _ENVELOPE or {"message-type", "message.DOI"} <= paths:
        return 0.97
    inner = {path.removeprefix("items.") for path in paths}
    marks = len(_MARKS & inner)
    return 0.95 if marks >= 3 and "DOI" in inner else 0.0
