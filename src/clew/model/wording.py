"""What a sentence that names an identifier speaks of: money, an archive, the use of data.

Sentences are hostile like all that is harvested; the patterns take no more than linear time.
"""

from __future__ import annotations

import re

_FUNDING = re.compile(
    r"\b(?:fund(?:ed|ing|er)?|grant|award(?:ed)?|supported\s+by|support\s+(?:of|from)|paid\s+for|"
    r"sponsor\w*|fellowship|studentship)\b",
    re.I,
)
_ARCHIVE = re.compile(r"UK\s?Data|UKD[AS]\b|ReShare|Data (?:Service|Archive)|ukdataservice", re.I)
_USE = re.compile(
    r"\b(?:us(?:e[sd]?|ing)|analys\w{1,6}|re-?analys\w{1,6}|dr(?:aw|aws|ew|awing) (?:up)?on|"
    r"based on|data (?:from|come)|sampled? from|estimated? (?:from|on)|secondary)\b",
    re.I,
)


def speaks_of_funding(sentence: str) -> bool:
    """Say whether a sentence speaks of who paid; "ES/Z900001/1" alone may be a shelf mark."""
    return bool(_FUNDING.search(sentence))


def speaks_of_archive(sentence: str) -> bool:
    """Say whether a sentence speaks of the UK Data Service; "SN 1234" alone may be anything."""
    return bool(_ARCHIVE.search(sentence))


def speaks_of_use(sentence: str) -> bool:
    """Say whether a sentence speaks of data that somebody worked with."""
    return bool(_USE.search(sentence))
