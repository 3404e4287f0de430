"""EndNote XML: reference libraries as EndNote, Zotero and Mendeley export them.

The format is EndNote's own (X1 to 21); it has no published specification.
"""

from clew.model import Document, Reading
from clew.readers.endnote_xml.parse import parse
from clew.readers.endnote_xml.records import reading
from clew.readers.endnote_xml.sniff import sniff


class EndnoteXmlReader:
    """Reads EndNote libraries in XML."""

    name = "endnote-xml"
    version = 2

    def sniff(self, document: Document) -> float:
        """Say how sure the content is EndNote XML, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each reference into a record."""
        return reading(parse(document), document)


reader = EndnoteXmlReader()
