"""Outputs are shown under their award and variables under their dataset, each once, on any page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search.conftest import WordEncoder, make_entry

from clew.index import Engine, Entry, memory_engine, open_vectors
from clew.search import Answer, Hit, Searcher, embed

WARD = (
    make_entry(1, "Night work on wards", "An award about lamps.", kind="award"),
    make_entry(2, "Lamps and night work", "A paper.", kind="publication", within=(1,)),
    make_entry(3, "Kettles", "A paper on kettles at night.", kind="publication", within=(1, 9)),
    make_entry(4, "The ward survey", "Answers about nights.", inside="Sleep quality last night"),
    make_entry(5, "Sleep quality last night", kind="variable", within=(4,), parent="r4"),
    make_entry(6, "Gas bills", kind="variable", within=(4,), parent="r4"),
    make_entry(7, "Lost sleep", kind="variable", within=(77,)),
    make_entry(9, "Kettles in use", "Another award.", kind="award"),
)


def index_of(*entries: Entry) -> Engine:
    engine = memory_engine()
    engine.replace(entries)
    engine.commit(1)
    return engine


@pytest.fixture(scope="module")
def ward() -> Searcher:
    return Searcher(index_of(*WARD))


def shape(answer: Answer) -> dict[str, list[str]]:
    """Return the id of each hit with the ids inside it."""
    return {hit.id: [one.id for one in hit.inside] for hit in answer.hits}


def test_an_output_is_shown_under_its_award(ward: Searcher) -> None:
    answer = ward.search("lamps")
    assert (shape(answer), answer.total) == ({"r1": ["r2"]}, 2)
    (inside,) = answer.hits[0].inside
    assert (inside.title, inside.kind) == ("Lamps and night work", "publication")
    assert inside.title_marks == ((0, 5),)
    assert inside.snippet is None
    assert inside.why is not None


def test_it_is_shown_by_itself_where_the_award_is_no_result(ward: Searcher) -> None:
    assert shape(ward.search("lamps", kind="publication")) == {"r2": []}
    assert shape(ward.search("paper"))["r2"] == []


def test_of_several_awards_it_is_under_the_first_that_is_a_result(ward: Searcher) -> None:
    assert shape(ward.search("kettles")) == {"r9": ["r3"]}
    assert shape(ward.search("night OR award"))["r1"] == ["r2", "r3"]
    assert shape(ward.search("kettles OR award"))["r9"] == []


def test_the_group_stands_where_its_best_member_would_and_says_so(ward: Searcher) -> None:
    first = ward.search("lamps paper", limit=1).hits[0]
    assert (first.id, next(one.id for one in first.inside)) == ("r1", "r2")
    assert first.why is not None
    assert "stands here for “Lamps and night work”" in first.why.sentence


def test_a_variable_is_always_under_its_dataset(ward: Searcher) -> None:
    answer = ward.search("sleep quality")
    assert shape(answer)["r4"] == ["r5"]
    hit = next(hit for hit in answer.hits if hit.id == "r4")
    assert (hit.result, hit.inside_total) == (True, 1)
    bills = ward.search("bills")
    assert (shape(bills), bills.total) == ({"r4": ["r6"]}, 1)
    carrier = bills.hits[0]
    assert (carrier.result, carrier.inside_total) == (False, 1)
    assert carrier.why is not None
    assert carrier.why.sentence == "Stands here for “Gas bills”, which is part of it."


def test_also_where_only_variables_were_asked_for(ward: Searcher) -> None:
    answer = ward.search("", kind="variable", facets=["kind"])
    assert (shape(answer), answer.total) == ({"r4": ["r5", "r6"], "r7": []}, 3)
    assert sum(hit.result + hit.inside_total for hit in answer.hits) == 3


def test_a_variable_of_no_known_dataset_stands_by_itself(ward: Searcher) -> None:
    assert shape(ward.search('"lost sleep"')) == {"r7": []}


def test_in_an_order_of_titles_or_dates_outputs_stand_for_themselves(ward: Searcher) -> None:
    answer = ward.search("night OR award", order="title")
    assert [hit.title for hit in answer.hits] == [
        "Kettles",
        "Kettles in use",
        "Lamps and night work",
        "Night work on wards",
        "The ward survey",
    ]
    assert shape(answer)["r4"] == ["r5"]
    assert answer.total == 6


def test_what_the_query_names_by_its_identifier_stands_by_itself() -> None:
    known = make_entry(3, "Lamps", kind="publication", within=(1,), identifiers=("doi:10.1234/l",))
    answer = Searcher(index_of(WARD[0], known)).search("Lamps. https://doi.org/10.1234/l")
    assert shape(answer) == {"r3": [], "r1": []}


def test_as_many_are_shown_inside_as_is_set(ward: Searcher) -> None:
    few = ward.search("night OR award", settings={"inside": 1})
    hit = next(hit for hit in few.hits if hit.id == "r1")
    assert ([one.id for one in hit.inside], hit.inside_total) == (["r2"], 2)
    apart = ward.search("night OR award", settings={"fold": False})
    assert all((hit.inside, hit.inside_total) == ((), 0) for hit in apart.hits)
    assert len(apart.hits) == apart.total


def invented(number: int) -> Entry:
    """Invent awards, papers, datasets and variables; what they belong to follows their number."""
    word = ("night", "lamp", "door")[number % 3]
    title = f"{word} {('night', 'shed')[number % 2]} {number:03}"
    fields: dict[str, Any] = {"kind": "award"}
    if number > 20:
        fields = {"kind": "publication", "within": (number % 17 + 1, number % 5 + 1)}
    if number > 50:
        fields = {"kind": "dataset"}
    if number > 60:
        fields = {"kind": "variable", "within": (51 + number % 10,)}
    return make_entry(number, title, published=730_000 + number * 7 % 31, **fields)


@pytest.fixture(scope="module")
def many() -> Searcher:
    return Searcher(index_of(*map(invented, range(1, 131))))


@given(
    st.sampled_from(["night", "lamp night", "night AND shed", "-door", ""]),
    st.sampled_from(["score", "newest", "oldest", "title"]),
    st.sampled_from([{}, {"kind": ["publication", "award"]}, {"kind": "variable"}]),
    st.integers(1, 23),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_pages_are_disjoint_and_complete(
    many: Searcher, query: str, order: str, filters: dict[str, Any], limit: int
) -> None:
    def page(cursor: str | None = None) -> Answer:
        return many.search(
            query,
            order=order,
            filters=filters,
            limit=limit,
            cursor=cursor,
            settings={"inside": 1000},
        )

    answer = page()
    hits: list[Hit] = [*answer.hits]
    while answer.next:
        assert len(answer.hits) == limit
        answer = page(answer.next)
        assert answer.hits
        hits += answer.hits
    assert len({hit.number for hit in hits}) == len(hits)
    results = [hit.number for hit in hits if hit.result]
    results += [one.number for hit in hits for one in hit.inside]
    assert len(results) == len(set(results)) == answer.total
    titles = [hit.title for hit in hits if hit.result]
    assert titles == sorted(titles) or order != "title"
    whole = many.search(query, order=order, filters=filters, limit=1000, settings={"fold": False})
    assert sorted(results) == sorted(hit.number for hit in whole.hits)


@given(st.sampled_from(["night", "lamp", ""]), st.integers(1, 10))
@settings(max_examples=10, deadline=None)
def test_the_length_of_pages_does_not_change_the_order(query: str, limit: int) -> None:
    searcher = Searcher(index_of(*map(invented, range(1, 101))))
    whole = [hit.id for hit in searcher.search(query, limit=1000).hits]
    answer = searcher.search(query, limit=limit)
    seen = [hit.id for hit in answer.hits]
    while answer.next:
        answer = searcher.search(query, limit=limit, cursor=answer.next)
        seen += [hit.id for hit in answer.hits]
    assert seen == whole


def test_variables_crowd_nobody_out_in_meaning_either(tmp_path: Path, encoder: WordEncoder) -> None:
    crowd = [
        make_entry(100 + n, f"Visits at home, item{n}", kind="variable", within=(1,))
        for n in range(40)
    ]
    entries = [make_entry(1, "A panel"), make_entry(2, "Home visits by carers"), *crowd]
    store = open_vectors(tmp_path, encoder.name, encoder.dimensions)
    embed(entries, store, encoder)
    searcher = Searcher(index_of(*entries), store, encoder)
    answer = searcher.search("doorstep calls", settings={"depth": 5, "nearest": 5})
    assert answer.mode == "words and meaning"
    assert set(shape(answer)) == {"r1", "r2"}
    assert answer.total == 6
