"""SKG-IF: products and grants as scientific knowledge graphs exchange them.

Source: Scientific Knowledge Graphs Interoperability Framework 1.1, data model and JSON-LD context
(https://skg-if.github.io/interoperability-framework/).
"""

from clew.model import Document, Reading
from clew.readers.skg_if.parse import parse
from clew.readers.skg_if.records import reading
from clew.readers.skg_if.sniff import sniff


class SkgIfReader:
    """Reads products and grants of SKG-IF."""

    name = "skg-if"
    version = 1

    def sniff(self, document: Document) -> float:
        """Say how sure the content is SKG-IF, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each product and each grant into a record."""
        return reading(parse(document), document)


reader = SkgIfReader()
