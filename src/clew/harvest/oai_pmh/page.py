"""One answer of an OAI-PMH repository, taken apart (OAI-PMH 2.0, sections 3 and 4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from clew.errors import BrokenDocument, DocumentError, SourceError
from clew.harvest.oai_pmh.slices import Cut, cut

_PROLOG = 100_000  # bytes in which a document type would stand
_ENDS = (b"OAI-PMH>", b"</html>", b"</HTML>")


class Item(NamedTuple):
    """One record as delivered: its header's words, and its bytes with all namespaces declared."""

    identifier: str | None
    deleted: bool
    content: bytes
    error: DocumentError | None = None


class Page(NamedTuple):
    """What an answer holds: records, where to go on, or an error code of the protocol."""

    items: tuple[Item, ...] = ()
    token: str | None = None
    total: int | None = None
    response_date: str | None = None
    error: str | None = None
    said: str = ""
    root: etree._Element | None = None


class Truncated(Exception):
    """An answer ended before its end."""


def parse_page(content: bytes, url: str) -> Page:
    """Take an answer apart; records that are not well-formed are set aside one by one.

    Raises
    ------
    Truncated: when the end is missing, or nothing of it is OAI-PMH.
    SourceError: when it declares a document type, in which entities could hide.
    """
    try:
        root = parse(content)
    except etree.XMLSyntaxError as error:
        if b"<!ENTITY" in content[:_PROLOG]:
            raise _refused(url) from error
        if not content.rstrip().endswith(_ENDS):
            raise Truncated(f"{url} ended in the middle of its answer.") from error
        return _rescued(content, url, error)
    if _local(root) != "OAI-PMH":
        raise Truncated(f"{url} answered with <{_local(root)}>, which is not OAI-PMH.")
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refused(url)
    return _page(root)


def _refused(url: str) -> SourceError:
    return SourceError(
        f"{url} declares a document type, which OAI-PMH has no use for and attacks do.",
        hint="Tell the people who run the repository.",
    )


def parse(content: bytes) -> etree._Element:
    """Parse XML without entities, document types, network, or room for bombs."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return etree.fromstring(content, parser)


def texts(root: etree._Element | None, name: str) -> list[str]:
    """Return the texts of all elements of a local name, without blanks around."""
    found = root.iter(f"{{*}}{name}") if root is not None else ()
    return [text for one in found if (text := "".join(map(str, one.itertext())).strip())]


def _page(root: etree._Element) -> Page:
    page = Page(response_date=next(iter(texts(root, "responseDate")), None), root=root)
    for child in root:
        if _local(child) == "error":
            said = " ".join("".join(map(str, child.itertext())).split())
            return page._replace(error=child.get("code") or "unknown", said=said)
        if _local(child) in ("ListRecords", "ListIdentifiers", "GetRecord"):
            token = _child(child, "resumptionToken")
            page = page._replace(
                items=tuple(_items(child)),
                token=(token.text or "").strip() or None if token is not None else None,
                total=_count(token.get("completeListSize") if token is not None else None),
            )
    return page


def _items(answer: etree._Element) -> Iterator[Item]:
    for one in answer:
        if _local(one) == "record":
            yield _item(one, _child(one, "header"))
        elif _local(one) == "header":
            yield _item(one, one)


def _item(record: etree._Element, header: etree._Element | None) -> Item:
    name = _child(header, "identifier")
    deleted = header is not None and header.get("status") == "deleted"
    content = etree.tostring(record, encoding="utf-8", with_tail=False)
    identifier = (name.text or "").strip() or None if name is not None else None
    return Item(identifier, deleted, content)


def _rescued(content: bytes, url: str, error: etree.XMLSyntaxError) -> Page:
    """Take apart what is not well-formed as a whole, record by record."""
    parts = cut(content)
    if parts is None:
        raise Truncated(f"{url} is not well-formed: {error.msg}.") from error
    return Page(
        tuple(_mended(part, parts, url) for part in parts.records),
        parts.token,
        _count(parts.total),
        parts.response_date,
    )


def _mended(part: bytes, parts: Cut, url: str) -> Item:
    try:
        record = parse(parts.head + part + parts.tail)[0]
        return _item(record, _child(record, "header"))
    except (etree.XMLSyntaxError, IndexError) as error:
        name = parts.identifier(part)
        broken = BrokenDocument(
            f"The record {name or 'without a name'} at {url} is not well-formed: {error}.",
            hint="Tell the people who run the repository; the rest was taken.",
        )
        return Item(name, False, part, broken)


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    children = element if element is not None else ()
    return next((child for child in children if _local(child) == name), None)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _count(text: str | None) -> int | None:
    return int(text[:12]) if text and text.isdecimal() else None
