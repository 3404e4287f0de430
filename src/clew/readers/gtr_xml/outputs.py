"""What came of an award: publications, data, software and further funding as records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clew.model import (
    Agent,
    Contribution,
    Identifier,
    Kind,
    LinkType,
    Record,
    Relation,
    Role,
    Scheme,
    Target,
    parse_identifier,
)
from clew.readers.gtr_xml import studies
from clew.readers.gtr_xml.authors import authors
from clew.readers.gtr_xml.fields import Fields

_LONGEST_QUOTE = 300
# What each list holds, and by its type where that decides; other types stay with the award.
_KINDS: dict[str, dict[str, Kind]] = {
    "researchDatabaseAndModelOutputs": {
        "Database/Collection of data": Kind.DATASET,
        "Data handling & control": Kind.DATASET,
        "Computer model/algorithm": Kind.SOFTWARE,
        "Data analysis technique": Kind.SOFTWARE,
        "": Kind.DATASET,
    },
    "softwareAndTechnicalProductOutputs": {
        "Software": Kind.SOFTWARE,
        "Webtool/Application": Kind.SOFTWARE,
        "New/Improved Technique/Technology": Kind.SOFTWARE,
        "": Kind.SOFTWARE,
    },
    "researchMaterialOutputs": {
        "Database/Collection of Data/Biological Samples": Kind.DATASET,
    },
}


def outputs(composition: Fields, award: str, references: frozenset[str]) -> Iterator[Record]:
    """Take the outputs that are resources of their own out of a project.

    Parameters
    ----------
    award: the key of the award's record.
    references: the award's own references, which no further funding can have.
    """
    project = composition.within("project")
    output = project.within("output")
    for entry in project.take_entries("publications"):
        yield _publication(entry, award)
    for container, kinds in _KINDS.items():
        kept = []
        for entry in output.take_entries(container):
            kind = kinds.get(str(entry.content.get("type", "")))
            if kind:
                yield _product(entry, kind, award)
            else:
                kept.append(entry.content)
        output.content[container] = kept
    for entry in output.take_entries("furtherFundingOutputs"):
        yield _funding(entry, award, references)


def _publication(entry: Fields, award: str) -> Record:
    title = entry.line("title")
    date = entry.date("date")
    identifiers = (
        *entry.identifiers(doi=Scheme.DOI),
        *_numbers(entry, "isbn", Scheme.ISBN),
        *_numbers(entry, "issn", Scheme.ISSN),
    )
    return _record(
        entry,
        Kind.PUBLICATION,
        award,
        title=title,
        identifiers=identifiers,
        contributions=_authors(entry),
        # The first of January stands for the year.
        published=date.removesuffix("-01-01") if date else None,
        container=entry.line("parentPublicationTitle"),
    )


def _authors(entry: Fields) -> tuple[Contribution, ...]:
    found: list[Contribution] = []
    for line in entry.entries("authors"):
        text = line.content.get("otherNames", "")
        told = authors(text) if isinstance(text, str) else ()
        if len(told) == 1 and told[0].agent.name == text and not told[0].note:
            line.text("otherNames")
        found.extend(told)
    return tuple(found)


def _numbers(entry: Fields, name: str, scheme: Scheme) -> Iterator[Identifier]:
    """Take the ISBNs or ISSNs of a field that people fill with either, or several, or anything."""
    text = entry.content.get(name)
    if not isinstance(text, str):
        return
    pieces = [text, *text.replace(",", " ").replace(";", " ").split()]
    other = Scheme.ISSN if scheme == Scheme.ISBN else Scheme.ISBN
    found = dict.fromkeys(i for piece in pieces if (i := parse_identifier(piece, scheme)))
    mistaken = None if found else parse_identifier(text, other)
    if found or mistaken:
        entry.text(name)
    yield from found
    if mistaken:
        yield mistaken


def _product(entry: Fields, kind: Kind, award: str) -> Record:
    """Make a record of data, with the numbers under which they were deposited, or of software."""
    title = entry.line("title")
    urls = entry.urls("url")
    description = entry.section("description", "description")
    named = studies.addresses(urls, "url") + studies.addresses([title or ""], "title")
    described = [
        m for section in description for m in studies.mentions(section.text, "description")
    ]
    identifiers, relations = (
        studies.own(named, described) if kind == Kind.DATASET else (studies.dois(named), ())
    )
    return _record(
        entry,
        kind,
        award,
        title=title,
        subtype=entry.line("type"),
        identifiers=identifiers,
        description=description + entry.section("impact", "impact"),
        published=_year(entry),
        urls=urls,
        relations=relations,
    )


def _year(entry: Fields) -> str | None:
    """Take the year of an output, unless there are several ("2014,2015", "Pre-2006")."""
    text = str(entry.content.get("yearFirstProvided", ""))
    return entry.date("yearFirstProvided") if text.isdigit() else None


def _funding(entry: Fields, award: str, references: frozenset[str]) -> Record:
    """Make a record of further funding: an award that followed from this one."""
    reference = entry.content.get("fundingRef")
    identifier = parse_identifier(reference, Scheme.AWARD) if isinstance(reference, str) else None
    if identifier and identifier.value in references:
        # People also report the award itself as what followed from it.
        identifier = None
    elif isinstance(reference, str):
        identifier = identifier or parse_identifier(reference, "funding-ref")
        if identifier and identifier.value == reference:
            entry.text("fundingRef")
    return _record(
        entry,
        Kind.AWARD,
        award,
        title=entry.line("title"),
        identifiers=(identifier,) if identifier else (),
        description=entry.section("description", "description"),
        contributions=_funder(entry),
        period=entry.period(),
        amount=entry.pounds("amountPounds"),
    )


def _funder(entry: Fields) -> tuple[Contribution, ...]:
    name, department = entry.line("fundingOrg"), entry.line("department")
    if not name:
        return ()
    agent = Agent.organisation(name)
    return (Contribution(agent=agent, role=Role.FUNDER, department=department),)


def _record(
    entry: Fields,
    kind: Kind,
    award: str,
    identifiers: tuple[Identifier, ...],
    relations: tuple[Relation, ...] = (),
    **stated: Any,
) -> Record:
    numbers = entry.identifiers(id=Scheme.GTR, outcomeId=Scheme.GTR_OUTCOME)
    key = numbers[0].value if numbers else entry.place
    described = " ".join(section.text for section in stated.get("description", ()))
    quote = stated.get("title") or described or key
    output_of = Relation(
        type=LinkType.OUTPUT_OF,
        target=Target(key=award),
        quote=quote[:_LONGEST_QUOTE],
        place=entry.place,
    )
    return Record(
        key=key,
        kind=kind,
        identifiers=(*identifiers, *numbers),
        relations=(output_of, *relations),
        extra=entry.rest,
        **stated,
    )
