"""Collections: kept, ordered, annotated, shared; nobody reaches into another's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from clew.errors import MemberError, NotFound
from clew.members import Account, Collection, Kept, Members

from .conftest import NOW

AT = "2026-03-01T12:00:00+00:00"


def held(members: Members, account: Account, number: int) -> list[str]:
    return [kept.resource for kept in members.collections.get(account.number, number).kept]


def test_a_collection_holds_resources_in_order(members: Members, ada: Account) -> None:
    made = members.collections.make(
        ada.number, "  Home \n visits ", NOW, " For the review. ", ["tea", "milk", "tea"]
    )
    assert made == Collection(
        number=1,
        account=1,
        title="Home visits",
        description="For the review.",
        share=None,
        created_at=AT,
        changed_at=AT,
        kept=(Kept("tea", None, AT), Kept("milk", None, AT)),
    )
    members.collections.keep(ada.number, 1, ["sugar", "milk"], NOW)
    assert held(members, ada, 1) == ["tea", "milk", "sugar"]
    assert members.collections.of(ada.number) == [replace(made, kept=())]


def test_notes_and_places_change(members: Members, ada: Account) -> None:
    members.collections.make(ada.number, "Cups", NOW, resources=["a", "b", "c"])
    members.collections.note(ada.number, 1, "b", " read chapter 2 ", NOW)
    members.collections.move(ada.number, 1, "c", 0, NOW)
    kept = members.collections.get(ada.number, 1).kept
    assert kept == (Kept("c", None, AT), Kept("a", None, AT), Kept("b", "read chapter 2", AT))
    members.collections.note(ada.number, 1, "b", "  ", NOW)
    members.collections.move(ada.number, 1, "c", 99, NOW)
    assert members.collections.get(ada.number, 1).kept == (
        Kept("a", None, AT),
        Kept("b", None, AT),
        Kept("c", None, AT),
    )


def test_what_is_dropped_is_gone_and_can_come_back(members: Members, ada: Account) -> None:
    members.collections.make(ada.number, "Cups", NOW, resources=["a", "b"])
    members.collections.drop(ada.number, 1, "a", NOW)
    members.collections.drop(ada.number, 1, "never there", NOW)
    members.collections.keep(ada.number, 1, ["a"], NOW)
    assert held(members, ada, 1) == ["b", "a"]


def test_a_collection_needs_a_title(members: Members, ada: Account) -> None:
    with pytest.raises(MemberError, match="has no title"):
        members.collections.make(ada.number, " \n ", NOW)
    members.collections.make(ada.number, "Cups", NOW)
    with pytest.raises(MemberError, match="has no title"):
        members.collections.rename(ada.number, 1, "", None, NOW)
    members.collections.rename(ada.number, 1, "Mugs", "Large", NOW)
    renamed = members.collections.get(ada.number, 1)
    assert (renamed.title, renamed.description) == ("Mugs", "Large")


def test_a_collection_has_an_end(
    members: Members, ada: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clew.members.collections.MOST", 2)
    members.collections.make(ada.number, "Cups", NOW, resources=["a"])
    with pytest.raises(MemberError, match="at most 2 resources"):
        members.collections.keep(ada.number, 1, ["b", "c"], NOW)
    assert held(members, ada, 1) == ["a"]


def test_a_link_shares_it_until_that_ends(members: Members, ada: Account) -> None:
    members.collections.make(ada.number, "Cups", NOW, resources=["a"])
    share = members.collections.set_shared(ada.number, 1, True)
    assert share
    assert len(share) >= 43
    assert members.collections.set_shared(ada.number, 1, True) == share
    assert members.collections.shared(share).kept == (Kept("a", None, AT),)
    assert members.collections.set_shared(ada.number, 1, False) is None
    with pytest.raises(NotFound, match="or it is shared no more"):
        members.collections.shared(share)
    assert members.collections.set_shared(ada.number, 1, True) != share


@pytest.mark.parametrize(
    "touch",
    [
        lambda m, who: m.collections.get(who, 1),
        lambda m, who: m.collections.keep(who, 1, ["b"], NOW),
        lambda m, who: m.collections.drop(who, 1, "a", NOW),
        lambda m, who: m.collections.note(who, 1, "a", "mine", NOW),
        lambda m, who: m.collections.move(who, 1, "a", 0, NOW),
        lambda m, who: m.collections.rename(who, 1, "Mine", None, NOW),
        lambda m, who: m.collections.set_shared(who, 1, True),
        lambda m, who: m.collections.delete(who, 1),
    ],
)
def test_nobody_touches_what_is_anothers(
    members: Members, ada: Account, ben: Account, touch: Callable[[Members, int], object]
) -> None:
    before = members.collections.make(ada.number, "Cups", NOW, resources=["a"])
    with pytest.raises(NotFound, match="There is no collection 1"):
        touch(members, ben.number)
    assert members.collections.get(ada.number, 1) == before


def test_what_is_not_held_cannot_be_handled(members: Members, ada: Account) -> None:
    members.collections.make(ada.number, "Cups", NOW, resources=["a"])
    with pytest.raises(NotFound, match="“Cups” does not hold b"):
        members.collections.note(ada.number, 1, "b", "x", NOW)
    with pytest.raises(NotFound, match="“Cups” does not hold b"):
        members.collections.move(ada.number, 1, "b", 0, NOW)


def test_a_deleted_collection_leaves_nothing(members: Members, ada: Account) -> None:
    members.collections.make(ada.number, "Cups", NOW, resources=["a"])
    members.collections.delete(ada.number, 1)
    assert members.collections.of(ada.number) == []
    assert members.collections.make(ada.number, "Mugs", NOW).kept == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["keep", "drop", "move"]),
            st.sampled_from("abcde"),
            st.integers(0, 5),
        ),
        max_size=15,
    )
)
def test_it_behaves_as_a_list_without_doubles(
    members: Members, ada: Account, steps: list[tuple[str, str, int]]
) -> None:
    number = members.collections.make(ada.number, "Cups", NOW).number
    expected: list[str] = []
    for verb, name, place in steps:
        if verb == "keep":
            members.collections.keep(ada.number, number, [name], NOW)
            expected += [] if name in expected else [name]
        elif verb == "drop":
            members.collections.drop(ada.number, number, name, NOW)
            expected = [one for one in expected if one != name]
        elif name in expected:
            members.collections.move(ada.number, number, name, place, NOW)
            expected.remove(name)
            expected.insert(place, name)
        assert held(members, ada, number) == expected


def test_a_transaction_is_whole_or_nothing(members: Members, ada: Account) -> None:
    def both() -> None:
        with members.transaction():
            members.collections.make(ada.number, "Cups", NOW)
            members.collections.make(ada.number, "", NOW)

    with pytest.raises(MemberError):
        both()
    assert members.collections.of(ada.number) == []
