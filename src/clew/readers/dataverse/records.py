"""Datasets of Dataverse as records."""

from __future__ import annotations

from typing import Any

from clew.model import (
    Document,
    FullText,
    Identifier,
    Kind,
    Notice,
    Place,
    Reading,
    Record,
    Scheme,
    parse_identifier,
)
from clew.readers.common.bibliography import parse_reference
from clew.readers.common.fields import Fields
from clew.readers.common.funding import once
from clew.readers.common.numbers import addresses_in, with_study_numbers
from clew.readers.common.shelf import Shelf, key_for
from clew.readers.common.text import paragraphs
from clew.readers.dataverse.design import design, period
from clew.readers.dataverse.parse import Datasets
from clew.readers.dataverse.people import awards, contributions
from clew.readers.dataverse.related import Publications, drawn_on, variables
from clew.vocabularies import country_code, language_code

_TERMS = ("termsOfAccess", "restrictions", "confidentialityDeclaration", "specialPermissions",
          "conditions")  # fmt: skip
_OTHER_KINDS = ("dataverse", "file")


def reading(datasets: Datasets, document: Document) -> Reading:
    """Make a record of each dataset, followed by those of its publications."""
    shelf = Shelf(datasets.notices)
    for number, dataset in enumerate(datasets.datasets, 1):
        place = f"dataset {number}"
        if dataset.get("type") in _OTHER_KINDS:
            shelf.skip(place, f"It is a {dataset['type']}, not a dataset, and is left out.")
            continue
        record, publications = _records(dataset, place, datasets.notices)
        shelf.offer(record, place)
        for one in publications:
            shelf.add(one, place)
    return shelf.reading(document, "dataset")


def _records(
    dataset: dict[str, Any], place: str, notices: list[Notice]
) -> tuple[Record, list[Record]]:
    fields = Fields(dataset, place, notices)
    titles = fields.lines("title", "name", "alternativeTitle")
    title = next(iter(titles), None)
    identifiers, urls = _identifiers(fields)
    key = key_for(Kind.DATASET, title, identifiers, *urls[:1])
    paid = [*awards(fields)]
    publications = Publications(fields, key)
    cited = tuple(parse_reference(text) for text in fields.lines("otherReferences"))
    record = Record(
        key=key,
        kind=Kind.DATASET,
        title=title,
        subtitle=fields.line("subtitle"),
        alternative_titles=titles[1:],
        identifiers=identifiers,
        description=_description(fields),
        contributions=contributions(fields),
        keywords=_values(fields, "keyword", "keywordValue", "keywords"),
        subjects=(
            *fields.lines("subject", "subjects"),
            *_values(fields, "topicClassification", "topicClassValue"),
        ),
        period=period(fields, "timePeriodCovered"),
        published=fields.date("publicationDate", "published_at", "distributionDate"),
        places=_places(fields),
        language=_language(fields),
        access=_access(fields),
        licence=_licence(fields),
        status=fields.line("versionState"),
        urls=urls,
        variables=tuple(variables(fields)),
        design=design(fields),
        relations=once([*paid, *publications.relations, *drawn_on(fields)]),
        fulltext=FullText(references=cited) if cited else None,
        extra=fields.rest,
    )
    return record, publications.records


def _identifiers(fields: Fields) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    found: list[Identifier] = []
    for name in ("datasetPersistentId", "persistentUrl", "global_id"):
        said = fields.raw(name)
        number = parse_identifier(said) if isinstance(said, str) else None
        if number and number.scheme != Scheme.URL:
            fields.take(name)
            found.append(number)
    for entry in fields.entries("otherId", alone="otherIdValue"):
        value, agency = entry.line("otherIdValue"), entry.line("otherIdAgency")
        if value:
            known = parse_identifier(value)
            local = Identifier(scheme=Scheme.LOCAL, value=f"{agency}:{value}" if agency else value)
            found.append(known if known and known.scheme != Scheme.URL else local)
    linked, urls = addresses_in(fields.texts("alternativeURL", "url"))
    return with_study_numbers([*found, *linked]), tuple(urls)


def _description(fields: Fields) -> tuple[Any, ...]:
    texts = []
    for entry in fields.entries("dsDescription", alone="dsDescriptionValue"):
        texts += entry.texts("dsDescriptionValue")
    held = Fields({"description": [*texts, *fields.texts("description")]}, fields.place, [])
    return (
        *held.sections(description="description"),
        *fields.sections(notesText="notes", responseRate="response rate", weighting="weighting"),
    )


def _values(fields: Fields, name: str, value: str, *lists: str) -> tuple[str, ...]:
    """Take the words of terms; where a vocabulary is named, that stays."""
    found = [entry.line(value) for entry in fields.entries(name, alone=value)]
    return tuple(dict.fromkeys(one for one in [*found, *fields.lines(*lists)] if one))


def _places(fields: Fields) -> tuple[Place, ...]:
    """Take places: each country with its code, and what is named inside it."""
    found: list[Place] = []
    for entry in fields.entries("geographicCoverage", alone="otherGeographicCoverage"):
        country = entry.line("country")
        if country:
            found.append(Place(name=country, code=country_code(country)))
        for name in ("state", "city", "otherGeographicCoverage", "other"):
            line = entry.line(name)
            if line:
                found.append(Place(name=line))
    return tuple(dict.fromkeys(found))


def _language(fields: Fields) -> str | None:
    said = fields.lines("language")
    if len(said) > 1:
        fields.content["language"] = list(said[1:])
    return language_code(said[0]) if said else None


def _access(fields: Fields) -> str | None:
    texts = [paragraphs(text) for text in fields.texts(*_TERMS)]
    return "\n\n".join(text for text in texts if text) or None


def _licence(fields: Fields) -> str | None:
    """Take the licence by name; without one, the terms of use in the source's words."""
    if isinstance(fields.raw("license"), dict):
        held = fields.within("license")
        return held.line("name") or held.line("uri")
    terms = fields.text("termsOfUse")
    return fields.line("license") or (paragraphs(terms) if terms else None)
