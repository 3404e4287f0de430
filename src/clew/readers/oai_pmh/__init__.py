"""OAI-PMH 2.0 answers that bring no record of a format Clew knows: which they are, and why.

Answers with records are read by the reader of the records' own format. What is left are errors,
lists of sets and the like, pages on which every record is deleted, and formats that nobody reads.
"""

from clew.model import Document, Reading
from clew.readers.common.oai import is_envelope, unwrap

__all__ = ["reader"]

# Less than any format is sure of its own records.
_SURE = 0.3


class OaiPmhReader:
    """Tells what an OAI-PMH answer without readable records is."""

    name = "oai-pmh"
    version = 1

    def sniff(self, document: Document) -> float:
        """Say 0.3 when the content begins as an OAI-PMH answer does."""
        return _SURE if is_envelope(document) else 0.0

    def read(self, document: Document) -> Reading:
        """Note the records that the repository has deleted.

        Raises
        ------
        NoText: when the answer reports an error, or brings something else than records.
        UnknownFormat: when its records are in a format that nobody reads.
        """
        return Reading(records=(), notices=unwrap(document, ()).notices)


reader = OaiPmhReader()
