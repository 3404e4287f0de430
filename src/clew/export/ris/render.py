"""Writes things as RIS references, one line to a value."""

from __future__ import annotations

from collections.abc import Iterator

from clew.export.common.clean import one_line
from clew.export.common.people import family_first, house, makers, with_role
from clew.export.common.works import abstract, issued, pages, sort_of, values
from clew.export.item import Item
from clew.model import Kind, LinkType, Record, Role, Scheme

# Types after the RIS format specification (2011); what it has no type for is generic.
_TYPES = {
    "article": ("JOUR", "Journal article"),
    "conference paper": ("CPAPER", "Conference paper"),
    "chapter": ("CHAP", "Book section"),
    "book": ("BOOK", "Book"),
    "report": ("RPRT", "Report"),
    "thesis": ("THES", "Thesis"),
    "dataset": ("DATA", "Dataset"),
    "software": ("COMP", "Computer program"),
    "award": ("GRNT", "Grant"),
    "course": ("GEN", ""),
    "text": ("GEN", ""),
}
_RESOLVED = (Scheme.ARXIV, Scheme.HANDLE)

Line = tuple[str, str | None]


def reference(item: Item) -> str:
    """Write a reference: ``TY  - JOUR`` to ``ER  -``, lines ending as in Windows."""
    told = ((tag, one_line(value)) for tag, value in _lines(item) if value)
    lines = [f"{tag}  - {value}" for tag, value in told if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - "])


def _lines(item: Item) -> Iterator[Line]:
    record = item.record
    type, word = _TYPES[sort_of(record)]
    yield "TY", type
    yield "TI", record.title or record.label
    # Of a thesis T2 is the subtitle: it appears in nothing.
    yield "T2", record.subtitle if record.kind == Kind.THESIS else record.container
    yield from (("ST", title) for title in record.alternative_titles)
    yield from _people(record)
    yield from _dates(record)
    yield from (("VL", record.volume), ("IS", record.issue))
    first, last = pages(record) or (None, None)
    yield from (("SP", first), ("EP", last), ("PB", house(record)))
    yield from _numbers(record)
    yield "AB", abstract(record)
    yield from (("KW", word) for word in (*record.keywords, *record.subjects))
    yield from (("LA", record.language), ("C1", record.licence))
    if record.subtype != word:
        yield "M3", _type_of_work(record)
    yield from (("N1", note) for note in _notes(item))


def _people(record: Record) -> Iterator[Line]:
    first = makers(record)
    yield from (("AU", family_first(part.agent)) for part in first)
    if len(first) == 1:
        yield "AD", first[0].affiliation
    yield from (("A2", family_first(part.agent)) for part in with_role(record, Role.EDITOR))
    yield from (("A3", family_first(part.agent)) for part in with_role(record, Role.SUPERVISOR))
    others = [part for part in with_role(record, Role.CONTRIBUTOR) if part not in first]
    yield from (("A4", family_first(part.agent)) for part in others)


def _dates(record: Record) -> Iterator[Line]:
    day = issued(record)
    if day:
        yield "PY", day.year
        yield "DA", "/".join(part for part in day if part)


def _numbers(record: Record) -> Iterator[Line]:
    doi, *other_dois = [*values(record, Scheme.DOI), ""]
    yield "DO", doi
    yield from (("UR", url) for url in record.urls)
    resolved = [one for one in record.identifiers if one.scheme in _RESOLVED]
    yield from (("UR", f"https://doi.org/{one}") for one in other_dois if one)
    yield from (("UR", one.url) for one in resolved)
    yield from (("SN", value) for value in values(record, Scheme.ISBN, Scheme.ISSN))
    yield from (("AN", value) for value in values(record, Scheme.LOCAL)[:1])


def _type_of_work(record: Record) -> str | None:
    """Return the source's word; a course, which RIS has no type for, has to be called one."""
    return record.subtype or ("Course" if record.kind == Kind.COURSE else None)


def _notes(item: Item) -> Iterator[str]:
    yield from values(item.record, Scheme.AWARD)
    for one in item.related:
        if one.type == LinkType.FUNDED_BY and not one.inverse and one.identifier:
            yield f"Funded by {one.identifier}"
