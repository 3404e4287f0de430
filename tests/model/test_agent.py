"""People and organisations as one source names them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import Agent, AgentKind, Contribution, Identifier, Role, Scheme

ORCID = Identifier(scheme=Scheme.ORCID, value="0000-0002-1825-0097")
NAMES = st.text(min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("agent", "whole"),
    [
        (Agent.person("Mbeki, A. T."), "Mbeki, A. T."),
        (Agent.person(given="Ada", family="Mbeki"), "Ada Mbeki"),
        (Agent.person(given="Ada"), "Ada"),
        (Agent.person(family="Mbeki"), "Mbeki"),
        (Agent.person("Dr Ada Mbeki", given="Ada", family="Mbeki"), "Dr Ada Mbeki"),
        (Agent.person(), ""),
        (Agent.person("", given="", family="Mbeki"), "Mbeki"),
    ],
)
def test_a_person_has_a_whole_name(agent: Agent, whole: str) -> None:
    assert (agent.kind, agent.name) == (AgentKind.PERSON, whole)


def test_a_whole_name_is_not_taken_apart() -> None:
    made = Agent.person("Ada Mbeki", identifiers=(ORCID,))
    assert made == Agent(kind=AgentKind.PERSON, name="Ada Mbeki", identifiers=(ORCID,))
    assert (made.given, made.family) == (None, None)


@given(NAMES, NAMES)
def test_the_parts_make_the_whole(given_name: str, family: str) -> None:
    made = Agent.person(given=given_name, family=family)
    assert made.name == f"{given_name} {family}"
    assert (made.given, made.family) == (given_name, family)


@given(NAMES)
def test_an_organisation_is_no_person_of_that_name(name: str) -> None:
    made = Agent.organisation(name)
    assert made == Agent(kind=AgentKind.ORGANISATION, name=name)
    assert made != Agent.person(name)


def test_equal_agents_are_one_key() -> None:
    same = {Agent.person("Ada Mbeki"), Agent.person("Ada Mbeki"), Agent.person("Ada", given="Ada")}
    assert len(same) == 2


def test_a_contribution_keeps_the_source_s_own_word() -> None:
    part = Contribution(agent=Agent.person("Ada"), role=Role.CONTRIBUTOR, note="tea maker")
    assert part.note == "tea maker"
    assert (part.affiliation, part.department) == (None, None)
    assert part != Contribution(agent=Agent.person("Ada"), role=Role.CONTRIBUTOR)
