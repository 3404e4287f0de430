"""RIS, and the tagged export of Web of Science: references as reference managers exchange them.

RIS was specified by Research Information Systems (1992, extended 2011); every database writes it a
little differently. Web of Science exports the same kind of lines under tags of its own.
"""

from clew.model import Document, Reading
from clew.readers.ris.parse import parse
from clew.readers.ris.records import reading
from clew.readers.ris.sniff import sniff


class RisReader:
    """Reads files of RIS and Web of Science references."""

    name = "ris"
    version = 3

    def sniff(self, document: Document) -> float:
        """Say how sure the content is RIS or a Web of Science export, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each reference into a record."""
        return reading(parse(document), document)


reader = RisReader()
