"""Descriptions as records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.errors import BrokenDocument
from clew.model import (
    Agent,
    Contribution,
    Identifier,
    Kind,
    Notice,
    Period,
    Place,
    Reading,
    Record,
    Role,
    Section,
    fold,
    title_key,
)
from clew.model.coverage import iso_date
from clew.readers.common import names
from clew.readers.common.branch import Branch
from clew.readers.common.dates import parse_date, parse_period
from clew.readers.common.languages import Languages
from clew.readers.dublin_core.kinds import kind_of
from clew.readers.dublin_core.parse import Description, Descriptions
from clew.readers.dublin_core.relations import identifiers, relations
from clew.vocabularies import country_code, language_code

_ROLES = {
    "creator": (Role.CREATOR, None),
    "author": (Role.CREATOR, None),
    "editor": (Role.EDITOR, None),
    "advisor": (Role.SUPERVISOR, None),
    "supervisor": (Role.SUPERVISOR, None),
    "contributor": (Role.CONTRIBUTOR, None),
    "rightsHolder": (Role.CONTRIBUTOR, "rights holder"),
    "institution": (Role.AWARDING_INSTITUTION, None),
    "grantor": (Role.AWARDING_INSTITUTION, None),
    "sponsor": (Role.FUNDER, None),
    "publisher": (Role.PUBLISHER, None),
}
_ORGANISATIONS = (Role.AWARDING_INSTITUTION, Role.FUNDER, Role.PUBLISHER)
_AUTHORED = (Kind.PUBLICATION, Kind.THESIS)
_SECTIONS = {
    "abstract": "abstract",
    "description": "description",
    "tableOfContents": "table of contents",
}
_LICENCE = re.compile(
    r"https?://(?:www\.)?(?:creativecommons|opendatacommons|opensource)\.org/\S{3,80}"
)
# "name=The coast; start=1990; end=1992" (DCMI Period and Point encoding schemes)
_PART = re.compile(r"\b(name|start|end)\s?=\s?([^;]{1,100})")
_YEARS = re.compile(r"(\d{4}) ?[-–] ?(\d{4})", re.A)
_ACCESS = "info:eu-repo/semantics/"
_LONGEST_SOURCE = 200


def reading(descriptions: Descriptions) -> Reading:
    """Make a record of each description; one with neither title nor identifier is left out.

    Raises
    ------
    BrokenDocument: when that holds for all of them.
    """
    records: dict[str, Record] = {}
    notices = list(descriptions.notices)
    for one in descriptions.descriptions:
        made = _record(one)
        if made:
            records.setdefault(made.key, made)
        else:
            message = "A description with neither title nor identifier was left out."
            notices.append(Notice(message=message, place=one.delivered.identifier))
    if descriptions.descriptions and not records:
        raise BrokenDocument(
            f"{descriptions.location} is Dublin Core with neither a title nor an identifier.",
            hint="Fetch it again from the repository.",
        )
    return Reading(records=tuple(records.values()), notices=tuple(notices))


def _record(one: Description) -> Record | None:
    languages = Languages(one.all("title"))
    titles = languages.lines("title", one.all("title"))
    others = languages.lines("alternative_titles", one.all("alternative"))
    numbers, pages = identifiers(one)
    if not titles and not numbers and not pages:
        return None
    kind, subtype = kind_of(one)
    links = relations(one)
    licence, access = _rights(one)
    periods, places = _coverage(one)
    parallel = [
        t for said in languages.extra.get("languages", {}).values() for t in said.get("title", ())
    ]
    return Record(
        key=_key(one, numbers, pages, titles),
        kind=kind,
        title=titles[0] if titles else None,
        alternative_titles=tuple(dict.fromkeys([*titles[1:], *others, *parallel])),
        subtype=subtype,
        identifiers=numbers,
        description=tuple(_sections(one, languages)),
        contributions=tuple(dict.fromkeys(_contributions(one, kind))),
        subjects=tuple(languages.lines("subjects", one.all("subject"))),
        period=periods,
        published=_published(one),
        places=places,
        language=_language(one),
        access=access,
        licence=licence,
        container=_container(one, kind),
        degree=next(iter(one.lines("qualificationname", "name")), None),
        urls=pages,
        relations=links,
        extra=one.delivered.extra | languages.extra | one.rest,
    )


def _key(
    one: Description, numbers: tuple[Identifier, ...], pages: tuple[str, ...], titles: list[str]
) -> str:
    """Call a record by its number in the repository, else by its own, its page or its title."""
    own = [one.delivered.identifier, *(number.value for number in numbers), *pages]
    return next(filter(None, own), None) or str(title_key(titles[0]))


def _sections(one: Description, languages: Languages) -> Iterator[Section]:
    seen: set[str] = set()
    for term, name in _SECTIONS.items():
        for text in languages.texts("description", one.all(term)):
            if text not in seen:
                seen.add(text)
                yield Section(name=name, text=text)


def _contributions(one: Description, kind: Kind) -> Iterator[Contribution]:
    for term, (role, note) in _ROLES.items():
        for element in one.all(term):
            name = element.line()
            if not name:
                continue
            is_author = role == Role.CREATOR and kind in _AUTHORED
            agent = Agent.organisation(name) if role in _ORGANISATIONS else names.agent(name)
            yield Contribution(agent=agent, role=Role.AUTHOR if is_author else role, note=note)


def _published(one: Description) -> str | None:
    """Take the date of issue, else the earliest date: repositories add when they took it in."""
    for terms in (("issued",), ("available",), ("date", "created", "dateAccepted")):
        told = [(found, element) for element in one.all(*terms) if (found := _date(element))]
        if told:
            first = min(found for found, _ in told)
            for found, element in told:
                if found == first:
                    element.clear()
            return first
    return None


def _date(element: Branch) -> str | None:
    text = element.peek()
    return iso_date(text) or parse_date(text)


def _coverage(one: Description) -> tuple[Period | None, tuple[Place, ...]]:
    """Take times and places, which ``coverage`` mixes; what has coordinates stays as well."""
    periods: list[Period] = []
    places: dict[str, Place] = {}
    for element in one.all("temporal", "coverage", "spatial"):
        text = element.peek()
        parts = dict(_PART.findall(text))
        span = _span(text, parts) if element.name != "spatial" else None
        name = parts.get("name", "" if "=" in text else text).strip()
        is_place = element.name != "temporal" and any(map(str.isalpha, name))
        if span:
            periods.append(span)
        elif is_place:
            places.setdefault(fold(name), Place(name=name, code=country_code(name)))
        if (span or is_place) and "limit" not in text:
            element.clear()
    starts = [span.start for span in periods if span.start]
    ends = [span.end for span in periods if span.end]
    whole = Period(start=min(starts, default=None), end=max(ends, default=None))
    return whole if periods else None, tuple(places.values())


def _span(text: str, parts: dict[str, str]) -> Period | None:
    start, end = (iso_date(parts.get(name, "").strip()) for name in ("start", "end"))
    years = _YEARS.fullmatch(text)
    start, end = (years[1], years[2]) if years else (start, end)
    found = (
        Period(start=start, end=end) if start or end else Period.parse(text) or parse_period(text)
    )
    backwards = found and found.first_day and found.last_day and found.first_day > found.last_day
    return None if backwards else found


def _rights(one: Description) -> tuple[str | None, str | None]:
    """Take the licence, and the terms of access in words."""
    licences = one.lines("license", "licence")
    access = []
    for text in one.lines("accessRights", "rights"):
        found = _LICENCE.search(text)
        licences += [found[0]] if found else []
        if not found or text != found[0]:
            access.append(text.removeprefix(_ACCESS))
    return next(iter(licences), None), "\n".join(dict.fromkeys(access)) or None


def _language(one: Description) -> str | None:
    """Take the language; "other" and the like tell nothing."""
    for element in one.all("language"):
        code = language_code(element.peek())
        if 2 <= len(code.split("-")[0]) <= 3:
            element.clear()
            return code
    return None


def _container(one: Description, kind: Kind) -> str | None:
    """Take the source of a publication in words for the journal or book it stands in."""
    if kind != Kind.PUBLICATION:
        return None
    for element in one.all("source", "isPartOf"):
        text = element.peek()
        if text and len(text) < _LONGEST_SOURCE and "://" not in text:
            element.clear()
            return text
    return None
