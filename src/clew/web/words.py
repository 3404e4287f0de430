"""How pages put things: numbers, dates, kinds, and addresses that are safe to follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from clew.export.common.story import dated
from clew.export.common.words import state, verb
from clew.index import NOT_STATED
from clew.model import Bead, Kind, Link, Money
from clew.search import Choice, Marked
from clew.vocabularies import language_name

PLURALS = {
    Kind.DATASET: "Datasets",
    Kind.AWARD: "Awards",
    Kind.THESIS: "Theses",
    Kind.COURSE: "Courses",
    Kind.PUBLICATION: "Publications",
    Kind.SOFTWARE: "Software",
    Kind.VARIABLE: "Variables",
    Kind.PERSON: "People",
    Kind.ORGANISATION: "Organisations",
    Kind.CATALOGUE: "Catalogues",
}
FACET_NAMES = {
    "kind": "Kind",
    "has": "Comes with",
    "access": "Access",
    "keyword": "Keyword",
    "person": "Person",
    "organisation": "Organisation",
    "funder": "Funder",
    "catalogue": "Catalogue",
    "source": "Source",
    "language": "Language",
    "time-method": "Design in time",
    "mode": "How collected",
    "analysis-unit": "Unit of analysis",
    "data-kind": "Kind of data",
    "consent": "What consent allows",
}
_GROUPS = {"title": "Titles", "person": "People"}
_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
_GAP = re.compile(r"\n\s*\n")
_SAFE = ("http://", "https://")


def number(value: float) -> str:
    """Write a number with commas: ``12,345``."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def counted(value: int, noun: str, plural: str | None = None) -> str:
    """Count things: ``1 result``, ``12,345 results``."""
    return f"{value:,} {noun if value == 1 else plural or noun + 's'}"


def day(text: str | None) -> str:
    """Write an ISO 8601 date of any precision as people do: ``3 May 2031``, ``May 2031``, ``2031``.

    What is no date is returned as it stands.
    """
    parts = (text or "")[:10].split("-")
    try:
        whole = date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except (TypeError, ValueError):
        return text or ""
    shapes = {1: "{d:%Y}", 2: "{d:%B %Y}", 3: "{d.day} {d:%B %Y}"}
    return shapes[min(len(parts), 3)].format(d=whole)


def moment(text: str | None) -> str:
    """Write a moment (ISO 8601) as people do, to the minute: ``3 May 2031, 09:05 UTC``."""
    try:
        whole = datetime.fromisoformat(text or "").astimezone(UTC)
    except ValueError:
        return text or ""
    return f"{whole.day} {whole:%B %Y, %H:%M} UTC"


def years(first: int | None, last: int | None) -> str:
    """Write the years between two days, counted as an index does: ``2011–2016``, ``from 2011``."""
    start = date.fromordinal(first).year if first else None
    end = date.fromordinal(last).year if last else None
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def year(day: int | None) -> str:
    """Write the year of a day, counted as an index does."""
    return str(date.fromordinal(day).year) if day else ""


def kind_plural(kind: str) -> str:
    """Name a kind for many: ``Theses``."""
    return PLURALS[Kind(kind)]


def facet_name(facet: str) -> str:
    """Name a facet."""
    return FACET_NAMES.get(facet) or sentence_case(facet.replace("_", " ").replace("-", " "))


def facet_value(value: str, facet: str) -> str:
    """Name a value of a facet: kinds for many, languages in English, the rest as it is written."""
    if facet == "language":
        return language_name(value)
    return kind_plural(value) if facet == "kind" and value in set(Kind) else sentence_case(value)


def chosen_first(choices: Iterable[Choice]) -> list[Choice]:
    """Sort the values of a facet: what is chosen first, what is not stated last."""
    return sorted(choices, key=lambda one: 0 if one.chosen else 1 + (one.value == NOT_STATED))


def elsewhere(sources: Iterable[str]) -> list[str]:
    """Leave out of some sources what was added by hand."""
    return [one for one in sources if one != "files"]


def sentence_case(text: str) -> str:
    """Begin with a capital letter and leave the rest alone."""
    return f"{text[:1].upper()}{text[1:]}"


def marked(text: Marked) -> Markup:
    """Return a text with what matched in ``<mark>``, all else escaped."""
    return Markup(text.html())


def money(amount: Money) -> str:
    """Write an amount of money: ``£291,640``, ``CHF 1,200``."""
    sign = _SIGNS.get(amount.currency)
    return f"{sign}{amount.amount:,f}" if sign else str(amount)


def title_marked(title: str, marks: tuple[tuple[int, int], ...]) -> Markup:
    """Return a title with what matched in ``<mark>``."""
    return marked(Marked(title, marks))


def suggestion_group(of: str) -> str:
    """Name a sort of suggestion for many: ``Titles``."""
    return _GROUPS.get(of) or f"{facet_name(of)}s"


def safe(url: str | None) -> str | None:
    """Return an address if it is one to follow: the web, nothing that a browser would run."""
    text = (url or "").strip()
    return text if text.lower().startswith(_SAFE) else None


def host(url: str) -> str:
    """Return the host of an address, without ``www.``."""
    rest = url.split("://", 1)[-1].split("/", 1)[0].rsplit("@", 1)[-1].split("?", 1)[0]
    return rest.lower().removeprefix("www.")


def anchor(text: str, *parts: object) -> str:
    """Return an id for a place on a page, the same whenever the text is the same."""
    told = "\x1f".join([text, *map(str, parts)])
    return f"a{sha256(told.encode('utf-8', 'replace')).hexdigest()[:10]}"


def paragraphs(text: str) -> list[str]:
    """Cut a text into its paragraphs; a single line end within one is only where it was wrapped."""
    parts = (" ".join(part.split()) for part in _GAP.split(text))
    return [part for part in parts if part]


def source_name(name: str) -> str:
    """Name a source that has no title of its own."""
    return "Added by hand" if name == "files" else name


def licence_name(url: str) -> str:
    """Name a licence by its address: ``CC BY-NC 4.0``."""
    parts = url.lower().rstrip("/").split("creativecommons.org/", 1)
    if len(parts) == 2 and parts[1].startswith("licenses/"):
        return "CC " + " ".join(parts[1].split("/")[1:3]).upper()
    return "CC0" if len(parts) == 2 and "zero" in parts[1] else host(url)


def bead_date(bead: Bead) -> str:
    """Say when a resource of a thread was."""
    return dated(bead) or ""


def how_sure(link: Link) -> str:
    """Say how sure a link is: ``stated``; ``suggested, 62%``."""
    return state(link.state, link.confidence)


FILTERS: dict[str, Callable[..., Any]] = {
    "number": number,
    "counted": counted,
    "day": day,
    "moment": moment,
    "kind_plural": kind_plural,
    "facet_name": facet_name,
    "chosen_first": chosen_first,
    "facet_value": facet_value,
    "elsewhere": elsewhere,
    "sentence_case": sentence_case,
    "marked": marked,
    "title_marked": title_marked,
    "suggestion_group": suggestion_group,
    "safe": safe,
    "host": host,
    "anchor": anchor,
    "paragraphs": paragraphs,
    "source_name": source_name,
    "licence_name": licence_name,
    "language_name": language_name,
    "bead_date": bead_date,
    "how_sure": how_sure,
    "verb": verb,
    "year": year,
    "years": years,
}
