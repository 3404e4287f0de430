"""Datasets of HDR UK as records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clew.model import (
    Agent,
    Amount,
    Category,
    Contribution,
    Design,
    Document,
    Identifier,
    Kind,
    LinkType,
    Notice,
    Period,
    Place,
    Reading,
    Record,
    Relation,
    Role,
    Scheme,
    Target,
    Term,
    Variable,
    parse_identifier,
)
from clew.readers.common.fields import Fields
from clew.readers.common.funding import once
from clew.readers.common.names import agent
from clew.readers.common.numbers import addresses_in, with_study_numbers
from clew.readers.common.shelf import Shelf, key_for
from clew.readers.common.text import paragraphs
from clew.readers.hdruk.parse import Datasets
from clew.vocabularies import country_code, language_code, matched

_PUBLISHERS = ("publisher", "dataCustodian", "dataProvider")
_HANDLERS = {"dataController": "data controller", "dataProcessor": "data processor"}
_SEPARATORS = re.compile(r"\s{0,9}(?:;,;|[,;])\s{0,9}")
_AGES = re.compile(r"(\d{1,3})\s?-\s?(\d{1,3})")
# https://www.geonames.org/countries/GB/united-kingdom.html, …/2635167/united-kingdom.html
_PLACE_PAGE = re.compile(r"geonames\.org/(?:countries/([A-Z]{2})|\d{1,12})/([\w-]{2,80})\.html")
_LINKS = {
    "isReferencedBy": (LinkType.CITES, True),
    "publicationAboutDataset": (LinkType.DOCUMENTS, True),
    "publicationUsingDataset": (LinkType.BASED_ON, True),
    "isReferenceIn": (LinkType.CITES, True),
    "derivedFrom": (LinkType.BASED_ON, False),
    "derivation": (LinkType.BASED_ON, False),
    "isDerivedFrom": (LinkType.BASED_ON, False),
    "isPartOf": (LinkType.PART_OF, False),
}
_LONGEST_QUOTE = 300
_TABLE_LISTS = ("elements", "columns", "dataElements")


def reading(datasets: Datasets, document: Document) -> Reading:
    """Make a record of each dataset."""
    shelf = Shelf(datasets.notices)
    for place, dataset in datasets.datasets:
        shelf.offer(_record(dataset, place, datasets.notices), place)
    return shelf.reading(document, "dataset")


def _record(dataset: dict[str, Any], place: str, notices: list[Notice]) -> Record:
    fields = Fields(dataset, place, notices)
    summary, access = fields.within("summary"), fields.within("accessibility").within("access")
    usage = fields.within("accessibility").within("usage")
    temporal = fields.within("provenance").within("temporal")
    title = summary.line("title")
    identifiers, own = _identifiers(fields, summary)
    return Record(
        key=key_for(Kind.DATASET, title, (), own, *map(str, identifiers)),
        kind=Kind.DATASET,
        title=title,
        alternative_titles=summary.lines("shortTitle", "datasetAliases"),
        identifiers=identifiers,
        description=(
            *summary.sections(abstract="abstract"),
            *fields.within("documentation").sections(description="description"),
            *summary.sections(description="description"),
        ),
        contributions=_contributions(summary, access, usage),
        keywords=_split(summary, "keywords", "controlledKeywords"),
        subjects=_types(fields, summary),
        period=_period(temporal),
        published=temporal.date("distributionReleaseDate") or fields.date("issued"),
        places=_places(fields.within("coverage")),
        language=_language(fields.within("accessibility").within("formatAndStandards")),
        access=_access(access),
        licence=fields.line("license"),
        urls=_urls(fields),
        variables=tuple(_variables(fields)),
        design=_design(fields, summary, usage),
        relations=once(_relations(fields, usage)),
        extra=fields.rest,
    )


def _identifiers(fields: Fields, summary: Fields) -> tuple[tuple[Identifier, ...], str | None]:
    """Take the DOI and the Gateway's numbers; the persistent one of these is the key."""
    found: list[Identifier] = []
    kept = []
    for text in summary.texts("doiName"):
        doi = parse_identifier(text, Scheme.DOI)
        found += [doi] if doi else []
        kept += [] if doi else [text]
    summary.content["doiName"] = kept
    own: str | None = None
    for name in ("pid", "gatewayPid", "identifier", "gatewayId", "id"):
        text = fields.raw(name)
        if isinstance(text, str) and text and "://" not in text:
            fields.take(name)
            own = own or text
            found.append(Identifier(scheme=Scheme.LOCAL, value=f"hdruk:{text}"))
    return with_study_numbers(found), own


def _contributions(summary: Fields, access: Fields, usage: Fields) -> tuple[Contribution, ...]:
    found = []
    for part in _PUBLISHERS:
        for entry in summary.entries(part):
            name = entry.line("name", "publisherName")
            if name:
                house = Agent.organisation(name.rpartition(" > ")[2])
                group = name.rpartition(" > ")[0] or None
                found.append(Contribution(agent=house, role=Role.PUBLISHER, note=group))
    for entry in usage.entries("resourceCreator"):
        name = entry.raw("name")
        # Some put a whole acknowledgement here.
        if isinstance(name, str) and len(name) < 200:
            entry.take("name")
            found.append(Contribution(agent=agent(" ".join(name.split())), role=Role.CREATOR))
    for part, note in _HANDLERS.items():
        name = access.raw(part)
        if isinstance(name, str) and len(name) < 200:
            house = Agent.organisation(access.line(part) or name)
            found.append(Contribution(agent=house, role=Role.CONTRIBUTOR, note=note))
    return tuple(dict.fromkeys(found))


def _split(fields: Fields, *names: str) -> tuple[str, ...]:
    """Take words that come as a list, or as one text with commas or ``;,;`` between them."""
    pieces = [piece for text in fields.texts(*names) for piece in _SEPARATORS.split(text)]
    return tuple(dict.fromkeys(" ".join(piece.split()) for piece in pieces if piece.strip()))


def _types(fields: Fields, summary: Fields) -> tuple[str, ...]:
    origin = fields.within("provenance").within("origin")
    found = [*summary.lines("datasetType", "datasetSubType")]
    for entry in origin.entries("datasetType"):
        name = entry.line("name")
        found += [name] if name else []
        found += entry.lines("subTypes")
    found += origin.lines("datasetSubType")
    return tuple(dict.fromkeys(found))


def _period(temporal: Fields) -> Period | None:
    start, end = temporal.date("startDate"), temporal.date("endDate")
    if start and end and start > end:
        temporal.content |= {"startDate": start, "endDate": end}
        temporal.complain("endDate", f"the period from {start} to {end} ends before it starts")
        return None
    return Period(start=start, end=end) if start or end else None


def _places(coverage: Fields) -> tuple[Place, ...]:
    found = []
    for text in coverage.texts("spatial"):
        page = _PLACE_PAGE.search(text)
        if page:
            name = page[2].replace("-", " ").title()
            found.append(Place(name=name, code=page[1] or country_code(name)))
            continue
        for piece in _SEPARATORS.split(text):
            if piece and "://" not in piece:
                found.append(Place(name=piece, code=country_code(piece)))
            elif piece:
                coverage.content.setdefault("spatial", []).append(piece)
    return tuple(dict.fromkeys(found))


def _language(formats: Fields) -> str | None:
    said = _split(formats, "language", "languages")
    formats.content["language"] = list(said[1:])
    return language_code(said[0]) if said else None


def _access(access: Fields) -> str | None:
    texts = [paragraphs(text) for text in access.texts("accessRights", "accessService")]
    return "\n\n".join(dict.fromkeys(text for text in texts if text)) or None


def _urls(fields: Fields) -> tuple[str, ...]:
    _, own = addresses_in(fields.texts("identifier"))
    _, media = addresses_in(fields.within("documentation").texts("associatedMedia"))
    return tuple(dict.fromkeys([*own, *media]))


def _design(fields: Fields, summary: Fields, usage: Fields) -> Design | None:
    coverage = fields.within("coverage")
    size = summary.text("populationSize") or _persons(fields)
    number = int(size) if size and size.isdecimal() and len(size) < 13 else None
    made = Design(
        ages=tuple(_ages(coverage)),
        sexes=tuple(Term(text=text) for text in coverage.lines("gender")),
        # What those who took part allow their data to be used for (after the Data Use Ontology).
        consent=tuple(matched("Consent", text) for text in _split(usage, "dataUseLimitation")),
        sample_size=(Amount(text=size, least=number, most=number),) if size and number else (),
    )
    if size and not number and "populationSize" not in summary:
        summary.content["populationSize"] = size
    return made if made != Design() else None


def _persons(fields: Fields) -> str | None:
    """Read how many people were counted; the observation stays, for it has a date."""
    told = fields.raw("observations")
    for one in told if isinstance(told, list) else []:
        if isinstance(one, dict) and str(one.get("observedNode", "")).upper() == "PERSONS":
            number = one.get("measuredValue")
            is_count = "count" in str(one.get("measuredProperty", "")).lower()
            return str(number) if is_count and isinstance(number, (int, str)) else None
    return None


def _ages(coverage: Fields) -> Iterator[Amount]:
    said = coverage.raw("typicalAgeRange")
    span = _AGES.fullmatch(said.strip()) if isinstance(said, str) else None
    if span:
        coverage.take("typicalAgeRange")
        yield Amount(text=span[0], least=int(span[1]), most=int(span[2]), unit="years")
    least, most = coverage.raw("typicalAgeRangeMin"), coverage.raw("typicalAgeRangeMax")
    if isinstance(least, int) or isinstance(most, int):
        for name in ("typicalAgeRangeMin", "typicalAgeRangeMax"):
            coverage.take(name)
        told = " to ".join(str(age) for age in (least, most) if age is not None)
        yield Amount(text=told, least=least, most=most, unit="years")


def _variables(fields: Fields) -> Iterator[Variable]:
    held = fields.raw("structuralMetadata")
    if isinstance(held, dict):
        tables = fields.within("structuralMetadata").entries("tables")
    else:
        tables = fields.entries("structuralMetadata")
    for table in tables:
        name = table.raw("name")
        for one in (one for each in _TABLE_LISTS for one in table.entries(each)):
            variable = one.line("name")
            if variable:
                yield Variable(
                    name=variable,
                    label=one.line("description"),
                    file=name if isinstance(name, str) else None,
                    categories=tuple(_categories(one)),
                    extra=one.rest,
                )
                one.clear()


def _categories(variable: Fields) -> Iterator[Category]:
    for value in variable.entries("values"):
        code, frequency = value.text("name"), value.raw("frequency")
        if code:
            counted = isinstance(frequency, (int, float)) and not isinstance(frequency, bool)
            if counted:
                value.take("frequency")
            yield Category(
                code=code,
                label=value.line("description"),
                frequency=frequency if counted else None,
            )
            value.clear()


def _relations(fields: Fields, usage: Fields) -> Iterator[Relation]:
    linkage = fields.within("linkage")
    places = [
        usage,
        fields.within("enrichmentAndLinkage"),
        fields.within("documentation"),
        linkage,
        linkage.within("datasetLinkage"),
    ]
    for held in places:
        for name, (type, inverse) in _LINKS.items():
            for entry in held.entries(name, alone="url"):
                said = entry.raw("url")
                found = parse_identifier(said) if isinstance(said, str) else None
                if found and isinstance(said, str):
                    entry.take("url")
                    words = entry.line("title") or said
                    yield Relation(
                        type=type,
                        target=Target(identifier=found),
                        quote=words[:_LONGEST_QUOTE],
                        term=name,
                        inverse=inverse,
                    )
