"""Who wrote it, as PubMed has it."""

from __future__ import annotations

from collections.abc import Iterator

from clew.model import Agent, Contribution, Role, Scheme, parse_identifier
from clew.readers.common.branch import Branch


def authors(body: Branch, role: Role) -> Iterator[Contribution]:
    """Take authors, editors and investigators in order.

    Parameters
    ----------
    body: the element that describes the work.
    role: what its authors are.
    """
    for people in [*body.all("AuthorList"), *body.all("Book/AuthorList")]:
        kind = people.attribute("Type") or ""
        part = Role.EDITOR if kind == "editors" else role
        for one in people.all("Author"):
            found = _agent(one)
            if found:
                yield Contribution(agent=found, role=part, affiliation=_affiliation(one))
    for one in body.all("InvestigatorList/Investigator"):
        found = _agent(one)
        if found:
            affiliation = _affiliation(one)
            yield Contribution(
                agent=found, role=Role.CONTRIBUTOR, affiliation=affiliation, note="investigator"
            )


def _agent(one: Branch) -> Agent | None:
    collective = one.line("CollectiveName")
    family, given = one.line("LastName"), one.line("ForeName", "FirstName", "Initials")
    suffix = one.line("Suffix")
    # Initials say nothing that the given name does not.
    for initials in one.all("Initials"):
        initials.clear()
    orcids = [
        orcid
        for number in one.all("Identifier")
        if number.attribute("Source") == "ORCID"
        and (orcid := parse_identifier(number.line() or "", Scheme.ORCID))
    ]
    if collective:
        return Agent.organisation(collective)
    if not family:
        return None
    family = f"{family}, {suffix}" if suffix else family
    return Agent.person(given=given, family=family, identifiers=tuple(orcids))


def _affiliation(one: Branch) -> str | None:
    places = one.lines("AffiliationInfo/Affiliation", "Affiliation")
    return "; ".join(place.rstrip(".") for place in places) or None
