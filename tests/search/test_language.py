from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.index import Facet, Field, Span
from clew.index.query import (
    And,
    Everything,
    Fuzzy,
    Is,
    Known,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Within,
    Word,
)
from clew.search import parse
from clew.search.language import MOST_CHARACTERS

ALL = Everything()


@pytest.mark.parametrize(
    ("text", "words", "require"),
    [
        ("", (), ALL),
        ("home visits", ("home", "visits"), ALL),
        ("(home visits)", ("home", "visits"), ALL),
        ('"home visits"', (), Phrase("home visits")),
        ("“home visits” today", ("today",), Phrase("home visits")),
        ("home -police", ("home",), Not(Word("police"))),
        ("NOT police", (), Not(Word("police"))),
        ("-- NOT NOT police", ("police",), ALL),
        ("a AND b", (), And((Word("a"), Word("b")))),
        ("a AND NOT b", (), And((Word("a"), Not(Word("b"))))),
        ("a AND b OR c", (), Or((And((Word("a"), Word("b"))), Word("c")))),
        ("a AND (b OR c)", (), And((Word("a"), Or((Word("b"), Word("c")))))),
        ("a AND (b c)", (), And((Word("a"), Or((Word("b"), Word("c")))))),
        ("(home OR house) visits", ("visits",), Or((Word("home"), Word("house")))),
        ("-(a b)", (), Not(Or((Word("a"), Word("b"))))),
        ("climat*", (), Prefix("climat")),
        ("behavour~ teh~2", (), And((Fuzzy("behavour"), Fuzzy("teh", distance=2)))),
        ("title:visits", (), Phrase("visits", Field.TITLE)),
        ("text:visits", (), Phrase("visits")),
        ("author:munro*", (), Prefix("munro", Field.PERSON)),
        (
            "org:(north wick)",
            (),
            And((Phrase("north", Field.ORGANISATION), Phrase("wick", Field.ORGANISATION))),
        ),
        ('funder:"Lantern Trust"', (), Phrase("Lantern Trust", Field.FUNDER)),
        ("title:(a OR b)", (), Or((Word("a", Field.TITLE), Word("b", Field.TITLE)))),
        ("title:person:nwosu", (), Phrase("person:nwosu", Field.TITLE)),
        ("kind:theses", (), Is(Facet.KIND, "thesis")),
        ("KIND:Datasets home", ("home",), Is(Facet.KIND, "dataset")),
        ("-kind:award", (), Not(Is(Facet.KIND, "award"))),
        (
            'source:"A File" has:award',
            (),
            And((Is(Facet.SOURCE, "A File"), Is(Facet.HAS, "award"))),
        ),
        ("year:2010..2018", (), Within(Span.YEAR, 2010, 2018)),
        ("year:2018..2010", (), Within(Span.YEAR, 2010, 2018)),
        ("year:2010-2018", (), Within(Span.YEAR, 2010, 2018)),
        ("year:1999", (), Within(Span.YEAR, 1999, 1999)),
        ("period:..1950", (), Within(Span.PERIOD, None, 1950)),
        ("published:2010..", (), Within(Span.PUBLISHED, 2010, None)),
        ("value:1,000..5000", (), Within(Span.AMOUNT, 1000, 5000)),
        ("doi:10.1234/ABC", (), Known("doi:10.1234/abc")),
        ("award:es/z000001/1", (), Known("award:ES/Z000001/1")),
    ],
)
def test_what_is_written_and_what_it_means(
    text: str, words: tuple[str, ...], require: Query
) -> None:
    parsed = parse(text)
    assert (parsed.words, parsed.require, parsed.notes) == (words, require, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('unbalanced "quote here', ("unbalanced", "quote", "here")),
        ("open (bracket", ("open", "bracket")),
        ("close) bracket", ("close", "bracket")),
        ("AND", ("AND",)),
        ("a OR", ("a", "OR")),
        ("OR OR", ("OR", "OR")),
        ("and or not", ("and", "or", "not")),
        ("multi-agency", ("multi-agency",)),
        ("children’s rights", ("children’s", "rights")),
        ("title: a review", ("title:", "a", "review")),
        ("Burnout: a review", ("Burnout:", "a", "review")),
        ("- - -", ()),
        ('"" ()', ()),
        ("🙂 日本語 мир", ("日本語", "мир")),
        ("HOME VISITS AND REFUSAL", ("HOME", "VISITS", "AND", "REFUSAL")),
        (
            "Quill, B. (2031) 'At the door: a study', Doors, 14(4), pp. 4–9.",
            (
                "Quill,",
                "B.",
                "2031",
                "'At",
                "the",
                "door:",
                "a",
                "study',",
                "Doors,",
                "14",
                "4",
                "pp.",
                "4–9.",
            ),
        ),
    ],
)
def test_text_that_is_no_formula_is_words(text: str, words: tuple[str, ...]) -> None:
    parsed = parse(text)
    assert (parsed.words, parsed.require) == (words, ALL)


@pytest.mark.parametrize(
    ("text", "word", "note"),
    [
        (
            "year:soon",
            "soon",
            "“year:soon” was searched as words: "
            "write a year or a range of years, such as year:2010..2018.",
        ),
        (
            "kind:poem",
            "poem",
            "“kind:poem” was searched as words: the kinds are dataset, award, thesis, course, "
            "publication, software, variable, person, organisation, catalogue.",
        ),
        ("doi:abc", "abc", "“doi:abc” was searched as words: that is no DOI."),
        ("award:abc", "abc", "“award:abc” was searched as words: that is no award reference."),
        (
            "value:much",
            "much",
            "“value:much” was searched as words: "
            "write a number or a range, such as value:100000..500000.",
        ),
    ],
)
def test_a_value_that_makes_no_sense_is_searched_as_words(text: str, word: str, note: str) -> None:
    parsed = parse(text)
    assert (parsed.words, parsed.require, parsed.notes) == ((word,), ALL, (note,))


def test_what_an_encoder_is_given() -> None:
    assert parse('home kind:thesis "at night" -police person:quill').meaning == "home at night"


def test_a_very_long_query_is_cut_and_says_so() -> None:
    parsed = parse("word " * 3000)
    assert len(parsed.words) == MOST_CHARACTERS // 5
    assert parsed.notes == ("Only the first 10,000 characters were looked at.",)


@pytest.mark.parametrize("piece", ["(", "NOT ", "-", "a OR ", "a AND ", "title:", '"', "(a ", "a~"])
def test_nothing_piles_up(piece: str) -> None:
    parse(piece * 3000)


@given(st.lists(st.sampled_from([*'ab ()"-*~:.', " OR ", " AND ", " NOT ", " year:"])))
def test_any_text_is_a_query(pieces: list[str]) -> None:
    parse("".join(pieces))


@given(st.text())
def test_any_text_at_all_is_a_query(text: str) -> None:
    assert parse(text).text == text
