from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from clew.index import Counts, Engine, Entry, Facet, Field, Filters, Histogram, Order, Span, Token
from clew.index.query import (
    And,
    Everything,
    Fuzzy,
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
    Within,
    Word,
)

EntryMaker = Callable[..., Entry]
ALL = Filters()


@pytest.fixture
def filled(engine: Engine, entry: EntryMaker) -> Engine:
    engine.replace(
        [
            entry(
                1,
                "Night visits by midwives",
                "How midwives decide whether to call again.",
                kind="award",
                people=("Ada Nwosu", "Bea Quill"),
                funders=("Lantern Trust",),
                keywords=("midwifery",),
                identifiers=("award:ES/Z000001/1",),
                since=date(2010, 5, 1).toordinal(),
                until=date(2012, 4, 30).toordinal(),
                amount=90_000.0,
            ),
            entry(
                2,
                "Visiting hours",
                "Hospital wards and the visits of families.",
                organisations=("Fenwick Infirmary",),
                keywords=("hospitals", "midwifery"),
                published=date(2015, 6, 1).toordinal(),
                access="open",
            ),
            entry(
                3,
                "The long corridor",
                kind="thesis",
                published=date(2011, 1, 1).toordinal(),
                passages=(
                    "Nobody spoke at night in the corridor.",
                    "A nurse said the family would visit at dawn.",
                ),
            ),
            entry(4, "Café life", "An unrelated ethnography.", since=date(2014, 1, 1).toordinal()),
        ]
    )
    engine.commit(4)
    return engine


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (Everything(), [1, 2, 3, 4]),
        (Nothing(), []),
        (Word("visit"), [1, 2, 3]),
        (Word("cafe"), [4]),
        (Word("visits", Field.TITLE), [1, 2]),
        (Terms(("visit", "corridor")), [1, 2, 3]),
        (Phrase("visits of families"), [2]),
        (Phrase("families visits"), []),
        (Phrase("at night in"), [3]),
        (Phrase("..."), []),
        (Prefix("midw"), [1]),
        (Prefix("corri"), [3]),
        (Prefix("fenw", Field.ORGANISATION), [2]),
        (Fuzzy("coridor"), [3]),
        (Fuzzy("hospitals", distance=2), [2]),
        (Word("quill", Field.PERSON), [1]),
        (Word("lantern", Field.FUNDER), [1]),
        (Word("lantern", Field.TITLE), []),
        (Is(Facet.KIND, "thesis"), [3]),
        (Is(Facet.KEYWORD, "Midwifery"), [1, 2]),
        (Is(Facet.ACCESS, "not stated"), [1, 3, 4]),
        (Known("award:es/z000001/1"), [1]),
        (Within(Span.YEAR, 2011, 2011), [1, 3]),
        (Within(Span.PERIOD, 2012, None), [1, 4]),
        (Within(Span.PERIOD, None, 2009), []),
        (Within(Span.PUBLISHED, 2012, None), [2]),
        (Within(Span.AMOUNT, None, 100_000), [1]),
        (And((Word("visit"), Not(Word("hospital")))), [1, 3]),
        (Or((Word("ethnography"), Phrase("long corridor"))), [3, 4]),
        (Not(Word("visit")), [4]),
        (Numbers((2, 4, 99)), [2, 4]),
    ],
)
def test_what_a_tree_matches(filled: Engine, query: Query, numbers: list[int]) -> None:
    assert filled.numbers(query, ALL).tolist() == numbers
    assert filled.count(query, ALL) == len(numbers)


def test_filters_are_any_of_within_a_facet_and_all_of_them_across(filled: Engine) -> None:
    filters = Filters(
        chosen={Facet.KIND: ("award", "dataset"), Facet.KEYWORD: ("Midwifery",), Facet.HAS: ()}
    )
    assert filled.numbers(Everything(), filters).tolist() == [1, 2]
    spanned = Filters(chosen=filters.chosen, spans=(Within(Span.PERIOD, 2012, 2013),))
    assert filled.numbers(Everything(), spanned).tolist() == [1]


def test_ranking_puts_the_denser_text_first_and_keeps_to_filters(filled: Engine) -> None:
    ranked = filled.rank({"visit": 1.0, "midwiv": 2.0}, Everything(), ALL, 10)
    assert [number for number, _ in ranked] == [1, 2]
    assert ranked[0][1] > ranked[1][1] > 0
    datasets = Filters(chosen={Facet.KIND: ("dataset",)})
    assert [n for n, _ in filled.rank({"visit": 1.0}, Everything(), datasets, 10)] == [2]
    assert [n for n, _ in filled.rank({"visit": 1.0}, Word("ward"), ALL, 10)] == [2]
    assert filled.rank({}, Everything(), ALL, 10) == []
    assert filled.rank({"visit": 1.0}, Everything(), ALL, 0) == []


def test_passages_are_ranked_by_themselves(filled: Engine) -> None:
    assert [key for key, _ in filled.rank_units({"night": 1.0}, Everything(), ALL, 9)] == [(3, 1)]
    assert filled.rank_units({"night": 1.0}, Phrase("at dawn"), ALL, 9) == []
    theses = Filters(chosen={Facet.KIND: ("thesis",)})
    assert [key for key, _ in filled.rank_units({"visit": 1.0}, Everything(), theses, 9)] == [
        (3, 2)
    ]


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        (Order.NEWEST, [2, 3, 1, 4]),
        (Order.OLDEST, [3, 2, 1, 4]),
        (Order.TITLE, [4, 1, 3, 2]),
        (Order.AMOUNT, [1, 2, 3, 4]),
        (Order.START, [1, 4, 2, 3]),
    ],
)
def test_orders_put_what_states_nothing_last(
    filled: Engine, order: Order, numbers: list[int]
) -> None:
    assert [number for number, _ in filled.ordered(Everything(), ALL, order, 9)] == numbers


def test_facets_and_histograms_count(filled: Engine) -> None:
    assert filled.facets([Facet.KEYWORD, Facet.LANGUAGE], Everything(), ALL, 9) == {
        Facet.KEYWORD: [("Midwifery", 2), ("not stated", 2), ("Hospitals", 1)],
        Facet.LANGUAGE: [("not stated", 4)],
    }
    assert filled.facets([Facet.KIND], Word("visit"), ALL, 1) == {Facet.KIND: [("award", 1)]}
    assert filled.facets([], Everything(), ALL, 9) == {}
    published = filled.counts(Everything(), ALL, spans=[Span.PUBLISHED]).years[Span.PUBLISHED]
    assert (published.counts, published.not_stated) == ({2011: 1, 2015: 1}, 2)
    covered = filled.counts(Word("midwives"), ALL, spans=[Span.PERIOD]).years[Span.PERIOD]
    assert (covered.counts, covered.not_stated) == ({2010: 1, 2011: 1, 2012: 1}, 0)


def test_cards_show_what_a_list_needs(filled: Engine) -> None:
    cards = filled.cards([3, 99, 1])
    assert sorted(cards) == [1, 3]
    assert (cards[1].slug, cards[1].title) == ("r1", "Night visits by midwives")
    assert cards[1].people == ("Ada Nwosu", "Bea Quill")
    units = filled.unit_cards([(3, 2), (3, 9)])
    assert list(units) == [(3, 2)]
    assert units[3, 2].text == "A nurse said the family would visit at dawn."
    assert filled.cards([]) == {}


def test_an_entry_replaces_what_its_number_had(filled: Engine, entry: EntryMaker) -> None:
    generation = filled.generation
    filled.replace([entry(3, "The short corridor", passages=("Only one room.",))])
    filled.replace([entry(3, "The shorter corridor", passages=("Only one room.",))])
    filled.commit(5)
    assert (filled.size, filled.units_size, filled.revision) == (4, 1, 5)
    assert filled.numbers(Word("shorter"), ALL).tolist() == [3]
    assert filled.numbers(Or((Word("long"), Word("dawn"), Phrase("the short"))), ALL).tolist() == []
    assert filled.generation > generation


def test_what_is_removed_is_found_no_more(filled: Engine) -> None:
    filled.remove([3, 77])
    filled.commit(6)
    assert filled.numbers(Everything(), ALL).tolist() == [1, 2, 4]
    assert filled.units_size == 0


def test_analysis_gives_stems_and_characters(engine: Engine) -> None:
    assert engine.analyse("Visites à l’Été") == [
        Token("visit", 0, 7),
        Token("a", 8, 9),
        Token("l", 10, 11),
        Token("ete", 12, 15),
    ]


def test_frequencies(filled: Engine) -> None:
    assert filled.frequency("visit") == 2
    assert filled.frequency("visit", Field.TITLE) == 2
    assert filled.unit_frequency("visit") == 1
    assert filled.words_like("mid", 5) == [("midwives", 1)]


def test_an_empty_index_answers(engine: Engine) -> None:
    assert (engine.size, engine.revision, engine.notice) == (0, 0, None)
    assert engine.count(Everything(), ALL) == 0
    assert engine.facets([Facet.KIND], Everything(), ALL, 5) == {Facet.KIND: []}
    assert engine.ordered(Everything(), ALL, Order.TITLE, 5) == []
    assert engine.rank_units({"x": 1.0}, Everything(), ALL, 5) == []


def test_all_is_counted_at_once_as_each_by_itself(filled: Engine) -> None:
    facets, spans = [Facet.KIND, Facet.KEYWORD], [Span.PERIOD, Span.PUBLISHED]
    filters = (ALL, Filters(chosen={Facet.KIND: ("award", "thesis")}))
    for query in (Everything(), Word("midwives"), Word("zebra"), Not(Word("visit"))):
        for chosen in filters:
            found = filled.counts(query, chosen, facets, spans, 3)
            assert found.total == filled.count(query, chosen)
            assert found.total == filled.counts(query, chosen).total
            assert found.facets == {
                one: filled.facets([one], query, chosen, 3)[one] for one in facets
            }
            assert found.years == {
                one: filled.counts(query, chosen, spans=[one]).years[one] for one in spans
            }


def test_an_empty_index_counts_nothing(engine: Engine) -> None:
    found = engine.counts(Everything(), ALL, [Facet.KIND], [Span.PERIOD], 3)
    assert found == Counts(total=0, facets={Facet.KIND: []}, years={Span.PERIOD: Histogram({}, 0)})
