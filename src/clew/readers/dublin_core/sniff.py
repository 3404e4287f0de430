"""Does it hold Dublin Core in a wrapper of its own?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common import oai

_SIGN = re.compile(
    r"<(?:[\w.-]{1,20}:)?(?:dc|qualifieddc|qdc|simpledc|uketddc|dublin_core|dim)[\s/>]"
    r"|<(?:[\w.-]{1,20}:)?metadata\b[^>]{0,400}www\.lyncode\.com/xoai"
    r"|<(?:[\w.-]{1,20}:)?thesis\b[^>]{0,1000}ndltd\.org"
)
_RDF = re.compile(r"<(?:[\w.-]{1,20}:)?RDF[\s>]")
# Other RDF has readers of its own.
_DESCRIBED = re.compile(r"<rdf:Description[^>]{0,1000}>\s{0,200}<(?:dc|dcterms):")


def sniff(document: Document) -> float:
    """Return 0.95 when a wrapper opens near the beginning or in an envelope."""
    sample = document.sample
    if not sample.lstrip("\ufeff \t\r\n").startswith("<"):
        return 0.0
    if "RDF" in sample and _RDF.search(sample):
        return 0.5 if _DESCRIBED.search(sample) else 0.0
    return 0.95 if oai.holds(document, _SIGN, "<") else 0.0
