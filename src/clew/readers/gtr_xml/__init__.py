"""Gateway to Research, XML: UKRI's ``projectOverview`` of one award with all that came of it.

The project, its people, organisations and outcomes as https://gtr.ukri.org serves them to programs
(namespace ``http://gtr.ukri.org/api``, formerly ``http://gtr.rcuk.ac.uk/api``).
"""

from clew.model import Document, Reading
from clew.readers.gtr_xml.parse import parse
from clew.readers.gtr_xml.records import reading
from clew.readers.gtr_xml.sniff import sniff


class GtrXmlReader:
    """Reads ``projectOverview`` documents."""

    name = "gtr-xml"
    version = 1

    def sniff(self, document: Document) -> float:
        """Say how sure the content is a ``projectOverview``, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn a document into the award, its related awards and its outputs."""
        return reading(parse(document))


reader = GtrXmlReader()
