"""MODS descriptions as records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clew.errors import BrokenDocument
from clew.model import (
    Identifier,
    Kind,
    LinkType,
    Notice,
    Period,
    Place,
    Reading,
    Record,
    Relation,
    Scheme,
    Section,
    parse_identifier,
    study_number,
    title_key,
)
from clew.model.coverage import iso_date
from clew.readers.common.branch import Branch
from clew.readers.common.dates import parse_date, parse_period
from clew.readers.common.languages import Languages
from clew.readers.common.numbers import OWN_SCHEMES
from clew.readers.common.oai import Delivered
from clew.readers.common.publications import relation
from clew.readers.mods.parse import Descriptions
from clew.readers.mods.people import contributions
from clew.readers.mods.related import host, relations
from clew.vocabularies import country_code, language_code

_KINDS = (
    (Kind.THESIS, re.compile(r"thesis|dissertation", re.I)),
    (Kind.DATASET, re.compile(r"data ?sets?\b|\bdata\b|statistics|survey", re.I)),
    (Kind.SOFTWARE, re.compile(r"software|computer program", re.I)),
    (Kind.COURSE, re.compile(r"\bcourse\b", re.I)),
)
_SCHEMES = {
    **OWN_SCHEMES,
    "doi": Scheme.DOI,
    "hdl": Scheme.HANDLE,
    "handle": Scheme.HANDLE,
    "isbn": Scheme.ISBN,
    "issn": Scheme.ISSN,
    "arxiv": Scheme.ARXIV,
}
_DATES = ("dateIssued", "copyrightDate", "dateCreated", "dateOther")
_DEGREES = ("degree", "thesis degree name", "degree name", "qualificationname")
_LICENCE = re.compile(r"https?://(?:www\.)?creativecommons\.org/[\w./-]{3,80}")
# 20160501 and [2016?], c2016
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.A)
_YEAR = re.compile(r"[\[(]?(?:c|ca\.? ?|©)?(\d{4})\??[\])]?\.?", re.A)


def reading(descriptions: Descriptions) -> Reading:
    """Make a record of each description; one with neither title nor identifier is left out.

    Raises
    ------
    BrokenDocument: when that holds for all of them.
    """
    records: dict[str, Record] = {}
    notices = list(descriptions.notices)
    for mods, delivered in descriptions.descriptions:
        made = _record(mods, delivered)
        if made:
            records.setdefault(made.key, made)
        else:
            message = "A description with neither title nor identifier was left out."
            notices.append(Notice(message=message, place=delivered.identifier))
    if descriptions.descriptions and not records:
        raise BrokenDocument(
            f"{descriptions.location} is MODS with neither a title nor an identifier.",
            hint="Fetch it again from the library.",
        )
    return Reading(records=tuple(records.values()), notices=tuple(notices))


def _record(mods: Branch, delivered: Delivered) -> Record | None:
    languages = Languages(mods.all("titleInfo/title"))
    titles, subtitle = _titles(mods, languages)
    numbers, pages = _identifiers(mods)
    if not titles and not numbers:
        return None
    kind, subtype = _kind(mods)
    within = host(mods)
    period, places = _coverage(mods)
    licence, access = _access(mods)
    links = (*relations(mods), *_awards(mods))
    key = delivered.identifier or next((one.value for one in numbers), None) or title_key(titles[0])
    return Record(
        key=str(key),
        kind=kind,
        title=titles[0] if titles else None,
        subtitle=subtitle,
        alternative_titles=tuple(titles[1:]),
        subtype=subtype,
        identifiers=tuple(dict.fromkeys([*numbers, *within.identifiers])),
        description=tuple(_sections(mods, languages)),
        contributions=contributions(mods, kind),
        subjects=tuple(_subjects(mods)),
        period=period,
        published=_published(mods),
        places=places,
        language=_language(mods),
        access=access,
        licence=licence,
        container=within.title,
        volume=within.volume,
        issue=within.issue,
        pages=within.pages,
        degree=_degree(mods) if kind == Kind.THESIS else None,
        urls=pages,
        relations=links,
        extra=delivered.extra | languages.extra | _rest(mods),
    )


def _titles(mods: Branch, languages: Languages) -> tuple[list[str], str | None]:
    """Take the title and its alternatives; the leading language's comes first."""
    infos = mods.all("titleInfo")
    plain = [one for one in infos if not one.attributes.get("type")]
    languages.pick("title", [title for one in plain for title in one.all("title")])
    told = [(one, *_title(one)) for one in infos]
    main = next(((title, second) for one, title, second in told if title and one in plain), None)
    title, subtitle = main or (None, None)
    others = [
        f"{name}: {second}" if second else name
        for _, name, second in told
        if name and name != title
    ]
    spoken = languages.extra.get("languages", {}).values()
    parallel = [text for said in spoken for text in said.get("title", ())]
    whole = [title] if title else []
    return list(dict.fromkeys([*whole, *others, *parallel])), subtitle


def _title(one: Branch) -> tuple[str | None, str | None]:
    """Take a title with its parts; an article that is not sorted by is put back in front."""
    one.attribute("type")
    article, name, second = one.line("nonSort"), one.line("title"), one.line("subTitle")
    part = " ".join(one.lines("partNumber", "partName"))
    title = " ".join(each for each in (article, name) if each)
    return (f"{title}. {part}" if title and part else title or None), second


def _identifiers(mods: Branch) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    numbers: list[Identifier] = []
    pages = mods.lines("location/url")
    for one in mods.all("identifier"):
        if one.attributes.get("invalid") == "yes" or not one.peek():
            continue
        type, text = one.attribute("type") or "", str(one.line())
        scheme = _SCHEMES.get(type.lower())
        found = (parse_identifier(text, scheme) if scheme else None) or parse_identifier(text)
        if found and found.scheme == Scheme.URL:
            pages.append(text)
        else:
            value = f"{type}:{text}" if type else text
            numbers.append(found or Identifier(scheme=Scheme.LOCAL, value=value))
    dois = [parse_identifier(page, Scheme.DOI) for page in pages if "doi.org/" in page]
    numbers += filter(None, dois)
    numbers += filter(None, map(study_number, numbers))
    pages = [page for page in pages if "doi.org/" not in page]
    return tuple(dict.fromkeys(numbers)), tuple(dict.fromkeys(pages))


def _kind(mods: Branch) -> tuple[Kind, str | None]:
    """Return the kind, and the genre in the source's words; most of what has MODS is a text."""
    genres = mods.lines("genre")
    types = [one.peek() for one in mods.all("typeOfResource")]
    told = " ".join([*genres, *types])
    kind = next((known for known, pattern in _KINDS if pattern.search(told)), Kind.PUBLICATION)
    return kind, next(iter(genres), None)


def _sections(mods: Branch, languages: Languages) -> Iterator[Section]:
    for path, name in (("abstract", "abstract"), ("tableOfContents", "table of contents")):
        for text in languages.texts("description", mods.all(path)):
            yield Section(name=name, text=text)


def _subjects(mods: Branch) -> Iterator[str]:
    """Yield topics; a heading of several parts is one: ``Doors -- History``."""
    seen = set()
    for one in mods.all("subject"):
        topics = one.lines("topic", "titleInfo/title", "name/namePart", "genre")
        heading = " -- ".join(topics)
        if heading and heading not in seen:
            seen.add(heading)
            yield heading


def _coverage(mods: Branch) -> tuple[Period | None, tuple[Place, ...]]:
    places: dict[str, Place] = {}
    period = None
    for one in mods.all("subject"):
        for name in one.lines("geographic"):
            places.setdefault(name, Place(name=name, code=country_code(name)))
        for part in one.all("temporal"):
            span = Period.parse(part.peek()) or parse_period(part.peek())
            if span and not period:
                period = span
                part.clear()
    return period, tuple(places.values())


def _published(mods: Branch) -> str | None:
    """Take the first date of issue, else that of the issue it stands in; ends of spans stay."""
    for path in (*(f"originInfo/{name}" for name in _DATES), "relatedItem/part/date"):
        for one in mods.all(path):
            found = _date(one.peek())
            if found and one.attributes.get("point") != "end":
                one.clear()
                return found
    return None


def _date(text: str) -> str | None:
    compact, year = _COMPACT.fullmatch(text), _YEAR.fullmatch(text)
    if compact:
        return iso_date("-".join(compact.groups()))
    return iso_date(text) or parse_date(text) or (iso_date(year[1]) if year else None)


def _language(mods: Branch) -> str | None:
    for one in mods.all("language/languageTerm"):
        if one.peek():
            code = language_code(one.peek())
            for each in mods.all("language/languageTerm"):
                if language_code(each.peek()) == code:
                    each.clear()
            return code
    return None


def _access(mods: Branch) -> tuple[str | None, str | None]:
    licence, texts = None, []
    for one in mods.all("accessCondition"):
        link = one.attributes.get("href", "")
        text = one.prose() or ""
        found = _LICENCE.search(link) or _LICENCE.search(text)
        licence = licence or (found[0] if found else None)
        if found and found[0] == link:
            one.attribute("href")
        texts += [text] if text and not (found and found[0] == text) else []
        one.attribute("type")
    return licence, "\n".join(dict.fromkeys(texts)) or None


def _degree(mods: Branch) -> str | None:
    """Take the degree from the note that tells it, or from the extension of theses."""
    for one in mods.all("note"):
        if one.attributes.get("type", "").lower() in _DEGREES:
            one.attribute("type")
            return one.line()
    for extension in mods.all("extension"):
        for degree in extension.inside("degree"):
            name = degree.line("name")
            if name:
                return name
    return None


def _awards(mods: Branch) -> Iterator[Relation]:
    """Yield the awards that notes on funding name by a reference."""
    for one in mods.all("note"):
        if "fund" in one.attributes.get("type", "").lower():
            award = parse_identifier(one.peek(), Scheme.AWARD)
            if award:
                words = one.peek()
                one.clear()
                yield relation(LinkType.FUNDED_BY, award, words, "note")


def _rest(mods: Branch) -> dict[str, Any]:
    for name in ("version", "schemaLocation", "ID"):
        mods.attribute(name)
    left = mods.rest
    return left if isinstance(left, dict) else {}
