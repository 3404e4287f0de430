"""Products and grants of SKG-IF as records."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from clew.model import (
    Agent,
    Contribution,
    Design,
    Document,
    Identifier,
    Kind,
    LinkType,
    Money,
    Period,
    Reading,
    Record,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
    parse_identifier,
)
from clew.model.coverage import iso_date
from clew.readers.common.fields import Fields
from clew.readers.common.names import agent, person
from clew.readers.common.numbers import (
    PMCID,
    PMID,
    addresses_in,
    award_number,
    with_study_numbers,
)
from clew.readers.common.relation_words import meaning
from clew.readers.common.shelf import Shelf, key_for
from clew.readers.common.text import one_line, paragraphs
from clew.readers.skg_if.parse import Entities

_KINDS = {
    "research data": Kind.DATASET,
    "research software": Kind.SOFTWARE,
    "literature": Kind.PUBLICATION,
    "other": Kind.PUBLICATION,
}
_SCHEMES = {
    "doi": Scheme.DOI, "orcid": Scheme.ORCID, "ror": Scheme.ROR, "isbn": Scheme.ISBN,
    "issn": Scheme.ISSN, "arxiv": Scheme.ARXIV, "handle": Scheme.HANDLE, "hdl": Scheme.HANDLE,
    "pmid": PMID, "pmcid": PMCID,
}  # fmt: skip
_ROLES = {"publisher": Role.PUBLISHER, "editor": Role.EDITOR, "funder": Role.FUNDER}
_ENGLISH = "en"
_LONGEST_QUOTE = 300


def reading(entities: Entities, document: Document) -> Reading:
    """Make a record of each product and grant."""
    shelf = Shelf(entities.notices)
    for number, entity in enumerate(entities.entities, 1):
        is_grant = entity.get("entity_type") == "grant"
        place = f"{'grant' if is_grant else 'product'} {number}"
        make = _grant if is_grant else _product
        shelf.offer(make(Fields(entity, place, entities.notices)), place)
    return shelf.reading(document, "product")


def _product(fields: Fields) -> Record:
    kind = _KINDS.get(str(fields.raw("product_type")), Kind.PUBLICATION)
    fields.take("entity_type")
    others: dict[str, Any] = {}
    titles = _spoken(fields, "titles", others)
    first = _Manifestation(fields)
    identifiers, urls = _identifiers(fields)
    title = one_line(titles[0]) if titles else None
    role = Role.CREATOR if kind in (Kind.DATASET, Kind.SOFTWARE) else Role.AUTHOR
    topics = tuple(dict.fromkeys(_topics(fields)))
    if kind != Kind.PUBLICATION or fields.raw("product_type") == "literature":
        fields.take("product_type")
    return Record(
        key=key_for(kind, title, identifiers, *urls[:1]),
        kind=kind,
        title=title,
        alternative_titles=tuple(map(one_line, titles[1:])),
        identifiers=identifiers,
        description=_abstracts(fields, others),
        contributions=(*_contributions(fields, role), *first.house),
        subjects=topics,
        published=first.published,
        access=first.access,
        licence=first.licence,
        container=first.container,
        volume=first.volume,
        issue=first.issue,
        pages=first.pages,
        urls=urls,
        design=first.design,
        relations=tuple(dict.fromkeys([*_funding(fields), *_related(fields)])),
        extra=fields.rest | ({"languages": others} if others else {}),
    )


class _Manifestation:
    """What the first manifestation of a product says; further ones stay whole."""

    def __init__(self, fields: Fields) -> None:
        listed = fields.entries("manifestations")
        held = listed[0] if listed else Fields({}, fields.place, fields.notices)
        dates, biblio = held.within("dates"), held.within("biblio")
        access, pages = held.within("access_rights"), biblio.within("pages")
        told = dates.texts("publication")
        self.published = next((d for text in told if (d := iso_date(text))), None)
        self.design = _collected(dates)
        status, words = access.line("status"), access.line("description")
        self.access = ": ".join(part for part in (status, words) if part) or None
        self.licence = held.line("licence", "license")
        venue = biblio.within("in")
        venue.take("entity_type")
        self.container = venue.line("name", "title")
        self.volume, self.issue = biblio.line("volume"), biblio.line("issue")
        first, last = pages.line("first"), pages.line("last")
        self.pages = f"{first}-{last}" if first and last else first
        self.house = tuple(_house(biblio.within("hosting_data_source")))


def _collected(dates: Fields) -> Design | None:
    days = sorted(d for text in dates.texts("collected") if (d := iso_date(text)))
    return Design(collected=Period(start=days[0], end=days[-1])) if days else None


def _house(source: Fields) -> Iterator[Contribution]:
    found = _agent(source)
    if found:
        house = Agent.organisation(found.name, identifiers=found.identifiers)
        yield Contribution(agent=house, role=Role.DISTRIBUTOR)


def _spoken(fields: Fields, name: str, others: dict[str, Any]) -> list[str]:
    """Take texts by language: English first, else the first; further languages are kept beside."""
    held = fields.raw(name)
    if not isinstance(held, dict):
        return fields.texts(name)
    told = Fields(fields.take(name), name, [])
    texts = {language: told.texts(language) for language in list(told.content)}
    texts = {language: said for language, said in texts.items() if said}
    main = _ENGLISH if _ENGLISH in texts else next(iter(texts), "")
    for language, said in texts.items():
        if language != main:
            others.setdefault(language, {})[name] = said
    return texts.get(main, [])


def _abstracts(fields: Fields, others: dict[str, Any]) -> tuple[Section, ...]:
    texts = _spoken(fields, "abstracts", others)
    return tuple(Section(name="abstract", text=paragraphs(text)) for text in texts)


def _identifiers(fields: Fields) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    found = list(_numbers(fields))
    linked, urls = addresses_in(fields.texts("local_identifier", "website"))
    return with_study_numbers([*found, *linked]), tuple(urls)


def _numbers(fields: Fields) -> Iterator[Identifier]:
    for entry in fields.entries("identifiers", alone="value"):
        said, scheme = entry.text("value"), entry.line("scheme") or ""
        known = _SCHEMES.get(scheme.lower())
        found = parse_identifier(said, known) if said and known else None
        if found:
            yield found
        elif said and "://" not in said:
            yield Identifier(scheme=Scheme.LOCAL, value=f"{scheme}:{said}" if scheme else said)
        elif said:
            entry.content |= {"value": said, "scheme": scheme}


def _topics(fields: Fields) -> Iterator[str]:
    for entry in fields.entries("topics"):
        labels = entry.within("term").within("labels")
        name = labels.line(_ENGLISH) or next((labels.line(n) for n in list(labels.content)), None)
        if name:
            yield name


def _contributions(fields: Fields, role: Role) -> Iterator[Contribution]:
    for entry in fields.entries("contributions"):
        found, word = _agent(entry.within("by")), entry.line("role") or "author"
        places = [one.line("name") for one in entry.entries("declared_affiliations")]
        if found:
            known = role if word == "author" else _ROLES.get(word)
            yield Contribution(
                agent=found,
                role=known or Role.CONTRIBUTOR,
                affiliation="; ".join(place for place in places if place) or None,
                note=None if known else word,
            )


def _agent(fields: Fields) -> Agent | None:
    """Read a person or an organisation, with its identifiers."""
    kind = fields.take("entity_type")
    given, family = fields.line("given_name"), fields.line("family_name")
    name = fields.line("name") or " ".join(part for part in (given, family) if part)
    if not name:
        return None
    numbers = tuple(dict.fromkeys(_numbers(fields)))
    if any(one.url == fields.raw("local_identifier") for one in numbers):
        fields.take("local_identifier")
    if kind == "person":
        if family:
            return Agent.person(name, given=given, family=family, identifiers=numbers)
        return person(name, numbers)
    return (
        agent(name, numbers)
        if kind in (None, "agent")
        else Agent.organisation(name, identifiers=numbers)
    )


def _funding(fields: Fields) -> Iterator[Relation]:
    """Take the grants that have a number; the others stay."""
    for entry in fields.entries("funding"):
        numbers = [*_numbers(entry)]
        said = entry.raw("grant_number")
        award = award_number(said) if isinstance(said, str) else None
        found = award or next(iter(numbers), None)
        if found:
            agency = entry.within("funding_agency").line("name")
            entry.take("grant_number")
            quote = ", ".join(part for part in (agency, str(said or found)) if part)
            yield Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=found),
                quote=quote[:_LONGEST_QUOTE],
                term="funding",
            )


def _related(fields: Fields) -> Iterator[Relation]:
    held = fields.within("related_products")
    for word in list(held.content):
        said = meaning(word)
        kept = []
        for text in held.texts(word) if said else ():
            found = parse_identifier(text)
            if said and found:
                yield Relation(
                    type=said.type,
                    target=Target(identifier=found),
                    quote=text[:_LONGEST_QUOTE],
                    term=word,
                    inverse=said.inverse,
                )
            else:
                kept.append(text)
        if kept:
            held.content[word] = kept


def _grant(fields: Fields) -> Record:
    others: dict[str, Any] = {}
    fields.take("entity_type")
    titles = _spoken(fields, "titles", others)
    title = one_line(titles[0]) if titles else fields.line("acronym")
    identifiers, urls = _identifiers(fields)
    number = award_number(fields.text("grant_number") or "")
    identifiers = (*((number,) if number else ()), *identifiers)
    agency = _agent(fields.within("funding_agency"))
    record = Record(
        key=key_for(Kind.AWARD, title, identifiers, *urls[:1]),
        kind=Kind.AWARD,
        title=title,
        identifiers=identifiers,
        description=_abstracts(fields, others),
        contributions=tuple(_contributions(fields, Role.RESEARCHER)),
        period=_period(fields.within("duration")),
        amount=_amount(fields),
        urls=urls,
        extra=fields.rest | ({"languages": others} if others else {}),
    )
    if not agency:
        return record
    paid = Contribution(agent=agency, role=Role.FUNDER)
    return msgspec.structs.replace(record, contributions=(*record.contributions, paid))


def _period(duration: Fields) -> Period | None:
    start, end = duration.date("start"), duration.date("end")
    return Period(start=start, end=end) if start or end else None


def _amount(fields: Fields) -> Money | None:
    currency = fields.raw("currency")
    try:
        amount = Decimal(str(fields.raw("funded_amount")))
    except InvalidOperation:
        return None
    if not isinstance(currency, str) or not amount.is_finite() or amount <= 0:
        return None
    fields.take("funded_amount")
    fields.take("currency")
    return Money(amount=amount, currency=currency.upper())
