"""Trees as sets of rows: what a snapshot knows is not asked for, and all else at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from clew.index import NOT_STATED, Facet, Field, Numbers, Span
from clew.index import query as q
from clew.index.snapshot import YEARS, Column, Sets, Snapshot, TooMany, column, vocabulary
from clew.index.snapshot.rows import Places

# Rows 0 to 5 are these resources.
NUMBERS = np.array([2, 3, 5, 8, 13, 21])


def of(**found: list[int]) -> list[tuple[str, Places]]:
    return [(name.replace("_", " "), np.array(rows)) for name, rows in sorted(found.items())]


def columns() -> dict[Facet | Span, Column]:
    size = len(NUMBERS)
    unstated: dict[Facet | Span, Column] = {
        facet: column(of(not_stated=[0, 1, 2, 3, 4, 5]), size) for facet in Facet
    }
    return {
        **unstated,
        Facet.KIND: column(of(award=[0, 2, 4], dataset=[1, 3], thesis=[5]), size),
        Facet.SEX: column(of(female=[1, 2], male=[2], not_stated=[0, 3, 4, 5]), size),
        Span.PERIOD: column([("1998", np.array([0, 1])), ("1999", np.array([1, 2]))], size),
        Span.PUBLISHED: column([("2003", np.array([2])), (NOT_STATED, np.array([0, 1]))], size),
    }


class Asked:
    """Answers with some numbers what the snapshot does not know, and notes what that was."""

    def __init__(self, *numbers: int) -> None:
        self.trees: list[q.Query] = []
        self._numbers = np.array(numbers, np.int64)

    def __call__(self, tree: q.Query) -> Numbers:
        self.trees.append(tree)
        return self._numbers


@pytest.fixture
def snapshot() -> Snapshot:
    words = vocabulary(of(ferri=[0, 1, 2, 3], lamp=[3, 4]), len(NUMBERS))
    return Snapshot(7, NUMBERS, columns(), words)


def found(snapshot: Snapshot, tree: q.Query, asked: Asked) -> list[int]:
    rows = Sets(snapshot, lambda text: text.casefold().split(), asked).matching(tree)
    return [int(number) for number in snapshot.numbers[rows.places]]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (q.Everything(), [2, 3, 5, 8, 13, 21]),
        (q.Nothing(), []),
        (q.Is(Facet.KIND, "award"), [2, 5, 13]),
        (q.Is(Facet.KIND, "course"), []),
        (q.Is(Facet.SEX, "male"), [5]),
        (q.Is(Facet.SEX, NOT_STATED), [2, 8, 13, 21]),
        (q.Terms(("ferri",)), [2, 3, 5, 8]),
        (q.Terms(("lamp", "ferri")), [2, 3, 5, 8, 13]),
        (q.Word("Lamp"), [8, 13]),
        (q.Phrase("lamp"), [8, 13]),
        (q.Numbers((21, 4, 2, 900)), [2, 21]),
        (q.Within(Span.PERIOD, 1999, None), [3, 5]),
        (q.Within(Span.PERIOD, None, 1998.5), [2, 3]),
        (q.Within(Span.YEAR, 1998, 1998), [2, 3]),
        (q.Within(Span.YEAR, None, None), [2, 3, 5]),
        (q.Unstated(Span.PUBLISHED), [2, 3]),
        (q.Not(q.Is(Facet.KIND, "award")), [3, 8, 21]),
        (q.And((q.Word("ferri"), q.Is(Facet.KIND, "dataset"))), [3, 8]),
        (q.Or((q.Word("lamp"), q.Not(q.Word("ferri")))), [8, 13, 21]),
    ],
)
def test_what_is_known_is_not_asked_for(
    snapshot: Snapshot, tree: q.Query, expected: list[int]
) -> None:
    asked = Asked()
    assert found(snapshot, tree, asked) == expected
    assert asked.trees == []


@pytest.mark.parametrize(
    "leaf",
    [
        q.Terms(("rare",)),
        q.Word("rare"),
        q.Word("ferri", field=Field.TITLE),
        q.Phrase("ferri lamp"),
        q.Prefix("fer"),
        q.Fuzzy("ferry"),
        q.Known("doi:10.1234/5"),
        q.Inside((2, 3)),
        q.Within(Span.AMOUNT, 1, 2),
        q.Unstated(Span.SAMPLE),
    ],
)
def test_what_is_not_known_is_asked_for(snapshot: Snapshot, leaf: q.Query) -> None:
    asked = Asked(3, 4, 21)  # 4 came after the snapshot
    assert found(snapshot, leaf, asked) == [3, 21]
    assert asked.trees == [leaf]


def test_all_of_which_any_will_do_is_asked_for_at_once(snapshot: Snapshot) -> None:
    asked = Asked(21)
    tree = q.Or(
        (
            q.Terms(("rare", "lamp", "rarer")),
            q.Phrase("ferri lamp"),
            q.Or((q.Prefix("fe"), q.Numbers((2,)))),
            q.And((q.Word("ferri"), q.Is(Facet.SEX, "female"))),
        )
    )
    assert found(snapshot, tree, asked) == [2, 3, 5, 8, 13, 21]
    unknown = (q.Terms(("rare",)), q.Terms(("rarer",)), q.Phrase("ferri lamp"), q.Prefix("fe"))
    assert asked.trees == [q.Or(unknown)]


def test_what_too_many_have_is_not_told(snapshot: Snapshot) -> None:
    def refuse(tree: q.Query) -> Numbers:
        raise TooMany

    sets = Sets(snapshot, str.split, refuse)
    assert len(sets.matching(q.Word("ferri"))) == 4
    with pytest.raises(TooMany):
        sets.matching(q.And((q.Word("ferri"), q.Prefix("f"))))


def test_a_snapshot_is_read_as_it_was_written(snapshot: Snapshot, tmp_path: Path) -> None:
    snapshot.write(tmp_path / "snapshot.rows")
    again = Snapshot.read(tmp_path / "snapshot.rows")
    assert again is not None
    assert (again.revision, len(again), again.numbers.tolist()) == (7, 6, NUMBERS.tolist())
    assert [*again.columns] == [*Facet, *YEARS]
    for tree in (q.Word("lamp"), q.Is(Facet.SEX, "female"), q.Within(Span.YEAR, 1998, 1998)):
        assert found(again, tree, Asked()) == found(snapshot, tree, Asked())


def test_a_snapshot_without_a_facet_that_there_is_now_is_none(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    fewer = columns()
    del fewer[Facet.SEX]
    Snapshot(7, NUMBERS, fewer, snapshot.words).write(tmp_path / "snapshot.rows")
    assert Snapshot.read(tmp_path / "snapshot.rows") is None


def test_a_snapshot_of_nothing(tmp_path: Path) -> None:
    empty = {name: column([], 0) for name in (*Facet, *YEARS)}
    made = Snapshot(0, NUMBERS[:0], empty, vocabulary([], 0))
    made.write(tmp_path / "snapshot.rows")
    again = Snapshot.read(tmp_path / "snapshot.rows")
    assert again is not None
    assert found(again, q.Not(q.Numbers((3,))), Asked()) == []
