"""DDI-Lifecycle 3.2 and 3.3: studies, groups of them, and all that they reuse, by reference.

Specified by the DDI Alliance (https://ddialliance.org/Specification/DDI-Lifecycle/3.3/); whole
instances and sets of fragments are read, bare or in an OAI-PMH envelope.
"""

from clew.model import Document, Reading
from clew.readers.ddi_lifecycle.parse import parse
from clew.readers.ddi_lifecycle.records import reading
from clew.readers.ddi_lifecycle.sniff import sniff

__all__ = ["reader"]


class DdiLifecycleReader:
    """Reads ``DDIInstance`` and ``FragmentInstance`` documents."""

    name = "ddi-lifecycle"
    version = 3

    def sniff(self, document: Document) -> float:
        """Say how sure the content is of this format, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn a document into its studies, each followed by the publications it lists."""
        return reading(parse(document))


reader = DdiLifecycleReader()
