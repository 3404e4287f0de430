"""Dublin Core, simple and qualified, as repositories deliver it in XML.

The fifteen elements and the DCMI Metadata Terms (https://www.dublincore.org), in the wrappers
``oai_dc``, ``qdc``, ``uketd_dc`` (British theses), ``oai_etdms`` and DSpace's own (``dim`` and
``xoai``), bare or in an OAI-PMH envelope; with the additions of the OpenAIRE guidelines
(``info:eu-repo/…``).
"""

from clew.model import Document, Reading
from clew.readers.dublin_core.parse import parse
from clew.readers.dublin_core.records import reading
from clew.readers.dublin_core.sniff import sniff

__all__ = ["reader"]


class DublinCoreReader:
    """Reads Dublin Core in XML."""

    name = "dublin-core"
    version = 4

    def sniff(self, document: Document) -> float:
        """Say how sure the content is Dublin Core, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each description of a document into a record."""
        return reading(parse(document))


reader = DublinCoreReader()
