"""People and organisations as resources: by identifier or full name, never by initials alone."""

from __future__ import annotations

from support import Weave

from clew.catalogue import Catalogue
from clew.linking import link, thread
from clew.linking.thread import ROLES
from clew.model import (
    Agent,
    Contribution,
    Identifier,
    Kind,
    LinkType,
    Named,
    Record,
    Relation,
    Role,
    Scheme,
    Target,
)

ADA = Identifier(scheme=Scheme.GTR, value="ADA-1")
MILL = Identifier(scheme=Scheme.GTR, value="MILL")


def award(number: str, *people: tuple[Agent, Role]) -> Record:
    return Record(
        key=number,
        kind=Kind.AWARD,
        title=f"Stairs {number}",
        identifiers=(Identifier(scheme=Scheme.AWARD, value=f"ES/Z90000{number}/1"),),
        contributions=tuple(Contribution(agent=agent, role=role) for agent, role in people),
    )


def paper(author: str) -> Record:
    return Record(
        key="p",
        kind=Kind.PUBLICATION,
        title="Knocking twice",
        contributions=(Contribution(agent=Agent.person(author), role=Role.AUTHOR),),
        relations=(
            Relation(type=LinkType.OUTPUT_OF, target=Target(key="1"), quote="Knocking twice"),
        ),
    )


def said(catalogue: Catalogue, start: str, *types: LinkType) -> set[tuple[str, str, str, str]]:
    found = thread(catalogue, start, types=types).links
    return {(one.subject, one.type, one.object, one.state) for one in found}


LEADER = (Agent.person("Ada Moss", identifiers=(ADA,)), Role.PRINCIPAL_INVESTIGATOR)
HOUSE = (Agent.organisation("Mill College", identifiers=(MILL,)), Role.LEAD_ORGANISATION)


def test_one_person_across_awards(catalogue: Catalogue, weave: Weave) -> None:
    other = (Agent.person("Ada J. Moss", identifiers=(ADA,)), Role.CO_INVESTIGATOR)
    weave(award("1", LEADER, HOUSE), at="one")
    weave(award("2", other, HOUSE), at="two")
    link(catalogue)
    ada = catalogue.resources.get("ada-moss")
    assert [h.record.title for h in ada.held] == ["Ada Moss", "Ada J. Moss"]
    assert ada.held[1].joined_by == "same Gateway to Research id ADA-1"
    assert said(catalogue, "ada-moss") == {
        ("ada-moss", "leads", "stairs-1", "stated"),
        ("ada-moss", "contributes-to", "stairs-2", "stated"),
    }
    assert len(catalogue.resources.get("mill-college").held) == 2


def test_a_person_is_an_end_of_other_threads(catalogue: Catalogue, weave: Weave) -> None:
    weave(award("1", LEADER, HOUSE), at="one")
    weave(award("2", LEADER, HOUSE), at="two")
    (bead,) = thread(catalogue, "stairs-1").beads
    assert bead.people == (
        Named(name="Ada Moss", role=Role.PRINCIPAL_INVESTIGATOR, id="ada-moss"),
        Named(name="Mill College", role=Role.LEAD_ORGANISATION, id="mill-college"),
    )


def test_a_thread_runs_on_through_people_when_that_is_asked_for(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(award("1", LEADER, HOUSE), at="one")
    weave(award("2", LEADER, HOUSE), at="two")
    weave(award("3", (Agent.person("Ben Okoro"), Role.FELLOW), HOUSE), at="three")
    found = thread(catalogue, "stairs-1", types=[LinkType.LEADS])
    # Mill College leads the third as well, but a thread does not run through a university.
    assert [(bead.id, bead.depth) for bead in found.beads] == [
        ("stairs-1", 0),
        ("stairs-2", 2),
        ("ada-moss", 1),
        ("mill-college", 1),
    ]
    assert {bead.id for bead in thread(catalogue, "mill-college").beads} == {
        "mill-college",
        "stairs-1",
        "stairs-2",
        "stairs-3",
    }


def test_people_without_a_resource_of_their_own_are_named_all_the_same(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(paper("Moss A"))
    (bead,) = thread(catalogue, "knocking-twice").beads
    assert bead.people == (Named(name="Moss A", role=Role.AUTHOR),)


def test_an_author_whose_name_fits_one_of_the_awards_people(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(award("1", LEADER), paper("Moss A"))
    assert ("ada-moss", "author-of", "knocking-twice", "suggested") in said(catalogue, "ada-moss")
    (found,) = (
        one for one in thread(catalogue, "ada-moss").links if one.type == LinkType.AUTHOR_OF
    )
    assert found.confidence == 0.97
    assert found.evidence[0].quote == "Moss A"


def test_a_name_that_fits_two_or_nobody_is_left_alone(catalogue: Catalogue, weave: Weave) -> None:
    anna = Identifier(scheme=Scheme.GTR, value="ANNA-1")
    twin = (Agent.person("Anna Moss", identifiers=(anna,)), Role.CO_INVESTIGATOR)
    weave(award("1", LEADER, twin), paper("Moss A"), at="two")
    weave(award("1", LEADER), paper("Okoro S"), at="none")
    weave(award("1", LEADER), paper("Moss"), at="bare")
    types = {kind for _, kind, _, _ in said(catalogue, "ada-moss")}
    assert "author-of" not in types


def test_initials_alone_make_nobody(catalogue: Catalogue, weave: Weave) -> None:
    weave(paper("Moss A"))
    assert catalogue.counts() == {"documents": 1, "records": 1, "links": 0, "publication": 1}


def test_a_thesis_names_its_author_and_who_supervised_it(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(
        Record(
            key="t",
            kind=Kind.THESIS,
            title="On stairs",
            contributions=(
                Contribution(agent=Agent.person("Ben Okoro"), role=Role.AUTHOR),
                Contribution(agent=Agent.person("Ada Moss"), role=Role.SUPERVISOR),
            ),
        )
    )
    assert said(catalogue, "on-stairs", *ROLES) == {
        ("ben-okoro", "author-of", "on-stairs", "stated"),
        ("on-stairs", "supervised-by", "ada-moss", "stated"),
    }


def test_a_name_in_full_alone_joins_nobody(catalogue: Catalogue, weave: Weave) -> None:
    for place in ("a", "b"):
        thesis = Record(
            key="t",
            kind=Kind.THESIS,
            title=f"On stairs, {place}",
            contributions=(Contribution(agent=Agent.person("Ben Okoro"), role=Role.AUTHOR),),
        )
        weave(thesis, at=place)
    link(catalogue)
    assert catalogue.resources.get("ben-okoro-2").held[0].location == "b"
