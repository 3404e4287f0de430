"""Small changes stay small: nothing is deleted, or committed, that is not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clew.index import Entry, Filters, open_engine
from clew.index.query import Everything, Word
from clew.index.tantivy_engine.engine import TantivyEngine
from clew.index.tantivy_engine.schema import resource_schema
from clew.index.tantivy_engine.shelf import Shelf

EntryMaker = Callable[..., Entry]
ALL = Filters()


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf(resource_schema(), None)
    made.add([{"number": 1}, {"number": 2}])
    made.commit()
    return made


def test_taking_out_what_is_not_there_leaves_nothing_to_commit(shelf: Shelf) -> None:
    shelf.remove([3, 4])
    assert not shelf.dirty
    shelf.remove([4, 2])
    assert shelf.dirty
    shelf.commit()
    assert (shelf.dirty, shelf.searcher.num_docs) == (False, 1)
    shelf.remove([2])
    assert not shelf.dirty


def test_what_was_added_but_not_committed_can_be_taken_out(shelf: Shelf) -> None:
    shelf.add([{"number": 7}])
    shelf.remove([7])
    shelf.add([{"number": 7}, {"number": 8}])
    shelf.commit()
    assert shelf.searcher.num_docs == 4


def test_resources_without_passages_leave_those_of_others_alone(entry: EntryMaker) -> None:
    engine = TantivyEngine()
    engine.replace([entry(1, "Lamps", passages=["Of oil.", "Of gas."])])
    engine.commit(1)
    engine.replace([entry(2, "Candles")])
    assert (engine._units.dirty, engine._resources.dirty) == (False, True)
    engine.commit(2)
    engine.replace([entry(1, "Lamps")])
    assert (engine._units.dirty, engine._resources.dirty) == (True, True)
    engine.commit(3)
    assert (engine.size, engine.units_size) == (2, 0)


def test_a_number_given_again_and_again_is_there_once(entry: EntryMaker) -> None:
    engine = TantivyEngine()
    for title in ("Lamps", "Candles"):
        for _ in range(2):
            engine.replace([entry(1, title, passages=[title])])
    engine.commit(1)
    assert (engine.size, engine.units_size) == (1, 1)
    assert engine.numbers(Word("candles"), ALL).tolist() == [1]


def test_a_writer_knows_what_another_wrote_before_it(tmp_path: Path, entry: EntryMaker) -> None:
    late = open_engine(tmp_path / "index")
    early = open_engine(tmp_path / "index")
    early.replace([entry(1, "Lamps", passages=["Of oil."])])
    early.commit(1)
    early.close()
    late.replace([entry(1, "Candles")])
    late.commit(2)
    assert late.numbers(Everything(), ALL).tolist() == [1]
    assert (late.size, late.units_size) == (1, 0)
    late.close()
