"""A thread told in order: the award, what it gathered, what was written, what is taught."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clew.export.common.clean import one_line, shorten
from clew.export.common.words import count, span, state, verb
from clew.model import Bead, Kind, Link, LinkState, Period, Role, Thread, fold
from clew.model.coverage import iso_date


@dataclass(frozen=True)
class Stage:
    """A part of the story and the kinds of thing that belong to it."""

    title: str
    kinds: frozenset[Kind]


STAGES = (
    Stage("Awards", frozenset({Kind.AWARD})),
    Stage("Fieldwork and data", frozenset({Kind.DATASET, Kind.VARIABLE, Kind.SOFTWARE})),
    Stage("Publications", frozenset({Kind.THESIS, Kind.PUBLICATION})),
    Stage("Teaching", frozenset({Kind.COURSE})),
    Stage("People and places", frozenset({Kind.PERSON, Kind.ORGANISATION, Kind.CATALOGUE})),
)
_PHRASES = {
    Role.PRINCIPAL_INVESTIGATOR: "led by",
    Role.FELLOW: "led by",
    Role.CREATOR: "by",
    Role.AUTHOR: "by",
    Role.EDITOR: "edited by",
    Role.INSTRUCTOR: "taught by",
    Role.SUPERVISOR: "supervised by",
    Role.LEAD_ORGANISATION: "at",
    Role.AWARDING_INSTITUTION: "at",
}
_ALWAYS_LAST = "9999-12-31~"


@dataclass(frozen=True)
class Span:
    """When something was, in days; an end that is not known is absent.

    ``point`` marks a date at which something appeared, however imprecise, rather than a period.
    """

    first: date | None
    last: date | None
    point: bool = False


def told(thread: Thread) -> list[tuple[Stage, list[Bead]]]:
    """Return the beads by stage, each stage in order of time; stages without any are left out."""
    stages = [
        (stage, sorted((b for b in thread.beads if b.kind in stage.kinds), key=order))
        for stage in STAGES
    ]
    return [(stage, beads) for stage, beads in stages if beads]


def order(bead: Bead) -> tuple[str, str, str]:
    """Put beads in order of time, those without a date last, then of title and id."""
    days = when(bead)
    first = (days.first or days.last) if days else None
    return (first.isoformat() if first else _ALWAYS_LAST, bead.title.casefold(), bead.id)


def when(bead: Bead) -> Span | None:
    """Return when a bead was: its period, else its date of publication, ``None`` if unknown.

    An imprecise date covers all days it may mean: ``2015`` the whole year.
    """
    return _days(bead.period) or _days(_on(bead.published), point=True)


def dated(bead: Bead) -> str | None:
    """Say when a bead was, in the precision of its source."""
    if _days(bead.period) and bead.period:
        return span(bead.period)
    return bead.published if _days(_on(bead.published)) else None


def people(bead: Bead, most: int = 4) -> str:
    """Name the people and organisations of a bead by what they do.

    Example: ``led by Ada Moss, Ben Okoro; at Mill College``
    """
    by_phrase: dict[str, list[str]] = {}
    for one in bead.people:
        by_phrase.setdefault(_PHRASES.get(one.role, "with"), []).append(one_line(one.name))
    return "; ".join(f"{phrase} {_listed(names, most)}" for phrase, names in by_phrase.items())


def _listed(names: list[str], most: int) -> str:
    more = [f"{len(names) - most:,} more"] if len(names) > most else []
    return ", ".join([*names[:most], *more])


def drawn(thread: Thread) -> list[Link]:
    """Return the links between beads of the thread that nobody rejected, in the story's order."""
    place = {b.id: i for i, b in enumerate(bead for _, beads in told(thread) for bead in beads)}
    known = [
        link
        for link in thread.links
        if link.state != LinkState.REJECTED and link.subject in place and link.object in place
    ]
    return sorted(known, key=lambda one: (place[one.subject], place[one.object], one.type))


def names(thread: Thread, length: int = 90) -> dict[str, str]:
    """Return what to call each bead: its title, with an identifier where several look the same.

    An award, its continuation and their dataset often have one title, or one that differs in its
    last words only.
    """
    shown = {bead.id: fold(shorten(label(bead), length)) for bead in thread.beads}
    alike = Counter(shown.values())
    return {bead.id: _name(bead, alike[shown[bead.id]] > 1, length) for bead in thread.beads}


def sentence(link: Link, called: Mapping[str, str]) -> str:
    """Say a link in words: ``Home visits is funded by ES/… (stated)``."""
    subject, object = (called.get(id, id) for id in (link.subject, link.object))
    return f"{subject} {verb(link.type)} {object} ({state(link.state, link.confidence)})"


def summary(thread: Thread) -> str:
    """Count what a thread holds.

    Example: ``5 resources, 4 links (3 stated, 1 suggested)``
    """
    states = [link.state for link in thread.links]
    counts = [f"{states.count(one)} {one}" for one in LinkState if one in states]
    links = count(len(states), "link") + (f" ({', '.join(counts)})" if counts else "")
    cited = count(thread.left_out, "work")
    more = f"; {cited} that only one of them cites left out" if thread.left_out else ""
    return f"{count(len(thread.beads), 'resource')}, {links}{more}"


def label(bead: Bead) -> str:
    """Return what to write beside a bead: its title, else its id."""
    return one_line(bead.title) or one_line(bead.id) or "untitled"


def _name(bead: Bead, shared: bool, length: int) -> str:
    title = shorten(label(bead), length)
    return f"{title} ({one_line(next(iter(bead.identifiers), bead.id))})" if shared else title


def _on(published: str | None) -> Period | None:
    return Period(start=published, end=published) if published else None


def _days(period: Period | None, *, point: bool = False) -> Span | None:
    """Turn a period into days; an end that is no date counts as unknown, swapped ones swap back."""
    if period is None:
        return None
    known = Period(start=_date(period.start), end=_date(period.end))
    if known.start and known.end and known.start > known.end:
        known = Period(start=known.end, end=known.start)
    days = Span(_day(known.first_day), _day(known.last_day), point)
    return days if days.first or days.last else None


def _date(text: str | None) -> str | None:
    return iso_date(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
