from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search.conftest import make_entry

from clew.errors import QueryError
from clew.index import Engine, Entry, Facet, Filters, Span, memory_engine
from clew.index.query import Within
from clew.index.studied import Studied
from clew.search import Choice, FacetCounts, Searcher, YearCounts
from clew.search.choosing import filters_of

KINDS = ("award", "dataset", "thesis")
WORDS = ("visit", "night", "copper", "door")


def made(number: int) -> Entry:
    """Invent an entry; which values it has follows from its number."""
    title = " ".join(word for at, word in enumerate(WORDS) if number >> at & 1) or "nothing"
    fields: dict[str, Any] = {}
    if number % 3:
        fields["since"] = date(1990 + number % 7, 1, 1).toordinal()
        fields["until"] = date(1992 + number % 11, 1, 1).toordinal()
    if number % 4:
        fields["published"] = date(2000 + number % 5, 6, 1).toordinal()
    return Entry(
        number=number,
        slug=f"r{number}",
        revision=1,
        kind=KINDS[number % 3],
        title=title,
        text=title,
        keywords=tuple(f"Key {n}" for n in (2, 3, 5) if number % n == 0),
        access="open" if number % 2 else None,
        has=tuple(name for at, name in enumerate(("data", "award", "thesis"), 2) if number % at),
        studied=Studied(
            modes=("Interview", "Diary")[: number % 3],
            ages=tuple(range(number % 5, number % 5 + 3)) if number % 4 else (),
            waves=(number % 6, None) if number % 7 else None,
            sample=(number, number * 2) if number % 2 else None,
        ),
        **fields,
    )


@pytest.fixture(scope="module")
def many() -> Engine:
    engine = memory_engine()
    engine.replace(map(made, range(1, 61)))
    engine.commit(60)
    return engine


QUERIES = st.sampled_from(
    ["visit", "night copper", "visit AND night", "-door", '"visit night"', ""]
)
CHOSEN = st.fixed_dictionaries(
    {},
    optional={
        Facet.KIND: st.lists(st.sampled_from(KINDS), unique=True).map(tuple),
        Facet.KEYWORD: st.lists(st.sampled_from(["Key 2", "Key 5"]), unique=True).map(tuple),
        Facet.ACCESS: st.just(("not stated",)),
        Facet.HAS: st.lists(st.sampled_from(["data", "not stated"]), unique=True).map(tuple),
        Facet.MODE: st.lists(st.sampled_from(["Diary", "not stated"]), unique=True).map(tuple),
    },
)
LAWS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(QUERIES, CHOSEN, st.sampled_from(["kind", "keyword", "access", "has", "mode"]))
@LAWS
def test_a_choice_gives_as_many_results_as_it_says(
    many: Engine, query: str, chosen: dict[Facet, tuple[str, ...]], name: str
) -> None:
    searcher = Searcher(many)
    answer = searcher.search(query, filters=Filters(chosen=chosen), facets=[name])
    for choice in answer.facets[0].choices:
        alone = Filters(chosen={**chosen, Facet(name): (choice.value,)})
        assert searcher.search(query, filters=alone).total == choice.count


@given(QUERIES, CHOSEN, st.sampled_from(["period", "published"]))
@LAWS
def test_a_year_gives_as_many_results_as_it_says(
    many: Engine, query: str, chosen: dict[Facet, tuple[str, ...]], span: str
) -> None:
    searcher = Searcher(many)
    answer = searcher.search(query, filters=Filters(chosen=chosen), years=[span])
    counts = answer.years[0].counts
    for year, count in list(counts.items())[:3]:
        spans = (Within(Span(span), year, year),)
        assert searcher.search(query, filters=Filters(chosen=chosen, spans=spans)).total == count
    everything = (Within(Span(span), None, None),)
    stated = searcher.search(query, filters=Filters(chosen=chosen, spans=everything)).total
    assert stated + answer.years[0].not_stated == answer.total


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=4))
@LAWS
def test_and_narrows_or_widens(many: Engine, words: list[str]) -> None:
    searcher = Searcher(many)
    alone = [searcher.search(f"text:{word}").total for word in words]
    assert searcher.search(" AND ".join(words)).total <= min(alone)
    assert searcher.search(" OR ".join(words)).total >= max(alone)


@given(
    QUERIES, st.sampled_from(["score", "newest", "oldest", "title", "start"]), st.integers(1, 17)
)
@LAWS
def test_cursors_give_each_result_once(many: Engine, query: str, order: str, limit: int) -> None:
    searcher = Searcher(many)
    answer = searcher.search(query, order=order, limit=limit)
    seen = [hit.number for hit in answer.hits]
    while answer.next:
        answer = searcher.search(query, order=order, limit=limit, cursor=answer.next)
        seen += [hit.number for hit in answer.hits]
    assert len(seen) == len(set(seen)) == answer.total


@given(
    QUERIES,
    CHOSEN,
    st.sampled_from(["year", "period", "published", "value", "age", "waves", "sample"]),
)
@LAWS
def test_what_is_stated_and_what_is_not_are_all_there_is(
    many: Engine, query: str, chosen: dict[Facet, tuple[str, ...]], span: str
) -> None:
    def total(*ranges: Any) -> int:
        spans = Filters(chosen=chosen).but(filters_of({span: list(ranges)} if ranges else {}))
        return Searcher(many).search(query, filters=spans).total

    assert total("not stated") + total((None, None)) == total()
    assert total((None, None), "not stated") == total()
    assert total((None, 10)) + total((11, None)) >= total((None, None))


def test_facets_of_an_answer(many: Engine) -> None:
    filters = Filters(chosen={Facet.KIND: ("thesis",)})
    answer = Searcher(many).search("", filters=filters, facets=["kind", "keyword"])
    assert answer.facets == (
        FacetCounts(
            facet="kind",
            choices=(
                Choice(value="award", count=20),
                Choice(value="dataset", count=20),
                Choice(value="thesis", count=20, chosen=True),
            ),
        ),
        FacetCounts(
            facet="keyword",
            choices=(
                Choice(value="Key 2", count=10),
                Choice(value="not stated", count=8),
                Choice(value="Key 5", count=4),
            ),
        ),
    )


def test_what_is_chosen_is_shown_even_if_it_gives_nothing(many: Engine) -> None:
    filters = Filters(chosen={Facet.KEYWORD: ("Key 99",)})
    answer = Searcher(many).search("", filters=filters, facets=["keyword"])
    assert answer.facets[0].choices[-1] == Choice(value="Key 99", count=0, chosen=True)
    assert answer.total == 0


def test_search_inside_a_facet(many: Engine) -> None:
    found = Searcher(many).choices("keyword", "KEY 5", "visit")
    assert found == FacetCounts(facet="keyword", choices=(Choice(value="Key 5", count=6),))
    assert Searcher(many).choices("keyword", "zebra").choices == ()


def test_years_of_an_answer(many: Engine) -> None:
    answer = Searcher(many).search("", years=["published"])
    assert answer.years == (
        YearCounts(
            span="published",
            counts={2000: 9, 2001: 9, 2002: 9, 2003: 9, 2004: 9},
            not_stated=15,
        ),
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"facets": ["colour"]}, "There is no facet 'colour'"),
        ({"years": ["year"]}, "Years are not counted by 'year'"),
        ({"order": "beauty"}, "There is no order 'beauty'"),
        ({"cursor": "12"}, "'12' is no cursor"),
        ({"cursor": "x-1"}, "'x-1' is no cursor"),
    ],
)
def test_options_that_make_no_sense(many: Engine, options: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        Searcher(many).search("x", **options)


def test_a_cursor_from_before_a_change_says_so(many: Engine) -> None:
    answer = Searcher(many).search("", cursor="2-59")
    assert answer.notes == (
        "The catalogue has changed since the page before; some results may have moved.",
    )


def test_what_is_chosen_in_a_facet_or_range_leaves_its_own_counts_as_they_are(many: Engine) -> None:
    searcher = Searcher(many)
    options: dict[str, Any] = {"facets": ["kind", "keyword"], "years": ["published", "period"]}
    free = searcher.search("night", **options)
    chosen = searcher.search(
        "night", filters={"keyword": "Key 2", "published": "2000..2001"}, **options
    )
    assert [one.facet for one in chosen.facets] == ["kind", "keyword"]
    assert [one.span for one in chosen.years] == ["published", "period"]
    in_years = searcher.search("night", filters={"published": "2000..2001"}, **options)
    of_key = searcher.search("night", filters={"keyword": "Key 2"}, **options)
    plain = [(c.value, c.count) for c in in_years.facets[1].choices]
    assert plain == [(c.value, c.count) for c in chosen.facets[1].choices][: len(plain)]
    assert chosen.years[0] == of_key.years[0]
    assert chosen.total < min(in_years.total, of_key.total) < free.total


def test_a_keyword_in_capitals_is_no_other_keyword() -> None:
    engine = memory_engine()
    spellings = ("CHILD CARE", "child care", "Child care", "Child Care")
    engine.replace([make_entry(n, f"Study {n}", keywords=(k,)) for n, k in enumerate(spellings, 1)])
    engine.commit(1)
    searcher = Searcher(engine)
    assert searcher.choices("keyword").choices == (
        Choice(value="Child care", count=3),
        Choice(value="Child Care", count=1),
    )
    for asked in ("CHILD CARE", "child care"):
        # Whatever is folded alike is meant, if it is not written as one of them is.
        assert searcher.search("", filters={"keyword": asked}).total == 4
    assert searcher.search("", filters={"keyword": "Child care"}).total == 3
    assert [one.text for one in searcher.suggest("chi")] == ["Child care", "Child Care"]
