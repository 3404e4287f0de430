"""XML from strangers: parsed with entities and network off, and within limits."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lxml import etree

from clew.errors import BrokenDocument, TooLarge
from clew.model import Document
from clew.readers.common.size import LIMIT


def parse_xml(document: Document, *, limit: int = LIMIT) -> etree._Element:
    """Parse a document as XML and return its root element.

    Entities are neither expanded nor fetched; a document that declares some of its own is refused,
    because what it says would be incomplete without them.

    Parameters
    ----------
    document: bytes in the encoding that their XML declaration or byte-order mark tells.
    limit: how many bytes to take at most.

    Raises
    ------
    BrokenDocument: when it is not well-formed (with line and column), or declares entities.
    TooLarge: when it has more bytes than the limit.
    """
    if len(document.content) > limit:
        raise TooLarge(
            f"{document.location} has {len(document.content):,} bytes of XML, "
            f"{limit:,} are the most that Clew parses.",
            hint="Split it into one file per record.",
        )
    try:
        root = etree.fromstring(document.content.lstrip(), _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenDocument(
            f"{document.location} is not well-formed XML: {_reason(error)}.",
            hint="Fetch it again; the download may be cut off or damaged.",
        ) from error
    _refuse_entities(root, document.location)
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace.

    Example: ``{http://gtr.ukri.org/api}project`` → ``project``
    """
    return _local(str(element.tag))


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _reason(error: Exception) -> str:
    """Shorten the parser's message to the first fault and its place.

    Example: ``Premature end of data in tag a line 1, line 2, column 7 (<string>, line 2)``
    """
    if not isinstance(error, etree.XMLSyntaxError):
        return str(error).rstrip(".")
    line, column = error.position
    words = (error.msg or "unreadable").partition(", line ")[0]
    return f"{words} (line {line}, column {column})"


def _refuse_entities(root: etree._Element, location: str) -> None:
    declared: Any = root.getroottree().docinfo.internalDTD
    names = [entity.name for entity in declared.iterentities()] if declared is not None else []
    if names:
        raise BrokenDocument(
            f"{location} declares entities of its own ({', '.join(sorted(names)[:3])}), "
            "which Clew neither expands nor fetches.",
            hint="Save it with its entities written out and without the DOCTYPE.",
        )
