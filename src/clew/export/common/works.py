"""What bibliographic formats ask of a thing: what sort of work it is, where it is, since when."""

from __future__ import annotations

import re
from typing import NamedTuple

from clew.export.common.clean import one_line
from clew.export.jsonld.types import publication_type
from clew.model import Identifier, Kind, Record, Scheme, fold

_PAGES = re.compile(r"([\w.]{1,12})\s?[-–—]{1,2}\s?([\w.]{1,12})")
_SORTS = {
    "Chapter": "chapter",
    "Report": "report",
    "ScholarlyArticle": "article",
    "Book": "book",
    "Thesis": "thesis",
    "CreativeWork": "text",
}
_CONFERENCE = ("conference paper", "conference proceeding", "proceedings", "inproceedings")


class Day(NamedTuple):
    """A date in its parts, as fine as its source tells it."""

    year: str
    month: str | None = None
    day: str | None = None


def sort_of(record: Record) -> str:
    """Return a work's sort: its kind, and of publications which.

    One of article, conference paper, chapter, book, report, text, and the names of the kinds.
    """
    if record.kind != Kind.PUBLICATION:
        return str(record.kind)
    subtype = fold(record.subtype or "")
    if any(word in subtype for word in _CONFERENCE):
        return "conference paper"
    return _SORTS.get(publication_type(record), "text")


def values(record: Record, *schemes: str) -> list[str]:
    """Return a thing's identifiers of some schemes."""
    return [one.value for one in record.identifiers if one.scheme in schemes]


def first_of(record: Record, scheme: str) -> str | None:
    """Return a thing's first identifier of a scheme."""
    return next(iter(values(record, scheme)), None)


def addresses(record: Record) -> list[str]:
    """Return where a thing is on the web: the sources' pages, then where identifiers lead."""
    resolved = (one.url for one in record.identifiers if _leads_somewhere(one))
    found = (*record.urls, *(url for url in resolved if url))
    return [url for url in dict.fromkeys(found) if url.startswith(("http://", "https://"))]


def address(record: Record) -> str | None:
    """Return the address a citation gives: the DOI's, else the source's page."""
    doi = first_of(record, Scheme.DOI)
    return f"https://doi.org/{doi}" if doi else next(iter(addresses(record)), None)


def issued(record: Record) -> Day | None:
    """Return when a thing appeared; of awards and courses when they began."""
    begun = record.period.start if record.period else None
    told = record.published or (begun if record.kind in (Kind.AWARD, Kind.COURSE) else None)
    parts = (told or "").split("-")
    return Day(*parts[:3]) if re.fullmatch(r"\d{4}", parts[0], re.A) else None


def pages(record: Record) -> tuple[str, str | None] | None:
    """Return first and last page; a single piece where the source gives no range."""
    told = one_line(record.pages or "")
    match = _PAGES.fullmatch(told)
    return (match[1], match[2]) if match else ((told, None) if told else None)


def abstract(record: Record) -> str | None:
    """Return the section called an abstract, else the first one."""
    named = (one.text for one in record.description if fold(one.name) == "abstract")
    return next(named, record.abstract)


def _leads_somewhere(one: Identifier) -> bool:
    return one.scheme != Scheme.URL and bool(one.url)
