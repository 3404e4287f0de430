"""Web pages that say what they are about: JSON-LD, Highwire, Dublin Core, OpenGraph."""

from __future__ import annotations

from clew.model import Document, Reading
from clew.readers.web_page.parse import parse
from clew.readers.web_page.records import reading_of
from clew.readers.web_page.sniff import sniff

__all__ = ["reader"]


class WebPageReader:
    """Reads whatever kind of thing a page declares, all its vocabularies taken together."""

    name = "web page"
    version = 3

    def sniff(self, document: Document) -> float:
        """Tell by the vocabularies in its head."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Yield what the page is about first, then what it describes along with it.

        Raises
        ------
        NoText: when nothing is said on the page.
        TooLarge: when it has more than 64 MiB.
        BrokenDocument: when it is nested deeper than can be followed.
        """
        return reading_of(parse(document), document.location)


reader = WebPageReader()
