"""Links: what evidence comes to, what people say, and what is left when evidence goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pytest
from support import NOW, Weave

from clew.catalogue import Catalogue
from clew.catalogue.links import SUREST, Proposal
from clew.model import Evidence, Kind, Link, LinkState, LinkType, Record


class End(NamedTuple):
    """A resource and its one record, by number."""

    resource: int
    record: int


@pytest.fixture
def ends(catalogue: Catalogue, weave: Weave) -> dict[str, End]:
    """Return four resources, of one record each, that nothing ties together."""
    titles = ("Tea", "Milk", "Sugar", "Spoons")
    for title in titles:
        weave(Record(key=title, kind=Kind.DATASET, title=title), at=title)
    found = {title: catalogue.resources.get(title.lower()) for title in titles}
    return {title: End(one.number, one.held[0].number) for title, one in found.items()}


def found_by(rule: str, confidence: float | None = None, reason: str = "So.") -> Evidence:
    return Evidence(rule=rule, reason=reason, confidence=confidence)


def proposal(
    subject: End,
    target: End,
    evidence: Evidence,
    state: LinkState = LinkState.SUGGESTED,
    type: LinkType = LinkType.CITES,
) -> Proposal:
    return Proposal(
        subject.resource, type, target.resource, state, evidence, subject.record, target.record
    )


def propose(catalogue: Catalogue, *proposals: Proposal) -> None:
    with catalogue.transaction():
        catalogue.links.propose(proposals)


def of(catalogue: Catalogue, *ends: End) -> list[Link]:
    return catalogue.links.of([end.resource for end in ends])


def said(links: Iterable[Link]) -> list[tuple[str, str, str, str, float | None]]:
    return [(link.subject, link.type, link.object, link.state, link.confidence) for link in links]


def test_a_proposal_makes_a_link_with_its_evidence(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    evidence = found_by("same-title", 0.9)
    propose(catalogue, proposal(ends["Tea"], ends["Milk"], evidence))
    expected = Link(
        subject="tea",
        type=LinkType.CITES,
        object="milk",
        state=LinkState.SUGGESTED,
        evidence=(evidence,),
        confidence=0.9,
    )
    assert of(catalogue, ends["Tea"]) == of(catalogue, ends["Milk"]) == [expected]
    assert of(catalogue, ends["Sugar"]) == []


def test_the_same_evidence_twice_is_there_once(catalogue: Catalogue, ends: dict[str, End]) -> None:
    once = proposal(ends["Tea"], ends["Milk"], found_by("same-title", 0.9))
    propose(catalogue, once, once)
    propose(catalogue, once)
    (link,) = of(catalogue, ends["Tea"])
    assert link.evidence == (found_by("same-title", 0.9),)
    assert link.confidence == pytest.approx(0.9)


def test_a_rule_that_says_it_better_replaces_what_it_said(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    for confidence, reason in ((0.5, "Perhaps."), (0.8, "Surely.")):
        evidence = found_by("same-title", confidence, reason)
        propose(catalogue, proposal(ends["Tea"], ends["Milk"], evidence))
    (link,) = of(catalogue, ends["Tea"])
    assert link.evidence == (found_by("same-title", 0.8, "Surely."),)
    assert link.confidence == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("confidences", "sure"),
    [([0.5, 0.5], 0.75), ([0.9, 0.5], 0.95), ([0.99, 0.99], SUREST), ([0.6], 0.6)],
)
def test_suggestions_strengthen_one_another_but_stay_suggestions(
    catalogue: Catalogue, ends: dict[str, End], confidences: list[float], sure: float
) -> None:
    for number, confidence in enumerate(confidences):
        evidence = found_by(f"rule-{number}", confidence)
        propose(catalogue, proposal(ends["Tea"], ends["Milk"], evidence))
    (link,) = of(catalogue, ends["Tea"])
    assert link.state == LinkState.SUGGESTED
    assert link.confidence == pytest.approx(sure)


def test_what_a_source_states_outweighs_what_a_rule_suggests(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    tea, milk = ends["Tea"], ends["Milk"]
    propose(catalogue, proposal(tea, milk, found_by("same-title", 0.9)))
    propose(catalogue, proposal(tea, milk, found_by("stated-relation"), LinkState.STATED))
    assert said(of(catalogue, tea)) == [("tea", "cites", "milk", "stated", None)]
    (link,) = of(catalogue, tea)
    assert {one.rule for one in link.evidence} == {"same-title", "stated-relation"}


def test_evidence_gathered_in_one_go_comes_to_what_it_does_piece_by_piece(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    tea, milk, sugar, spoons = (ends[name] for name in ("Tea", "Milk", "Sugar", "Spoons"))
    told = [
        proposal(tea, milk, found_by("one", 0.5)),
        proposal(sugar, spoons, found_by("one", 0.5)),
        proposal(tea, milk, found_by("two", 0.5)),
        proposal(tea, milk, found_by("one", 0.8, "Rather.")),
    ]
    propose(catalogue, *told)
    together = of(catalogue, tea, sugar)
    assert [(one.subject, one.object) for one in together] == [("tea", "milk"), ("sugar", "spoons")]
    assert [one.confidence for one in together] == pytest.approx([0.9, 0.5])
    logged = [(e.action, e.record, e.reason) for e in catalogue.log.entries()]
    assert logged == [
        ("evidence", tea.record, "one: So."),
        ("evidence", sugar.record, "one: So."),
        ("evidence", tea.record, "two: So."),
    ]
    with catalogue.transaction():
        catalogue.links.forget([tea.record, sugar.record])
    for one in told:
        propose(catalogue, one)
    apart = of(catalogue, tea, sugar)
    assert [(one.evidence, one.confidence) for one in apart] == [
        (one.evidence, one.confidence) for one in together
    ]


def test_links_of_another_type_or_direction_are_other_links(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    tea, milk, evidence = ends["Tea"], ends["Milk"], found_by("rule", 0.5)
    propose(
        catalogue,
        proposal(tea, milk, evidence),
        proposal(milk, tea, evidence),
        proposal(tea, milk, evidence, type=LinkType.BASED_ON),
    )
    assert said(of(catalogue, tea)) == [
        ("tea", "based-on", "milk", "suggested", 0.5),
        ("tea", "cites", "milk", "suggested", 0.5),
        ("milk", "cites", "tea", "suggested", 0.5),
    ]


def test_both_ends_change_with_their_link(catalogue: Catalogue, ends: dict[str, End]) -> None:
    before = catalogue.revision
    propose(catalogue, proposal(ends["Tea"], ends["Milk"], found_by("rule", 0.5)))
    changed = {ends["Tea"].resource, ends["Milk"].resource}
    assert set(catalogue.resources.changed_since(before)) == changed


def test_forgetting_the_last_evidence_takes_the_link(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    tea, milk, sugar = ends["Tea"], ends["Milk"], ends["Sugar"]
    evidence = found_by("rule", 0.5)
    propose(catalogue, proposal(tea, milk, evidence), proposal(sugar, milk, evidence))
    before = catalogue.revision
    with catalogue.transaction():
        catalogue.links.forget([tea.record])
    assert said(of(catalogue, milk)) == [("sugar", "cites", "milk", "suggested", 0.5)]
    assert set(catalogue.resources.changed_since(before)) == {tea.resource, milk.resource}


def test_evidence_is_forgotten_from_either_end(catalogue: Catalogue, ends: dict[str, End]) -> None:
    propose(catalogue, proposal(ends["Tea"], ends["Milk"], found_by("rule", 0.5)))
    with catalogue.transaction():
        catalogue.links.forget([ends["Milk"].record])
    assert of(catalogue, ends["Tea"]) == []


def test_what_is_left_is_weighed_again(catalogue: Catalogue, ends: dict[str, End]) -> None:
    tea, milk = ends["Tea"], ends["Milk"]
    propose(catalogue, proposal(tea, milk, found_by("stated"), LinkState.STATED))
    propose(catalogue, proposal(tea, milk, found_by("one", 0.5)))
    propose(catalogue, proposal(tea, milk, found_by("two", 0.8)))
    steps = (("stated", ("suggested", 0.9)), ("two", ("suggested", 0.5)))
    for rule, expected in steps:
        with catalogue.transaction():
            catalogue.links.forget([tea.record], [rule])
        (link,) = of(catalogue, tea)
        assert link.state == expected[0]
        assert link.confidence == pytest.approx(expected[1])


def test_forgetting_what_is_not_there_changes_nothing(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    propose(catalogue, proposal(ends["Tea"], ends["Milk"], found_by("rule", 0.5)))
    before = said(of(catalogue, ends["Tea"]))
    with catalogue.transaction():
        catalogue.links.forget([ends["Spoons"].record])
        catalogue.links.forget([ends["Tea"].record], ["another-rule"])
        catalogue.links.forget([])
    assert said(of(catalogue, ends["Tea"])) == before


def decide(catalogue: Catalogue, verdict: str, subject: End, target: End) -> int:
    """Confirm or reject that one cites the other; return the decision's number."""
    with catalogue.transaction():
        number = catalogue.decisions.make(
            verdict, [(subject.record, target.record)], "ada", NOW, type=LinkType.CITES
        )
        catalogue.links.decide([(subject.resource, LinkType.CITES, target.resource)])
    return number


@pytest.mark.parametrize(("verdict", "state"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_a_decided_link_stays_decided_whatever_is_found(
    catalogue: Catalogue, ends: dict[str, End], verdict: str, state: str
) -> None:
    tea, milk = ends["Tea"], ends["Milk"]
    propose(catalogue, proposal(tea, milk, found_by("one", 0.5)))
    decide(catalogue, verdict, tea, milk)
    expected = [("tea", "cites", "milk", state, None)]
    assert said(of(catalogue, tea)) == expected
    propose(catalogue, proposal(tea, milk, found_by("two", 0.9)))
    propose(catalogue, proposal(tea, milk, found_by("three"), LinkState.STATED))
    assert said(of(catalogue, tea)) == expected
    with catalogue.transaction():
        catalogue.links.forget([tea.record])
    assert said(of(catalogue, tea)) == expected


def test_a_decision_that_is_undone_leaves_what_the_evidence_says(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    tea, milk = ends["Tea"], ends["Milk"]
    propose(catalogue, proposal(tea, milk, found_by("one", 0.5)))
    number = decide(catalogue, "reject", tea, milk)
    with catalogue.transaction():
        catalogue.decisions.undo(number, "ada", NOW)
        catalogue.links.decide([(tea.resource, LinkType.CITES, milk.resource)])
    assert said(of(catalogue, tea)) == [("tea", "cites", "milk", "suggested", 0.5)]


def test_the_last_of_several_decisions_counts(catalogue: Catalogue, ends: dict[str, End]) -> None:
    tea, milk = ends["Tea"], ends["Milk"]
    for verdict, state in (("confirm", "confirmed"), ("reject", "rejected")):
        decide(catalogue, verdict, tea, milk)
        assert [link.state for link in of(catalogue, tea)] == [state]


def test_neighbours(catalogue: Catalogue, ends: dict[str, End]) -> None:
    tea, milk, sugar, spoons = ends.values()
    propose(
        catalogue,
        proposal(tea, milk, found_by("rule", 0.4)),
        proposal(sugar, tea, found_by("rule", 0.9), type=LinkType.BASED_ON),
        proposal(sugar, spoons, found_by("stated"), LinkState.STATED),
    )
    near = catalogue.links.neighbours
    assert near([tea.resource]) == {milk.resource, sugar.resource}
    assert near([tea.resource, sugar.resource]) == {milk.resource, spoons.resource}
    assert near([tea.resource], [LinkType.BASED_ON]) == {sugar.resource}
    assert near([tea.resource], surer_than=0.5) == {sugar.resource}
    assert near([spoons.resource], surer_than=1) == {sugar.resource}
    assert near([]) == set()


def test_a_rejected_link_leads_nowhere(catalogue: Catalogue, ends: dict[str, End]) -> None:
    tea, milk = ends["Tea"], ends["Milk"]
    propose(catalogue, proposal(tea, milk, found_by("rule", 0.9)))
    decide(catalogue, "reject", tea, milk)
    assert catalogue.links.neighbours([tea.resource]) == set()
    assert [link.state for link in of(catalogue, tea)] == [LinkState.REJECTED]


def test_evidence_between_records_of_one_resource_waits_until_they_part(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    tea, milk = ends["Tea"], ends["Milk"]
    inside = proposal(End(tea.resource, tea.record), End(tea.resource, milk.record), found_by("r"))
    with catalogue.transaction():
        catalogue.records.move(milk.record, tea.resource, "for a test")
        catalogue.links.propose([inside])
    assert of(catalogue, tea) == []
    with catalogue.transaction():
        catalogue.records.move(milk.record, milk.resource, None)
        catalogue.links.follow([milk.record], [tea.resource])
    assert said(of(catalogue, tea)) == [("tea", "cites", "milk", "suggested", None)]


def test_evidence_follows_a_record_to_its_new_resource(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    tea, milk, sugar, _ = ends.values()
    propose(catalogue, proposal(tea, milk, found_by("rule", 0.5)))
    with catalogue.transaction():
        catalogue.records.move(milk.record, sugar.resource, "for a test")
        catalogue.links.follow([milk.record], [milk.resource])
    assert said(of(catalogue, tea)) == [("tea", "cites", "sugar", "suggested", 0.5)]


@pytest.mark.parametrize(("verdict", "state"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_what_was_decided_follows_a_record_to_its_new_resource(
    catalogue: Catalogue, ends: dict[str, End], verdict: str, state: str
) -> None:
    tea, milk, sugar, _ = ends.values()
    decide(catalogue, verdict, tea, milk)
    with catalogue.transaction():
        catalogue.records.move(milk.record, sugar.resource, "for a test")
        catalogue.links.follow([milk.record], [milk.resource])
    assert said(of(catalogue, tea)) == [("tea", "cites", "sugar", state, None)]


def test_a_decision_that_was_undone_follows_nobody(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    tea, milk, sugar, _ = ends.values()
    number = decide(catalogue, "confirm", tea, milk)
    with catalogue.transaction():
        catalogue.decisions.undo(number, "ada", NOW)
        catalogue.links.decide([(tea.resource, LinkType.CITES, milk.resource)])
        catalogue.records.move(milk.record, sugar.resource, "for a test")
        catalogue.links.follow([milk.record], [milk.resource])
    assert of(catalogue, tea) == []


def test_what_is_not_one_thing_is_no_link_once_its_evidence_has_gone_elsewhere(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    tea, milk, sugar, _ = ends.values()
    propose(catalogue, proposal(tea, milk, found_by("rule", 0.5), type=LinkType.SAME_AS))
    with catalogue.transaction():
        catalogue.decisions.make("split", [(tea.record, sugar.record)], "ada", NOW)
        catalogue.records.move(milk.record, sugar.resource, "for a test")
        catalogue.links.follow([milk.record], [milk.resource])
    assert said(of(catalogue, tea)) == [("tea", "same-as", "sugar", "rejected", None)]
    with catalogue.transaction():
        catalogue.records.move(milk.record, milk.resource, None)
        catalogue.links.follow([milk.record], [sugar.resource])
    assert said(of(catalogue, tea)) == [("tea", "same-as", "milk", "suggested", 0.5)]


def test_the_same_words_from_two_records_are_shown_once(
    catalogue: Catalogue, ends: dict[str, End]
) -> None:
    tea, milk, sugar = ends["Tea"], ends["Milk"], ends["Sugar"]
    words = Evidence(rule="bibliography", reason="It is listed.", quote="Milk, 1950.")
    propose(
        catalogue,
        proposal(tea, milk, words),
        proposal(tea, milk, words)._replace(other=sugar.record),
    )
    (link,) = of(catalogue, tea)
    assert link.evidence == (words,)


def test_kinds_beside_and_wholes(catalogue: Catalogue, weave: Weave) -> None:
    kinds = {
        "Grant": Kind.AWARD,
        "Paper": Kind.PUBLICATION,
        "Tool": Kind.SOFTWARE,
        "Panel": Kind.DATASET,
    }
    for title, kind in kinds.items():
        weave(Record(key=title, kind=kind, title=title), at=title)
    found = {title: catalogue.resources.get(title.lower()) for title in kinds}
    grant, paper, tool, panel = (End(r.number, r.held[0].number) for r in found.values())
    stated, guess = found_by("stated"), found_by("guess", 0.9)
    propose(
        catalogue,
        proposal(paper, grant, stated, LinkState.STATED, LinkType.OUTPUT_OF),
        proposal(tool, grant, guess, LinkState.SUGGESTED, LinkType.OUTPUT_OF),
        proposal(panel, grant, stated, LinkState.STATED, LinkType.OUTPUT_OF),
        proposal(paper, panel, stated, LinkState.STATED, LinkType.CITES),
    )
    numbers = [end.resource for end in (grant, paper, tool, panel)]
    assert catalogue.links.kinds_beside(numbers) == {
        grant.resource: {Kind.PUBLICATION, Kind.DATASET},
        paper.resource: {Kind.AWARD},
        panel.resource: {Kind.AWARD},
    }
    assert catalogue.links.wholes(numbers) == {paper.resource: (grant.resource,)}
    assert catalogue.links.kinds_beside([]) == {}
    assert catalogue.links.wholes([]) == {}


def test_those_beside_learn_of_another_kind(catalogue: Catalogue, ends: dict[str, End]) -> None:
    tea, milk, sugar = ends["Tea"], ends["Milk"], ends["Sugar"]
    propose(catalogue, proposal(tea, milk, found_by("one")))
    before = catalogue.revision
    with catalogue.transaction():
        catalogue.resources.set_kind(tea.resource, Kind.DATASET)
    assert catalogue.resources.changed_since(before) == []
    with catalogue.transaction():
        catalogue.resources.set_kind(tea.resource, Kind.THESIS)
    changed = catalogue.resources.changed_since(before)
    assert set(changed) == {tea.resource, milk.resource}
    assert sugar.resource not in changed
