"""From XML to the branches of each ``codeBook``."""

from __future__ import annotations

from typing import NamedTuple

from clew.model import Document, Notice
from clew.readers.common.branch import Branch
from clew.readers.common.oai import Delivered, unwrap


class Codebooks(NamedTuple):
    """The codebooks of a document, each with the header that came with it."""

    books: tuple[tuple[Branch, Delivered], ...]
    notices: tuple[Notice, ...]
    location: str


def parse(document: Document) -> Codebooks:
    """Take a document apart.

    Raises
    ------
    BrokenDocument, TooLarge: when the XML cannot be parsed.
    """
    envelope = unwrap(document, ("codeBook",))
    books = tuple((Branch(one.payload), one) for one in envelope.delivered)
    return Codebooks(books, envelope.notices, document.location)
