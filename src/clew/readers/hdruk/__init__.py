"""HDR UK: health datasets as the Gateway of Health Data Research UK describes them.

Schemata 2.0 to 4.0 and the Gateway's own data model in JSON, and the table of datasets that the
Gateway publishes; described at https://hdruk.github.io/schemata-2/.
"""

from clew.model import Document, Reading
from clew.readers.hdruk.parse import parse
from clew.readers.hdruk.records import reading
from clew.readers.hdruk.sniff import sniff


class HdrukReader:
    """Reads datasets of HDR UK."""

    name = "hdruk"
    version = 2

    def sniff(self, document: Document) -> float:
        """Say how sure the content is from HDR UK, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each dataset into a record."""
        return reading(parse(document), document)


reader = HdrukReader()
