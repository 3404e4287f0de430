"""DDI-Codebook 1.2 to 2.5: how data archives describe a study with its files and variables.

Specified by the DDI Alliance (https://ddialliance.org/Specification/DDI-Codebook/2.5/); Nesstar's
exports are read too, with namespaces or without, bare or in an OAI-PMH envelope.
"""

from clew.model import Document, Reading
from clew.readers.ddi_codebook.parse import parse
from clew.readers.ddi_codebook.records import reading
from clew.readers.ddi_codebook.sniff import sniff

__all__ = ["reader"]


class DdiCodebookReader:
    """Reads ``codeBook`` documents."""

    name = "ddi-codebook"
    version = 2

    def sniff(self, document: Document) -> float:
        """Say how sure the content is a ``codeBook``, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn a document into its studies, each followed by the publications it lists."""
        return reading(parse(document))


reader = DdiCodebookReader()
