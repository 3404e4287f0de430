"""Gateway to Research, page: an award as https://gtr.ukri.org shows it to people.

The page itself (HTML) or its text as copied from a browser; the same award in XML, with all that
came of it, is the business of :mod:`clew.readers.gtr_xml`.
"""

from clew.model import Document, Reading
from clew.readers.gtr_page.parse import parse
from clew.readers.gtr_page.records import reading
from clew.readers.gtr_page.sniff import sniff


class GtrPageReader:
    """Reads the page of one award."""

    name = "gtr-page"
    version = 1

    def sniff(self, document: Document) -> float:
        """Say how sure the content is the page of an award, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn a document into the award, its related awards and its publications."""
        return reading(parse(document))


reader = GtrPageReader()
