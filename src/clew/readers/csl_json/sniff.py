"""Is it CSL-JSON?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common.json_document import outline
from clew.readers.csl_json.types import TYPES

_TYPE = re.compile(r'"type"\s{0,9}:\s{0,9}"([a-zA-Z_-]{0,30})"')
# Names that only these formats have: Crossref's own, and those of other JSON with a `type`.
_OTHERS = frozenset({"message", "reference-count", "is-referenced-by-count", "@context", "types"})
_MARKS = frozenset({"issued.date-parts", "container-title", "author.family", "DOI", "URL"})


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by its types and the names it uses."""
    paths = {_inside(path) for path in outline(document)}
    if not paths or paths & _OTHERS or "type" not in paths:
        return 0.0
    types = {match[1] for match in _TYPE.finditer(document.sample)}
    marks = len(_MARKS & paths) + ("title" in paths)
    if types & TYPES.keys():
        return 0.9 if marks >= 2 else 0.4 if marks else 0.0
    return 0.7 if marks >= 4 else 0.0


def _inside(path: str) -> str:
    """Leave out the list that items may stand in: ``{"items": […]}``, ``{"references": […]}``."""
    first, dot, rest = path.partition(".")
    return rest if dot and first in ("items", "references") else path
