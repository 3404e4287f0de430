"""Identifiers, suggestions, more like this, and what to loosen."""

from __future__ import annotations

import pytest

from clew.errors import NotFound
from clew.index import Engine, Entry, Facet, Filters, Span, memory_engine
from clew.index.query import Within
from clew.search import Loosening, Searcher, Suggestion


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("10.1234/wards", "r2"),
        ("https://doi.org/10.1234/WARDS", "r2"),
        ("doi: 10.1234/wards", "r2"),
        ("ES/Z000001/1", "r1"),
        ("es/z000001/1", "r1"),
    ],
)
def test_an_identifier_goes_straight_to_its_resource(
    searcher: Searcher, pasted: str, found: str
) -> None:
    answer = searcher.search(pasted)
    assert ([hit.id for hit in answer.hits], answer.total) == ([found], 1)


@pytest.mark.parametrize(
    ("pasted", "identifier"),
    [
        ("ISBN 978-0-306-40615-7", "isbn:9780306406157"),
        ("0-306-40615-2", "isbn:9780306406157"),
        ("SN 8058", "ukda:8058"),
        ("arXiv:2101.00001", "arxiv:2101.00001"),
    ],
)
def test_identifiers_of_other_schemes(pasted: str, identifier: str) -> None:
    engine = memory_engine()
    engine.replace(
        [
            Entry(
                number=1,
                slug="it",
                revision=1,
                kind="publication",
                title="It",
                text="It",
                identifiers=(identifier,),
            )
        ]
    )
    engine.commit(1)
    assert [hit.id for hit in Searcher(engine).search(pasted).hits] == ["it"]


def test_an_unknown_identifier_is_searched_as_words(by_words: Searcher) -> None:
    assert by_words.search("10.9999/nobody").correction is None


def test_an_identifier_within_a_citation_leads(searcher: Searcher) -> None:
    answer = searcher.search("Quill (2031). Copper wire. https://doi.org/10.1234/wards.")
    assert answer.hits[0].id == "r2"
    assert answer.hits[0].why is not None
    assert answer.hits[0].why.sentence.startswith("The query names its identifier")
    assert {"r4", "r3"} <= {hit.id for hit in answer.hits}
    theses = searcher.search("copper https://doi.org/10.1234/wards", kind="thesis")
    assert [hit.id for hit in theses.hits] == ["r3"]


@pytest.fixture
def named() -> Engine:
    engine = memory_engine()
    engine.replace(
        Entry(
            number=number,
            slug=f"n{number}",
            revision=1,
            kind="award",
            title=title,
            titles=(title,),
            text=title,
            people=people,
            organisations=("University of Fenwick",),
            keywords=("night work",),
        )
        for number, title, people in (
            (1, "Nights on the ward", ("Nia Okoro", "Bea Quill")),
            (2, "Days in the yard", ("Nia Okoro",)),
        )
    )
    engine.commit(1)
    return engine


@pytest.mark.parametrize(
    ("typed", "suggestions"),
    [
        (
            "ni",
            (
                Suggestion(text="Nights on the ward", of="title", id="n1"),
                Suggestion(text="Nia Okoro", of="person", count=2),
                Suggestion(text="Night work", of="keyword", count=2),
            ),
        ),
        ("nia ok", (Suggestion(text="Nia Okoro", of="person", count=2),)),
        ("fenw", (Suggestion(text="University of Fenwick", of="organisation", count=2),)),
        ("n", ()),
        ("", ()),
        ("((", ()),
    ],
)
def test_what_is_typed_is_completed(
    named: Engine, typed: str, suggestions: tuple[Suggestion, ...]
) -> None:
    assert Searcher(named).suggest(typed) == suggestions


def test_more_like_a_resource_and_like_a_text(searcher: Searcher) -> None:
    answer = searcher.like(number=1)
    assert "r1" not in [hit.id for hit in answer.hits]
    assert answer.hits[0].id in {"r2", "r3", "r5"}
    pasted = searcher.like('The "price" of copper wire (monthly) -- four exchanges.', limit=1)
    assert [hit.id for hit in pasted.hits] == ["r4"]
    assert searcher.like("").total == 0
    with pytest.raises(NotFound, match="no resource 99"):
        searcher.like(number=99)


def test_nothing_found_says_what_to_loosen(by_words: Searcher) -> None:
    filters = Filters(chosen={Facet.KIND: ("course",)}, spans=(Within(Span.YEAR, 1900, 1901),))
    answer = by_words.search("copper", filters=Filters(chosen={Facet.KIND: ("course",)}))
    assert answer.total == 0
    assert answer.loosen == (Loosening(without="kind is course", count=2),)
    assert by_words.search("copper", filters=filters).loosen == ()
    quoted = by_words.search('"wire copper" -bells')
    assert quoted.loosen == (
        Loosening(without="“wire copper” word for word", count=4),
        Loosening(without="the quotes of “wire copper”", count=1),
    )


def test_something_found_needs_no_loosening(by_words: Searcher) -> None:
    assert by_words.search("copper").loosen == ()
