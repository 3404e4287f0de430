"""Crossref: what publishers register with the DOIs of their works, as its REST API gives it.

Works alone, in lists, or in the API's message envelope, and grants; the format is described at
https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md.
"""

from clew.model import Document, Reading
from clew.readers.crossref.parse import parse
from clew.readers.crossref.records import reading
from clew.readers.crossref.sniff import sniff


class CrossrefReader:
    """Reads works of Crossref's REST API."""

    name = "crossref"
    version = 2

    def sniff(self, document: Document) -> float:
        """Say how sure the content is from Crossref, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each work into a record."""
        return reading(parse(document), document)


reader = CrossrefReader()
