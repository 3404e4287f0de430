"""Laws of joining: undone is as it was, told again it is the same, no thing has two of one name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from linking.made import TITLE, bring, groups, links, name, work

from clew.catalogue import Catalogue
from clew.catalogue.log import Change
from clew.errors import LinkingError, NotFound
from clew.linking import Desk, Reply
from clew.model import Kind, Record, Scheme

# What tells that something happened, and when; the rest is what there is.
_HISTORY = {"log", "decisions", "decided", "revision", "revisions", "slug_stems"}
_ENDS = "(SELECT subject || '/' || type || '/' || object FROM links WHERE number = link)"
_HELD = "EXISTS (SELECT 1 FROM records x WHERE x.resource = {})"
_SPECIAL = {
    "resources": f"SELECT number, slug, kind FROM resources o WHERE {_HELD.format('o.number')}",
    # The id that a record got when it was split off stays, and leads to where it is now.
    "records": "SELECT number, place, key, kind, resource, joined_by, version, document, title_key,"
    f" withdrawn, compared, iif({_HELD.format('r.home')}, home, NULL) FROM records r",
    "links": "SELECT subject, type, object, state, confidence FROM links",
    "evidence": f"SELECT {_ENDS}, rule, record, other, state, turned, body FROM evidence",
}


def dump(catalogue: Catalogue) -> dict[str, list[Any]]:
    """Return every row of every table, in an order of its own."""
    with sqlite3.connect(catalogue.path) as connection:
        tables = [
            n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        return {
            table: sorted(
                map(repr, connection.execute(_SPECIAL.get(table, f"SELECT * FROM {table}")))
            )
            for table in tables
            if table not in _HISTORY
        }


DOIS = [name(Scheme.DOI, f"10.5/{letter}") for letter in "ab"]
records = st.builds(
    work,
    title=st.sampled_from([TITLE, TITLE + ".", "Annual report", "Wave one of stairs"]),
    author=st.sampled_from(["Okoro S", "Samuel Okoro", "Moss A"]),
    published=st.sampled_from(["2012", "2014", None]),
    container=st.sampled_from(["Close Practice", "Stair Papers", None]),
    kind=st.sampled_from([Kind.PUBLICATION, Kind.DATASET]),
    identifiers=st.lists(st.sampled_from(DOIS), max_size=1).map(tuple),
)
answers = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from([*Reply, "split off"])), min_size=1, max_size=5
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laws")


@contextmanager
def brought(path: Path, some: list[tuple[int, Record]]) -> Iterator[Catalogue]:
    """Open a new catalogue of some records, linked."""
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink(missing_ok=True)
    with closing(Catalogue(path)) as catalogue:
        for place, record in some:
            bring(catalogue, str(place), record)
        Desk(catalogue).run()
        yield catalogue


def decide(desk: Desk, catalogue: Catalogue, which: int, answer: str) -> None:
    """Answer a question, or split a record off; what makes no sense is left."""
    try:
        if answer == "split off":
            everything = list(catalogue.resources.many(catalogue.resources.changed_since(0)))
            resource = everything[which % len(everything)]
            desk.split(resource.slug, resource.held[-1].number, by="Ada")
        else:
            asked = list(desk.questions())
            desk.decide(asked[which % len(asked)].id, answer, "Ada")
    except (LinkingError, NotFound, ZeroDivisionError):
        return


def check(catalogue: Catalogue) -> None:
    """No thing has two different identifiers of one scheme."""
    for resource in catalogue.resources.many(catalogue.resources.changed_since(0)):
        values = {(i.scheme, i.value) for r in resource.records for i in r.identifiers}
        assert len(values) == len({scheme for scheme, _ in values})


@settings(max_examples=12, deadline=None)
@given(st.lists(records, min_size=2, max_size=6), answers, st.randoms(use_true_random=False))
def test_undo_restores_the_exact_state(
    folder: Path, some: list[Record], said: list[tuple[int, str]], random: Any
) -> None:
    with brought(folder / "undo.db", list(enumerate(some))) as catalogue:
        desk = Desk(catalogue)
        before = dump(catalogue)
        states = []
        for which, answer in said:
            decide(desk, catalogue, which, answer)
            check(catalogue)
            states.append(dump(catalogue))
        made = [decision.number for decision in desk.decisions()]
        if made and random.random() < 0.5:
            # The last one undone gives what was there before it.
            desk.undo(made[-1], by="Ben")
            distinct = [before, *states]
            assert dump(catalogue) in distinct[:-1]
            made.pop()
        random.shuffle(made)
        for number in made:
            desk.undo(number, by="Ben")
            check(catalogue)
        assert dump(catalogue) == before


def deposit(**more: Any) -> Record:
    return work(author="Moss A", kind=Kind.DATASET, identifiers=DOIS[:1], **more)


# Two deposits are split off one after the other; what was said of the first must not stay behind.
PARTED = [
    deposit(container="Close Practice"),
    work(author="Moss A", published=None, container="Close Practice"),
    deposit(container="Stair Papers"),
    deposit(container="Stair Papers", published=None),
]
PARTING: list[tuple[int, str]] = [
    (1, Reply.ACCEPT),
    (8, "split off"),
    (3, "split off"),
    (1, Reply.ACCEPT),
    (3, "split off"),
]


@settings(max_examples=8, deadline=None)
@example(PARTED, PARTING, Random(2))
@given(st.lists(records, min_size=2, max_size=6), answers, st.randoms(use_true_random=False))
def test_a_log_told_again_gives_the_same_threads(
    folder: Path, some: list[Record], said: list[tuple[int, str]], random: Any
) -> None:
    numbered = list(enumerate(some))
    with brought(folder / "first.db", numbered) as first:
        for which, answer in said:
            decide(Desk(first), first, which, answer)
        if said[0][0] > 4 and Desk(first).decisions():
            Desk(first).undo(by="Ada")
        encoded = msgspec.json.encode(list(Desk(first).log()))
        random.shuffle(numbered)
        with brought(folder / "second.db", numbered) as second:
            Desk(second).replay(msgspec.json.decode(encoded, type=list[Change]))
            assert groups(first) == groups(second)
            assert links(first) == links(second)


@settings(max_examples=8, deadline=None)
@given(st.lists(records, min_size=3, max_size=6), answers)
def test_decisions_are_obeyed_by_every_later_run(
    folder: Path, some: list[Record], said: list[tuple[int, str]]
) -> None:
    with brought(folder / "obeyed.db", list(enumerate(some))) as catalogue:
        desk = Desk(catalogue)
        for which, answer in said:
            decide(desk, catalogue, which, answer)
        decided = groups(catalogue), links(catalogue)
        desk.run(again=True)
        assert (groups(catalogue), links(catalogue)) == decided
