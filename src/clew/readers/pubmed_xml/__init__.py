"""PubMed XML: references to biomedical articles and books as NLM's E-utilities give them.

Source: National Library of Medicine, PubMed DTD (January 2025).
"""

from clew.model import Document, Reading
from clew.readers.pubmed_xml.parse import parse
from clew.readers.pubmed_xml.records import reading
from clew.readers.pubmed_xml.sniff import sniff


class PubmedXmlReader:
    """Reads sets of PubMed articles."""

    name = "pubmed-xml"
    version = 2

    def sniff(self, document: Document) -> float:
        """Say how sure the content is PubMed XML, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each article or book into a record."""
        return reading(parse(document), document)


reader = PubmedXmlReader()
