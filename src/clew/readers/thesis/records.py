"""The record of a thesis, put together from its parts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from clew.model import (
    Agent,
    Contribution,
    Identifier,
    Kind,
    Notice,
    Reading,
    Record,
    Role,
    Section,
    find_identifiers,
)
from clew.model.identifier import Scheme
from clew.readers.common.names import person
from clew.readers.common.terms import stated_terms
from clew.readers.thesis.casing import Casing
from clew.readers.thesis.front import abstract_lines, keywords
from clew.readers.thesis.fulltext import Body
from clew.readers.thesis.matter import Matter, matter_of
from clew.readers.thesis.parts import SECTION, Division, divide
from clew.readers.thesis.prose import flowing
from clew.readers.thesis.source import Line, Source
from clew.readers.thesis.supervisors import named_supervisors, supervisors
from clew.readers.thesis.title_page import TitlePage, read_title_page, title_page_of

_FIRST_PAGES = 4
_MOST_LINES = 80
_OWN = (Scheme.DOI, Scheme.HANDLE)
_UNPLACED = (Matter.THANKS, Matter.OTHER, Matter.APPENDICES)


def reading(source: Source, told: dict[str, str]) -> Reading:
    """Read a thesis from its text.

    Parameters
    ----------
    source: the text.
    told: what the file says of itself, such as a PDF's ``Title`` and ``Author``.
    """
    casing = Casing(source.text)
    division = divide(source, casing)
    front = division.parts[0]
    end = len(source.text) if source.is_paged else front.end
    pages = [_before(page, end) for page in source.first_pages(_FIRST_PAGES)]
    page = read_title_page(title_page_of([page for page in pages if page]), casing)
    abstract, header = _abstract(source, division, page)
    page = page.or_else(read_title_page(header, casing)).or_else(
        TitlePage(title=told.get("Title"), author=told.get("Author"))
    )
    span = (abstract[0].start, abstract[-1].end) if abstract else (-1, -1)
    fulltext = Body(source, division, span).fulltext()
    opening = [line for page in pages for line in page]
    terms = stated_terms("\n\n".join([_paragraphs(opening), *_statements(source, division)]))
    record = Record(
        key="thesis",
        kind=Kind.THESIS,
        title=page.title,
        identifiers=tuple(_identifiers([line.text for line in opening])),
        description=tuple(_description(source, division, abstract)),
        contributions=tuple(_contributions(source, division, page)),
        keywords=_keywords(source, division) or _told_keywords(told),
        published=page.published,
        degree=page.degree,
        access=terms.access,
        licence=terms.licence,
        fulltext=fulltext,
        extra=dict(_extra(source, division, page)),
    )
    return Reading(records=(record,), notices=tuple(_notices(record, division)))


def _abstract(source: Source, division: Division, page: TitlePage) -> tuple[list[Line], list[Line]]:
    # A part called "Abstract" comes before a summary that may stand beside it.
    parts = sorted(
        division.of(Matter.ABSTRACT), key=lambda part: "abstract" not in part.path[0].lower()
    )
    for part in parts:
        abstract, header = abstract_lines(source.between(part.body, part.end), page)
        if abstract:
            return abstract, header
    return [], []


def _description(source: Source, division: Division, abstract: list[Line]) -> Iterator[Section]:
    """Yield the abstract, then such as stand beside it: an executive summary, for instance."""
    if abstract:
        yield Section(name="abstract", text=flowing(abstract))
    for part in division.of(Matter.ABSTRACT):
        text = flowing(source.between(part.body, part.end))
        if text and not (abstract and part.body <= abstract[0].start < part.end):
            yield Section(name=part.path[-1].lower(), text=text)


def _keywords(source: Source, division: Division) -> tuple[str, ...]:
    chapters = division.of(SECTION)
    end = chapters[0].start if chapters else len(source.text)
    return keywords(source.between(0, end))


def _told_keywords(told: dict[str, str]) -> tuple[str, ...]:
    words = told.get("Keywords", "")
    return tuple(filter(None, (w.strip() for w in words.split(";" if ";" in words else ","))))


def _before(lines: list[Line], end: int) -> list[Line]:
    """Return the lines of a page that stand before an offset and any heading of front matter."""
    return list(takewhile(lambda line: line.start < end and not matter_of(line.text), lines))


def _identifiers(lines: list[str]) -> Iterator[Identifier]:
    """Yield what names the thesis itself, on its title page or the sheet before it."""
    found = (
        identifier for line in lines[:_MOST_LINES] for identifier, _, _ in find_identifiers(line)
    )
    yield from dict.fromkeys(identifier for identifier in found if identifier.scheme in _OWN)


def _paragraphs(lines: list[Line]) -> str:
    return "\n".join(f"\n{line.text}" if line.gap else line.text for line in lines)


def _statements(source: Source, division: Division) -> Iterator[str]:
    """Yield what stands before the first chapter under "Copyright", "Declaration" and the like."""
    chapters = division.of(SECTION)
    for part in division.of(Matter.OTHER):
        if not chapters or part.start < chapters[0].start:
            yield source.text[part.body : part.end]


def _contributions(source: Source, division: Division, page: TitlePage) -> Iterator[Contribution]:
    if page.author:
        yield Contribution(
            agent=person(page.author),
            role=Role.AUTHOR,
            affiliation=page.institution,
            department=page.department,
        )
    named = {s.name: s for s in named_supervisors(page.supervisors)}
    for part in division.of(Matter.THANKS):
        for thanked in supervisors(source, part.body, part.end):
            named.setdefault(thanked.name, thanked)
    for supervisor in named.values():
        yield Contribution(
            agent=Agent.person(supervisor.name), role=Role.SUPERVISOR, note=supervisor.note
        )
    if page.institution:
        yield Contribution(
            agent=Agent.organisation(page.institution),
            role=Role.AWARDING_INSTITUTION,
            department=page.department,
        )


def _extra(source: Source, division: Division, page: TitlePage) -> Iterator[tuple[str, Any]]:
    if page.statement:
        yield "statement", page.statement
    if page.rest:
        yield "title page", list(page.rest)
    for part in division.of(*_UNPLACED):
        text = flowing(source.between(part.body, part.end))
        if text:
            yield part.path[-1].lower(), text


def _notices(record: Record, division: Division) -> Iterator[Notice]:
    if not record.title:
        yield Notice(message="No title was found on the title page.", place="title page")
    if not division.of(SECTION):
        yield Notice(message="No chapter headings were found; passages stand under no chapter.")
    if record.fulltext and not record.fulltext.references:
        yield Notice(message="No bibliography was found.")
