"""Does it hold a DataCite ``resource``?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common import oai

# The namespace, or for those who leave it out the first element that the schema demands.
_SIGN = re.compile(
    r"<(?:[\w.-]{1,20}:)?resource\b[^>]{0,1000}datacite\.org/schema/kernel"
    r"|<resource\b[^>]{0,1000}>\s*<identifier\s+identifierType="
)


def sniff(document: Document) -> float:
    """Return 0.97 when a DataCite ``resource`` opens near the beginning or in an envelope."""
    return 0.97 if oai.holds(document, _SIGN, "resource") else 0.0
