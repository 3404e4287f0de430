"""Where a publication stands: its journal or book, volume, issue and pages."""

from __future__ import annotations

import re
from typing import NamedTuple

from clew.model import Scheme, parse_identifier, title_key
from clew.readers.common.bibliography import parse_reference
from clew.readers.dublin_core.parse import Description

_LONGEST_SOURCE = 200
_LONGEST_CITATION = 1000
_CITATIONS = ("bibliographicCitation", "citation", "identifier", "source")
# "Journal of Doors; Vol. 12 No. 3 (2018): Winter; 45-67", as Open Journal Systems writes it
_JOURNAL_SYSTEM = re.compile(
    r"(?P<container>[^;]{2,150}?)\s?;\s"
    r"(?:Vol\.?|Volume|Bd\.?|v\.)\s?(?P<volume>[\w-]{1,12})"
    r"(?:,?\s(?:No\.?|Nr\.?|Issue|n\.)\s?(?P<issue>[\w/-]{1,12}))?"
    r"(?:\s\(\d{4}\))?(?::[^;]{0,150})?(?:\s?;\s?(?P<pages>[\w–-]{1,20}))?",
    re.I,
)
# Pure's own: "Elm , B 2018 , ' Doors ' , Journal of Doors , vol. 12 , no. 3 , pp. 45-67 ."
_PURE = re.compile(
    r"['’] ,\s(?P<container>[^,]{2,150}?) ?, (?:vol\. (?P<volume>[\w-]{1,12}))?"
    r"(?: ?, no\. (?P<issue>[\w/-]{1,12}))?(?:(?: ?,)? ?pp?\. (?P<pages>[\w–-]{1,20}))?"
)


class Standing(NamedTuple):
    """What of it is told; ``Standing()`` when nothing is."""

    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None


def standing(one: Description, title: str | None) -> Standing:
    """Read where it stands: a source in parts, else the thing's own citation, else a source."""
    for element in one.all("source"):
        match = _JOURNAL_SYSTEM.fullmatch(element.peek())
        if match:
            element.clear()
            return Standing(**match.groupdict())
    named = _source(one, title)
    cited = _cited(one, title)
    return cited._replace(container=named or cited.container)


def _cited(one: Description, title: str | None) -> Standing:
    """Read the citation that repositories put beside the title; it stays, for it is theirs."""
    for element in one.all(*_CITATIONS):
        text = element.peek()
        if not title or not _is_citation(text, title):
            continue
        pure = _PURE.search(text)
        if pure:
            return Standing(**pure.groupdict())
        told = parse_reference(text)
        if title_key(told.title) == title_key(title) and told.container:
            return Standing(told.container, told.volume, told.issue, told.pages)
    return Standing()


def _is_citation(text: str, title: str) -> bool:
    """Say whether a text holds the title and more."""
    within = " ".join(text.split())
    return (
        len(title) + 10 < len(within) < _LONGEST_CITATION and title.casefold() in within.casefold()
    )


def _source(one: Description, title: str | None) -> str | None:
    """Take the source in words for the journal or book; a number or a citation is neither."""
    for element in one.all("source", "isPartOf"):
        text = element.peek()
        number = parse_identifier(text, Scheme.ISSN) or parse_identifier(text)
        if not text or len(text) >= _LONGEST_SOURCE or "://" in text or number:
            continue
        if not title or not _is_citation(text, title):
            element.clear()
            return text
    return None
