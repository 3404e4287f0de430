"""Writes things as CSL-JSON items."""

from __future__ import annotations

from typing import Any

import msgspec

from clew.export.common.clean import one_line
from clew.export.common.people import house, makers, name_parts, with_role
from clew.export.common.works import abstract, address, first_of, issued, pages, sort_of, values
from clew.export.item import Item
from clew.model import AgentKind, Contribution, Kind, Record, Role, Scheme

# CSL 1.0.2, appendix III, with the word that Clew's reader takes a type for.
_TYPES = {
    "article": ("article-journal", "Journal article"),
    "conference paper": ("paper-conference", "Conference paper"),
    "chapter": ("chapter", "Book section"),
    "book": ("book", "Book"),
    "report": ("report", "Report"),
    "thesis": ("thesis", "Thesis"),
    "dataset": ("dataset", "Dataset"),
    "software": ("software", "Software"),
    "award": ("document", ""),
    "course": ("document", ""),
    "text": ("document", ""),
}
_GENRES = {Kind.AWARD: "Grant", Kind.COURSE: "Course"}


def item(one: Item) -> str:
    """Write an item as a JSON object on one line."""
    return msgspec.json.encode(csl(one)).decode()


def csl(one: Item) -> dict[str, Any]:
    """Return an item as a citation processor takes it; what is not known is left out."""
    record = one.record
    type, word = _TYPES[sort_of(record)]
    genre = record.subtype or _GENRES.get(record.kind)
    told = {
        "id": one.slug,
        "type": type,
        "title": record.title or record.label,
        "author": _names(makers(record)),
        "editor": _names(with_role(record, Role.EDITOR)),
        "contributor": _names(with_role(record, Role.CONTRIBUTOR)),
        "container-title": record.container,
        "volume": record.volume,
        "issue": record.issue,
        "page": "-".join(part for part in pages(record) or () if part),
        "issued": _issued(record),
        "publisher": house(record),
        "number": first_of(record, Scheme.AWARD),
        "genre": genre if genre != word else None,
        "status": record.status,
        "DOI": first_of(record, Scheme.DOI),
        "ISBN": " ".join(values(record, Scheme.ISBN)),
        "ISSN": " ".join(values(record, Scheme.ISSN)),
        "URL": next(iter(record.urls), None) or address(record),
        "language": record.language,
        "keyword": ", ".join((*record.keywords, *record.subjects)),
        "abstract": abstract(record),
    }
    tidy = {name: one_line(v) if isinstance(v, str) else v for name, v in told.items() if v}
    return {name: value for name, value in tidy.items() if value}


def _names(parts: list[Contribution]) -> list[dict[str, str]]:
    return [_name(part) for part in parts]


def _name(part: Contribution) -> dict[str, str]:
    given, family = name_parts(part.agent)
    if part.agent.kind == AgentKind.ORGANISATION:
        return {"literal": family}
    return {"family": family, **({"given": given} if given else {})}


def _issued(record: Record) -> dict[str, list[list[int]]] | None:
    day = issued(record)
    return {"date-parts": [[int(part) for part in day if part]]} if day else None
