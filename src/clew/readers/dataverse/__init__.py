"""Dataverse: datasets in the JSON that Dataverse installations export and answer with.

The native JSON of the API and the exporter, answers of the search API, and OAI-ORE maps; the
metadata blocks are described at https://guides.dataverse.org/en/latest/user/appendix.html.
"""

from clew.model import Document, Reading
from clew.readers.dataverse.parse import parse
from clew.readers.dataverse.records import reading
from clew.readers.dataverse.sniff import sniff


class DataverseReader:
    """Reads datasets of Dataverse."""

    name = "dataverse"
    version = 2

    def sniff(self, document: Document) -> float:
        """Say how sure the content is from Dataverse, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each dataset, and each publication that it lists, into a record."""
        return reading(parse(document), document)


reader = DataverseReader()
