"""Items of CSL-JSON as records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    Notice,
    Reading,
    Record,
    Role,
    Scheme,
)
from clew.readers.common.citeproc import contributions, date_in
from clew.readers.common.fields import Fields
from clew.readers.common.kind_words import bringer_out, maker
from clew.readers.common.numbers import (
    PMCID,
    PMID,
    addresses_in,
    awards_at,
    identifiers_in,
    take_identifiers,
    with_study_numbers,
)
from clew.readers.common.shelf import Shelf, key_for
from clew.readers.csl_json.parse import Items
from clew.readers.csl_json.types import kind_and_subtype
from clew.vocabularies import language_code

_ROLES: dict[str, tuple[Role, str | None]] = {
    "editor": (Role.EDITOR, None),
    "collection-editor": (Role.EDITOR, "collection editor"),
    "container-author": (Role.CONTRIBUTOR, "container author"),
    "contributor": (Role.CONTRIBUTOR, None),
    "translator": (Role.CONTRIBUTOR, "translator"),
    "interviewer": (Role.CONTRIBUTOR, "interviewer"),
    "director": (Role.CONTRIBUTOR, "director"),
    "reviewed-author": (Role.CONTRIBUTOR, "reviewed author"),
}

# "PMID: 30000001", a line for each
_IN_NOTE = re.compile(r"^(PMID|PMCID|DOI|ISBN): (\S{3,200})$", re.M)
_NOTED = {"PMID": PMID, "PMCID": PMCID, "DOI": Scheme.DOI, "ISBN": Scheme.ISBN}


def reading(items: Items, document: Document) -> Reading:
    """Make a record of each item."""
    shelf = Shelf(items.notices)
    for number, item in enumerate(items.items, 1):
        place = f"item {number}"
        if not isinstance(item, dict) or not item:
            shelf.skip(place, "It is no object with names and values, and is left out.")
            continue
        shelf.offer(_record(item, place, items.notices), place)
    return shelf.reading(document, "item")


def _record(item: dict[str, Any], place: str, notices: list[Notice]) -> Record:
    fields = Fields(item, place, notices)
    kind, subtype = kind_and_subtype(fields.text("type") or "", fields.line("genre"))
    titles = fields.lines("title")
    title = next(iter(titles), None)
    identifiers, urls = _identifiers(fields)
    if kind == Kind.AWARD:
        identifiers = (*identifiers, *awards_at(urls))
    own = [] if title else [str(item.get("id") or place)]
    return Record(
        key=key_for(kind, title, identifiers, *urls[:1], *own),
        kind=kind,
        title=title,
        alternative_titles=(*titles[1:], *fields.lines("title-short", "shortTitle")),
        subtype=subtype,
        identifiers=identifiers,
        description=fields.sections(abstract="abstract", note="notes", annote="notes"),
        contributions=_contributions(fields, kind),
        keywords=_keywords(fields),
        published=date_in(fields, "issued"),
        language=_language(fields),
        licence=fields.line("license", "copyright"),
        status=fields.line("status"),
        container=fields.line("container-title"),
        volume=fields.line("volume"),
        issue=fields.line("issue"),
        pages=fields.line("page"),
        urls=urls,
        extra=fields.rest,
    )


def _noted(fields: Fields) -> Iterator[Identifier]:
    """Read the numbers that Zotero keeps in its field Extra, which the note holds."""
    note = fields.raw("note")
    for name, number in _IN_NOTE.findall(note) if isinstance(note, str) else ():
        yield from identifiers_in(number, _NOTED[name])


def _identifiers(fields: Fields) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    numbers = take_identifiers(
        fields, DOI=Scheme.DOI, ISBN=Scheme.ISBN, ISSN=Scheme.ISSN, PMID=PMID, PMCID=PMCID
    )
    numbers += tuple(one for one in _noted(fields) if one not in numbers)
    linked, urls = addresses_in(fields.texts("URL"))
    own = fields.raw("id")
    # An id that is an address names the thing; others number the items of one export.
    named, pages = addresses_in([own] if isinstance(own, str) else [])
    if named or pages:
        fields.take("id")
    found = with_study_numbers([*numbers, *linked, *named])
    return found, tuple(dict.fromkeys([*urls, *pages]))


def _contributions(fields: Fields, kind: Kind) -> tuple[Contribution, ...]:
    people = contributions(fields, {"author": (maker(kind), None), **_ROLES})
    role = bringer_out(kind)
    publishers = (one.line("name") for one in fields.entries("publisher"))
    houses = (Contribution(agent=Agent.organisation(n), role=role) for n in publishers if n)
    return (*people, *houses)


def _keywords(fields: Fields) -> tuple[str, ...]:
    texts = [
        piece for text in fields.texts("keyword") for piece in re.split(r"\s{0,9}[,;]\s{0,9}", text)
    ]
    return tuple(dict.fromkeys(one for one in [*texts, *fields.lines("categories")] if one))


def _language(fields: Fields) -> str | None:
    said = fields.line("language")
    return language_code(said) if said else None
