"""What comes with a study: publications, questionnaires, files, the series and the awards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from clew.model import LinkType, Record, Reference, Relation, Scheme, parse_identifier
from clew.model.coverage import iso_date
from clew.readers.common.bibliography import parse_reference
from clew.readers.common.branch import Branch
from clew.readers.common.funding import awarded
from clew.readers.common.languages import Languages, spoken
from clew.readers.common.publications import publication, relation
from clew.readers.ddi_lifecycle.parse import Instance
from clew.readers.ddi_lifecycle.people import People

# "Moss, Ada; Elm, Bo: Tide tables. Leeds 2011", as German archives cite
_AUTHORS_COLON = re.compile(
    r"([^,:;.]{2,40}, [^,:;]{2,40}(?:; [^,:;.]{2,40}, [^,:;]{2,40}){0,9}): (?=\S)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PUBLICATION = re.compile(r"publication|literature|article|book\b|report", re.I)


class Materials(NamedTuple):
    """Publications as records, relations to other materials, and those that are neither."""

    records: tuple[Record, ...]
    relations: tuple[Relation, ...]


def awards(study: Branch, people: People) -> Iterator[Relation]:
    """Take the grants that an award reference, or a number and whose it is, names."""
    for one in study.all("FundingInformation"):
        agency = next(filter(None, map(people.name, one.all("AgencyOrganizationReference"))), None)
        for grant in one.all("GrantNumber"):
            award = awarded(grant.peek(), agency)
            if award:
                words = " ".join(part for part in (agency, grant.line()) if part)
                yield relation(LinkType.FUNDED_BY, award, words, "GrantNumber")


def series(study: Branch, languages: Languages) -> tuple[list[str], list[Relation]]:
    """Take the series a study belongs to: names, and relations where they have addresses."""
    told, relations = [], []
    for one in study.all("SeriesStatement"):
        names = languages.lines("series", one.all("SeriesName/String"))
        told += names
        for place in one.all("SeriesRepositoryLocation"):
            address = parse_identifier(place.peek(), Scheme.URL)
            if address and names:
                place.clear()
                relations.append(relation(LinkType.PART_OF, address, names[0], "SeriesStatement"))
    return list(dict.fromkeys(told)), list(dict.fromkeys(relations))


def materials(instance: Instance, study: Branch, languages: Languages, key: str) -> Materials:
    """Take the other materials of a study; what is no publication and has no address stays.

    Parameters
    ----------
    key: the study's.
    """
    records: dict[str, Record] = {}
    relations: list[Relation] = []
    for one in _others(instance, study):
        reference = _reference(one, languages)
        kind = one.first("TypeOfMaterial")
        listed = bool(kind and _PUBLICATION.search(kind.peek()))
        record = publication(reference, key, "OtherMaterial", _date(one)) if listed else None
        if record:
            words = kind.peek() if kind else None
            records.setdefault(record.key, msgspec.structs.replace(record, subtype=words))
            one.clear()
            continue
        for place in one.all("ExternalURLReference"):
            address = parse_identifier(place.peek())
            if address:
                words = reference.title or reference.raw or place.peek()
                place.clear()
                relations.append(
                    relation(LinkType.DOCUMENTS, address, words, "OtherMaterial", inverse=True)
                )
    return Materials(tuple(records.values()), tuple(dict.fromkeys(relations)))


def files(instance: Instance, study: Branch, language: str | None) -> list[dict[str, Any]]:
    """Take the data files, as far as their names and addresses are told."""
    referred = (instance.follow(one) for one in study.all("PhysicalInstanceReference"))
    found = []
    for one in [*study.inside("PhysicalInstance"), *filter(None, referred)]:
        facts = {
            "name": spoken(one.all("Citation/Title/String"), language),
            "cases": one.line("GrossFileStructure/CaseQuantity"),
            "uri": one.line("DataFileIdentification/DataFileURI"),
        }
        told = {name: fact for name, fact in facts.items() if fact}
        found += [told] if told else []
    return found


def _others(instance: Instance, study: Branch) -> Iterator[Branch]:
    yield from study.all("OtherMaterial")
    for scheme in instance.linked(study, "OtherMaterialScheme"):
        yield from instance.linked(scheme, "OtherMaterial")


def _reference(one: Branch, languages: Languages) -> Reference:
    """Read what an element says of a work: its citation, else its description as an entry."""
    title = spoken(one.all("Citation/Title/String"), languages.main)
    words = spoken(one.all("Description/Content"), languages.main)
    places = [*one.all("Citation/InternationalIdentifier/IdentifierContent")]
    places += one.all("ExternalURLReference", "ExternalURNReference")
    found = (parse_identifier(each.peek()) for each in places)
    numbers = tuple(dict.fromkeys(each for each in found if each))
    if not title:
        entry = _entry(" ".join((words or "").split()))
        return msgspec.structs.replace(entry, identifiers=(*entry.identifiers, *numbers))
    year = _date(one)
    return Reference(raw=words or title, title=title, year=year and year[:4], identifiers=numbers)


def _entry(words: str) -> Reference:
    """Read an entry, the year put where it is looked for when a colon follows the authors."""
    match, years = _AUTHORS_COLON.match(words), _YEAR.findall(words)
    if not match or not years:
        return parse_reference(words)
    told = parse_reference(f"{match[1]} ({years[-1]}) {words[match.end() :]}")
    return msgspec.structs.replace(told, raw=words)


def _date(one: Branch) -> str | None:
    dates = (iso_date(each.peek()) for each in one.all("Citation/PublicationDate/SimpleDate"))
    return next(filter(None, dates), None)
