"""From XML to the references in it."""

from __future__ import annotations

from typing import NamedTuple

from clew.model import Document, Notice
from clew.readers.common.branch import Branch
from clew.readers.common.xml import parse_xml


class References(NamedTuple):
    """The references of a library, and what is wrong with it."""

    entries: tuple[Branch, ...]
    notices: list[Notice]


def parse(document: Document) -> References:
    """Return the references of a library.

    Raises
    ------
    BrokenDocument: when the XML is not well-formed.
    TooLarge: when there is too much of it.
    """
    root = Branch(parse_xml(document))
    return References(tuple(root.inside("record")), [])
