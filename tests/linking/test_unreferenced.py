"""Awards without a reference: what makes two records of one title one award, and what does not."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking.made import bring, groups, name
from support import Weave

from clew.catalogue import Catalogue
from clew.export.registry import choose
from clew.exporting import items
from clew.linking import link
from clew.linking.unreferenced import same_award
from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    Money,
    Period,
    Record,
    Role,
    Scheme,
    Section,
)
from clew.readers import read

TITLE = "Lantern walks along the estuary"
TRUST = Contribution(agent=Agent.organisation("Lantern Trust"), role=Role.FUNDER)
ADA = Contribution(agent=Agent.person("Ada Moss"), role=Role.PRINCIPAL_INVESTIGATOR)
BEN = Contribution(agent=Agent.person("Ben Reed"), role=Role.CO_INVESTIGATOR)


def award(title: str | None = TITLE, **more: object) -> Record:
    given: dict[str, object] = {"key": "a", "kind": Kind.AWARD, "contributions": (TRUST,)}
    return Record(**{**given, "title": title, **more})  # type: ignore[arg-type]


def local(number: str) -> tuple[Identifier, ...]:
    return (name(Scheme.LOCAL, number),)


def reference(number: str) -> tuple[Identifier, ...]:
    return (name(Scheme.AWARD, number),)


TOLD = (Section(name="abstract", text="We walk with lanterns."),)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (award(), award("Lantern Walks, along the estuary."), "funder"),
        (award(), award(identifiers=reference("ES/Z900001/1")), "funder"),
        (award(identifiers=local("7")), award(identifiers=local("7")), "number and funder"),
        (
            award(contributions=(TRUST, ADA), period=Period(start="2031-05")),
            award(contributions=(TRUST, ADA, BEN), period=Period(start="2031-05", end="2033")),
            "funder and people and start",
        ),
        (
            award(contributions=(), urls=("https://fund.example/7", "https://fen.example")),
            award(contributions=(), urls=("https://fund.example/7",)),
            "address",
        ),
        (
            award(
                contributions=(),
                description=TOLD,
                amount=Money(amount=Decimal(100), currency="GBP"),
            ),
            award(
                contributions=(),
                description=TOLD,
                amount=Money(amount=Decimal(100), currency="GBP"),
            ),
            "amount and description",
        ),
    ],
)
def test_what_is_one_award(one: Record, other: Record, reason: str) -> None:
    assert same_award(one, other) == f"no reference: same title, {reason}"
    assert same_award(other, one) == same_award(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (award(contributions=()), award(contributions=())),
        (award(), award("Lantern walks along the river")),
        (award("Bells"), award("Bells")),
        (award(None), award(None)),
        (
            award(identifiers=reference("ES/Z900001/1")),
            award(identifiers=reference("ES/Z900001/2")),
        ),
        (award(identifiers=local("7")), award(identifiers=local("8"))),
        (award(contributions=(TRUST, ADA)), award(contributions=(TRUST, BEN))),
        (award(period=Period(start="2031")), award(period=Period(start="2032"))),
        (
            award(amount=Money(amount=Decimal(100), currency="GBP")),
            award(amount=Money(amount=Decimal(200), currency="GBP")),
        ),
        (
            award(),
            award(
                contributions=(
                    Contribution(agent=Agent.organisation("Fen Fund"), role=Role.FUNDER),
                )
            ),
        ),
    ],
    ids=[
        *("nothing but the title", "another title", "short", "untitled", "two references"),
        *("two numbers", "other people", "another start", "another amount", "another funder"),
    ],
)
def test_what_is_not(one: Record, other: Record) -> None:
    assert same_award(one, other) is None


def joined(path: Path, *some: tuple[str, Record]) -> set[frozenset[str]]:
    """Bring records from their places, and say which are one thing in the end."""
    with closing(Catalogue(path)) as catalogue:
        for place, record in some:
            bring(catalogue, place, record)
        link(catalogue)
        return groups(catalogue)


THREE = (
    ("list", award()),
    ("registry", award(identifiers=reference("ES/Z900001/1"))),
    ("other", award("Bells in the estuary mud", identifiers=reference("ES/Z900002/1"))),
)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_whichever_comes_first(tmp_path: Path, order: tuple[int, ...]) -> None:
    some = (THREE[at] for at in order)
    assert joined(tmp_path / "c.db", *some) == {
        frozenset({"list", "registry"}),
        frozenset({"other"}),
    }


def test_a_title_of_two_awards_ties_nothing(tmp_path: Path) -> None:
    later = ("transfer", award(identifiers=reference("ES/Z900001/2")))
    assert joined(tmp_path / "c.db", *THREE[:2], later) == {
        frozenset({"list"}),
        frozenset({"registry"}),
        frozenset({"transfer"}),
    }


def test_a_list_with_the_title_twice_means_two(tmp_path: Path) -> None:
    with closing(Catalogue(tmp_path / "c.db")) as catalogue:
        bring(catalogue, "list", award(), award(key="b", published="2031"))
        bring(catalogue, "registry", award(identifiers=reference("ES/Z900001/1")))
        link(catalogue)
        everything = list(catalogue.resources.many(catalogue.resources.changed_since(0)))
        assert len(everything) == 3


def test_a_title_that_many_have_ties_nothing(tmp_path: Path) -> None:
    many = [(f"p{number}", award()) for number in range(62)]
    assert len(joined(tmp_path / "c.db", *many)) == 62


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let four awards of one title be a crowd."""
    monkeypatch.setattr("clew.catalogue.candidates.CROWD", 3)


@pytest.mark.usefixtures("three")
def test_one_more_of_a_title_takes_the_others_apart_again(
    catalogue: Catalogue, weave: Weave
) -> None:
    for place in "abc":
        weave(award(), at=place)
        link(catalogue)
    assert groups(catalogue) == {frozenset("abc")}
    weave(award(), at="d")
    link(catalogue)
    assert groups(catalogue) == {frozenset(place) for place in "abcd"}
    weave(at="b")
    link(catalogue)
    assert groups(catalogue) == {frozenset("acd")}


def test_an_award_of_another_reference_parts_two_for_as_long_as_it_has_the_title(
    catalogue: Catalogue, weave: Weave
) -> None:
    apart = {frozenset(place) for place in "abc"}
    weave(award(identifiers=reference("ES/Z900001/1")), at="a")
    weave(award(), at="b")
    link(catalogue)
    assert groups(catalogue) == {frozenset("ab")}
    for again in (award("Bells in the estuary mud", identifiers=reference("ES/Z900001/2")), None):
        weave(award(identifiers=reference("ES/Z900001/2")), at="c")
        link(catalogue)
        assert groups(catalogue) == apart
        weave(*([again] if again else []), at="c")
        link(catalogue)
        assert frozenset("ab") in groups(catalogue)


def test_what_differs_in_all_else_does_not_stand_between_two(
    catalogue: Catalogue, weave: Weave
) -> None:
    fund = Contribution(agent=Agent.organisation("Fen Fund"), role=Role.FUNDER)
    weave(award(identifiers=reference("ES/Z900001/1")), at="a")
    weave(award(), at="b")
    weave(award(contributions=(fund,), identifiers=reference("ES/Z900001/2")), at="c")
    link(catalogue)
    assert groups(catalogue) == {frozenset("ab"), frozenset("c")}


AWARDS = [
    award(),
    award(identifiers=reference("ES/Z900001/1")),
    award(identifiers=reference("ES/Z900001/2")),
    award(identifiers=local("7")),
    award(identifiers=local("8"), urls=("https://fund.example/7",)),
    award(contributions=(TRUST, ADA)),
    award(contributions=(TRUST, BEN), urls=("https://fund.example/7",)),
    award("Bells in the estuary mud"),
]


@pytest.mark.usefixtures("three")
@settings(max_examples=40)
@given(
    some=st.lists(st.sampled_from(AWARDS), min_size=2, max_size=6),
    told_before=st.lists(st.sampled_from(AWARDS), max_size=2),
    order=st.randoms(use_true_random=False),
)
def test_neither_order_nor_history_matters(
    tmp_path_factory: pytest.TempPathFactory,
    some: list[Record],
    told_before: list[Record],
    order: Random,
) -> None:
    placed = [(f"p{at}", record) for at, record in enumerate(some)]
    mixed = order.sample(placed, len(placed))
    folder = tmp_path_factory.mktemp("awards")
    with (
        closing(Catalogue(folder / "a.db")) as at_once,
        closing(Catalogue(folder / "b.db")) as by_one,
    ):
        for place, record in placed:
            bring(at_once, place, record)
        link(at_once)
        for at, record in enumerate(told_before):
            bring(by_one, f"p{at}", record)
            link(by_one)
        for place, record in mixed:
            bring(by_one, place, record)
            link(by_one)
        for at in range(len(some), len(told_before)):
            bring(by_one, f"p{at}")
        link(by_one)
        assert groups(by_one) == groups(at_once)


@pytest.mark.parametrize("form", ["ris", "bibtex", "csl-json", "csv", "datacite-json"])
def test_what_is_exported_is_known_again(tmp_path: Path, form: str) -> None:
    with closing(Catalogue(tmp_path / "c.db")) as catalogue:
        bring(catalogue, "one", award(urls=("https://fund.example/7",), description=TOLD))
        bring(catalogue, "two", award("Bells in the estuary mud"))
        link(catalogue)
        things = list(items(catalogue, catalogue.resources.changed_since(0)))
        written = "".join(choose(form).write(things)).encode()
        bring(catalogue, "export", *read(Document(written, f"export.{form}")).records)
        link(catalogue)
        assert groups(catalogue) == {frozenset({"one", "export"}), frozenset({"two", "export"})}


def test_the_house_of_a_grant_is_who_pays() -> None:
    ris = "TY  - GRNT\r\nTI  - Lantern walks\r\nPB  - Lantern Trust\r\nER  - \r\n"
    bib = "@misc{a, title = {Lantern walks}, type = {Grant}, organization = {Lantern Trust}}"
    for text, place in ((ris, "a.ris"), (bib, "a.bib")):
        (record,) = read(Document(text.encode(), place)).records
        assert (record.kind, record.contributions) == (Kind.AWARD, (TRUST,))
