"""Is it DataCite metadata in JSON?"""

from __future__ import annotations

import re

from clew.model import Document

_KIND = re.compile(r"\"(?:resourceTypeGeneral|resource-type-general|resource_type_general)\"")
_KERNEL = re.compile(r"datacite\.org/schema/kernel|\"type\"\s{0,5}:\s{0,5}\"dois\"")
_NAMES = re.compile(r"\"(?:creators?|titles?)\"\s{0,5}:")
_LINKED_DATA = re.compile(r"\"@context\"")
_HEAD = 1_000


def sniff(document: Document) -> float:
    """Return how sure the names used are DataCite's; JSON-LD is not meant."""
    sample = document.sample.lstrip("\ufeff \t\r\n")
    if not sample.startswith(("{", "[")) or _LINKED_DATA.search(sample[:_HEAD]):
        return 0.0
    signs = bool(_KIND.search(sample)) + bool(_KERNEL.search(sample))
    return (0.0, 0.9, 0.97)[signs] if _NAMES.search(sample) else 0.0
