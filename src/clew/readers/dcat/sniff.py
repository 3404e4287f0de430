"""Is it DCAT, or from CKAN?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common.json_document import outline
from clew.readers.common.turtle import has_prefixes

NAMESPACE = "http://www.w3.org/ns/dcat#"
_WRAPPERS = re.compile(r"^(?:result\.results\.|result\.|dataset\.)")
_PACKAGE = ("resources.url", "resources.package_id", "resources.format", "tags.name", "extras.key")
# DCAT-US, the data.json of agencies, which may say that its terms are of another context
_OPEN_DATA_POLICY = {"accessLevel", "title"}
_DISTRIBUTION = ("distribution.accessURL", "distribution.downloadURL")


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by its namespace or the names it uses."""
    paths = outline(document)
    if paths:
        return _json(document, {_WRAPPERS.sub("", path) for path in paths})
    begins = document.sample.lstrip("\ufeff \t\r\n")[:1]
    if NAMESPACE not in document.sample:
        return 0.0
    if begins == "<" and "RDF" in document.sample[:4_000]:
        return 0.95
    return 0.95 if has_prefixes(document) else 0.0


def _json(document: Document, paths: set[str]) -> float:
    if NAMESPACE in document.sample:
        return 0.9
    if paths >= _OPEN_DATA_POLICY:
        return 0.95
    if "@context" in paths or ("@type" in paths and "distribution.@type" not in paths):
        return 0.0
    if "notes" in paths and ("title" in paths or "name" in paths):
        return 0.9 if any(name in paths for name in _PACKAGE) else 0.5
    has_files = any(name in paths for name in _DISTRIBUTION)
    return 0.85 if has_files and "title" in paths else 0.0
