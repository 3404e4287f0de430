"""Variables lie apart, so that they distort nothing, and are found together with all else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from clew.index import Engine, Entry, Facet, Filters, Order, Span, memory_engine, open_engine
from clew.index.query import Everything, Is, Phrase, Within, Word

ALL = Filters()
YEAR = date(2001, 5, 1).toordinal()


def entry(number: int, title: str, kind: str = "dataset", year: int | None = None) -> Entry:
    return Entry(
        number=number,
        slug=f"e{number}",
        revision=1,
        kind=kind,
        title=title,
        titles=(title,),
        text=title,
        keywords=("sleep",) if number % 2 else (),
        published=date(year, 1, 1).toordinal() if year else None,
        since=YEAR if number % 2 else None,
        within=(1,) if kind == "variable" else (),
    )


STUDIES = (
    entry(1, "A long study of sleep among nurses who work at night", year=2003),
    entry(2, "Sleep", year=2001),
    entry(3, "Kettles and the people who fill them"),
)
VARIABLES = tuple(
    entry(10 + n, f"Hours of sleep, {n}", "variable", 2002 if n % 3 else None) for n in range(60)
)


@pytest.fixture
def both() -> Engine:
    engine = memory_engine()
    engine.replace([*STUDIES, *VARIABLES])
    engine.commit(1)
    return engine


@pytest.mark.parametrize("kind", ["dataset", "variable"])
def test_a_value_that_is_rare_in_one_part_of_the_index_is_counted_whole(kind: str) -> None:
    engine = memory_engine()

    def keyed(number: int, kind: str, *keywords: str) -> Entry:
        return msgspec.structs.replace(entry(number, "Lamp", kind), keywords=keywords)

    # A part with more values than are put forward, all of them commoner there.
    many = [keyed(n + 1, kind, f"key {n}", f"key {(n + 1) % 1_200}") for n in range(1_200)]
    engine.replace([*many, keyed(2_000, kind, "rare")])
    engine.commit(1)
    engine.replace([keyed(3_000 + n, "dataset", "rare", "other") for n in range(50)])
    engine.commit(2)
    counts = engine.facets([Facet.KEYWORD], Everything(), ALL, 3)
    assert counts == {Facet.KEYWORD: [("Rare", 51), ("Other", 50), ("Key 0", 2)]}
    assert engine.count(Is(Facet.KEYWORD, "Rare"), ALL) == 51


def test_they_do_not_change_what_the_words_of_others_weigh(both: Engine) -> None:
    alone = memory_engine()
    alone.replace(STUDIES)
    alone.commit(1)
    terms = {"sleep": 1.0, "night": 1.0}
    before = alone.rank(terms, Everything(), ALL, 10)
    after = both.rank(terms, Everything(), ALL, 100)
    assert [pair for pair in after if pair[0] < 10] == before


def test_they_crowd_nobody_out(both: Engine) -> None:
    found = [number for number, _ in both.rank({"sleep": 1.0}, Everything(), ALL, 5)]
    assert {1, 2} <= set(found)
    assert len([number for number in found if number >= 10]) == 5
    scores = [score for _, score in both.rank({"sleep": 1.0}, Everything(), ALL, 5)]
    assert scores == sorted(scores, reverse=True)


def test_both_are_counted_and_listed(both: Engine) -> None:
    assert (both.size, both.count(Word("sleep"), ALL), both.count(Phrase("of sleep"), ALL)) == (
        63,
        62,
        61,
    )
    assert both.frequency("sleep") == 62
    assert both.numbers(Word("sleep"), ALL).tolist() == [1, 2, *range(10, 70)]
    assert both.numbers(Everything(), ALL, 4).tolist() == [1, 2, 3, 10]
    assert [card.kind for card in both.cards([1, 10, 99]).values()] == ["dataset", "variable"]
    assert both.parents([1, 10, 11]) == {10: (1,), 11: (1,)}
    assert ("sleep", 2) in both.words_like("slee", 10)


def test_facets_and_years_add_up(both: Engine) -> None:
    counts = both.facets([Facet.KIND, Facet.KEYWORD], Everything(), ALL, 10)
    assert counts[Facet.KIND] == [("variable", 60), ("dataset", 3)]
    assert counts[Facet.KEYWORD] == [("Sleep", 32), ("not stated", 31)]
    assert both.facets([Facet.KIND], Everything(), ALL, 1)[Facet.KIND] == [("variable", 60)]
    years = both.counts(Everything(), ALL, spans=[Span.PUBLISHED]).years[Span.PUBLISHED]
    assert (years.counts, years.not_stated) == ({2001: 1, 2002: 40, 2003: 1}, 21)
    chosen = Filters(chosen={Facet.KIND: ("dataset",)}, spans=(Within(Span.PUBLISHED, 2002, None),))
    assert both.numbers(Everything(), chosen).tolist() == [1]


@pytest.mark.parametrize(
    ("order", "first"),
    [(Order.NEWEST, [1]), (Order.OLDEST, [2]), (Order.TITLE, [1]), (Order.START, [1])],
)
def test_orders_run_through_both(both: Engine, order: Order, first: list[int]) -> None:
    whole = both.ordered(Everything(), ALL, order, 100)
    assert [number for number, _ in whole][: len(first)] == first
    assert sorted(number for number, _ in whole) == [1, 2, 3, *range(10, 70)]
    values = [value for _, value in whole]
    stated = [value for value in values if value is not None]
    assert values[: len(stated)] == stated
    assert stated == sorted(stated, reverse=order is Order.NEWEST)  # type: ignore[type-var]
    for length in (1, 5, 40):
        assert both.ordered(Everything(), ALL, order, length) == whole[:length]


def test_what_turns_out_a_variable_changes_its_place(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    engine.replace([entry(1, "Sleep"), entry(2, "Sleep")])
    engine.commit(1)
    engine.replace([entry(2, "Sleep", "variable")])
    engine.commit(2)
    assert engine.numbers(Word("sleep"), ALL).tolist() == [1, 2]
    assert engine.numbers(Is(Facet.KIND, "variable"), ALL).tolist() == [2]
    engine.close()
    again = open_engine(tmp_path)
    assert (again.revision, again.size) == (2, 2)
    again.remove([2])
    again.commit(3)
    assert again.numbers(Everything(), ALL).tolist() == [1]
    again.close()
