"""Documents that wait for each other come out as if each had been written at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking.made import TITLE, name, work
from support import NOW

from clew.catalogue import Catalogue
from clew.linking import Receipt, Weaver
from clew.linking.apart import alone, handles
from clew.model import (
    Agent,
    Contribution,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Period,
    Reading,
    Record,
    Reference,
    Relation,
    Role,
    Scheme,
    Target,
    Variable,
)

DOIS = [name(Scheme.DOI, f"10.5/{letter}") for letter in "abc"]
NAMES = [
    *DOIS,
    name(Scheme.DOI, "10.5255/UKDA-SN-7001-1"),
    name(Scheme.UKDA, "7001"),
    name(Scheme.ISBN, "9780306406157"),
    name(Scheme.LOCAL, "A 1"),
]
AWARDS = [name(Scheme.AWARD, f"ES/N01245{n}/{part}") for n in (3, 4) for part in (1, 2)]
PERIOD = Period(start="2011", end="2013")


def relation(target: Identifier) -> Relation:
    kind = LinkType.FUNDED_BY if target.scheme == Scheme.AWARD else LinkType.CITES
    return Relation(type=kind, target=Target(identifier=target), quote="as it says")


people = st.builds(
    Contribution,
    agent=st.builds(
        Agent.person,
        st.sampled_from(["Okoro, Sam", "Okoro S", "Moss, Ada"]),
        identifiers=st.sampled_from([(), (name(Scheme.ORCID, "0000-0002-1825-0097"),)]),
    ),
    role=st.sampled_from([Role.CREATOR, Role.AUTHOR]),
)
references = st.builds(
    Reference,
    raw=st.just("Okoro (2014)"),
    title=st.just(TITLE),
    year=st.sampled_from(["2014", None]),
    identifiers=st.lists(st.sampled_from(DOIS), max_size=1).map(tuple),
)
records = st.builds(
    work,
    title=st.sampled_from([TITLE, "Annual report", None]),
    kind=st.sampled_from([Kind.PUBLICATION, Kind.DATASET, Kind.AWARD, Kind.THESIS]),
    contributions=st.lists(people, max_size=2).map(tuple),
    identifiers=st.lists(st.sampled_from([*NAMES, *AWARDS]), max_size=2).map(tuple),
    relations=st.lists(st.builds(relation, st.sampled_from([*NAMES, *AWARDS])), max_size=1).map(
        tuple
    ),
    period=st.sampled_from([PERIOD, None]),
    variables=st.sampled_from([(), (), (Variable(name="sex"), Variable(name="age"))]),
    fulltext=st.one_of(
        st.none(), st.builds(FullText, references=st.lists(references, max_size=1).map(tuple))
    ),
)
told = st.lists(
    st.tuples(st.integers(0, 5), st.one_of(st.just(()), st.tuples(records))), max_size=9
)
Told = Sequence[tuple[int, tuple[Record, ...]]]


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("woven")
    return (folder / f"{number}.db" for number in count())


def dump(path: Path) -> dict[str, list[str]]:
    """Return every row of every table, numbers and all."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}")))
            for (name,) in tables.fetchall()
            if name != "revisions"
        }


def woven(path: Path, some: Told, together: bool) -> dict[str, list[str]]:
    """Return all that a catalogue holds after documents were woven, together or each by itself."""
    with closing(Catalogue(path)) as catalogue, catalogue.transaction():
        weaver = Weaver(catalogue)
        if together:
            with weaver.gathering():
                weave(catalogue, weaver, some)
        else:
            weave(catalogue, weaver, some)
    return dump(path)


def weave(catalogue: Catalogue, weaver: Weaver, some: Told) -> None:
    for place, said in some:
        document = catalogue.documents.keep(BytesIO(repr(said).encode()), None, NOW)
        weaver.weave(Receipt("files", str(place), document, "test 1", NOW), Reading(records=said))


@given(some=told)
@settings(max_examples=60, deadline=None)
def test_documents_that_wait_come_out_as_if_written_at_once(
    paths: Iterator[Path], some: Told
) -> None:
    assert woven(next(paths), some, together=True) == woven(next(paths), some, together=False)


def test_strangers_are_written_together(catalogue: Catalogue) -> None:
    strangers = [(n, (work(f"Report {n}", identifiers=(DOIS[n],)),)) for n in range(3)]
    weaver = Weaver(catalogue)
    with catalogue.transaction(), weaver.gathering():
        weave(catalogue, weaver, strangers)
        assert catalogue.counts()["records"] == 0
    assert catalogue.counts()["records"] == 3


def test_one_that_shares_an_identifier_finds_the_one_before(catalogue: Catalogue) -> None:
    both = [(n, (work(f"Report {n}", identifiers=(DOIS[0],)),)) for n in range(2)]
    weaver = Weaver(catalogue)
    with catalogue.transaction(), weaver.gathering():
        weave(catalogue, weaver, both)
        assert catalogue.counts()["records"] == 2
    assert catalogue.resources.count_by_kind() == {"publication": 1}


def test_what_waits_is_written_on_demand(catalogue: Catalogue) -> None:
    weaver = Weaver(catalogue)
    with catalogue.transaction(), weaver.gathering():
        weave(catalogue, weaver, [(1, (work(),))])
        weaver.settle()
        assert catalogue.counts()["records"] == 1


def test_after_an_error_nothing_waits(catalogue: Catalogue) -> None:
    weaver = Weaver(catalogue)
    with pytest.raises(TypeError), catalogue.transaction(), weaver.gathering():
        weave(catalogue, weaver, [(1, (work(),)), (2, None)])  # type: ignore[list-item]
    with catalogue.transaction(), weaver.gathering():
        weave(catalogue, weaver, [(3, (work("Another"),))])
    assert catalogue.counts() == {"documents": 1, "records": 1, "links": 0, "publication": 1}


def test_handles_are_what_a_document_names_itself_and_others() -> None:
    study = name(Scheme.DOI, "10.5255/UKDA-SN-7001-1")
    record = work(identifiers=(study,), relations=(relation(DOIS[0]),))
    assert handles([record]) == {study, name(Scheme.UKDA, "7001"), DOIS[0]}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (work(), False),
        (work(kind=Kind.DATASET), False),
        (work(kind=Kind.AWARD), True),
        (work(key="cited:0011"), True),
    ],
)
def test_awards_and_cited_works_are_written_by_themselves(record: Record, expected: bool) -> None:
    assert alone([work("Other"), record]) is expected
