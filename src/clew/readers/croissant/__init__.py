"""Croissant: datasets described for machine learning, fields and files included.

Source: MLCommons, Croissant Format Specification 1.0 and 1.1; an extension of schema.org.
"""

from clew.model import Document, Reading
from clew.readers.croissant.records import reading
from clew.readers.croissant.sniff import sniff


class CroissantReader:
    """Reads Croissant descriptions."""

    name = "croissant"
    version = 3

    def sniff(self, document: Document) -> float:
        """Say how sure the content is Croissant, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn the description into a record, its fields into variables."""
        return reading(document)


reader = CroissantReader()
