"""CSL-JSON, also called citeproc JSON: references as Zotero, Pandoc and DOI registries give them.

Source: Citation Style Language 1.0.2, `csl-data.json`.
"""

from clew.model import Document, Reading
from clew.readers.csl_json.parse import parse
from clew.readers.csl_json.records import reading
from clew.readers.csl_json.sniff import sniff


class CslJsonReader:
    """Reads CSL-JSON items, alone or in a list."""

    name = "csl-json"
    version = 2

    def sniff(self, document: Document) -> float:
        """Say how sure the content is CSL-JSON, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each item into a record."""
        return reading(parse(document), document)


reader = CslJsonReader()
