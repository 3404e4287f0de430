from __future__ import annotations

from clew.index import Facet, Filters, Span
from clew.index.query import (
    And,
    Everything,
    Is,
    Not,
    Or,
    Phrase,
    Within,
    Word,
    both,
    leaves,
)


def test_filters_as_a_tree() -> None:
    filters = Filters(
        chosen={Facet.KIND: ("award", "thesis"), Facet.ACCESS: ()},
        spans=(Within(Span.YEAR, 2010, None),),
    )
    assert filters.query == And(
        (Or((Is(Facet.KIND, "award"), Is(Facet.KIND, "thesis"))), Within(Span.YEAR, 2010, None))
    )
    assert filters.without(Facet.KIND).query == Within(Span.YEAR, 2010, None)
    assert filters
    assert not Filters()
    assert not Filters(chosen={Facet.KIND: ()})


def test_filters_that_mean_the_same_have_one_key() -> None:
    one = Filters(chosen={Facet.KIND: ("award", "thesis"), Facet.HAS: ()})
    other = Filters(chosen={Facet.KIND: ("thesis", "award", "award")})
    assert one.key == other.key
    assert hash(one.key) == hash(other.key)
    assert one.key != Filters(chosen={Facet.KIND: ("award",)}).key


def test_both_leaves_out_what_asks_nothing() -> None:
    assert both() == Everything()
    assert both(Everything(), Word("a")) == Word("a")
    assert both(Word("a"), Word("b")) == And((Word("a"), Word("b")))


def test_leaves_tell_what_is_asked_for_from_what_is_ruled_out() -> None:
    tree = And((Word("a"), Not(Or((Phrase("b c"), Not(Word("d")))))))
    assert list(leaves(tree)) == [Word("a"), Word("d")]
    assert list(leaves(tree, positive=False)) == [Phrase("b c")]
