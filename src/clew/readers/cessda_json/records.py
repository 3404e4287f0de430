"""The catalogue's studies as records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from clew.errors import NoText
from clew.model import (
    Agent,
    Contribution,
    Design,
    Identifier,
    Kind,
    LinkType,
    Notice,
    Period,
    Place,
    Reading,
    Record,
    Reference,
    Relation,
    Role,
    Scheme,
    Section,
    Term,
    parse_identifier,
    study_number,
)
from clew.model.coverage import iso_date
from clew.readers.cessda_json.parse import Studies, Study
from clew.readers.common import names
from clew.readers.common.bibliography import parse_reference
from clew.readers.common.funding import awarded
from clew.readers.common.publications import publication, relation
from clew.readers.common.text import one_line, paragraphs
from clew.vocabularies import country_code, matched

_SCHEMES = {"doi": Scheme.DOI, "datacite": Scheme.DOI, "ukda": Scheme.UKDA}
_NOTHING = ("", "not available")
# Facts of the harvest, not of the study.
_BORING = ("isActive", "_aggregationPolicy", "code")


def reading(studies: Studies) -> Reading:
    """Make the records of each study; one that the catalogue has withdrawn is noted.

    Raises
    ------
    NoText: when a document has no study that tells its title.
    """
    records: dict[str, Record] = {}
    notices = []
    for study in studies.studies:
        told = _study(study)
        for record in told:
            records.setdefault(record.key, record)
        if not told:
            message = "The catalogue has withdrawn this study."
            notices.append(Notice(message=message, place=_text(study.plain("studyNumber"))))
    if not records and not notices:
        raise NoText(
            f"{studies.location} is an empty list of studies.", hint="Ask the catalogue for others."
        )
    return Reading(records=tuple(records.values()), notices=tuple(notices))


def _study(study: Study) -> list[Record]:
    title = _text(study.said("titleStudy", "title"))
    if not title:
        return []
    numbers = tuple(dict.fromkeys(_identifiers(study)))
    key = _text(study.plain("studyNumber")) or next((one.value for one in numbers), title)
    parts = tuple(dict.fromkeys(_contributions(study)))
    awards = list(_awards(study))
    listed, relations = _publications(study, key)
    keywords, told_keywords = _terms(study, "keywords", "keywords")
    subjects, told_subjects = _terms(study, "classifications", "subjects")
    made = _design(study)
    abstract = study.said("abstract", "description")
    text = paragraphs(abstract) if isinstance(abstract, str) else ""
    series = [
        name for one in study.entries("series", "series") for name in _listed(one.get("names"))
    ]
    told = {"keywords": told_keywords, "subjects": told_subjects}
    vocabularies = {field: terms for field, terms in told.items() if terms}
    access = [*study.texts("dataAccessFreeTexts", "access"), _text(study.plain("dataAccess"))]
    record = Record(
        key=key,
        kind=Kind.DATASET,
        title=title,
        identifiers=numbers,
        description=(Section(name="abstract", text=text),) if text else (),
        contributions=parts,
        keywords=keywords,
        subjects=subjects,
        period=made.collected if made else None,
        published=iso_date(_text(study.plain("publicationYear")) or ""),
        places=tuple(dict.fromkeys(_places(study))),
        language=study.language,
        access="\n".join(dict.fromkeys(filter(None, access))) or None,
        urls=tuple(study.texts("studyUrl", "urls")),
        design=made,
        relations=(*awards, *relations),
    )
    spoken = {"languages": study.others} if study.others else {}
    kept: dict[str, Any] = spoken | ({"vocabularies": vocabularies} if vocabularies else {})
    kept |= {"series": series} if series else {}
    rest = {name: value for name, value in study.rest.items() if name not in _BORING}
    return [_with(record, kept | rest, study), *listed]


def _with(record: Record, extra: dict[str, Any], study: Study) -> Record:
    """Add what is left, and the titles in other languages."""
    titles = [_text(said.get("title")) for said in study.others.values()]
    others = tuple(dict.fromkeys(title for title in titles if title and title != record.title))
    return msgspec.structs.replace(record, extra=extra, alternative_titles=others)


def _identifiers(study: Study) -> Iterator[Identifier]:
    for one in study.entries("pidStudies", "identifiers"):
        agency, number = (_text(one.get(name)) or "" for name in ("agency", "pid"))
        scheme = _SCHEMES.get(agency.lower())
        found = parse_identifier(number, scheme) if scheme else parse_identifier(number, Scheme.DOI)
        if found:
            yield found
            yield from filter(None, [study_number(found)])
        elif number and agency not in _NOTHING:
            yield Identifier(scheme=Scheme.LOCAL, value=f"{agency}:{number}")


def _contributions(study: Study) -> Iterator[Contribution]:
    for one in study.entries("creators", "contributions"):
        name = _text(one.get("name"))
        told = [each for each in _listed(one.get("identifiers")) if isinstance(each, dict)]
        numbers = (parse_identifier(str(each.get("uri")), Scheme.ORCID) for each in told)
        if name:
            agent = names.agent(name, tuple(dict.fromkeys(filter(None, numbers))))
            affiliation = _text(one.get("affiliation"))
            yield Contribution(agent=agent, role=Role.CREATOR, affiliation=affiliation)
    for one in study.entries("publisher", "publisher"):
        name = _text(one.get("publisher"))
        if name:
            yield Contribution(agent=Agent.organisation(name), role=Role.PUBLISHER)


def _awards(study: Study) -> Iterator[Relation]:
    """Yield the awards that a reference, or a number and whose it is, names; others stay."""
    left = []
    for one in study.entries("funding", "funding"):
        agency, number = (_text(one.get(name)) or "" for name in ("agency", "grantNumber"))
        award = awarded(number, agency)
        if award:
            yield relation(LinkType.FUNDED_BY, award, f"{agency} {number}".strip(), "grantNumber")
        else:
            left.append(one)
    study.keep("funding", left)


def _publications(study: Study, key: str) -> tuple[list[Record], list[Relation]]:
    records: list[Record] = []
    relations: list[Relation] = []
    for one in study.entries("relatedPublications", "relatedPublications"):
        raw = _text(one.get("title")) or ""
        held = [str(each) for each in _listed(one.get("holdings"))]
        numbers = tuple(dict.fromkeys(filter(None, map(parse_identifier, held))))
        date = iso_date(_text(one.get("publicationDate")) or "")
        record = publication(_entry(raw, numbers), key, "relatedPublications", date)
        records += [record] if record else []
        relations += (
            relation(
                LinkType.BASED_ON, each, raw or each.value, "relatedPublications", inverse=True
            )
            for each in (numbers if not record else ())
        )
    return records, relations


def _entry(raw: str, numbers: tuple[Identifier, ...]) -> Reference:
    """Read a title, which may be a whole entry of a bibliography."""
    entry = parse_reference(raw)
    if entry.year and entry.authors and entry.title:
        found = tuple(dict.fromkeys([*numbers, *entry.identifiers]))
        return Reference(
            raw=raw, title=entry.title, authors=entry.authors, year=entry.year, identifiers=found,
            container=entry.container, volume=entry.volume, issue=entry.issue, pages=entry.pages,
        )  # fmt: skip
    return Reference(raw=raw, title=raw or None, identifiers=numbers)


def _terms(study: Study, name: str, field: str) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    words: dict[str, None] = {}
    told = []
    for one in study.entries(name, field):
        term = _text(one.get("term")) or _text(one.get("id"))
        pairs = (("vocabulary", "vocab"), ("uri", "vocabUri"), ("id", "id"))
        facts = {mine: text for mine, its in pairs if (text := _text(one.get(its)))}
        if term:
            words[term] = None
            told += [{"term": term} | facts] if facts else []
    return tuple(words), told


def _design(study: Study) -> Design | None:
    def terms(name: str, vocabulary: str, field: str) -> tuple[Term, ...]:
        found = []
        for one in study.entries(name, field):
            words = _text(one.get("term")) or _text(one.get("id"))
            if words:
                found.append(matched(vocabulary, words, _text(one.get("id"))))
        return tuple(dict.fromkeys(found))

    universe = next(iter(study.entries("universe", "universe")), {})
    inside, outside = (_text(universe.get(name)) for name in ("inclusion", "exclusion"))
    free = [Term(text=text) for text in study.texts("samplingProcedureFreeTexts", "sampling")]
    made = Design(
        time_method=terms("typeOfTimeMethods", "TimeMethod", "time_method"),
        modes_of_collection=terms(
            "typeOfModeOfCollections", "ModeOfCollection", "modes_of_collection"
        ),
        sampling=(*terms("typeOfSamplingProcedures", "SamplingProcedure", "sampling"), *free),
        analysis_units=terms("unitTypes", "AnalysisUnit", "analysis_units"),
        kinds_of_data=(
            *terms("generalDataFormats", "GeneralDataFormat", "kinds_of_data"),
            *_kinds(study),
        ),
        universe=(Term(text=inside),) if inside else (),
        excluded=(Term(text=outside),) if outside else (),
        collected=_collected(study),
    )
    return made if made != Design() else None


def _kinds(study: Study) -> Iterator[Term]:
    for one in study.entries("dataKindFreeTexts", "kinds_of_data"):
        for name in ("dataKindFreeText", "type"):
            words = _text(one.get(name))
            if words:
                yield matched("GeneralDataFormat", words)


def _collected(study: Study) -> Period | None:
    """Take when the data were gathered; the year alone says no more than the dates."""
    names = ("dataCollectionPeriodStartdate", "dataCollectionPeriodEnddate", "dataCollectionYear")
    start, end, year = (iso_date(str(study.plain(name) or "")) for name in names)
    found = Period(start=start or year, end=end)
    backwards = found.first_day and found.last_day and found.first_day > found.last_day
    return found if found != Period() and not backwards else None


def _places(study: Study) -> Iterator[Place]:
    for one in study.entries("studyAreaCountries", "places"):
        name, code = (_text(one.get(part)) or "" for part in ("country", "abbr"))
        if name or code:
            yield Place(name=name or code, code=country_code(code) or country_code(name))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    """Return a text on one line; "not available" is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = one_line(value) if isinstance(value, str) else ""
    return text if text.casefold() not in _NOTHING else None
