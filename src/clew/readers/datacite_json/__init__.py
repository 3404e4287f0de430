"""DataCite JSON: answers of the REST API, single or in pages, and the forms that libraries write.

Described at https://support.datacite.org/docs/api; ``crosscite`` is what bolognese writes.
"""

from clew.model import Document, Reading
from clew.readers.datacite_json.parse import parse
from clew.readers.datacite_json.records import reading
from clew.readers.datacite_json.sniff import sniff

__all__ = ["reader"]


class DataciteJsonReader:
    """Reads DataCite metadata in JSON."""

    name = "datacite-json"
    version = 1

    def sniff(self, document: Document) -> float:
        """Say how sure the content is DataCite JSON, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each DOI's metadata into a record."""
        return reading(parse(document))


reader = DataciteJsonReader()
