"""Works that a bibliography names become resources, even if nobody catalogued them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from clew.model import (
    Agent,
    Contribution,
    Kind,
    Record,
    Reference,
    Role,
    citation_keys,
    fold,
    title_key,
)
from clew.model.record import CITED

CITABLE = (Kind.PUBLICATION, Kind.THESIS, Kind.DATASET, Kind.SOFTWARE)
TELLING = 16  # letters; a shorter title ("Introduction") needs author and year to tell its work

_YEAR = re.compile(r"\d{4}")
_WRITING = (Role.AUTHOR, Role.CREATOR, Role.EDITOR)


def cited(records: Sequence[Record]) -> Iterator[Record]:
    """Yield a record for each work that a bibliography names well enough to know it again.

    It holds what the entry says of it. A record that describes the work joins it to its resource,
    whichever comes first.
    """
    seen: set[str] = set()
    for record in records:
        for reference in record.fulltext.references if record.fulltext else ():
            key = cited_key(reference)
            if key and key not in seen:
                seen.add(key)
                yield _work(key, reference)


def cited_key(reference: Reference) -> str | None:
    """Return the key of a cited work's record, if the entry tells which work it is."""
    title, year, family = citation_keys(reference)
    if not title or (len(title) < TELLING and not (year and family) and not reference.identifiers):
        return None
    told = "|".join((title, year or "", family or "", *map(str, reference.identifiers)))
    return CITED + blake2b(told.encode(), digest_size=8).hexdigest()


def same_citation(one: Record, other: Record) -> str | None:
    """Say why a cited work and another record are one: title, year and first author agree."""
    key = title_key(one.title)
    if not key or key != title_key(other.title) or not (one.cited or other.cited):
        return None
    years, authors = _years(one, other), _authors(one, other)
    if years is False or authors is False or (len(key) < TELLING and not (years and authors)):
        return None
    agreed = " and ".join(
        name for name, agrees in (("year", years), ("first author", authors)) if agrees
    )
    return f"cited: same title{', ' + agreed if agreed else ''}"


def _years(one: Record, other: Record) -> bool | None:
    first, second = (record.published or "" for record in (one, other))
    return first[:4] == second[:4] if first and second else None


def _authors(one: Record, other: Record) -> bool | None:
    first, second = first_author(one), first_author(other)
    if not first or not second:
        return None
    return any(
        agent.family and set(fold(agent.family).split()) <= set(fold(author.name).split())
        for agent, author in ((first, second), (second, first))
    ) or fold(first.name) == fold(second.name)


def first_author(record: Record) -> Agent | None:
    """Return whom a work names first of those who wrote it."""
    return next((part.agent for part in record.contributions if part.role in _WRITING), None)


def _work(key: str, reference: Reference) -> Record:
    year = _YEAR.match(reference.year or "")
    people = [Contribution(agent=agent, role=Role.AUTHOR) for agent in reference.authors]
    people += [Contribution(agent=agent, role=Role.EDITOR) for agent in reference.editors]
    if reference.publisher:
        house = Agent.organisation(reference.publisher)
        people.append(Contribution(agent=house, role=Role.PUBLISHER))
    return Record(
        key=key,
        kind=Kind.PUBLICATION,
        title=reference.title,
        identifiers=reference.identifiers,
        contributions=tuple(people),
        published=year[0] if year else None,
        container=reference.container,
        volume=reference.volume,
        issue=reference.issue,
        pages=reference.pages,
        urls=(reference.url,) if reference.url else (),
        extra={"entry": reference.raw} | _more(reference),
    )


def _more(reference: Reference) -> dict[str, str]:
    """Return what an entry says that a record has no field for."""
    named = {"year": reference.year, "edition": reference.edition, "place": reference.place}
    return {name: said for name, said in named.items() if said and not _YEAR.fullmatch(said)}
