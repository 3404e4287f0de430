"""Which addresses lead to data rather than to a page about them."""

from __future__ import annotations

import re

_TYPES = {
    "csv": "text/csv",
    "tab": "text/tab-separated-values",
    "tsv": "text/tab-separated-values",
    "json": "application/json",
    "xml": "application/xml",
    "zip": "application/zip",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "sav": "application/x-spss-sav",
    "dta": "application/x-stata-dta",
    "txt": "text/plain",
    "rdf": "application/rdf+xml",
}
_ENDING = re.compile(r"\.([a-z]{3,4})$", re.I)


def file_type(url: str) -> str | None:
    """Return the media type of the file an address names, ``None`` when it names a page."""
    match = _ENDING.search(url.partition("?")[0].partition("#")[0])
    return _TYPES.get(match[1].lower()) if match else None
