"""Does it hold a ``codeBook``?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common import oai

_SIGN = re.compile(r"<(?:[\w.-]{1,20}:)?codeBook[\s/>]")


def sniff(document: Document) -> float:
    """Return 0.97 when a ``codeBook`` element opens near the beginning or in an envelope."""
    return 0.97 if oai.holds(document, _SIGN, "codeBook") else 0.0
