"""From XML to the articles and books in it."""

from __future__ import annotations

from typing import NamedTuple

from clew.model import Document, Notice
from clew.readers.common.branch import Branch
from clew.readers.common.xml import parse_xml

_ENTRIES = ("PubmedArticle", "PubmedBookArticle")


class Articles(NamedTuple):
    """The entries of a document, and what is wrong with it."""

    entries: tuple[Branch, ...]
    notices: list[Notice]


def parse(document: Document) -> Articles:
    """Return the entries of a set; one that stands alone is a set of its own.

    Raises
    ------
    BrokenDocument: when the XML is not well-formed.
    TooLarge: when there is too much of it.
    """
    root = Branch(parse_xml(document))
    if root.name in (*_ENTRIES, "MedlineCitation"):
        return Articles((root,), [])
    found = [one for one in root.children if one.name in (*_ENTRIES, "MedlineCitation")]
    return Articles(tuple(found), [])
