"""Is it a page that says what it is about?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common.html import is_html
from clew.readers.common.schema_org.kinds import WORKS

_TYPE = rb"\"@type\"\s{0,9}:\s{0,9}\[?\s{0,9}\"(?:https?://schema\.org/|schema:)?"
_WORK = re.compile(_TYPE + rb"(?:" + b"|".join(name.encode() for name in WORKS) + rb")\"")
_MARKED = re.compile(
    rb"(?:itemtype|typeof)\s?=\s?[\"'](?:https?://schema\.org/|schema:)?(?:"
    + b"|".join(name.encode() for name in WORKS)
    + rb")[\"']"
)
_ABOUT_AGENTS = re.compile(_TYPE + rb"(?:Person|Organization|DataCatalog)\"")
_HIGHWIRE = re.compile(rb"[\"']citation_title[\"']", re.I)
_DUBLIN_CORE = re.compile(rb"[\"'](?:dc|dcterms|dct)[.:]title[\"']", re.I)
_ARTICLE = re.compile(rb"[\"']og:type[\"']\s{1,9}content\s?=\s?[\"'](?:article|book)[\"']", re.I)
_OPEN_GRAPH = re.compile(rb"[\"']og:title[\"']", re.I)
# A page's own words about its topic are surer than those for sharing it.
_SURE = (
    (_WORK, 0.9),
    (_HIGHWIRE, 0.85),
    (_DUBLIN_CORE, 0.8),
    (_MARKED, 0.75),
    (_ARTICLE, 0.6),
    (_ABOUT_AGENTS, 0.45),
    (_OPEN_GRAPH, 0.4),
)


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by the best vocabulary on the page."""
    if not is_html(document):
        return 0.0
    return next((sure for said, sure in _SURE if said.search(document.content)), 0.0)
