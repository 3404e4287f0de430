"""A course description as a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from clew.model import FullText, Kind, Record, Reference, Section, title_key
from clew.readers.common.bibliography import parse_reference
from clew.readers.common.numbers import own_identifiers
from clew.readers.common.stated import with_described_links
from clew.readers.common.terms import stated_terms
from clew.readers.common.works import works_named
from clew.readers.course import facts
from clew.readers.course.parse import Chapter, Part, Sheet, unbulleted
from clew.readers.course.remarks import parted


def record_of(sheet: Sheet) -> Record:
    """Turn a course description into a record."""
    said, chapters = _without_remarks(sheet.chapters)
    prose = [chapter for chapter in chapters if not chapter.reading]
    texts = [part.text for chapter in chapters for part in chapter.parts]
    works = tuple(chain(*(_works(chapter) for chapter in chapters)))
    furniture = {"page furniture": list(sheet.furniture)} if sheet.furniture else {}
    whole = "\n\n".join(texts)
    terms = stated_terms(whole)
    record = Record(
        key=f"{Kind.COURSE}:{title_key(sheet.title)}",
        kind=Kind.COURSE,
        title=sheet.title,
        subtitle=sheet.subtitle,
        identifiers=own_identifiers(whole),
        description=tuple(_sections(prose)),
        contributions=facts.people(texts),
        period=facts.period(texts),
        places=facts.places(texts),
        access=terms.access,
        licence=terms.licence,
        testimonials=said,
        fulltext=FullText(references=works) if works else None,
        extra=facts.others(texts) | furniture,
    )
    return with_described_links(record)


def _without_remarks(chapters: Iterable[Chapter]) -> tuple[tuple[str, ...], list[Chapter]]:
    """Take what participants said out of the chapters."""
    said: list[str] = []
    left: list[Chapter] = []
    for chapter in chapters:
        remarks, rest = parted(chapter)
        said += remarks
        # What else stands below the remarks is no remark: it belongs to the description.
        heading = None if chapter.remarks else chapter.heading
        if rest:
            left.append(Chapter(heading, rest))
    return tuple(dict.fromkeys(said)), left


def _sections(chapters: Sequence[Chapter]) -> Iterator[Section]:
    """Yield the description first, then what stands under other headings."""
    described = [part for one in chapters if one.describes or not one.heading for part in one.parts]
    if described:
        yield Section(name="description", text=_joined(described))
    for chapter in chapters:
        if chapter.heading and not chapter.describes and chapter.parts:
            yield Section(name=chapter.heading.lower(), text=_joined(chapter.parts))


def _works(chapter: Chapter) -> Iterator[Reference]:
    """Yield the works that are named in the text, or listed under "Reading"."""
    path = (chapter.heading,) if chapter.heading else ()
    for part in chapter.parts:
        found = works_named(part.text, titles=part.titles, start=part.start, heading=path)
        if not found and chapter.reading:
            found = (parse_reference(unbulleted(part.text)),)
        yield from found


def _joined(parts: Iterable[Part]) -> str:
    return "\n\n".join(part.text for part in parts)
