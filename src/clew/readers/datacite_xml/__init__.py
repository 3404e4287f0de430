"""DataCite XML, Metadata Schema 2.2 to 4.6: what registers a DOI for data, texts and software.

Specified by DataCite (https://schema.datacite.org); read bare, or in the envelopes of OAI-PMH's
``datacite`` and ``oai_datacite``.
"""

from clew.model import Document, Reading
from clew.readers.datacite_xml.parse import parse
from clew.readers.datacite_xml.records import reading
from clew.readers.datacite_xml.sniff import sniff

__all__ = ["reader"]


class DataciteXmlReader:
    """Reads DataCite ``resource`` documents."""

    name = "datacite-xml"
    version = 1

    def sniff(self, document: Document) -> float:
        """Say how sure the content is a DataCite ``resource``, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each ``resource`` of a document into a record."""
        return reading(parse(document))


reader = DataciteXmlReader()
