"""Writes records, resources and readings as JSON-LD documents."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from urllib.parse import quote

import msgspec

from clew.export.common.merge import unique
from clew.export.item import Item
from clew.export.jsonld.node import Node, compact, dump, node
from clew.export.jsonld.relations import add_related
from clew.export.jsonld.thing import thing
from clew.model import Held, Reading, Record

_LONGEST = 5000  # characters of a description (Google's guide for datasets)


def render_record(record: Record) -> str:
    """Write what one source says of one thing."""
    return dump(thing(record))


def render_item(item: Item) -> str:
    """Write a thing with its sources and its links."""
    return dump(described(item))


def line(item: Item) -> str:
    """Write an item on one line, as a document of its own within a list."""
    return compact(described(item))


def described(item: Item) -> Node:
    """Return a thing as its sources together describe it, with each source and each link.

    The pages of the sources are ``subjectOf``, works about the thing. ``isBasedOn`` would say that
    the thing itself was made from them, so it is left to links; that this description was is said
    in the words of PROV.
    """
    # Links by key lead to records of the same document, which are not in this one.
    result = thing(msgspec.structs.replace(item.record, relations=()))
    add_related(result, item.related)
    if "description" in result:
        result["description"] = _fitting(result["description"])
    if not item.held:
        return result
    pages = unique([*result.pop("subjectOf", []), *map(_page, item.held)], str)
    sources = dict.fromkeys(held.source for held in item.held)
    return {
        **result,
        "subjectOf": pages,
        "sdPublisher": [node("Organization", name=name) for name in sources],
        "sdDatePublished": max(held.read_at for held in item.held)[:10],
        "prov:wasDerivedFrom": [{"@id": _origin(held)} for held in item.held],
    }


def render_reading(reading: Reading) -> str:
    """Write all records of one document: one node, or a graph whose nodes refer to each other.

    A record without an address of its own is called ``#`` and its key within the graph.
    """
    if len(reading.records) == 1:
        return render_record(reading.records[0])
    nodes = [thing(record) for record in reading.records]
    names = {
        record.key: node.get("@id") or f"#{quote(record.key)}"
        for record, node in zip(reading.records, nodes, strict=True)
    }
    graph = [{**thing(record, names), "@id": names[record.key]} for record in reading.records]
    return dump({"@graph": graph})


def _fitting(text: str) -> str:
    """Cut a description to what search engines take, after a word."""
    if len(text) <= _LONGEST:
        return text
    head = text[: _LONGEST - 1]
    return (head.rpartition(" ")[0] or head) + "…"


def _address(held: Held) -> str | None:
    """Return where a source tells of a thing: where it was read, else where the record says."""
    addresses = (held.location, *held.record.urls)
    return next((one for one in addresses if one.startswith(("http://", "https://"))), None)


def _origin(held: Held) -> str:
    """Return the page a description is from, else the name of the document by its hash (RFC 6920).

    Example: ``"ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"``
    """
    digest = urlsafe_b64encode(bytes.fromhex(held.document)).decode().rstrip("=")
    return _address(held) or f"ni:///sha-256;{digest}"


def _page(held: Held) -> Node:
    url = _address(held)
    if url is None and held.credit is None:
        return {}
    source = node("WebSite", name=held.source)
    return node(
        "WebPage",
        url=url,
        name=held.record.title,
        isPartOf=source,
        creditText=held.credit.line if held.credit else None,
        copyrightNotice=held.credit.rights if held.credit else None,
    )
