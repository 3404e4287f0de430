"""Text, pages and PDFs that no other reader knows better."""

from __future__ import annotations

from clew.model import Document, Reading
from clew.readers.plain.parse import parse
from clew.readers.plain.records import record_of
from clew.readers.plain.sniff import sniff

__all__ = ["reader"]


class PlainReader:
    """Reads any text as a publication: a title, and passages with their places."""

    name = "plain"
    version = 3

    def sniff(self, document: Document) -> float:
        """Take what people can read, with the least claim of all."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Yield one publication.

        Raises
        ------
        LockedDocument: when a PDF needs a password.
        NoText: when a PDF holds pictures only, or a page no words.
        BrokenDocument: when a PDF is cut short or damaged.
        TooLarge: when there is more text, or a longer line, than people read.
        """
        return Reading(records=(record_of(parse(document)),))


reader = PlainReader()
