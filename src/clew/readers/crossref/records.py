"""Works of Crossref as records."""

from __future__ import annotations

import re
from typing import Any

from clew.model import (
    Agent,
    Contribution,
    Document,
    FullText,
    Identifier,
    Kind,
    Notice,
    Reading,
    Record,
    Role,
    Scheme,
    Section,
)
from clew.readers.common.citeproc import contributions, date_in
from clew.readers.common.fields import Fields
from clew.readers.common.funding import once
from clew.readers.common.kind_words import maker
from clew.readers.common.numbers import addresses_in, take_identifiers, with_study_numbers
from clew.readers.common.shelf import Shelf, key_for
from clew.readers.common.text import paragraphs
from clew.readers.crossref import grants
from clew.readers.crossref.parse import Works
from clew.readers.crossref.references import references
from clew.readers.crossref.relations import awards, funders, relations, updates
from clew.readers.crossref.types import kind_and_subtype
from clew.vocabularies import language_code

_ROLES: dict[str, tuple[Role, str | None]] = {
    "editor": (Role.EDITOR, None),
    "chair": (Role.CONTRIBUTOR, "chair"),
    "translator": (Role.CONTRIBUTOR, "translator"),
}
_JATS_TITLE = re.compile(r"<jats:title[^<>]{0,100}>([^<>]{0,300})</jats:title>")
_ABSTRACT = re.compile(
    r"\s*<jats:title[^<>]{0,100}>\s*(?:abstract|summary)\.?:?\s*</jats:title>", re.I
)
_DATES = ("issued", "published", "published-print", "published-online", "posted", "approved")


def reading(works: Works, document: Document) -> Reading:
    """Make a record of each work."""
    shelf = Shelf(works.notices)
    for number, work in enumerate(works.works, 1):
        place = f"work {number}"
        if isinstance(work, dict) and (work.get("DOI") or work.get("title")):
            shelf.offer(_record(work, place, works.notices), place)
        else:
            shelf.skip(place, "It is no work with a DOI or a title, and is left out.")
    return shelf.reading(document, "work")


def _record(work: dict[str, Any], place: str, notices: list[Notice]) -> Record:
    fields = Fields(work, place, notices)
    kind, subtype = kind_and_subtype(fields.text("type") or "")
    grant = grants.project(fields)
    titles = fields.lines("title")
    title = titles[0] if titles else grants.title(grant)
    identifiers, urls = _identifiers(fields, kind)
    paid = once([*awards(fields), *relations(fields), *updates(fields)])
    cited = references(fields)
    subtitle = fields.line("subtitle")
    others = fields.lines("original-title", "short-title")
    return Record(
        key=key_for(kind, title, identifiers, place),
        kind=kind,
        title=title,
        subtitle=None if subtitle and title and subtitle in title else subtitle,
        alternative_titles=tuple(o for o in dict.fromkeys([*titles[1:], *others]) if o != title),
        subtype=subtype,
        identifiers=identifiers,
        description=_abstract(fields) or grants.description(grant),
        contributions=(*_contributions(fields, kind), *grants.people(grant)),
        subjects=fields.lines("subject"),
        period=grants.period(fields, grant) if kind == Kind.AWARD else None,
        published=_published(fields),
        language=_language(fields),
        licence=_licence(fields),
        amount=grants.amount(grant) if kind == Kind.AWARD else None,
        degree=fields.line("degree"),
        container=_container(fields),
        volume=fields.line("volume"),
        issue=fields.line("issue"),
        pages=fields.line("page", "article-number"),
        urls=urls,
        relations=paid,
        fulltext=FullText(references=cited) if cited else None,
        extra=fields.rest,
    )


def _abstract(fields: Fields) -> tuple[Section, ...]:
    """Take the abstract, whose headings in JATS stand in lines of their own; "Abstract" is none."""
    told = (_ABSTRACT.sub("", text) for text in fields.texts("abstract"))
    headed = (_JATS_TITLE.sub(lambda match: f"<p>{match[1]}</p>", text) for text in told)
    texts = dict.fromkeys(text for one in headed if (text := paragraphs(one)))
    return tuple(Section(name="abstract", text=text) for text in texts)


def _identifiers(fields: Fields, kind: Kind) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    numbers = take_identifiers(fields, DOI=Scheme.DOI, ISBN=Scheme.ISBN, ISSN=Scheme.ISSN)
    reference = grants.number(fields) if kind == Kind.AWARD else ()
    primary = fields.within("resource").within("primary")
    texts = [*fields.texts("URL"), *primary.texts("URL")]
    for link in fields.entries("link", alone="URL"):
        texts += link.texts("URL")
    linked, urls = addresses_in(texts)
    # An address of another DOI is a place to go to, not a name of this work.
    own = [one for one in linked if one in numbers]
    return with_study_numbers([*numbers, *reference, *own]), tuple(urls)


def _contributions(fields: Fields, kind: Kind) -> list[Contribution]:
    found = [*contributions(fields, {"author": (maker(kind), None), **_ROLES})]
    for entry in fields.entries("institution"):
        name = entry.line("name")
        if name:
            role = Role.AWARDING_INSTITUTION if kind == Kind.THESIS else Role.PUBLISHER
            found.append(Contribution(agent=Agent.organisation(name), role=role))
    publisher = fields.line("publisher")
    if publisher:
        found.append(Contribution(agent=Agent.organisation(publisher), role=Role.PUBLISHER))
    return list(dict.fromkeys([*found, *funders(fields)]))


def _published(fields: Fields) -> str | None:
    """Take the finest of the dates that begin as the date of issue does."""
    issued = date_in(fields, *_DATES)
    for name in _DATES:
        held = Fields({name: fields.raw(name)}, fields.place, [])
        other = date_in(held, name)
        if other and issued and issued.startswith(other):
            fields.take(name)
        elif other and issued and other.startswith(issued):
            fields.take(name)
            issued = other
    return issued


def _container(fields: Fields) -> str | None:
    names = fields.lines("container-title")
    if len(names) > 1:
        # A chapter's book and its series: the book comes last.
        fields.content["container-title"] = list(names[:-1])
    short = fields.raw("short-container-title")
    if names and short == [names[-1]]:
        fields.take("short-container-title")
    return names[-1] if names else fields.line("group-title")


def _licence(fields: Fields) -> str | None:
    """Take the licence of the version of record, else the first; the others stay."""
    entries = fields.entries("license", alone="URL")
    final = [one for one in entries if one.raw("content-version") == "vor"]
    return next((url for one in [*final, *entries] if (url := one.text("URL"))), None)


def _language(fields: Fields) -> str | None:
    said = fields.line("language")
    return language_code(said) if said else None
