"""Is it a table of records?"""

from __future__ import annotations

from clew.model import Document
from clew.readers.common.csv_rows import header
from clew.readers.table.columns import field_of

_TELLING = frozenset(
    {
        "abstract", "authors", "doi", "published", "container", "keywords", "url", "gtr",
        "full names", "awards", "amount",
    }
)  # fmt: skip
_LONGEST_NAME = 80


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by how many columns have known names."""
    if not document.is_text or document.sample.lstrip("\ufeff \r\n")[:1] in ("<", "{", "["):
        return 0.0
    names = header(document)
    if len(names) < 2 or any(len(name) > _LONGEST_NAME for name in names):
        return 0.0
    fields = {field for name in names if (field := field_of(name))}
    if "title" not in fields:
        return 0.0
    telling = len(fields & _TELLING)
    return 0.85 if telling >= 2 else 0.7 if telling else 0.0
