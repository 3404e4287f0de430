"""Dates, places, rights, subjects, texts: the single facts of DataCite metadata."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from clew.model import Money, Period, Place, Section
from clew.model.coverage import iso_date
from clew.readers.common.text import one_line, paragraphs
from clew.vocabularies import country_code

_SECTIONS = {
    "Abstract": "abstract",
    "Methods": "methods",
    "TableOfContents": "table of contents",
    "TechnicalInfo": "technical info",
    "SeriesInformation": "series information",
}
_ACCESS = re.compile(
    r"open ?access|restricted|embargo|closed ?access|public access|metadata ?only", re.I
)
_AMOUNT = re.compile(r"(\d[\d.,]{0,20}) ?([A-Z]{3})")
_OFFERED = ("Issued", "Available")
_ENGLISH = "en"

Texts = dict[str, dict[str, list[str]]]


class Dates(NamedTuple):
    """When a thing appeared, the time it covers or is valid for, when its data were gathered."""

    published: str | None
    covered: Period | None
    valid: Period | None
    collected: Period | None


def dates(attributes: dict[str, Any]) -> Dates:
    """Take the dates by their types; others, and those that cannot be read, stay."""
    told = [one for one in attributes.pop("dates", []) if isinstance(one, dict) and one.get("date")]
    spans = {kind: _period(told, kind) for kind in ("Coverage", "Valid", "Collected")}
    issued = {kind: _issued(told, kind) for kind in _OFFERED}
    year = attributes.get("publicationYear")
    first = next(filter(None, issued.values()), None)
    if iso_date(str(year or "")):
        attributes.pop("publicationYear")
        first = first or iso_date(str(year))
    # Version 2 of the schema has two dates for what is one period since.
    older = Period(start=_issued(told, "StartDate"), end=_issued(told, "EndDate"))
    used = {kind for kind, found in (spans | issued).items() if found}
    used |= {"StartDate", "EndDate"} if older != Period() else set()
    attributes["dates"] = [o for o in told if str(o.get("dateType")) not in used or _noted(o)]
    covered = spans["Coverage"] or (older if older != Period() else None)
    return Dates(first, covered, spans["Valid"], spans["Collected"])


def places(attributes: dict[str, Any]) -> tuple[Place, ...]:
    """Take named places; what has coordinates stays as well."""
    told = attributes.pop("geoLocations", [])
    found: dict[str, Place] = {}
    left = []
    for one in told:
        name = one.get("geoLocationPlace") if isinstance(one, dict) else None
        name = one_line(name) if isinstance(name, str) else ""
        if name:
            found.setdefault(name, Place(name=name, code=country_code(name)))
        left += [one] if not name or len(one) > 1 else []
    attributes["geoLocations"] = left
    return tuple(found.values())


def rights(attributes: dict[str, Any]) -> tuple[str | None, str | None]:
    """Take the licence and the terms of access; what says more than that stays."""
    licences, access, left = [], [], []
    for one in attributes.pop("rightsList", []):
        words, uri = (str(one.get(name) or "") for name in ("rights", "rightsUri"))
        about_access = _ACCESS.search(f"{words} {uri}") and "licenses/" not in uri
        if about_access:
            access.append(one_line(words) or uri.rpartition("/")[2])
        else:
            licences.append(uri or str(one.get("rightsIdentifier") or "") or one_line(words))
        plain = {name for name, value in one.items() if value} <= {"rights", "rightsUri"}
        left += [] if plain and bool(words) != bool(uri) else [one]
    attributes["rightsList"] = left
    return next(filter(None, licences), None), "\n".join(
        dict.fromkeys(filter(None, access))
    ) or None


def subjects(attributes: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...], list[Any]]:
    """Take free keywords, the terms of vocabularies, and what is told of the latter."""
    free: dict[str, None] = {}
    terms: dict[str, None] = {}
    told = []
    for one in attributes.pop("subjects", []):
        words = one.get("subject") if isinstance(one, dict) else None
        word = one_line(words) if isinstance(words, str) else ""
        rest = {n: v for n, v in one.items() if v and n not in ("subject", "lang")} if word else {}
        if rest:
            terms[word] = None
            told.append({"term": word} | rest)
        elif word:
            free[word] = None
    return tuple(free), tuple(terms), told


def sections(attributes: dict[str, Any], others: Texts) -> tuple[Section, ...]:
    """Take the descriptions of one language, those of others beside them."""
    told = [one for one in attributes.pop("descriptions", []) if isinstance(one, dict)]
    leading = _leading([one.get("lang") for one in told])
    found: dict[str, Section] = {}
    for one in told:
        words = one.get("description")
        text = paragraphs(words) if isinstance(words, str) else ""
        name = _SECTIONS.get(str(one.get("descriptionType")), "description")
        if text and _base(one.get("lang")) in (leading, None):
            found.setdefault(text, Section(name=name, text=text))
        elif text:
            others.setdefault(_base(one.get("lang")) or "", {}).setdefault(
                "description", []
            ).append(text)
    order = sorted(found.values(), key=lambda one: one.name not in ("abstract", "description"))
    return tuple(order)


class Titles(NamedTuple):
    """The title, its subtitle and all other titles."""

    title: str | None
    subtitle: str | None
    others: tuple[str, ...]


def titles(attributes: dict[str, Any], others: Texts) -> Titles:
    """Take the titles: of those without a type in several languages the English one leads."""
    told = [
        (str(one.get("titleType") or ""), _base(one.get("lang")), one_line(one["title"]))
        for one in attributes.pop("titles", [])
        if isinstance(one, dict) and isinstance(one.get("title"), str)
    ]
    told = [one for one in told if one[2]]
    plain = [one for one in told if not one[0]] or told
    leading = _leading([language for _, language, _ in plain])
    main = next((one for one in plain if one[1] in (leading, None)), None)
    subtitles = [one for one in told if one[0] == "Subtitle" and one is not main]
    subtitle = next((text for _, language, text in subtitles if language in (leading, None)), None)
    rest = [text for _, _, text in told if text not in (main and main[2], subtitle)]
    for _, language, text in told:
        if language and language != leading:
            others.setdefault(language, {}).setdefault("title", []).append(text)
    return Titles(main[2] if main else None, subtitle, tuple(dict.fromkeys(rest)))


def money(attributes: dict[str, Any]) -> Money | None:
    """Take an award's amount, which is told as its size: ``900000 USD``."""
    for size in attributes.get("sizes", []):
        match = _AMOUNT.fullmatch(str(size).strip())
        try:
            amount = Decimal(match[1].replace(",", "")) if match else Decimal(0)
        except InvalidOperation:
            continue
        if match and amount:
            attributes["sizes"] = [one for one in attributes["sizes"] if one != size]
            return Money(amount=amount, currency=match[2])
    return None


def _period(told: list[dict[str, Any]], kind: str) -> Period | None:
    texts = (str(one.get("date") or "") for one in told if one.get("dateType") == kind)
    spans = [span for text in texts if (span := Period.parse(text))]
    starts = [span.start for span in spans if span.start]
    ends = [span.end for span in spans if span.end]
    found = Period(start=min(starts, default=None), end=max(ends, default=None))
    return found if spans else None


def _issued(told: list[dict[str, Any]], kind: str) -> str | None:
    texts = (str(one.get("date") or "") for one in told if one.get("dateType") == kind)
    return next((date for text in texts if (date := iso_date(text.partition("/")[0]))), None)


def _noted(one: dict[str, Any]) -> bool:
    return bool(one.get("dateInformation"))


def _leading(languages: list[Any]) -> str | None:
    """Return the language that leads: English where there is any, else the first."""
    spoken = [base for one in languages if (base := _base(one))]
    return _ENGLISH if _ENGLISH in spoken else next(iter(spoken), None)


def _base(language: Any) -> str | None:
    if not isinstance(language, str) or not language:
        return None
    return language.replace("_", "-").split("-")[0].casefold()
