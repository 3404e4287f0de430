"""People and organisations, and what part they play."""

from __future__ import annotations

from enum import StrEnum

from clew.model.base import Value
from clew.model.identifier import Identifier


class AgentKind(StrEnum):
    """Whether an agent is somebody or something."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Role(StrEnum):
    """What an agent does for a resource (terms after DataCite 4 contributor types and CRediT)."""

    AUTHOR = "author"
    CREATOR = "creator"
    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    PRINCIPAL_INVESTIGATOR = "principal investigator"
    CO_INVESTIGATOR = "co-investigator"
    RESEARCHER = "researcher"
    SUPERVISOR = "supervisor"
    STUDENT = "student"
    FELLOW = "fellow"
    INSTRUCTOR = "instructor"
    PUBLISHER = "publisher"
    FUNDER = "funder"
    SPONSOR = "sponsor"
    LEAD_ORGANISATION = "lead organisation"
    AWARDING_INSTITUTION = "awarding institution"
    PARTNER = "partner"
    DISTRIBUTOR = "distributor"


class Agent(Value, frozen=True, kw_only=True):
    """A person or organisation as one source names it.

    ``name`` is the whole name in the order and with the accents of the source; ``given`` and
    ``family`` are there only where the source (or an unambiguous "Family, Given") tells them apart.
    """

    kind: AgentKind
    name: str
    given: str | None = None
    family: str | None = None
    identifiers: tuple[Identifier, ...] = ()

    @classmethod
    def person(
        cls,
        name: str | None = None,
        *,
        given: str | None = None,
        family: str | None = None,
        identifiers: tuple[Identifier, ...] = (),
    ) -> Agent:
        """Make a person from a whole name, or from its parts."""
        whole = name or " ".join(part for part in (given, family) if part)
        return cls(
            kind=AgentKind.PERSON, name=whole, given=given, family=family, identifiers=identifiers
        )

    @classmethod
    def organisation(cls, name: str, *, identifiers: tuple[Identifier, ...] = ()) -> Agent:
        """Make an organisation from its name."""
        return cls(kind=AgentKind.ORGANISATION, name=name, identifiers=identifiers)


class Contribution(Value, frozen=True, kw_only=True):
    """An agent's part in a resource; ``note`` keeps the source's own word for a role we lack."""

    agent: Agent
    role: Role
    affiliation: str | None = None
    department: str | None = None
    note: str | None = None
