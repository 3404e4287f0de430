"""Is it in MEDLINE's tagged format?"""

from __future__ import annotations

import re

from clew.model import Document

_NUMBER = re.compile(r"^PMID ?- ?\d", re.M)
_FIELD = re.compile(r"^(?:OWN |STAT|TI  |FAU |JT  |DCOM|DP  |PT  ) ?- ", re.M)


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by the number each reference begins with."""
    text = document.sample.lstrip("\ufeff").replace("\r", "\n")
    likely = "PMID" in text
    return 0.95 if likely and _NUMBER.search(text) and _FIELD.search(text) else 0.0
