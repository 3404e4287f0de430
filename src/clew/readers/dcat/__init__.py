"""DCAT and CKAN: datasets as data portals describe them.

CKAN's package JSON with the answers of its API, DCAT as plain JSON, and DCAT in JSON-LD, RDF/XML
and Turtle. Source: W3C, Data Catalog Vocabulary version 3; DCAT-AP 3; CKAN API version 3.
"""

from clew.model import Document, Reading
from clew.readers.dcat.parse import parse
from clew.readers.dcat.records import reading
from clew.readers.dcat.sniff import sniff


class DcatReader:
    """Reads datasets of DCAT and CKAN."""

    name = "dcat"
    version = 2

    def sniff(self, document: Document) -> float:
        """Say how sure the content is DCAT or from CKAN, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each dataset into a record."""
        return reading(parse(document), document)


reader = DcatReader()
