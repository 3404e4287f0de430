"""Candidates, weights learned without labels, clusters without contradictions."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.linking.matching.blocking import CROWD, keys_of, neighbours, pairs
from clew.linking.matching.clustering import Clusters, Edge, one_to_one, unambiguous
from clew.linking.matching.comparison import FIELDS, Levels, compare
from clew.linking.matching.learning import learn
from clew.linking.matching.matcher import clusters, match, partners
from clew.linking.matching.scoring import Candidates, Own
from clew.linking.matching.weights import probability
from clew.linking.matching.work import Work, work
from clew.linking.names import person_name

NOUNS = "door stair window kettle garden ladder parcel carpet letter porch".split()  # noqa: SIM905
VERBS = ["waiting", "knocking", "listening", "watching", "leaving", "returning"]


def library() -> list[Work]:
    """Return sixty works, each entered twice with small differences, by twelve people."""
    made = []
    for number, (noun, other) in enumerate(list(combinations(NOUNS, 2))[:40]):
        title = f"{VERBS[number % 6]} by the {noun}: the {other} in family visiting {noun}s"
        person = person_name(f"Okoro{'abcdefghijkl'[number % 12]} S")
        made.append(work(title, [person], str(2000 + number % 15), "Close Practice"))
        made.append(work(title.title() + ".", [person], str(2000 + number % 15), None))
    return made


def test_duplicates_are_found_without_a_label() -> None:
    assert clusters(match(library())) == [(i, i + 1) for i in range(0, 80, 2)]


def test_a_work_has_the_same_keys_whatever_else_there_is() -> None:
    works = library()
    together = keys_of(works)
    assert [keys_of([one])[0] for one in works] == together


def test_a_key_that_a_crowd_shares_makes_no_candidates() -> None:
    few = pairs([[1]] * CROWD)
    assert len(few) == CROWD * (CROWD - 1) // 2
    assert len(pairs([[1]] * (CROWD + 1))) == 0


def sharing(*titles: str) -> int:
    """Count the keys that all of some titles share."""
    return len(set.intersection(*(set(keys) for keys in keys_of([work(t) for t in titles]))))


def test_titles_that_share_two_words_have_no_key_in_common() -> None:
    """However many titles begin "Social work …", they are not compared for that."""
    pairings = combinations(NOUNS, 2)
    titles = [f"Social work {one}s {other}s" for one, other in pairings if one < other]
    unlike = [
        (one, two) for one, two in combinations(titles, 2) if len({*one.split(), *two.split()}) == 6
    ]
    assert len(unlike) > 100
    assert {sharing(*pair) for pair in unlike} == {0}


def test_titles_that_share_nearly_all_words_have_a_key_in_common() -> None:
    works = [" ".join(draw) for draw in np.random.default_rng(1).choice(NOUNS + VERBS, (400, 12))]
    changed = [" ".join(["harbour", *title.split()[1:]]) for title in works]
    assert sum(sharing(*pair) > 0 for pair in zip(works, changed, strict=True)) >= 396


def test_a_title_of_one_word_over_and_over_has_keys() -> None:
    assert sharing("Doors, doors, doors, doors", "Doors doors DOORS doors") == 12
    assert sharing("Doors, doors, doors, doors", "Doors doors DOORS doors kettle") < 12


def test_neighbours_share_a_word_whatever_their_order() -> None:
    works = [*library()[::2], work(""), work("Nothing like it")]
    found = neighbours(works)
    assert all(set(works[one].words) & set(works[two].words) for one, two in found)
    assert all(one < two for one, two in found)
    assert 40 <= len(found) <= 4 * len(works)
    turned = neighbours(works[::-1])
    last = len(works) - 1
    assert {(last - two, last - one) for one, two in turned.tolist()} == set(map(tuple, found))


def test_no_words_have_no_neighbours() -> None:
    assert neighbours([]).tolist() == neighbours([work("")]).tolist() == []


def test_nothing_to_compare_is_no_error() -> None:
    assert match([]).judged == []
    assert clusters(match([work("Doors")])) == []


def drawn(number: int, chances: list[list[float]], seed: int) -> Levels:
    """Draw the levels of pairs, field by field."""
    random = np.random.default_rng(seed)
    columns = [random.choice(len(chance), number, p=chance) + 1 for chance in chances]
    return np.array(columns, dtype=np.int8).T


def test_weights_are_found_again_in_what_was_drawn_by_them() -> None:
    same = [[0.7, 0.1, 0.1, 0.05, 0.03, 0.01, 0.01], [0.8, 0.1, 0.05, 0.03, 0.01, 0.01]]
    other = [[0.01, 0.01, 0.02, 0.06, 0.1, 0.2, 0.6], [0.02, 0.05, 0.03, 0.1, 0.1, 0.7]]
    same += [[0.9, 0.06, 0.03, 0.01], [0.7, 0.1, 0.1, 0.1], [0.8, 0.1, 0.1]]
    other += [[0.1, 0.1, 0.2, 0.6], [0.1, 0.1, 0.2, 0.6], [0.1, 0.2, 0.7]]
    levels = np.concatenate([drawn(2000, same, 1), drawn(8000, other, 2)])
    weights = learn(levels)
    assert weights.prior == pytest.approx(-2.0, abs=0.1)  # one in five
    assert weights.fields["title"][0] == pytest.approx(6.1, abs=0.5)
    assert weights.fields["title"][-1] == pytest.approx(-5.9, abs=0.8)
    assert weights.fields["description"] == pytest.approx((3.0, -1.0, -2.8), abs=0.2)
    assert set(weights.fields) == set(FIELDS)


def test_an_explanation_adds_up() -> None:
    works = library()
    matches = match(works)
    matcher = matches.matcher
    assert isinstance(matcher, Own)
    scored = matcher.score(Candidates(works, matches.pairs, matches.levels))
    for row, bits in enumerate(matches.bits):
        parts = scored.explain(row)
        assert sum(part.bits for part in parts) + matcher.weights.prior == pytest.approx(bits)
    first = scored.explain(0)
    assert [(part.field, part.level) for part in first][:3] == [
        ("title", "same"),
        ("people", "the only"),
        ("year", "same"),
    ]


def test_probability_of_bits() -> None:
    assert [round(probability(bits), 3) for bits in (-60, -1, 0, 1, 4)] == [
        0,
        0.333,
        0.5,
        0.667,
        0.941,
    ]
    assert probability(1e9) == pytest.approx(1)


def test_each_takes_its_best_partner_once() -> None:
    edges = [Edge(0, 10, 5.0), Edge(0, 11, 7.0), Edge(1, 11, 6.0), Edge(1, 10, 1.0)]
    assert one_to_one(edges) == [Edge(0, 11, 7.0), Edge(1, 10, 1.0)]


def test_partners_cross_from_one_source_to_the_other() -> None:
    works = library()
    halves = works[::2] + works[1::2]
    found = {(edge.one, edge.two) for edge in partners(match(halves), 40)}
    assert found == {(i, i + 40) for i in range(40)}


def test_a_cluster_holds_no_contradiction() -> None:
    joined = Clusters({0: {2}, 2: {0}})
    assert [joined.join(0, 1), joined.join(1, 2), joined.of(1)] == [True, False, {0, 1}]


def test_an_edge_with_an_equal_rival_is_left_out() -> None:
    edges = [Edge(0, 1, 5.0), Edge(0, 2, 5.0), Edge(3, 4, 5.0)]
    apart = {1: {2}, 2: {1}}
    assert unambiguous(edges, apart) == [Edge(3, 4, 5.0)]
    assert unambiguous([Edge(0, 1, 6.0), Edge(0, 2, 5.0)], apart) == [Edge(0, 1, 6.0)]


@given(st.permutations(range(20)))
def test_the_order_of_works_makes_no_difference(order: list[int]) -> None:
    works = library()[:20]
    matcher = match(works).matcher
    expected = {frozenset(cluster) for cluster in clusters(match(works, matcher))}
    shuffled = clusters(match([works[i] for i in order], matcher))
    assert {frozenset(order[i] for i in cluster) for cluster in shuffled} == expected


@given(st.lists(st.text(max_size=60), min_size=2, max_size=8))
def test_any_title_at_all_can_be_compared(titles: list[str]) -> None:
    works = [work(title) for title in titles]
    positions = np.array(list(combinations(range(len(works)), 2)))
    assert compare(works, positions).levels.shape == (len(positions), len(FIELDS))
    match(works)
