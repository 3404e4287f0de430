"""Does it hold MODS?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common import oai

_SIGN = re.compile(
    r"<(?:[\w.-]{1,20}:)?mods(?:Collection)?[\s>][^>]{0,1000}loc\.gov/mods"
    r"|<(?:[\w.-]{1,20}:)?mods(?:\s[^>]{0,1000})?>\s*<(?:[\w.-]{1,20}:)?(?:titleInfo|identifier)"
)


def sniff(document: Document) -> float:
    """Return 0.96 when a ``mods`` element opens near the beginning or in an envelope."""
    return 0.96 if oai.holds(document, _SIGN, "mods") else 0.0
