"""Descriptions as records."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

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
    Scheme,
    Section,
    fold,
    parse_identifier,
    title_key,
)
from clew.model.coverage import iso_date
from clew.readers.common import names
from clew.readers.common.branch import Branch
from clew.readers.common.dates import parse_date, parse_period
from clew.readers.common.languages import Languages
from clew.readers.dublin_core.kinds import kind_of
from clew.readers.dublin_core.parse import Description, Descriptions
from clew.readers.dublin_core.relations import identifiers, landing_pages, relations
from clew.readers.dublin_core.standing import Standing, standing
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
_PRINTED = (Kind.PUBLICATION,)
_SECTIONS = {
    "abstract": "abstract",
    "description": "description",
    "tableOfContents": "table of contents",
}
_LICENCE = re.compile(
    r"https?://(?:www\.)?(?:creativecommons|opendatacommons|opensource)\.org/\S{3,80}"
)
# "cc_by_nc_4" (EPrints), "Creative Commons Attribution 4.0 International", "CC BY-SA"
_NAMED_LICENCE = re.compile(
    r"cc[_ -]?(?:by|0|zero)\b[\w .-]{0,20}|cc_[a-z0-9_]{2,20}|creative commons\b.{0,100}", re.I
)
# "Moss, Ada (Supervisor)", as Pure names those who contributed
_REMARK = re.compile(r"([^()]{2,100}?, [^()]{1,60}?)\s?\(([A-Za-z -]{4,40})\)")
_SAID = {
    "advisor": Role.SUPERVISOR,
    "supervisor": Role.SUPERVISOR,
    "editor": Role.EDITOR,
    "author": Role.CREATOR,
}
# "name=The coast; start=1990; end=1992" (DCMI Period and Point encoding schemes)
# What makes a place of figures (DCMI Box, DCMI Point) or a time (DCMI Period).
_FIGURES = re.compile(
    r"\b(?:start|end|east|north|elevation|z?units|projection|\w{2,5}limit)\s*=", re.I
)
_PART = re.compile(r"\b(name|start|end)\s?=\s?([^;]{1,100})")
_YEARS = re.compile(r"(\d{4}) ?[-–] ?(\d{4})", re.A)
_ACCESS = "info:eu-repo/semantics/"
# "info:eu-repo/classification/ddc/300"
_CLASSIFIED = re.compile(
    r"info:eu-repo/classification/(?P<vocabulary>[^/]{1,40})/(?P<term>.{1,200})"
)


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
    pages = tuple(dict.fromkeys([*landing_pages(one, pages), *pages]))
    links = relations(one, numbers)
    subjects, coded = _subjects(one, languages)
    licence, access = _rights(one)
    stands = standing(one, titles[0] if titles else None) if kind in _PRINTED else Standing()
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
        contributions=tuple(dict.fromkeys(_of_the_author(one, list(_contributions(one, kind))))),
        subjects=subjects,
        period=periods,
        published=_published(one),
        places=places,
        language=_language(one),
        access=access,
        licence=licence,
        container=stands.container,
        volume=stands.volume,
        issue=stands.issue,
        pages=stands.pages,
        degree=next(iter(one.lines("qualificationname", "name")), None),
        urls=pages,
        relations=links,
        extra=one.delivered.extra | languages.extra | coded | one.rest,
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
            said = element.attribute("role")
            remark = _REMARK.fullmatch(name) if name.endswith(")") else None
            if remark:
                name, said = remark[1], remark[2]
            known = _SAID.get((said or "").casefold(), role)
            is_author = known == Role.CREATOR and kind in _AUTHORED
            agent = Agent.organisation(name) if known in _ORGANISATIONS else names.agent(name)
            yield Contribution(
                agent=agent,
                role=Role.AUTHOR if is_author else known,
                note=said if said and known == role else note,
            )


def _of_the_author(one: Description, told: list[Contribution]) -> list[Contribution]:
    """Give the only author the number and department that EThOS's format tells beside the name."""
    authors = [part for part in told if part.role in (Role.AUTHOR, Role.CREATOR)]
    if len(authors) != 1:
        return told
    (author,) = authors
    numbers = []
    for element in one.all("authoridentifier"):
        orcid = parse_identifier(element.peek(), Scheme.ORCID)
        if orcid:
            element.clear()
            numbers.append(orcid)
    known = tuple(dict.fromkeys([*author.agent.identifiers, *numbers]))
    full = msgspec.structs.replace(
        author,
        agent=msgspec.structs.replace(author.agent, identifiers=known),
        department=next(iter(one.lines("department")), None),
    )
    return [full if part is author else part for part in told]


def _subjects(
    one: Description, languages: Languages
) -> tuple[tuple[str, ...], dict[str, dict[str, list[dict[str, str]]]]]:
    """Take the subjects, and the vocabularies of those that OpenAIRE's guidelines have coded."""
    told: dict[str, None] = {}
    coded: list[dict[str, str]] = []
    for text in languages.lines("subjects", one.all("subject")):
        match = _CLASSIFIED.fullmatch(text)
        told[match["term"] if match else text] = None
        coded += [match.groupdict()] if match else []
    return tuple(told), {"vocabularies": {"subjects": coded}} if coded else {}


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
        name = parts.get("name", "" if _FIGURES.search(text) else text).strip()
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
    access, named = [], []
    for text in one.lines("accessRights", "rights"):
        found = _LICENCE.search(text)
        licences += [found[0]] if found else []
        if _NAMED_LICENCE.fullmatch(text):
            named.append(text)
        elif not found or text != found[0]:
            access.append(text.removeprefix(_ACCESS))
    return next(iter([*licences, *named]), None), "\n".join(dict.fromkeys(access)) or None


def _language(one: Description) -> str | None:
    """Take the language; "other" and the like tell nothing."""
    for element in one.all("language"):
        code = language_code(element.peek())
        if 2 <= len(code.split("-")[0]) <= 3:
            element.clear()
            return code
    return None
