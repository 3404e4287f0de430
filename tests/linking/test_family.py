"""A surer link takes in what is only suggested and says less."""

from __future__ import annotations

import pytest
from linking.made import name
from support import Weave

from clew.catalogue import Catalogue
from clew.linking import Desk, thread
from clew.linking.family import gathered
from clew.model import Evidence, Kind, Link, LinkState, LinkType, Record, Relation, Scheme, Target

STATED, SUGGESTED, REJECTED = LinkState.STATED, LinkState.SUGGESTED, LinkState.REJECTED


def link(type: LinkType, state: LinkState = SUGGESTED, ends: str = "ab") -> Link:
    evidence = Evidence(rule="r", reason=f"{type} {state}")
    return Link(subject=ends[0], type=type, object=ends[1], state=state, evidence=(evidence,))


@pytest.mark.parametrize(
    ("sure", "suggested"),
    [
        (LinkType.TRANSFER_OF, LinkType.CONTINUES),
        (LinkType.CONTINUES, LinkType.TRANSFER_OF),
        (LinkType.TEACHES, LinkType.CITES),
        (LinkType.CITES, LinkType.RELATED_TO),
    ],
)
def test_a_suggestion_is_taken_in_with_its_evidence(sure: LinkType, suggested: LinkType) -> None:
    better, lesser = link(sure, STATED), link(suggested)
    (kept,) = gathered([lesser, better])
    assert (kept.type, kept.state) == (sure, STATED)
    assert kept.evidence == (*better.evidence, *lesser.evidence)


@pytest.mark.parametrize(
    "both",
    [
        [link(LinkType.TRANSFER_OF, REJECTED), link(LinkType.CONTINUES)],
        [link(LinkType.TRANSFER_OF, STATED), link(LinkType.CONTINUES, STATED)],
        [link(LinkType.TRANSFER_OF, STATED), link(LinkType.CONTINUES, ends="ba")],
        [link(LinkType.TRANSFER_OF, STATED), link(LinkType.CONTINUES, ends="ac")],
        [link(LinkType.CITES, STATED), link(LinkType.TEACHES)],
        [link(LinkType.PART_OF), link(LinkType.RELATED_TO)],
    ],
    ids=["rejected", "both stated", "other way", "other ends", "says more", "nothing sure"],
)
def test_what_says_something_of_its_own_stays(both: list[Link]) -> None:
    assert gathered(both) == both


def award(number: str, *relations: Relation) -> Record:
    reference = name(Scheme.AWARD, f"ES/Z900017/{number}")
    return Record(
        key=number, kind=Kind.AWARD, title="Stairs", identifiers=(reference,), relations=relations
    )


def test_a_thread_shows_a_stated_transfer_once_until_it_is_rejected(
    catalogue: Catalogue, weave: Weave
) -> None:
    first = Target(identifier=name(Scheme.AWARD, "ES/Z900017/1"))
    weave(award("1"), at="one")
    weave(award("2", Relation(type=LinkType.TRANSFER_OF, target=first, quote="Transfer")), at="two")
    (shown,) = thread(catalogue, "stairs").links
    assert (shown.type, shown.state) == (LinkType.TRANSFER_OF, STATED)
    assert [one.rule for one in shown.evidence] == ["stated-relation", "award-stem"]
    desk = Desk(catalogue)
    assert list(desk.questions()) == []
    desk.decide("stairs-2/transfer-of/stairs", "reject", "Ada")
    (shown,) = thread(catalogue, "stairs").links
    assert (shown.type, shown.state) == (LinkType.CONTINUES, SUGGESTED)
    desk.undo(by="Ada")
    (shown,) = thread(catalogue, "stairs").links
    assert shown.type == LinkType.TRANSFER_OF
