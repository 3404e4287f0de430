"""Writes records and resources as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from clew.export.common.clean import one_line
from clew.export.common.credits import write_credits
from clew.export.common.merge import merged
from clew.export.common.page import Page
from clew.export.common.said import Said
from clew.export.common.words import count, span
from clew.export.text.design import evidence
from clew.export.text.facts import facts
from clew.export.text.variable import variable_line, write_answers
from clew.model import FullText, Held, Kind, Reading, Record, Resource, conflicts

WIDTH = 80
_MOST_VARIABLES = 20
_HEADED = ("Abstract", "Description")


def render_record(record: Record, width: int = WIDTH) -> str:
    """Write what one source says of one thing: facts, description, contents.

    Parameters
    ----------
    record: what to show.
    width: how many columns the terminal has; narrower than 40 is taken as 40.
    """
    page = Page(width)
    _open(page, record, [str(record.kind)])
    _describe(page, record, [record])
    return str(page)


def render_resource(resource: Resource, width: int = WIDTH) -> str:
    """Write a thing as its sources describe it; where there are several, which of them says what.

    Each statement carries the numbers of the sources that make it, and the list at the end tells
    who they are and why they are believed to speak of the same thing.
    """
    page = Page(width)
    whole = merged(resource)
    _open(page, whole, [str(resource.kind), resource.slug])
    _describe(page, whole, resource.records)
    _disagree(page, resource)
    page.heading("Sources" if len(resource.held) > 1 else "Source")
    for number, held in enumerate(resource.held, start=1):
        lead = f"[{number}] " if len(resource.held) > 1 else ""
        page.items([_source(held)], lead)
    write_credits(page, resource.credits)
    return str(page)


def _disagree(page: Page, resource: Resource) -> None:
    """Say what the sources claim where they disagree, each with its name and date."""
    found = conflicts(resource)
    if found:
        page.heading("Where sources disagree")
    for conflict in found:
        claims = [
            f"{one.value} – {one.source}, {one.location} (read {one.read_at[:10]})"
            for one in conflict.claims
        ]
        page.items([f"{conflict.field.capitalize()}:"], "")
        page.items(claims)


def render_reading(reading: Reading, width: int = WIDTH) -> str:
    """Write all records of one document one after the other, then what its reader noticed."""
    parts = [render_record(record, width) for record in reading.records]
    if reading.notices:
        page = Page(width)
        page.heading("Notices")
        page.items([_at(notice.message, notice.place) for notice in reading.notices])
        parts.append(str(page).lstrip("\n"))
    return "\n\n".join(parts)


def _open(page: Page, record: Record, about: list[str]) -> None:
    when = span(record.period) if record.period else record.published
    page.title(record.label, " · ".join([*about, *([when] if when else [])]))


def _describe(page: Page, whole: Record, records: Sequence[Record]) -> None:
    page.table(Said(map(_titled_facts, records) if len(records) > 1 else [facts(whole)]))
    _sections(page, records)
    read = evidence(records)
    if read:
        page.heading("Read from the text")
        page.items(read)
    if whole.testimonials:
        page.heading("What participants said")
        page.items([one_line(text) for text in whole.testimonials])
    if whole.kind == Kind.VARIABLE:
        for variable in whole.variables:
            write_answers(page, variable)
    elif whole.variables:
        page.heading(f"Variables ({len(whole.variables):,})")
        page.items([variable_line(one) for one in whole.variables], most=_MOST_VARIABLES)
    if whole.fulltext:
        _inside(page, whole.fulltext)


def _titled_facts(record: Record) -> list[tuple[str, str]]:
    # Among several sources the title is a statement like any other.
    title = [("Title", one_line(record.title))] if record.title else []
    return [*title, *facts(record)]


def _sections(page: Page, records: Sequence[Record]) -> None:
    said = Said([(_name(s.name), s.text.strip()) for s in r.description] for r in records)
    for name in said.labels:
        for text, mark in said.of(name):
            page.heading(f"{name} {mark}".strip())
            page.prose(text)


def _name(name: str) -> str:
    line = one_line(name) or _HEADED[1]
    return line[:1].upper() + line[1:]


def _inside(page: Page, full: FullText) -> None:
    if full.contents:
        page.heading("Contents")
        page.contents(full.contents)
    counted = [
        (full.figures, "figure"),
        (full.tables, "table"),
        (full.footnotes, "footnote"),
        (full.references, "reference"),
        (full.passages, "passage"),
    ]
    found = [count(len(parts), noun) for parts, noun in counted if parts]
    if full.appendices:
        found.append(count(len(full.appendices), "appendix", "appendices"))
    if found:
        page.heading("Inside")
        page.prose(", ".join(found))


def _source(held: Held) -> str:
    """Say whose a record is.

    Example: ``Meridian Archive – https://… (read 2031-05-02 as web_page; same DOI 10.1234/x)``
    """
    known = [f"read {held.read_at[:10]} as {held.reader}", *filter(None, [held.joined_by])]
    origin = dict.fromkeys([held.source, held.location])
    return f"{' – '.join(origin)} ({'; '.join(known)})"


def _at(message: str, place: str | None) -> str:
    return f"{message} ({place})" if place else message
