"""A thread: as deep as asked, along the links that are asked for, told as a story."""

from __future__ import annotations

import pytest
from linking.made import name, work
from support import Weave

from clew.catalogue import Catalogue
from clew.linking import Desk, thread
from clew.model import (
    Agent,
    Contribution,
    FullText,
    Identifier,
    Kind,
    LinkState,
    LinkType,
    Period,
    Record,
    Reference,
    Relation,
    Role,
    Scheme,
    Target,
    Thread,
)

AWARD = name(Scheme.AWARD, "ES/Z900017/1")
DATA = name(Scheme.DOI, "10.5/data")
PAPER = name(Scheme.DOI, "10.5/paper")


def tie(type: LinkType, identifier: Identifier) -> Relation:
    return Relation(type=type, target=Target(identifier=identifier), quote="as it says")


@pytest.fixture
def story(catalogue: Catalogue, weave: Weave) -> Catalogue:
    """Return a course that cites a paper, on data, which an award paid for."""
    led = Contribution(agent=Agent.person("Ada Moss"), role=Role.PRINCIPAL_INVESTIGATOR)
    weave(
        Record(
            key="a",
            kind=Kind.AWARD,
            title="Stairs",
            identifiers=(AWARD,),
            contributions=(led,),
            period=Period(start="2011-10-01", end="2014-09-30"),
        ),
        at="award",
    )
    weave(
        Record(
            key="d",
            kind=Kind.DATASET,
            title="Stairs, counted",
            identifiers=(DATA,),
            period=Period(start="2012", end="2013"),
            relations=(tie(LinkType.FUNDED_BY, AWARD),),
        ),
        at="data",
    )
    weave(
        work("On stairs", identifiers=(PAPER,), relations=(tie(LinkType.BASED_ON, DATA),)),
        at="paper",
    )
    weave(
        Record(
            key="c", kind=Kind.COURSE, title="Going in", relations=(tie(LinkType.CITES, PAPER),)
        ),
        at="course",
    )
    return catalogue


def beads(thread: Thread) -> list[tuple[str, int]]:
    return [(bead.id, bead.depth) for bead in thread.beads]


def types(thread: Thread) -> list[str]:
    return [link.type for link in thread.links]


def test_it_is_told_from_the_award_to_teaching(story: Catalogue) -> None:
    whole = thread(story, "going-in")
    assert beads(whole) == [
        ("stairs", 3),
        ("stairs-counted", 2),
        ("on-stairs", 1),
        ("going-in", 0),
    ]
    assert whole.root == "going-in"


@pytest.mark.parametrize("depth", range(4))
def test_it_goes_as_far_as_asked(story: Catalogue, depth: int) -> None:
    assert max(bead.depth for bead in thread(story, "going-in", depth).beads) == depth


def test_it_takes_the_nearest_where_there_are_too_many(story: Catalogue) -> None:
    assert beads(thread(story, "going-in", width=2)) == [("on-stairs", 1), ("going-in", 0)]


def test_it_follows_links_of_some_types(story: Catalogue) -> None:
    found = thread(story, "stairs-counted", types=[LinkType.FUNDED_BY, LinkType.CITES])
    assert beads(found) == [("stairs", 1), ("stairs-counted", 0)]
    assert types(found) == ["funded-by"]


def test_it_follows_links_in_some_states(story: Catalogue) -> None:
    Desk(story).decide("going-in/cites/on-stairs", "accept", "Ada")
    Desk(story).decide("on-stairs/based-on/stairs-counted", "reject", "Ada")
    assert types(thread(story, "on-stairs")) == ["cites"]
    asked = {state: types(thread(story, "on-stairs", states=[state])) for state in LinkState}
    assert asked == {
        LinkState.STATED: [],
        LinkState.SUGGESTED: [],
        LinkState.CONFIRMED: ["cites"],
        LinkState.REJECTED: ["based-on"],
    }


def test_it_leaves_out_suggestions_that_are_less_sure(catalogue: Catalogue, weave: Weave) -> None:
    weave(work(published="2012", container="Stair Working Papers"), at="draft")
    weave(work(container="Journal of Close Practice"), at="article")
    Desk(catalogue).run()
    start = "knocking-twice-doorsteps-and-decisions-in-family-visiting"
    (sure,) = thread(catalogue, start).links
    assert sure.confidence is not None
    assert thread(catalogue, start, min_confidence=sure.confidence).links == (sure,)
    assert thread(catalogue, start, min_confidence=sure.confidence + 0.001).links == ()


def test_people_are_named_where_they_lead_not_beads(story: Catalogue) -> None:
    award = next(bead for bead in thread(story, "stairs").beads if bead.id == "stairs")
    assert [(one.name, one.role, one.id) for one in award.people] == [
        ("Ada Moss", "principal investigator", "ada-moss")
    ]
    assert "ada-moss" in dict(beads(thread(story, "stairs", types=[LinkType.LEADS])))


def test_a_thread_that_begins_with_a_person_has_their_works(story: Catalogue) -> None:
    assert beads(thread(story, "ada-moss", 2)) == [
        ("stairs", 1),
        ("stairs-counted", 2),
        ("ada-moss", 0),
    ]


def listed(title: str, year: str, author: str) -> Reference:
    people = (Agent.person(author, family=author),)
    return Reference(raw=f"{author} {year}", title=title, year=year, authors=people)


def test_a_bibliography_is_part_of_its_own_thread_only_where_it_leads_somewhere(
    catalogue: Catalogue, weave: Weave
) -> None:
    shared = listed("The tenement and its staircases", "1998", "Pell")
    alone = listed("A history of the door handle", "2001", "Moss")
    for place, books in (("one", (shared, alone)), ("two", (shared,))):
        thesis = Record(
            key="t",
            kind=Kind.THESIS,
            title=f"Going up {place}",
            fulltext=FullText(references=books),
            relations=(tie(LinkType.BASED_ON, DATA),),
        )
        weave(thesis, at=place)
    weave(
        Record(key="d", kind=Kind.DATASET, title="Stairs, counted", identifiers=(DATA,)), at="data"
    )
    whole = thread(catalogue, "stairs-counted")
    assert beads(whole) == [
        ("stairs-counted", 0),
        ("the-tenement-and-its-staircases", 2),
        ("going-up-one", 1),
        ("going-up-two", 1),
    ]
    assert whole.left_out == 1
    own = thread(catalogue, "going-up-one", 1)
    assert "a-history-of-the-door-handle" in dict(beads(own))
    asked = thread(catalogue, "stairs-counted", types=[LinkType.BASED_ON, LinkType.CITES])
    assert dict(beads(asked))["a-history-of-the-door-handle"] == 2
    assert asked.left_out == 0
