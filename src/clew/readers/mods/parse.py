"""From XML to the branches of each ``mods`` element."""

from __future__ import annotations

from typing import NamedTuple

from clew.model import Document, Notice
from clew.readers.common.branch import Branch
from clew.readers.common.oai import Delivered, unwrap


class Descriptions(NamedTuple):
    """The descriptions of a document, each with the header that came with it."""

    descriptions: tuple[tuple[Branch, Delivered], ...]
    notices: tuple[Notice, ...]
    location: str


def parse(document: Document) -> Descriptions:
    """Take a document apart.

    Raises
    ------
    BrokenDocument, TooLarge: when the XML cannot be parsed.
    """
    envelope = unwrap(document, ("mods",))
    found = tuple((Branch(one.payload), one) for one in envelope.delivered)
    return Descriptions(found, envelope.notices, document.location)
