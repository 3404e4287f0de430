"""Works of OpenAlex as records."""

from __future__ import annotations

from typing import Any

from clew.model import (
    Document,
    FullText,
    Identifier,
    Notice,
    Reading,
    Record,
    Reference,
    Scheme,
    Section,
)
from clew.readers.common.fields import Fields
from clew.readers.common.funding import once
from clew.readers.common.numbers import (
    PMCID,
    PMID,
    addresses_in,
    take_identifiers,
    with_study_numbers,
)
from clew.readers.common.page_range import page_range
from clew.readers.common.shelf import Shelf, key_for
from clew.readers.common.text import paragraphs
from clew.readers.openalex.parse import Works, restored
from clew.readers.openalex.people import (
    SCHEME,
    authors,
    awards,
    funders,
    openalex_id,
    published_by,
)
from clew.readers.openalex.types import kind_and_subtype

_PLACES = ("primary_location", "best_oa_location")


def reading(works: Works, document: Document) -> Reading:
    """Make a record of each work."""
    shelf = Shelf(works.notices)
    for number, work in enumerate(works.works, 1):
        place = f"work {number}"
        if isinstance(work, dict) and (work.get("title") or work.get("doi") or work.get("ids")):
            shelf.offer(_record(work, place, works.notices), place)
        else:
            shelf.skip(place, "It is no work with a title or a DOI, and is left out.")
    return shelf.reading(document, "work")


def _record(work: dict[str, Any], place: str, notices: list[Notice]) -> Record:
    fields = Fields(work, place, notices)
    kind, subtype = kind_and_subtype(fields.text("type") or "")
    titles = fields.lines("title", "display_name")
    title = next(iter(titles), None)
    identifiers, urls = _identifiers(fields)
    primary = fields.within("primary_location")
    source = primary.within("source")
    biblio = fields.within("biblio")
    paid = once(awards(fields))
    cited = _references(fields)
    return Record(
        key=key_for(kind, title, identifiers, place),
        kind=kind,
        title=title,
        alternative_titles=titles[1:],
        subtype=subtype,
        identifiers=(*identifiers, *_serials(source)),
        description=_abstract(fields),
        contributions=tuple(
            dict.fromkeys([*authors(fields, kind), *published_by(primary, kind), *funders(fields)])
        ),
        keywords=_names(fields, "keywords"),
        subjects=_subjects(fields),
        published=_published(fields),
        language=fields.line("language"),
        access=_access(fields),
        licence=primary.line("license") or fields.within("best_oa_location").line("license"),
        container=source.line("display_name") or primary.line("raw_source_name"),
        volume=biblio.line("volume"),
        issue=biblio.line("issue"),
        pages=page_range(biblio.line("first_page"), biblio.line("last_page")),
        urls=urls,
        relations=paid,
        fulltext=FullText(references=cited) if cited else None,
        extra=fields.rest,
    )


def _identifiers(fields: Fields) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    ids = fields.within("ids")
    own = [one for one in (openalex_id(fields), openalex_id(ids, "openalex")) if one]
    numbers = [
        *take_identifiers(fields, doi=Scheme.DOI),
        *take_identifiers(ids, doi=Scheme.DOI, pmid=PMID, pmcid=PMCID),
    ]
    places = [fields.within(name) for name in _PLACES] + fields.entries("locations")
    texts = [text for one in places for text in one.texts("landing_page_url", "pdf_url")]
    linked, urls = addresses_in([*texts, *fields.within("open_access").texts("oa_url")])
    # Copies elsewhere have numbers of their own; only those of no other work are this one's.
    copies = [one for one in linked if one.scheme in (Scheme.ARXIV, Scheme.HANDLE)]
    return with_study_numbers([*numbers, *own, *copies]), tuple(urls)


def _serials(source: Fields) -> tuple[Identifier, ...]:
    found = take_identifiers(source, issn=Scheme.ISSN, issn_l=Scheme.ISSN)
    return tuple(dict.fromkeys(found))


def _abstract(fields: Fields) -> tuple[Section, ...]:
    text = restored(fields.raw("abstract_inverted_index"))
    if not text:
        return ()
    fields.take("abstract_inverted_index")
    return (Section(name="abstract", text=paragraphs(text)),)


def _names(fields: Fields, *lists: str) -> tuple[str, ...]:
    """Take the names of terms; their ids and scores stay."""
    found = (
        one.line("display_name", "descriptor_name")
        for name in lists
        for one in fields.entries(name)
    )
    return tuple(dict.fromkeys(name for name in found if name))


def _subjects(fields: Fields) -> tuple[str, ...]:
    topics = _names(fields, "topics", "mesh")
    first = fields.within("primary_topic")
    if first.raw("display_name") in topics:
        # It is the first of the topics over again.
        first.clear()
    return topics


def _published(fields: Fields) -> str | None:
    date = fields.date("publication_date")
    if date and str(fields.raw("publication_year")) == date[:4]:
        fields.take("publication_year")
    return date or fields.date("publication_year")


def _access(fields: Fields) -> str | None:
    """Take how the work is open: ``"open access (gold)"``, or ``"closed"``."""
    held = fields.within("open_access")
    status = held.line("oa_status")
    if held.raw("is_oa") is True:
        held.take("is_oa")
        return f"open access ({status})" if status else "open access"
    return status


def _references(fields: Fields) -> tuple[Reference, ...]:
    addresses = fields.texts("referenced_works")
    return tuple(
        Reference(
            raw=address,
            url=address,
            identifiers=(Identifier(scheme=SCHEME, value=address.rpartition("/")[2].upper()),),
        )
        for address in addresses
    )
