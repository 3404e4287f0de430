"""An instance as records: its studies, and the publications they list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from clew.errors import NoText
from clew.model import (
    Identifier,
    Kind,
    Notice,
    Period,
    Place,
    Reading,
    Record,
    Scheme,
    Section,
    parse_identifier,
    study_number,
    title_key,
)
from clew.readers.common.branch import Branch
from clew.readers.common.languages import Languages
from clew.readers.ddi_lifecycle import materials
from clew.readers.ddi_lifecycle.design import design, period
from clew.readers.ddi_lifecycle.parse import Instance, Instances
from clew.readers.ddi_lifecycle.people import People
from clew.readers.ddi_lifecycle.subjects import Subjects
from clew.readers.ddi_lifecycle.variables import BORING, Variables
from clew.vocabularies import country_code, country_name

_TITLES = ("Citation/Title/String", "Citation/Title/Content")
_OTHER_TITLES = ("Citation/AlternateTitle/String", "Citation/AlternateTitle/Content")
_YEARS = re.compile(r"\d{4}(?:\s?[-–/]\s?\d{2,4})?")
_SECTIONS = {"Abstract/Content": "abstract", "Purpose/Content": "purpose"}
_ACCESS = (
    "TypeOfAccess",
    "AccessTypeName/String",
    "Description/Content",
    "Restrictions/Content",
    "AccessConditions/Content",
)


def reading(instances: Instances) -> Reading:
    """Make the records of each study.

    Raises
    ------
    NoText: when no instance holds a study.
    """
    records = [record for one in instances.instances for record in _records(one)]
    if instances.instances and not records:
        raise NoText(
            f"{instances.location} is DDI-Lifecycle without a study that has a title or a number.",
            hint="Add the fragments of its StudyUnit, too.",
        )
    kept: dict[str, Record] = {}
    for record in records:
        kept.setdefault(record.key, record)
    notices = list(instances.notices)
    if len(kept) < len(records):
        notices.append(Notice(message="Studies that stand in it more than once were read once."))
    return Reading(records=tuple(kept.values()), notices=tuple(notices))


def _records(instance: Instance) -> list[Record]:
    studies = instance.all("StudyUnit")
    groups = [one for one in instance.all("Group") if one.first(*_TITLES)]
    alone = len(studies) == 1
    found = [_study(instance, one, groups, alone=alone) for one in studies]
    records = [record for each in found for record in each]
    if records:
        left = instance.root.rest_without(BORING)
        first = records[0]
        extra = first.extra | (left if isinstance(left, dict) else {})
        records[0] = msgspec.structs.replace(first, extra=extra)
    return records


def _study(instance: Instance, study: Branch, groups: list[Branch], *, alone: bool) -> list[Record]:
    """Return the study's record first, or nothing when nothing says which study it is."""
    languages = Languages(study.all(*_TITLES))
    people = People(instance, languages.main)
    titles = _titles(study, languages)
    identifiers = tuple(dict.fromkeys(_identifiers(study)))
    if not titles and not identifiers:
        return []
    key = _key(instance, study, identifiers, titles, alone=alone)
    collections = list(instance.linked(study, "DataCollection"))
    subjects = Subjects(study, languages)
    made = design(instance, study, languages)
    parts = people.contributions(study, collections)
    series, in_series = materials.series(study, languages)
    named = [name for group in groups for name in languages.lines("series", group.all(*_TITLES))]
    series += named
    others = materials.materials(instance, study, languages, key)
    relations = (*materials.awards(study, people), *in_series, *others.relations)
    record = Record(
        key=key,
        kind=Kind.DATASET,
        title=_title(titles, named),
        subtitle=next(
            iter(languages.lines("subtitle", study.all("Citation/SubTitle/String"))), None
        ),
        alternative_titles=tuple(titles[1:]),
        identifiers=identifiers,
        description=tuple(_sections(study, languages)),
        contributions=parts,
        keywords=subjects.keywords,
        subjects=subjects.topics,
        period=_covered(study) or (made.collected if made else None),
        published=_published(study),
        places=tuple(dict.fromkeys(_places(instance, study, languages))),
        language=languages.main,
        access=_access(instance, study, languages),
        variables=Variables(instance, languages.main).of(study, alone=alone),
        design=made,
        relations=relations,
    )
    told: dict[str, Any] = {"series": list(dict.fromkeys(series))} if series else {}
    listed = materials.files(instance, study, languages.main)
    told |= {"files": listed} if listed else {}
    extra = instance.delivered.extra | languages.extra | subjects.extra | told | _rest(study)
    return [msgspec.structs.replace(record, extra=extra), *others.records]


def _title(titles: list[str], groups: list[str]) -> str | None:
    """Return the title, after its group's where it is but a year: ``"Door Census: 2006"``."""
    if titles and groups and _YEARS.fullmatch(titles[0]):
        return f"{groups[0]}: {titles[0]}"
    return titles[0] if titles else None


def _titles(study: Branch, languages: Languages) -> list[str]:
    lines = languages.lines("title", study.all(*_TITLES))
    lines += languages.lines("alternative_titles", study.all(*_OTHER_TITLES))
    parallel = (
        text
        for fields in languages.extra.get("languages", {}).values()
        for text in fields.get("title", ())
    )
    found: dict[str | None, str] = {}
    for title in [*lines, *parallel]:
        found.setdefault(title_key(title), title)
    return list(found.values())


def _identifiers(study: Branch) -> Iterator[Identifier]:
    """Take the study's numbers: international ones, the archive's, else the one in DDI."""
    found = False
    for one in study.all("Citation/InternationalIdentifier/IdentifierContent"):
        number = parse_identifier(one.peek())
        if number and number.scheme in (Scheme.DOI, Scheme.HANDLE):
            one.line()
            yield number
            yield from filter(None, [study_number(number)])
            found = True
    for one in study.all("UserID"):
        if one.attributes.get("typeOfUserID") == "StudyNumber" and one.peek():
            one.attributes.clear()
            yield Identifier(scheme=Scheme.LOCAL, value=str(one.line()))
            found = True
    agency, number_ = study.first("Agency"), study.first("ID")
    if not found and agency and number_:
        yield Identifier(scheme=Scheme.LOCAL, value=f"{agency.peek()}:{number_.peek()}")


def _key(
    instance: Instance,
    study: Branch,
    identifiers: tuple[Identifier, ...],
    titles: list[str],
    *,
    alone: bool,
) -> str:
    """Call a study by its number in the repository, else in DDI, else by its own or its title."""
    if alone and instance.delivered.identifier:
        return instance.delivered.identifier
    agency, number = study.first("Agency"), study.first("ID")
    if agency and number:
        return f"{agency.peek()}:{number.peek()}"
    return next((one.value for one in identifiers), None) or str(title_key(titles[0]))


def _sections(study: Branch, languages: Languages) -> Iterator[Section]:
    for path, name in _SECTIONS.items():
        field = "description" if name == "abstract" else name
        for text in languages.texts(field, study.all(path)):
            yield Section(name=name, text=text)


def _covered(study: Branch) -> Period | None:
    spans = (period(one) for one in study.all("Coverage/TemporalCoverage/ReferenceDate"))
    return next(filter(None, spans), None)


def _published(study: Branch) -> str | None:
    found = next(filter(None, map(period, study.all("Citation/PublicationDate"))), None)
    return found.start if found else None


def _places(instance: Instance, study: Branch, languages: Languages) -> Iterator[Place]:
    """Yield the places covered: those referred to, else countries by code, else those in words."""
    for coverage in study.all("Coverage/SpatialCoverage"):
        found = [*_located(instance, coverage, languages), *_countries(coverage)]
        words = coverage.all("Description/Content") if not found else []
        yield from found
        for text in languages.texts("places", words):
            yield Place(name=" ".join(text.split()), code=country_code(text))


def _located(instance: Instance, coverage: Branch, languages: Languages) -> Iterator[Place]:
    for location in instance.linked(coverage, "GeographicLocation"):
        for value in location.all("LocationValue"):
            code = value.first("GeographicLocationIdentifier/GeographicCode")
            written = code.peek() if code else ""
            for name in languages.lines("places", value.all("LocationValueName/String")):
                yield Place(name=name, code=country_code(written) or country_code(name))


def _countries(coverage: Branch) -> Iterator[Place]:
    for written in coverage.lines("CountryCode", "Country"):
        code = country_code(written)
        yield Place(name=(country_name(code) if code else None) or written, code=code)


def _access(instance: Instance, study: Branch, languages: Languages) -> str | None:
    archives = list(instance.linked(study, "Archive"))
    found = [
        one for each in archives for one in (*each.inside("Access"), *each.inside("DefaultAccess"))
    ]
    texts = [text for one in found for text in languages.texts("access", one.all(*_ACCESS))]
    return "\n".join(dict.fromkeys(texts)) or None


def _rest(study: Branch) -> dict[str, Any]:
    left = study.rest_without(BORING)
    study.clear()
    return left if isinstance(left, dict) else {}
