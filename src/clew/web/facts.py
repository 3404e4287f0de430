"""The facts of a resource as its page sets them: what is said, and the words that say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from clew.export.common.words import span
from clew.model import Contribution, Design, Record, Role
from clew.model.design import Amount, Term
from clew.vocabularies import language_name
from clew.web.asking import found_by
from clew.web.words import day, money, number

_MAKERS = (
    Role.AUTHOR,
    Role.CREATOR,
    Role.PRINCIPAL_INVESTIGATOR,
    Role.FELLOW,
    Role.STUDENT,
    Role.INSTRUCTOR,
    Role.LEAD_ORGANISATION,
)
# Facts of a design in the order of a methods section, with what they are called.
_DESIGN = {
    "time_method": "Time",
    "sampling": "Sampling",
    "modes_of_collection": "How collected",
    "instruments": "Instruments",
    "kinds_of_data": "Kind of data",
    "analysis_units": "Unit of analysis",
    "universe": "Who was studied",
    "excluded": "Left out",
    "sexes": "Sex",
    "ages": "Ages",
    "sample_size": "Sample",
    "waves": "Waves",
    "repeated": "Seen how often",
    "durations": "Followed for",
    "sites": "Sites",
    "areas": "Countries",
    "collected": "Collected",
    "collected_as": "Collected",
    "consent": "Consent",
    "access": "Access",
}


class Said(NamedTuple):
    """One value: what it is, a term of a vocabulary where it is one, and the words that say it."""

    text: str
    term: str | None = None
    code: str | None = None
    vocabulary: str | None = None
    quote: str | None = None
    place: str | None = None
    planned: bool = False


class Fact(NamedTuple):
    """What is known of one matter."""

    label: str
    values: tuple[Said, ...]

    @classmethod
    def of(cls, label: str, texts: Iterable[str | None]) -> Fact:
        """Make a fact of plain texts; what is absent is left out."""
        return cls(label, tuple(Said(text) for text in texts if text))


class Party(NamedTuple):
    """Somebody with a part in it: their page, or the search for their name."""

    name: str
    address: str
    role: str
    at: str | None
    orcid: str | None


def design_facts(design: Design | None) -> list[Fact]:
    """Return how a study was made, fact by fact; those that nobody states are left out."""
    if design is None:
        return []
    found: dict[str, list[Said]] = {}
    for field in msgspec.structs.fields(design):
        values = list(_said(getattr(design, field.name)))
        label = _DESIGN.get(field.name) or field.name.replace("_", " ").capitalize()
        if values:
            found.setdefault(label, []).extend(values)
    order = {label: place for place, label in enumerate(dict.fromkeys(_DESIGN.values()))}
    return sorted(
        (Fact(label, tuple(dict.fromkeys(values))) for label, values in found.items()),
        key=lambda fact: order.get(fact.label, len(order)),
    )


def _said(value: object) -> Iterator[Said]:
    if isinstance(value, tuple):
        for one in value:
            yield from _said(one)
    elif isinstance(value, Term):
        yield Said(
            value.text,
            value.term if value.term and value.term != value.text else None,
            value.code,
            value.vocabulary,
            value.quote,
            getattr(value, "place", None),
            getattr(value, "planned", False),
        )
    elif isinstance(value, Amount):
        told = number(int(value.text)) if value.text.isdecimal() else value.text
        text = told if not value.unit or value.unit in told else f"{told} {value.unit}"
        place, planned = getattr(value, "place", None), getattr(value, "planned", False)
        yield Said(text, quote=value.quote, place=place, planned=planned)
    elif value is not None and not isinstance(value, str | bool | int | float):
        yield Said(span(value))  # type: ignore[arg-type]


def plain_facts(record: Record) -> list[Fact]:
    """Return what stands in few words beside the description."""
    period = record.period
    container = " ".join(
        part
        for part in (
            record.container,
            f"vol. {record.volume}" if record.volume else None,
            f"no. {record.issue}" if record.issue else None,
            f"pp. {record.pages}" if record.pages else None,
        )
        if part
    )
    rows: list[tuple[str, Iterable[str | None]]] = [
        ("Runs" if record.kind == "award" else "Covers", [_span(period) if period else None]),
        ("Published", [day(record.published) if record.published else None]),
        ("In", [container or None]),
        ("Amount", [money(record.amount) if record.amount else None]),
        ("Status", [record.status]),
        ("Degree", [record.degree]),
        ("Where", [", ".join(place.name for place in record.places) or None]),
        ("Language", [record.language and language_name(record.language)]),
        ("Also called", [record.subtitle, *record.alternative_titles]),
    ]
    return [
        Fact(label, tuple(Said(value) for value in values if value))
        for label, values in rows
        if any(values)
    ]


def _span(period: object) -> str:
    start, end = getattr(period, "start", None), getattr(period, "end", None)
    if start and end and start != end:
        return f"{day(start)} – {day(end)}"
    return (
        day(start or end)
        if start == end
        else f"from {day(start)}"
        if start
        else f"until {day(end)}"
    )


def parties(record: Record, pages: dict[str, str]) -> tuple[list[Party], list[Party]]:
    """Return who made it, and who else had a part; people before organisations.

    Parameters
    ----------
    pages: the addresses of people and organisations that have a page, by folded name.
    """
    makers: dict[str, Party] = {}
    others: dict[tuple[str, str], Party] = {}
    for part in record.contributions:
        party = _party(part, pages)
        if part.role in _MAKERS and part.agent.kind == "person":
            makers.setdefault(part.agent.name, party)
        else:
            others.setdefault((part.agent.name, party.role), party)
    return list(makers.values()), list(others.values())


def _party(part: Contribution, pages: dict[str, str]) -> Party:
    facet = "person" if part.agent.kind == "person" else "organisation"
    if part.role in (Role.FUNDER, Role.SPONSOR):
        facet = "funder"
    known = (one.value for one in part.agent.identifiers if one.scheme == "orcid")
    at = ", ".join(one for one in (part.department, part.affiliation) if one)
    page = pages.get(part.agent.name)
    if facet == "funder":
        page = page or f"/funder/{quote(part.agent.name, safe='')}"
    return Party(
        name=part.agent.name,
        address=page or found_by(facet, part.agent.name),
        role=_role(part),
        at=at or None,
        orcid=next(known, None),
    )


def _role(part: Contribution) -> str:
    """The source's own word for a role, unless it is a code: ``PROJECT_PARTNER``."""
    note = part.note or ""
    if note.isupper():
        return note.replace("_", " ").lower() if part.role == Role.CONTRIBUTOR else str(part.role)
    return note or str(part.role)
