"""NBIB: references as PubMed exports them, in MEDLINE's tagged format.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions.
"""

from clew.model import Document, Reading
from clew.readers.nbib.parse import parse
from clew.readers.nbib.records import reading
from clew.readers.nbib.sniff import sniff


class NbibReader:
    """Reads files of MEDLINE references."""

    name = "nbib"
    version = 2

    def sniff(self, document: Document) -> float:
        """Say how sure the content is in MEDLINE's format, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each reference into a record."""
        return reading(parse(document), document)


reader = NbibReader()
