"""Writes records, resources and readings as JSON-LD documents."""

from __future__ import annotations

from urllib.parse import quote

from clew.export.common.merge import merged, unique
from clew.export.jsonld.node import Node, dump, node
from clew.export.jsonld.thing import thing
from clew.model import Held, Reading, Record, Resource


def render_record(record: Record) -> str:
    """Write what one source says of one thing."""
    return dump(thing(record))


def render_resource(resource: Resource) -> str:
    """Write a thing as its sources together describe it, and name each source.

    The pages of the sources are ``subjectOf``, works about the thing. ``isBasedOn`` would say that
    the thing itself was made from them, so it is left to the links that a source states.
    """
    node = thing(merged(resource))
    pages = [*node.pop("subjectOf", []), *map(_page, resource.held)]
    return dump({**node, "subjectOf": unique(pages, str)})


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


def _page(held: Held) -> Node:
    """Return a source's page on a thing: where it was read, else where the record says it is."""
    addresses = (held.location, *held.record.urls)
    url = next((one for one in addresses if one.startswith(("http://", "https://"))), None)
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
