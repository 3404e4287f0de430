"""OpenAlex: works of its open index, as its REST API and its snapshot give them.

The format is described at https://docs.openalex.org/api-entities/works/work-object.
"""

from clew.model import Document, Reading
from clew.readers.openalex.parse import parse
from clew.readers.openalex.records import reading
from clew.readers.openalex.sniff import sniff


class OpenAlexReader:
    """Reads works of OpenAlex."""

    name = "openalex"
    version = 1

    def sniff(self, document: Document) -> float:
        """Say how sure the content is from OpenAlex, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each work into a record."""
        return reading(parse(document), document)


reader = OpenAlexReader()
