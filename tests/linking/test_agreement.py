"""A dataset and an award of one title: dates, investigators and funder say how surely it is its."""

from __future__ import annotations

import pytest
from linking.made import bring

from clew.catalogue import Catalogue
from clew.linking.rules.agreement import agreements
from clew.model import Agent, Contribution, Identifier, Kind, Period, Record, Role, Scheme

TITLE = "Kettles and what they say of a house"


def record(kind: Kind, *named: tuple[Role, Agent], period: Period | None = None) -> Record:
    return Record(
        key=str(kind),
        kind=kind,
        title=TITLE,
        period=period,
        contributions=tuple(Contribution(agent=agent, role=role) for role, agent in named),
    )


def dataset(*named: tuple[Role, Agent], period: Period | None = None) -> Record:
    return record(Kind.DATASET, *named, period=period)


def award(*named: tuple[Role, Agent], period: Period | None = None) -> Record:
    return record(Kind.AWARD, *named, period=period)


SAM = (Role.CREATOR, Agent.person("Okoro, S."))
LEADER = (Role.PRINCIPAL_INVESTIGATOR, Agent.person("Sam Okoro"))
PAYER = (Role.FUNDER, Agent.organisation("Hearth and Home Trust"))


def test_people_and_funders_that_both_name() -> None:
    assert agreements(dataset(SAM, PAYER), [award(LEADER, PAYER)]) == [
        "both name Okoro, S.",
        "both are paid for by Hearth and Home Trust",
    ]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Okoro, Sam", "Okoro, S.", True),
        ("Okoro, Sam", "Okoro, Mia", False),
        ("Okoro", "Okoro, Sam", False),
        ("Tallow, Sam", "Okoro, Sam", False),
    ],
    ids=["an initial", "another name", "no given name", "another family"],
)
def test_a_person_is_the_same_where_the_whole_name_fits(one: str, other: str, agree: bool) -> None:
    names = (Role.CREATOR, Agent.person(one)), (Role.CO_INVESTIGATOR, Agent.person(other))
    assert bool(agreements(dataset(names[0]), [award(names[1])])) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Hearth and Home Trust", "HHT", True),
        ("HHT", "Hearth and Home Trust", True),
        ("hearth and home trust", "Hearth and Home Trust", True),
        ("Hearth Trust", "HT", False),
        ("Hearth and Home Trust", "Homes and Hands Fund", False),
    ],
)
def test_a_funder_goes_by_its_letters(one: str, other: str, agree: bool) -> None:
    bodies = ((Role.FUNDER, Agent.organisation(name)) for name in (one, other))
    assert bool(agreements(dataset(next(bodies)), [award(next(bodies))])) is agree


def test_a_funder_goes_by_its_identifier() -> None:
    ror = (Identifier(scheme=Scheme.ROR, value="05abc1234"),)
    one, other = (Agent.organisation(name, identifiers=ror) for name in ("Trust", "Fund"))
    assert agreements(dataset((Role.FUNDER, one)), [award((Role.SPONSOR, other))]) == [
        "both are paid for by Trust"
    ]


def test_who_publishes_is_no_investigator() -> None:
    house = (Role.PUBLISHER, Agent.person("Okoro, Sam"))
    assert agreements(dataset(house), [award(LEADER)]) == []


YEARS = Period(start="2014-01-01", end="2015-12-31")


@pytest.mark.parametrize(
    ("one", "other", "sure", "reason"),
    [
        (
            dataset(period=Period(start="2014-06-01", end="2015-12-31")),
            award(period=YEARS),
            0.5,
            "its period 2014-06-01/2015-12-31 overlaps the award's 2014-01-01/2015-12-31.",
        ),
        (
            dataset(SAM, period=Period(start="2014-06-01", end="2015-12-31")),
            award(LEADER, period=YEARS),
            0.8,
            "its period 2014-06-01/2015-12-31 overlaps the award's 2014-01-01/2015-12-31;"
            " both name Okoro, S.",
        ),
        (
            dataset(SAM, PAYER, period=Period(start="2014-06-01", end="2015-12-31")),
            award(LEADER, PAYER, period=YEARS),
            0.9,
            "its period 2014-06-01/2015-12-31 overlaps the award's 2014-01-01/2015-12-31;"
            " both name Okoro, S.; both are paid for by Hearth and Home Trust.",
        ),
        (
            dataset(period=YEARS),
            award(period=YEARS),
            0.9,
            "its period 2014-01-01/2015-12-31 is the award's to the day.",
        ),
    ],
    ids=["periods overlap", "and a person", "and the funder", "to the day"],
)
def test_what_agrees_makes_it_surer(
    catalogue: Catalogue, one: Record, other: Record, sure: float, reason: str
) -> None:
    bring(catalogue, "one", one)
    bring(catalogue, "other", other)
    (link,) = catalogue.links.of(
        [catalogue.resources.number("kettles-and-what-they-say-of-a-house")]
    )
    (evidence,) = link.evidence
    assert (link.type, link.state, evidence.confidence) == ("funded-by", "suggested", sure)
    label = "Kettles and what they say of a house"
    assert evidence.reason == f"The dataset and award {label} have the same title, and {reason}"
