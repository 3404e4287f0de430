"""Searches as addresses: read, changed by one thing, and written again."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from clew.errors import QueryError
from clew.web.asking import Asked, between, found_by

WHOLE = (
    "q=home+visits&kind=award&kind=thesis&funder=A+%26+B&from=2010&to=2018&by=published"
    "&age-from=5&sample-to=400&order=newest&exact=1"
)


def asked(query: str) -> Asked:
    return Asked.of(QueryParams(query))


def test_an_address_is_read_and_written_as_it_was() -> None:
    one = asked(WHOLE)
    assert one.words == "home visits"
    assert one.chosen == {"kind": ("award", "thesis"), "funder": ("A & B",)}
    assert (one.first, one.last, one.by) == (2010, 2018, "published")
    assert one.ranges == {"age": (5, None), "sample": (None, 400)}
    assert asked(urlsplit(one.address()).query) == one


def test_fields_left_empty_leave_no_trace() -> None:
    one = asked("q=+&from=&to=&by=period&order=score&age-from=")
    assert one == Asked()
    assert one.empty
    assert one.address() == "/search"


def test_what_search_takes() -> None:
    assert asked("q=x&kind=award&from=2010&age-to=11").options(limit=5) == {
        "filters": {"kind": ["award"], "period": (2010.0, None), "age": (None, 11.0)},
        "order": "score",
        "exact": False,
        "cursor": None,
        "limit": 5,
    }


def test_without_words_the_newest_come_first() -> None:
    assert asked("kind=award").options()["order"] == "newest"
    assert asked("kind=award&order=title").options()["order"] == "title"
    assert asked("like=a-study").options()["order"] == "score"


def test_each_chip_takes_away_one_thing() -> None:
    one = asked("q=x&kind=award&kind=thesis&from=2010&waves-from=3&cursor=20-7")
    assert [(chip.facet, chip.text, chip.without) for chip in one.chips()] == [
        ("kind", "award", "/search?q=x&kind=thesis&from=2010&waves-from=3"),
        ("kind", "thesis", "/search?q=x&kind=award&from=2010&waves-from=3"),
        ("years covered", "from 2010", "/search?q=x&kind=award&kind=thesis&waves-from=3"),
        ("Waves", "from 3", "/search?q=x&kind=award&kind=thesis&from=2010"),
    ]
    assert one.cleared() == "/search?q=x"


def test_a_change_begins_at_the_first_page_again() -> None:
    one = asked("q=x&cursor=20-7")
    assert one.address(order="title") == "/search?q=x&order=title"
    assert one.address(cursor="40-7") == "/search?q=x&cursor=40-7"


@pytest.mark.parametrize("name", ["from", "to", "age-from", "value-to"])
@pytest.mark.parametrize("text", ["soon", "-3", "2010.5", "²", "9" * 13])
def test_what_is_no_number_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(QueryError, match=name):
        Asked.of(QueryParams({name: text}))


def test_a_facet_that_there_is_not_is_left_alone() -> None:
    assert asked("colour=blue&q=x") == Asked(words="x")


def test_a_range_in_words() -> None:
    assert between(2010, 2018) == "2010 to 2018"
    assert between(2010, 2010) == "2010"
    assert between(None, 11) == "up to 11"


def test_the_search_for_a_value() -> None:
    assert found_by("keyword", "home & away") == "/search?keyword=home+%26+away"


# What addresses treat in ways of their own, and what they do not.
LETTERS = "ab é&=+%#;?/\\<>'…，\N{SPOOL OF THREAD} "
VALUES = st.text(LETTERS, min_size=1).map(str.strip).filter(bool)


@given(
    words=st.text(LETTERS).map(str.strip),
    values=st.lists(VALUES, max_size=4, unique=True),
    first=st.none() | st.integers(0, 9999),
    order=st.sampled_from(["score", "newest", "title"]),
)
def test_any_search_comes_back_from_its_address(
    words: str, values: list[str], first: int | None, order: str
) -> None:
    chosen = {"keyword": tuple(values)} if values else {}
    one = Asked(words=words, chosen=chosen, first=first, order=order)
    assert asked(urlsplit(one.address()).query) == one


@pytest.mark.parametrize(
    "value", ["home visits", "a&b=c", "Zoë/1+1", "", "100%", "-_.~", "keyword 7"]
)
def test_the_search_for_a_value_is_the_one_that_chooses_it(value: str) -> None:
    address = found_by("keyword", value)
    assert address == f"/search?{urlencode({'keyword': value})}"
    assert dict(parse_qsl(address.partition("?")[2])) == ({"keyword": value} if value else {})
