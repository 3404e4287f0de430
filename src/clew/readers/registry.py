"""The list of readers, and the choice of one for a document by what is in it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Protocol

from clew.errors import NoText, UnknownFormat
from clew.model import Document, Reading

# One line per format; the folder of that name holds a `reader`.
_BUILT_IN = (
    "flight",
    "gtr_xml",
    "gtr_page",
    "ddi_codebook",
    "ddi_lifecycle",
    "datacite_xml",
    "datacite_json",
    "cessda_json",
    "mods",
    "dublin_core",
    "oai_pmh",
    "ris",
    "nbib",
    "pubmed_xml",
    "endnote_xml",
    "bibtex",
    "crossref",
    "crossref_xml",
    "dataverse",
    "dcat",
    "hdruk",
    "openalex",
    "croissant",
    "skg_if",
    "frictionless",
    "json_ld",
    "json_feed",
    "csl_json",
    "table",
    "web_page",
    "course",
    "thesis",
    "plain",
    "unread",
)


class Reader(Protocol):
    """Turns documents of one format into records.

    ``name`` is how reports call it; ``version`` rises whenever the same bytes would be read
    differently, so that documents can be read again.
    """

    name: str
    version: int

    def sniff(self, document: Document) -> float:
        """Say how sure the content is of this format: 0 not at all, 1 beyond doubt.

        Must look at content only, never at the location, and must not raise.
        """
        ...

    def read(self, document: Document) -> Reading:
        """Turn the document into records.

        Raises
        ------
        DocumentError: when nothing can be made of it.
        """
        ...


@cache
def registered() -> tuple[Reader, ...]:
    """Return every reader: the built-in ones, then plug-ins (entry points ``clew.readers``)."""
    built_in = [import_module(f"clew.readers.{name}").reader for name in _BUILT_IN]
    return (*built_in, *(point.load() for point in entry_points(group="clew.readers")))


def choose(document: Document) -> Reader:
    """Return the reader that is surest of a document.

    Raises
    ------
    NoText: when there are no bytes.
    UnknownFormat: when no reader wants it.
    """
    if not document.content.strip():
        raise NoText(f"{document.location} is empty.", hint="Check that the download finished.")
    surest, best = 0.0, None
    for reader in registered():
        sure = reader.sniff(document)
        if sure > surest:
            surest, best = sure, reader
    if best is None:
        names = ", ".join(reader.name for reader in registered())
        raise UnknownFormat(
            f"{document.location} is of no format that Clew reads.", hint=f"It reads: {names}."
        )
    return best


def read(document: Document) -> Reading:
    """Read a document with the reader that is surest of it.

    Raises
    ------
    DocumentError: when no reader can make anything of it.
    """
    return choose(document).read(document)
