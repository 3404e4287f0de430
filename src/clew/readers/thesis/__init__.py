"""Theses and dissertations, as plain text or PDF, by what their title pages and headings say.

The order of parts and the wording of title pages follow what universities ask for (for instance
BS 4821, Presentation of theses and dissertations); bibliographies may be in any usual style.
"""

from clew.model import Document, Reading
from clew.readers.common.pdf import is_pdf, pdf_metadata
from clew.readers.common.size import within_limits
from clew.readers.thesis.records import reading
from clew.readers.thesis.sniff import sniff
from clew.readers.thesis.source import Source


class ThesisReader:
    """Reads theses and dissertations."""

    name = "thesis"
    version = 1

    def sniff(self, document: Document) -> float:
        """Say how sure the content is a thesis, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn a document into one record with its full text.

        Raises
        ------
        DocumentError: when it is too long, or a PDF that cannot be read.
        """
        if is_pdf(document):
            return reading(Source.of(document), pdf_metadata(document))
        within_limits(document)
        return reading(Source.of(document), {})


reader = ThesisReader()
