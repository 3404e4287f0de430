"""Is it from OpenAlex?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common.json_document import outline

_ID = re.compile(r'"id"\s{0,9}:\s{0,9}"https?:\\?/\\?/openalex\.org\\?/W\d')
_MARKS = frozenset(
    ["abstract_inverted_index", "authorships", "referenced_works", "ids", "cited_by_count"]
)


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by its ids and the names it uses."""
    inner = {path.removeprefix("results.") for path in outline(document)}
    marks = len(_MARKS & inner)
    if _ID.search(document.sample):
        return 0.97 if marks >= 2 else 0.5 * bool(marks)
    return 0.9 if marks >= 4 else 0.0
