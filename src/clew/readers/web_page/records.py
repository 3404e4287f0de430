"""A page as records: its vocabularies taken together, then its text."""

from __future__ import annotations

import msgspec

from clew.errors import NoText
from clew.model import FullText, Kind, Reading, Record, Section, fold
from clew.readers.common import schema_org
from clew.readers.common.html import running_text
from clew.readers.common.merge import merged
from clew.readers.common.passages import ABSTRACT, section, split_under
from clew.readers.common.stated import links_stated, with_described_links
from clew.readers.course.parse import page_parts, sheet_of
from clew.readers.course.records import record_of
from clew.readers.web_page.claim import Claim
from clew.readers.web_page.dublin_core import dublin_core
from clew.readers.web_page.highwire import highwire
from clew.readers.web_page.open_graph import head, open_graph
from clew.readers.web_page.parse import Page

_VOCABULARIES = (highwire, dublin_core, open_graph, head)
_READABLE = (Kind.PUBLICATION, Kind.THESIS)
# A page of fewer words shows an abstract, unless it marks its text as an article.
_FEWEST_WORDS = 500
_FEWEST_WORDS_OF_AN_ARTICLE = 60


def reading_of(page: Page, location: str) -> Reading:
    """Turn a page into records.

    Raises
    ------
    NoText: when nothing on the page says what it is about.
    """
    claims = [claim for read in _VOCABULARIES if (claim := read(page))]
    records = list(schema_org.records(page.structured))
    if not records and not claims:
        raise NoText(f"{location} is a page without title or metadata.", hint="Check its address.")
    main = _main(records, claims)
    records = [_with_text(main, page), *(one for one in records if one.key != main.key)]
    return Reading(records=tuple(map(with_described_links, records)), notices=page.notices)


def _main(records: list[Record], claims: list[Claim]) -> Record:
    """Complete what the page is about by each vocabulary in turn."""
    said = [claim.record for claim in claims]
    if records:
        first = next((one for one in records if _same(one, said)), records[0])
        # "Article" is what OpenGraph calls a page about anything.
        said = [
            one if one.kind == first.kind else msgspec.structs.replace(one, subtype=None)
            for one in said
        ]
        return merged(first, *said)
    kind = next((claim.record.kind for claim in claims if claim.certain), Kind.PUBLICATION)
    return msgspec.structs.replace(merged(said[0], *said[1:]), kind=kind)


def _same(record: Record, said: list[Record]) -> bool:
    """Say whether a thing on the page is the one that its metadata are about."""
    titles = {fold(one.label) for one in said}
    numbers = {identifier for one in said for identifier in one.identifiers}
    return fold(record.label) in titles or bool(numbers & set(record.identifiers))


def _with_text(record: Record, page: Page) -> Record:
    """Add what the page's text says: of courses the works and remarks, of articles the passages."""
    if record.kind == Kind.COURSE:
        sheet = sheet_of(page_parts(page.blocks))
        return merged(record, record_of(sheet)) if sheet else record
    if record.kind not in _READABLE or (record.fulltext and record.fulltext.passages):
        return record
    text, titles = running_text(page.blocks)
    fewest = _FEWEST_WORDS_OF_AN_ARTICLE if page.is_article else _FEWEST_WORDS
    if len(text.split()) < fewest:
        return record
    abstract = section(text, titles, ABSTRACT)
    own = fold(record.title or "")
    titles = [one._replace(text="") if fold(one.text) == own else one for one in titles]
    full = record.fulltext or FullText()
    stated = links_stated(text, record.identifiers, place="text of the page")
    return msgspec.structs.replace(
        record,
        description=record.description or _named("abstract", abstract),
        fulltext=msgspec.structs.replace(full, passages=tuple(split_under(text, titles))),
        relations=(*record.relations, *stated),
    )


def _named(name: str, text: str | None) -> tuple[Section, ...]:
    return (Section(name=name, text=text),) if text else ()
