"""An index that was condensed counts as it did before, whatever changes afterwards."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.index import (
    NOT_STATED,
    Engine,
    Entry,
    Facet,
    Field,
    Filters,
    Span,
    memory_engine,
    open_engine,
)
from clew.index.query import (
    And,
    Everything,
    Fuzzy,
    Inside,
    Is,
    Known,
    Not,
    Nothing,
    Numbers,
    Or,
    Phrase,
    Prefix,
    Query,
    Terms,
    Unstated,
    Within,
    Word,
)
from clew.index.tantivy_engine import engine as of_engine
from clew.index.tantivy_engine import standing, survey

EntryMaker = Callable[..., Entry]

_WORDS = ("lantern", "meadow", "ferry", "orchard", "harbour", "quince", "thistle")
_KINDS = ("award", "dataset", "variable", "thesis")
SPANS = (Span.PERIOD, Span.PUBLISHED)
ALL = Filters()


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterator[None]:
    """Let few resources be worth a snapshot, of which half may change."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standing, "_LEAST", 1)
        patch.setattr(standing, "_OUTDATED", 2)
        patch.setattr(standing, "_AT_ONCE", 7)
        patch.setattr(survey, "_COMMON", 4)
        patch.setattr(survey, "_BATCH", 50)
        yield


def made(entry: EntryMaker, number: int, shift: int = 0) -> Entry:
    """Invent an entry; all that it says follows from two numbers."""
    mixed = number * 31 + shift
    title = f"{_WORDS[mixed % 7]} {_WORDS[mixed * 5 % 6]} {'rare' if number % 17 == 0 else ''}"
    fields: dict[str, Any] = {}
    if mixed % 3:
        fields["since"] = date(1990 + mixed % 7, 1, 1).toordinal()
        fields["until"] = date(1992 + mixed % 11, 1, 1).toordinal()
    if mixed % 4:
        fields["published"] = date(2000 + mixed % 5, 6, 1).toordinal()
    return entry(
        number,
        title,
        kind=_KINDS[mixed % 4],
        people=tuple(f"Person {mixed * step % 41}" for step in range(1, mixed % 6)),
        keywords=tuple(f"keyword {mixed * step % 11}" for step in (3, 5)),
        access="open" if mixed % 2 else None,
        passages=("The ferry came late.",) if mixed % 9 == 0 else (),
        identifiers=(f"doi:10.1234/{number}",),
        **fields,
    )


def filled(engine: Engine, entry: EntryMaker) -> Engine:
    for begun in (1, 61):  # in two parts, as commits leave them
        engine.replace(made(entry, number) for number in range(begun, begun + 60))
        engine.commit(begun)
    return engine


def snapshots(engine: Engine) -> standing.Snapshots:
    found = engine._snapshots  # type: ignore[attr-defined]
    assert isinstance(found, standing.Snapshots)
    return found


def forgetful(engine: Engine) -> Engine:
    engine._memory.clear()  # type: ignore[attr-defined]
    return engine


@pytest.fixture(scope="module")
def plain(entry: EntryMaker) -> Engine:
    return filled(memory_engine(), entry)


@pytest.fixture(scope="module")
def condensed(entry: EntryMaker) -> Engine:
    engine = filled(memory_engine(), entry)
    engine.condense()
    assert snapshots(engine).standing is not None
    return engine


def changed(engine: Engine, entry: EntryMaker) -> None:
    """Change some, take some out, and add some, in several commits."""
    engine.replace(made(entry, number, shift=3) for number in range(5, 30, 2))
    engine.commit(200)
    engine.remove(range(40, 60, 3))
    engine.replace(made(entry, number, shift=5) for number in (7, 41, 301, 302))
    engine.commit(201)


@pytest.fixture(scope="module")
def both_changed(entry: EntryMaker) -> tuple[Engine, Engine]:
    engines = filled(memory_engine(), entry), filled(memory_engine(), entry)
    engines[1].condense()
    for engine in engines:
        changed(engine, entry)
    found = snapshots(engines[1]).standing
    assert found is not None
    assert len(found.changed) > 20
    return engines


@pytest.fixture(scope="module", params=["as it was", "after changes"])
def pair(
    request: pytest.FixtureRequest,
    plain: Engine,
    condensed: Engine,
    both_changed: tuple[Engine, Engine],
) -> tuple[Engine, Engine]:
    """Return two engines that hold the same, the second of them condensed."""
    return (plain, condensed) if request.param == "as it was" else both_changed


LEAVES = st.one_of(
    st.sampled_from(
        (
            Everything(),
            Nothing(),
            Phrase("ferry came"),
            Phrase("lantern meadow"),
            Phrase("ferry"),
            Word("?!"),
            Word("ferries"),
            Word("ferry", field=Field.TITLE),
            Prefix("lan"),
            Fuzzy("lanterm"),
            Known("doi:10.1234/34"),
            Inside((3, 4)),
            Numbers(()),
            Unstated(Span.PERIOD),
            Unstated(Span.YEAR),
            Unstated(Span.AMOUNT),
            Within(Span.AMOUNT, 1, 2),
        )
    ),
    st.sets(st.sampled_from((*_WORDS, "rare", "ferri", "harbour", "nowher")), min_size=1).map(
        lambda terms: Terms(tuple(sorted(terms)))
    ),
    st.builds(Is, st.just(Facet.KIND), st.sampled_from((*_KINDS, "course"))),
    st.builds(Is, st.just(Facet.PERSON), st.integers(0, 45).map(lambda n: f"Person {n}")),
    st.sampled_from(Facet).map(lambda facet: Is(facet, NOT_STATED)),
    st.builds(
        Within,
        st.sampled_from((Span.YEAR, *SPANS)),
        st.none() | st.integers(1985, 2005),
        st.none() | st.floats(1985, 2010),
    ),
    st.lists(st.integers(0, 310), max_size=9).map(lambda numbers: Numbers(tuple(numbers))),
)
TREES: st.SearchStrategy[Query] = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.lists(parts, min_size=1, max_size=3).map(lambda some: And(tuple(some))),
        st.lists(parts, min_size=1, max_size=3).map(lambda some: Or(tuple(some))),
    ),
    max_leaves=5,
)
CHOSEN = st.fixed_dictionaries(
    {},
    optional={
        Facet.KIND: st.lists(st.sampled_from(_KINDS), unique=True).map(tuple),
        Facet.ACCESS: st.just((NOT_STATED,)),
        Facet.KEYWORD: st.just(("keyword 3", "keyword 9")),
    },
).map(lambda chosen: Filters(chosen=chosen))
FACETS = st.lists(st.sampled_from(Facet), unique=True, max_size=4)
LAWS = settings(max_examples=60, deadline=None)


@given(TREES, CHOSEN, FACETS, st.integers(1, 60))
@LAWS
def test_counts_are_those_of_the_index(
    pair: tuple[Engine, Engine], tree: Query, filters: Filters, facets: list[Facet], limit: int
) -> None:
    asked = (tree, filters, facets, SPANS, limit)
    plain, condensed = map(forgetful, pair)
    assert condensed.counts(*asked) == plain.counts(*asked)


@given(TREES, CHOSEN)
@LAWS
def test_numbers_are_those_of_the_index(
    pair: tuple[Engine, Engine], tree: Query, filters: Filters
) -> None:
    plain, condensed = map(forgetful, pair)
    expected = plain.numbers(tree, filters).tolist()
    assert condensed.numbers(tree, filters).tolist() == expected
    assert expected == sorted(set(expected))


@given(TREES, st.sampled_from([Facet.KIND, Facet.PERSON, Facet.KEYWORD, Facet.ACCESS]))
@LAWS
def test_a_choice_gives_as_many_results_as_it_says(
    both_changed: tuple[Engine, Engine], tree: Query, facet: Facet
) -> None:
    engine = forgetful(both_changed[1])
    counts = engine.counts(tree, ALL, [facet], (), 50)
    assert counts.total == engine.count(tree, ALL)
    for value, count in counts.facets[facet]:
        assert engine.count(And((tree, Is(facet, value))), ALL) == count


def test_counts_are_those_counted_by_hand(condensed: Engine, entry: EntryMaker) -> None:
    entries = [made(entry, number) for number in range(1, 121)]
    found = [one for one in entries if "ferry" in one.text or one.units]
    counts = forgetful(condensed).counts(Word("ferry"), ALL, [Facet.PERSON, Facet.KIND], (), 5)
    people = Counter(name for one in found for name in (set(one.people) or {NOT_STATED}))
    assert counts.total == len(found)
    assert counts.facets[Facet.PERSON] == sorted(people.items(), key=lambda p: (-p[1], p[0]))[:5]
    assert dict(counts.facets[Facet.KIND]) == Counter(one.kind for one in found)


def test_what_very_many_have_and_no_snapshot_knows_is_counted_by_the_index(
    plain: Engine, condensed: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = (Prefix("l"), ALL, [Facet.KIND], SPANS, 5)
    monkeypatch.setattr(of_engine, "_FEW", 1_000)
    assert forgetful(condensed).counts(*asked) == forgetful(plain).counts(*asked)


def test_a_total_alone_is_counted_by_the_index(
    condensed: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the snapshot was asked")

    total = forgetful(condensed).counts(Word("ferry"), ALL, [Facet.KIND]).total
    monkeypatch.setattr(condensed, "_by_snapshot", refuse)
    assert forgetful(condensed).counts(Word("ferry"), ALL).total == total
    with pytest.raises(AssertionError, match="was asked"):
        forgetful(condensed).counts(Word("ferry"), ALL, [Facet.KIND])


def counted(engine: Engine) -> object:
    return forgetful(engine).counts(Word("ferry"), ALL, list(Facet), SPANS, 30)


@pytest.fixture
def writer(tmp_path: Path, entry: EntryMaker) -> Engine:
    engine = filled(open_engine(tmp_path / "index"), entry)
    engine.condense()
    return engine


def test_another_process_sees_what_was_condensed_and_what_changed_since(
    tmp_path: Path, entry: EntryMaker, writer: Engine
) -> None:
    plain, reader = filled(memory_engine(), entry), open_engine(tmp_path / "index")
    assert snapshots(reader).standing is not None
    assert counted(reader) == counted(plain)
    changed(writer, entry)
    changed(plain, entry)
    for engine in (reader, writer, open_engine(tmp_path / "index")):
        engine.refresh()
        assert snapshots(engine).standing is not None
        assert counted(engine) == counted(plain)


def test_a_reader_takes_the_next_snapshot_without_a_change(
    tmp_path: Path, entry: EntryMaker
) -> None:
    writer = filled(open_engine(tmp_path / "index"), entry)
    reader = open_engine(tmp_path / "index")
    assert snapshots(reader).standing is None
    before = counted(reader)
    writer.condense()
    reader.refresh()
    assert snapshots(reader).standing is not None
    assert counted(reader) == before


def test_only_what_changed_much_is_condensed_again(
    entry: EntryMaker, writer: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "index" / "snapshot.rows"
    first = file.stat().st_ino
    writer.replace([made(entry, 3, shift=1)])
    writer.commit(300)
    writer.condense()
    assert file.stat().st_ino == first
    writer.replace(made(entry, number, shift=1) for number in range(1, 100))
    writer.commit(301)
    assert snapshots(writer).standing is None  # too much to count apart
    writer.condense()
    assert file.stat().st_ino != first
    found = snapshots(writer).standing
    assert found is not None
    assert (found.snapshot.revision, found.changed.tolist()) == (301, [])


def test_while_another_process_writes_nothing_is_condensed(
    entry: EntryMaker, tmp_path: Path
) -> None:
    writer = filled(open_engine(tmp_path / "index"), entry)
    reader = open_engine(tmp_path / "index")
    reader.condense()
    assert not (tmp_path / "index" / "snapshot.rows").exists()
    writer.close()
    reader.condense()
    assert snapshots(reader).standing is not None
    reader.close()


def test_without_room_for_another_snapshot_the_last_stays(
    entry: EntryMaker, writer: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    writer.replace(made(entry, number, shift=1) for number in range(1, 100))
    writer.commit(301)
    before, last = counted(writer), (tmp_path / "index" / "snapshot.rows").read_bytes()
    monkeypatch.setattr("clew.index.snapshot.Snapshot.write", full)
    writer.condense()
    assert (tmp_path / "index" / "snapshot.rows").read_bytes() == last
    assert snapshots(writer).standing is None  # too much has changed since the last
    assert counted(writer) == before


def test_few_resources_are_not_condensed(
    entry: EntryMaker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(standing, "_LEAST", 121)
    engine = filled(open_engine(tmp_path / "index"), entry)
    engine.condense()
    assert not (tmp_path / "index" / "snapshot.rows").exists()


def test_an_index_that_was_emptied_has_no_snapshot(
    entry: EntryMaker, writer: Engine, tmp_path: Path
) -> None:
    writer.clear()
    assert snapshots(writer).standing is not None  # until the next commit
    writer.replace([made(entry, 1)])
    writer.commit(400)
    assert snapshots(writer).standing is None
    assert not (tmp_path / "index" / "snapshot.rows").exists()
    assert forgetful(writer).counts(Everything(), ALL).total == 1


@pytest.mark.parametrize("lost", ["snapshot.rows", "changed.rows"])
def test_without_one_of_its_files_the_index_counts_by_itself(
    lost: str, entry: EntryMaker, writer: Engine, tmp_path: Path
) -> None:
    before = counted(writer)
    (tmp_path / "index" / lost).unlink()
    reader = open_engine(tmp_path / "index")
    assert reader.notice is None
    assert snapshots(reader).standing is None
    assert counted(reader) == before
    writer.replace([made(entry, 500)])
    writer.commit(500)
    writer.condense()
    again = open_engine(tmp_path / "index")
    assert snapshots(again).standing is not None
    assert counted(again) == counted(reader) or again.size == reader.size + 1


def test_arrays_that_are_not_as_written_are_done_without_until_others_are_taken(
    entry: EntryMaker, writer: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "index" / "snapshot.rows"
    before = counted(writer)
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 3] ^= 0x04  # one bit, so that some resource would count elsewhere
    file.write_bytes(whole)
    reader = open_engine(tmp_path / "index")
    assert snapshots(reader).standing is None
    assert counted(reader) == before
    assert reader.condemned() is False
    writer.replace([made(entry, 500)])
    writer.commit(500)
    writer.condense()
    assert snapshots(open_engine(tmp_path / "index")).standing is not None


def test_arrays_that_are_spoilt_while_they_are_read_are_done_without(
    writer: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "index" / "snapshot.rows"
    before = forgetful(writer).counts(Everything(), ALL, list(Facet), SPANS, 30)
    reader = open_engine(tmp_path / "index")
    with file.open("r+b") as out:
        out.write(b"\xff" * file.read_bytes().index(b'{"version"'))
    assert reader.counts(Everything(), ALL, list(Facet), SPANS, 30) == before
    assert not file.exists()
    assert snapshots(reader).standing is None
    assert reader.condemned() is False


def test_a_crash_before_a_commit_leaves_counts_as_they_were(
    entry: EntryMaker, writer: Engine, tmp_path: Path
) -> None:
    before = counted(writer)
    snapshots(writer).change([1, 2, 900])
    snapshots(writer).note()
    with (tmp_path / "index" / "changed.rows").open("ab") as out:
        out.write(b"\x07\x00\x00")  # cut off
    reader = open_engine(tmp_path / "index")
    found = snapshots(reader).standing
    assert found is not None
    assert found.changed.tolist() == [1, 2, 900]
    assert counted(reader) == before
    snapshots(writer).change([4])
    snapshots(writer).note()
    assert {1, 2, 4, 900} <= set(np.fromfile(tmp_path / "index" / "changed.rows", np.int64))
    assert counted(open_engine(tmp_path / "index")) == before


def test_what_changed_twice_is_counted_once(writer: Engine) -> None:
    for numbers in ([7, 3], [3, 900], [7]):
        snapshots(writer).change(numbers)
        snapshots(writer).note()
    snapshots(writer).refresh(writer.revision)
    found = snapshots(writer).standing
    assert found is not None
    assert found.changed.tolist() == [3, 7, 900]


def test_opening_loads_no_more_of_numpy_than_it_needs(writer: Engine, tmp_path: Path) -> None:
    program = (
        "import sys; from clew.index import open_engine;"
        "engine = open_engine(sys.argv[1]);"
        "print(engine._snapshots.standing is not None, 'numpy.ma' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "index")]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True", "False"]
