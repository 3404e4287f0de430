"""Is it a study of the CESSDA Data Catalogue?"""

from __future__ import annotations

import re

from clew.model import Document

_NAMES = re.compile(
    r"\"(?:titleStudy|pidStudies|studyAreaCountries|typeOfTimeMethods|dataAccessFreeTexts"
    r"|studyXmlSourceUrl|unitTypes|studyNumber)\""
)
_ENOUGH = 3
# A study that was withdrawn has its number and a date, and nothing else.
_WITHDRAWN = re.compile(r"\s*\{\s*\"studyNumber\"[^{}]{0,300}\"lastModified\"[^{}]{0,300}\}\s*")


def sniff(document: Document) -> float:
    """Return 0.95 when several names stand in it that nobody else uses together."""
    sample = document.sample.lstrip("\ufeff \t\r\n")
    if not sample.startswith(("{", "[")):
        return 0.0
    known = len(set(_NAMES.findall(sample))) >= _ENOUGH
    return 0.95 if known or _WITHDRAWN.fullmatch(sample) else 0.0
