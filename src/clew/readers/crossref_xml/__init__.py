"""Crossref's XML: what publishers deposit with a DOI, and what the XML query service answers.

The deposit schema is described at https://www.crossref.org/documentation/schema-library/. Each work
is brought into the form in which Crossref's REST API gives it and read as such.
"""

from clew.model import Document, Reading
from clew.readers.crossref.records import reading
from clew.readers.crossref_xml.parse import parse
from clew.readers.crossref_xml.sniff import sniff


class CrossrefXmlReader:
    """Reads works in Crossref's XML."""

    name = "crossref-xml"
    version = 1

    def sniff(self, document: Document) -> float:
        """Say how sure the content is Crossref's XML, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each work into a record."""
        return reading(parse(document), document)


reader = CrossrefXmlReader()
