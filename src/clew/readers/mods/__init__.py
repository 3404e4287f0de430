"""MODS 3.0 to 3.8: how libraries and repositories describe texts, theses and data.

Specified by the Library of Congress (https://www.loc.gov/standards/mods/); read bare, in a
``modsCollection``, or in an OAI-PMH envelope.
"""

from clew.model import Document, Reading
from clew.readers.mods.parse import parse
from clew.readers.mods.records import reading
from clew.readers.mods.sniff import sniff

__all__ = ["reader"]


class ModsReader:
    """Reads ``mods`` documents."""

    name = "mods"
    version = 2

    def sniff(self, document: Document) -> float:
        """Say how sure the content is MODS, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each ``mods`` element of a document into a record."""
        return reading(parse(document))


reader = ModsReader()
