"""Things in few words, as an assistant needs them: what, who, when, where to look."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from clew.export import Item
from clew.export.item import best_identifier
from clew.model import AgentKind, Bead, Record
from clew.search import Hit, PassageHit

LONGEST = 1_200  # characters of a description
_QUOTE = 600  # characters of a quoted passage
_PEOPLE = 6


def address(item: Item, site: str | None) -> str | None:
    """Return where to read of a thing: its page here, else its identifier, else a source's page."""
    if site and item.resource:
        return f"{site.rstrip('/')}/r/{quote(item.slug, safe='')}"
    best = best_identifier(item.record.identifiers)
    if best and best.url:
        return best.url
    return next(iter(item.record.urls), None)


def line(item: Item, site: str | None) -> dict[str, Any]:
    """Return a thing as one line of a list."""
    record = item.record
    return without_gaps(
        {
            "id": item.slug,
            "kind": str(item.kind),
            "title": record.title or record.label,
            "people": people(record),
            "period": str(record.period) if record.period else None,
            "published": record.published,
            "identifiers": [one.url or str(one) for one in record.identifiers][:3],
            "url": address(item, site),
        }
    )


def whole(item: Item, site: str | None) -> dict[str, Any]:
    """Return a thing with its description, cut where it is long, and where it was described."""
    record = item.record
    described = "\n\n".join(section.text for section in record.description)
    return line(item, site) | without_gaps(
        {
            "description": _cut(described, LONGEST),
            "keywords": list(record.keywords[:20]),
            "places": [place.name for place in record.places],
            "access": record.access,
            "licence": record.licence,
            "amount": str(record.amount) if record.amount else None,
            "variables": len(record.variables) or None,
            "has_full_text": bool(record.fulltext and record.fulltext.passages) or None,
            "described_by": sorted({held.source for held in item.held}),
            "sources_say": [held.location for held in item.held][:5],
        }
    )


def found(hit: Hit, item: Item, site: str | None) -> dict[str, Any]:
    """Return a result: the thing, why it was found, and the passages that speak of it."""
    return line(item, site) | without_gaps(
        {
            "why": hit.why.sentence if hit.why else None,
            "snippet": hit.snippet.text if hit.snippet else None,
            "passages": [quotation(one, item, site) for one in hit.passages],
        }
    )


def quotation(passage: PassageHit, item: Item, site: str | None) -> dict[str, Any]:
    """Return a passage to quote, with its place."""
    return without_gaps(
        {
            "text": _cut(passage.snippet.text, _QUOTE),
            "place": passage.place,
            "page": passage.page,
            "of": item.slug,
            "url": address(item, site),
        }
    )


def bead_of(bead: Bead, site: str | None) -> dict[str, Any]:
    """Return a resource as it stands on a thread."""
    page = f"{site.rstrip('/')}/r/{quote(bead.id, safe='')}" if site else None
    return without_gaps(
        {
            "id": bead.id,
            "kind": str(bead.kind),
            "title": bead.title,
            "links_away": bead.depth,
            "period": str(bead.period) if bead.period else None,
            "published": bead.published,
            "url": page or next((one for one in bead.identifiers if one.startswith("http")), None),
        }
    )


def people(record: Record) -> list[str]:
    """Return the names of the first people that a source names."""
    named = (
        part.agent.name for part in record.contributions if part.agent.kind == AgentKind.PERSON
    )
    return list(dict.fromkeys(named))[:_PEOPLE]


def without_gaps(facts: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + " …"
