"""What can be taken away, and in which form: whatever the registry of exports holds."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from clew.api.site import path_of
from clew.export import formats
from clew.export.registry import Format
from clew.model import Kind, Resource, Thread
from clew.web.asking import Asked

# What people know the forms by; others go by their own names.
_LABELS = {
    "ris": "RIS (Zotero, EndNote, Mendeley)",
    "bibtex": "BibTeX",
    "csv": "CSV (spreadsheet)",
    "csl-json": "CSL-JSON",
    "jsonld": "JSON-LD (schema.org)",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "markdown": "Markdown",
    "text": "Plain text",
    "datacite-json": "DataCite JSON",
    "datacite": "DataCite XML",
    "dublin-core": "Dublin Core",
    "ddi": "DDI-Codebook",
    "dcat": "DCAT (Turtle)",
    "dcat-jsonld": "DCAT (JSON-LD)",
    "mods": "MODS",
    "croissant": "Croissant",
    "thread-svg": "Picture (SVG)",
    "thread-text": "Plain text",
}
_COMMON = frozenset({"ris", "bibtex", "jsonld", "csv", "datacite", "markdown"})
STYLES = {"apa": "APA", "harvard": "Harvard", "chicago": "Chicago", "vancouver": "Vancouver"}


class Offer(NamedTuple):
    """A form in which something can be taken away, and its address."""

    name: str
    label: str
    address: str
    media_type: str

    @property
    def common(self) -> bool:
        """Whether many people want it."""
        return self.name in _COMMON


def list_offers(asked: Asked) -> tuple[Offer, ...]:
    """Return the forms in which a list of results can be had."""
    return tuple(
        _offer(one, asked.address(f"/search/as/{quote(one.name)}"))
        for one in formats()
        if one.many and one.name not in STYLES
    )


def collection_offers(base: str) -> tuple[Offer, ...]:
    """Return the forms in which a collection can be had; ``base`` is the path of its page."""
    return tuple(_offer(one, f"{base}/as/{quote(one.name)}") for one in formats() if one.many)


def resource_offers(slug: str, kind: Kind) -> tuple[Offer, ...]:
    """Return the forms in which one resource can be had."""
    return tuple(
        _offer(one, f"{path_of(slug)}/as/{quote(one.name)}")
        for one in formats(of=Resource)
        if kind in one.kinds and one.name not in STYLES
    )


def thread_offers(slug: str) -> tuple[Offer, ...]:
    """Return the forms in which a thread can be had."""
    path = f"/t/{quote(slug, safe='')}/as/"
    return tuple(_offer(one, f"{path}{quote(one.name)}") for one in formats(of=Thread))


def _offer(one: Format, address: str) -> Offer:
    return Offer(one.name, _LABELS.get(one.name, one.name), address, one.media_type)
