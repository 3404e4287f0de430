"""Studies as the CESSDA Data Catalogue keeps them: JSON with every field by language.

The fields are those of the CESSDA Metadata Model (https://zenodo.org/record/3547513) as the
catalogue's API gives them (https://api.tech.cessda.eu).
"""

from clew.model import Document, Reading
from clew.readers.cessda_json.parse import parse
from clew.readers.cessda_json.records import reading
from clew.readers.cessda_json.sniff import sniff

__all__ = ["reader"]


class CessdaJsonReader:
    """Reads the catalogue's studies."""

    name = "cessda-json"
    version = 2

    def sniff(self, document: Document) -> float:
        """Say how sure the content is one of the catalogue's studies, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each study of a document into a record, followed by the publications it lists."""
        return reading(parse(document))


reader = CessdaJsonReader()
