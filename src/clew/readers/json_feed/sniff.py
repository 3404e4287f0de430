"""Is it a JSON Feed, or a post of one?"""

from __future__ import annotations

from clew.model import Document
from clew.readers.common.json_document import outline

_VERSION = "jsonfeed.org/version/"
_POST = frozenset({"content_html", "content_text"})


def sniff(document: Document) -> float:
    """Say how sure the content is of this format: its version, or what only posts have."""
    paths = outline(document)
    if "items" in paths and _VERSION in document.sample[:4_000]:
        return 0.95
    return 0.9 if paths & _POST and {"url", "title"} <= paths and "@context" not in paths else 0.0
