"""BibTeX and BibLaTeX: the bibliography databases of LaTeX.

Entry types and fields after O. Patashnik, *BibTeXing* (1988), and P. Lehman and others, *The
biblatex package*, version 3.19.
"""

from clew.model import Document, Reading
from clew.readers.bibtex.parse import parse
from clew.readers.bibtex.records import reading
from clew.readers.bibtex.sniff import sniff


class BibtexReader:
    """Reads BibTeX databases."""

    name = "bibtex"
    version = 4

    def sniff(self, document: Document) -> float:
        """Say how sure the content is BibTeX, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each entry into a record."""
        return reading(parse(document), document)


reader = BibtexReader()
