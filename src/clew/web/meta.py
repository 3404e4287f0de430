"""What a page tells machines: JSON-LD, OpenGraph, Highwire tags."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import Request
from markupsafe import Markup

from clew.api.site import absolute, path_of
from clew.export import choose
from clew.export.common.clean import shorten
from clew.export.highwire import tags
from clew.export.item import Item

_LENGTH = 300


class Meta(NamedTuple):
    """The description of a page for machines; ``graph`` may stand as it is within a script."""

    title: str
    description: str
    address: str
    picture: str
    graph: Markup
    tags: list[tuple[str, str]]


def meta_of(request: Request, item: Item) -> Meta:
    """Return what the page of a resource tells machines."""
    record, path = item.record, path_of(item.slug)
    about = next((section.text for section in record.description if section.text.strip()), "")
    return Meta(
        title=record.label,
        description=shorten(about, _LENGTH) or f"{str(item.kind).capitalize()}: {record.label}",
        address=absolute(request, path),
        picture=absolute(request, f"{path}/card.png"),
        # Its writer leaves nothing in it that could end the script it stands in.
        graph=Markup(choose("jsonld").render_item(item)),
        tags=tags(item),
    )
