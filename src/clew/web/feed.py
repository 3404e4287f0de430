"""Atom feeds (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from lxml import etree

from clew.export.common.clean import printable
from clew.model.base import Value

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"


class Entry(Value, frozen=True, kw_only=True):
    """One thing in a feed; ``id`` is the address of its page."""

    id: str
    title: str
    people: tuple[str, ...] = ()
    summary: str = ""
    kind: str = ""
    changed: str | None = None


def feed(title: str, page: str, own: str, entries: Iterable[Entry], now: datetime) -> str:
    """Write a feed.

    Parameters
    ----------
    page: the address of the page that shows the same to people.
    own: the feed's own address.
    now: when entries changed that do not say so.
    """
    spaces: dict[Any, str] = {None: _ATOM}
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap=spaces)
    _add(root, "title", title)
    _add(root, "id", own)
    _add(root, "updated", now.isoformat())
    _add(root, "link", rel="self", href=own)
    _add(root, "link", rel="alternate", href=page, type="text/html")
    for entry in entries:
        _entry(root, entry, now)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode()


def _entry(root: etree._Element, entry: Entry, now: datetime) -> None:
    made = _add(root, "entry")
    _add(made, "title", entry.title)
    _add(made, "id", entry.id)
    _add(made, "updated", entry.changed or now.isoformat())
    _add(made, "link", rel="alternate", href=entry.id, type="text/html")
    for name in entry.people or ("not stated",):
        _add(_add(made, "author"), "name", name)
    if entry.kind:
        _add(made, "category", term=entry.kind)
    if entry.summary:
        _add(made, "summary", entry.summary)


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    made = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text is not None:
        made.text = printable(text)
    return made
