"""Whatever the order, in one go or one by one, told again or interrupted: the same threads."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking.made import TITLE, bring, name, told

from clew.catalogue import Catalogue
from clew.errors import LinkingError, NotFound
from clew.linking import Desk, Reply, link
from clew.linking.bonds import FORBIDDING
from clew.model import (
    Agent,
    Contribution,
    FullText,
    Kind,
    LinkType,
    Period,
    Record,
    Reference,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
    Variable,
)

EXAMPLES = int(os.environ.get("LAW_EXAMPLES", "8"))

# So small that a handful of records passes them.
LIMITS = {
    "clew.catalogue.candidates.CROWD": 3,
    "clew.linking.grouping.MANY": 3,
    "clew.linking.passing.MANY": 2,
    "clew.linking.passing.FEW": 2,
    "clew.linking.passing.SOME": 1,
    "clew.linking.matching.scoring.Own.batch": 2,
}

PEOPLE = [
    Agent.person("Okoro S"),
    Agent.person("Samuel Okoro"),
    Agent.person("Samuel Okoro", identifiers=(name(Scheme.ORCID, "0000-0001-5109-3700"),)),
    Agent.person("Sarah Okoro", identifiers=(name(Scheme.GTR, "person-1"),)),
    Agent.person(
        "Sam Okoro",
        identifiers=(name(Scheme.ORCID, "0000-0001-5109-3700"), name(Scheme.GTR, "person-2")),
    ),
    Agent.person("Moss A"),
    Agent.person("Tallow, Rosa"),
]
HOUSES = [
    Agent.organisation("Elm Hall", identifiers=(name(Scheme.ROR, "ror-1"),)),
    Agent.organisation("Elm Hall", identifiers=(name(Scheme.GTR, "house-1"),)),
    Agent.organisation(
        "Elm Hall", identifiers=(name(Scheme.ROR, "ror-1"), name(Scheme.GTR, "house-1"))
    ),
]
IDENTIFIERS = [
    name(Scheme.DOI, "10.5/a"),
    name(Scheme.DOI, "10.5/b"),
    name(Scheme.UKDA, "999991"),
    name(Scheme.ISBN, "9780000000002"),
    name(Scheme.AWARD, "ES/A000001/1"),
    name(Scheme.AWARD, "ES/A000001/2"),
]
TITLES = [
    TITLE,
    TITLE + ".",
    "Knocking twice: doorsteps and decision in family visiting",
    "Knocking twice: doorsteps and decisions in family meetings",
    "Knocking twice",
    "Knocking notes",
    "Family notes",
    "The stair cohort and its homes, wave 1",
    "The stair cohort and its homes, wave 2",
]
TEXTS = [
    "Doorsteps and decisions in family visiting (Okoro 2014) are looked at again.",
    "What families say at doorsteps (Moss 2014; Okoro, 2012).",
    "As 10.5/a has it, and ES/A000001/2; data are SN 999991 of the archive.",
]
YEARS = ["2012", "2014", None]


@st.composite
def described(draw: Any) -> Record:
    """Return a description of any kind."""
    kind = draw(
        st.sampled_from(
            [Kind.PUBLICATION, Kind.PUBLICATION, Kind.DATASET, Kind.AWARD, Kind.COURSE, Kind.THESIS]
        )
    )
    people = draw(st.lists(st.sampled_from(PEOPLE), max_size=2))
    parts = [Contribution(agent=one, role=Role.AUTHOR) for one in people]
    if kind == Kind.AWARD and draw(st.booleans()):
        house = draw(st.sampled_from(HOUSES))
        parts.append(Contribution(agent=house, role=Role.LEAD_ORGANISATION))
    year = draw(st.sampled_from(YEARS))
    return Record(
        key="w",
        kind=kind,
        title=draw(st.sampled_from(TITLES)),
        contributions=tuple(parts),
        published=year,
        period=Period(start="2012-01-01", end="2013")
        if kind in (Kind.AWARD, Kind.DATASET)
        else None,
        container=draw(st.sampled_from(["Close Practice", "Stair Papers", None])),
        identifiers=tuple(
            draw(st.lists(st.sampled_from(IDENTIFIERS), max_size=2, unique_by=lambda i: i.scheme))
        ),
        description=tuple(
            Section(name="abstract", text=text)
            for text in draw(st.lists(st.sampled_from(TEXTS), max_size=1))
        ),
        fulltext=draw(st.sampled_from([None, None, *LISTS])),
        relations=tuple(draw(st.lists(st.sampled_from(RELATIONS), max_size=1))),
        variables=tuple(
            draw(st.lists(st.sampled_from(VARIABLES), max_size=2, unique_by=lambda v: v.name))
        )
        if kind == Kind.DATASET
        else (),
    )


VARIABLES = [
    Variable(name="visits", label="Number of visits", question="How often did anybody knock?"),
    Variable(name="visits", label="Number of visits at the door"),
    Variable(name="doors", label="Number of visits", question="How often did anybody knock?"),
]
RELATIONS = [
    Relation(type=LinkType.FUNDED_BY, target=Target(identifier=IDENTIFIERS[4]), quote="paid by"),
    Relation(type=LinkType.CITES, target=Target(identifier=IDENTIFIERS[0]), quote="see"),
]


def entry(title: str, author: str, year: str) -> Reference:
    return Reference(
        raw=f"{author} {year} {title}", title=title, authors=(Agent.person(author),), year=year
    )


LISTS = [
    FullText(references=(entry(TITLE, "Okoro S", "2014"),)),
    FullText(
        references=(entry(TITLE, "Moss A", "2014"), entry("Knocking notes", "Okoro S", "2012"))
    ),
    FullText(references=(Reference(raw=TITLE, title=TITLE),)),
]

documents = st.lists(described(), min_size=2, max_size=8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("orders")


@contextmanager
def empty(path: Path) -> Iterator[Catalogue]:
    """Open a new catalogue whose limits are small."""
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    with pytest.MonkeyPatch.context() as patch, closing(Catalogue(path)) as catalogue:
        for what, limit in LIMITS.items():
            patch.setattr(what, limit)
        yield catalogue


def at_once(path: Path, some: Sequence[tuple[str, Record]]) -> set[tuple[object, ...]]:
    """Return what a catalogue says that was brought records and then linked."""
    with empty(path) as catalogue:
        for place, record in some:
            bring(catalogue, place, record)
        return linked(catalogue)


def linked(catalogue: Catalogue) -> set[tuple[object, ...]]:
    """Return what a catalogue says once it is linked: no thing has two names of one scheme."""
    link(catalogue)
    for resource in catalogue.resources.many(catalogue.resources.changed_since(0)):
        some = {(i.scheme, i.value) for r in resource.records for i in r.identifiers}
        schemes = [scheme for scheme, _ in some if scheme in FORBIDDING]
        assert len(schemes) == len(set(schemes))
    return told(catalogue)


def numbered(some: Sequence[Record]) -> list[tuple[str, Record]]:
    return [(f"p{place}", record) for place, record in enumerate(some)]


@settings(max_examples=EXAMPLES, deadline=None)
@given(documents, st.randoms(use_true_random=False))
def test_any_order_gives_the_same(folder: Path, some: list[Record], random: Any) -> None:
    here = numbered(some)
    there = random.sample(here, len(here))
    assert at_once(folder / "a.db", here) == at_once(folder / "b.db", there)


@settings(max_examples=EXAMPLES, deadline=None)
@given(documents, st.randoms(use_true_random=False))
def test_one_by_one_is_as_all_at_once(folder: Path, some: list[Record], random: Any) -> None:
    here = numbered(some)
    with empty(folder / "b.db") as catalogue:
        for place, record in random.sample(here, len(here)):
            bring(catalogue, place, record)
            each = linked(catalogue)
    assert at_once(folder / "a.db", here) == each


@settings(max_examples=EXAMPLES, deadline=None)
@given(documents, documents, st.randoms(use_true_random=False))
def test_what_was_withdrawn_or_told_otherwise_leaves_nothing(
    folder: Path, some: list[Record], others: list[Record], random: Any
) -> None:
    here = numbered(some)
    steps = [*numbered(others), *((f"x{i}", r) for i, r in enumerate(others[:2]))]
    with empty(folder / "b.db") as catalogue:
        for place, record in steps:
            bring(catalogue, place, record)
            if random.random() < 0.5:
                link(catalogue)
        for place in sorted({p for p, _ in steps} - {p for p, _ in here}):
            bring(catalogue, place)
            if random.random() < 0.5:
                link(catalogue)
        for place, record in random.sample(here, len(here)):
            bring(catalogue, place, record)
            if random.random() < 0.5:
                link(catalogue)
        after = linked(catalogue)
    assert at_once(folder / "a.db", here) == after


class Stopped(Exception):
    """The power went."""


@settings(max_examples=EXAMPLES, deadline=None)
@given(documents, st.integers(1, 6))
def test_interrupted_it_goes_on_where_it_was(folder: Path, some: list[Record], after: int) -> None:
    here = numbered(some)

    def stop(done: int) -> None:
        if done >= after:
            raise Stopped

    with empty(folder / "b.db") as catalogue, pytest.MonkeyPatch.context() as patch:
        patch.setattr("clew.linking.linker.STRETCH", 1)
        patch.setattr("clew.linking.linker.STRETCHES", 99)
        for place, record in here:
            bring(catalogue, place, record)
        for _ in range(2):
            try:
                link(catalogue, stop)
            except Stopped:
                continue
        each = linked(catalogue)
    assert at_once(folder / "a.db", here) == each


@settings(max_examples=EXAMPLES, deadline=None)
@given(documents, st.lists(st.tuples(st.integers(0, 9), st.sampled_from(Reply)), max_size=3))
def test_decisions_undone_leave_nothing(
    folder: Path, some: list[Record], said: list[tuple[int, Reply]]
) -> None:
    here = numbered(some)
    with empty(folder / "b.db") as catalogue:
        for place, record in here:
            bring(catalogue, place, record)
        before, desk = linked(catalogue), Desk(catalogue)
        for which, answer in said:
            asked = list(desk.questions())
            try:
                desk.decide(asked[which % len(asked)].id, answer, "Ada")
            except (LinkingError, NotFound, ZeroDivisionError):
                continue
        for decision in desk.decisions():
            desk.undo(decision.number, by="Ben")
        assert told(catalogue) == before
        assert linked(catalogue) == before
