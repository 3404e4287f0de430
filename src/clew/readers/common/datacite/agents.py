"""People and organisations, and what part they have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clew.model import Agent, Contribution, Identifier, Kind, Role, Scheme, parse_identifier
from clew.readers.common import names
from clew.readers.common.text import one_line

# DataCite Metadata Schema 4.6, appendix 1, contributorType.
_ROLES = {
    "Distributor": Role.DISTRIBUTOR,
    "Editor": Role.EDITOR,
    "Funder": Role.FUNDER,
    "ProjectLeader": Role.PRINCIPAL_INVESTIGATOR,
    "Researcher": Role.RESEARCHER,
    "Sponsor": Role.SPONSOR,
    "Supervisor": Role.SUPERVISOR,
}
_NOTED = ("ProjectLeader",)
_SCHEMES = {"ORCID": Scheme.ORCID, "ROR": Scheme.ROR}
_ISNI = re.compile(r"\b(\d{4}) ?(\d{4}) ?(\d{4}) ?(\d{3}[\dX])\b", re.A)
_DOI_OF_FUNDER = re.compile(r"10\.13039/\d{6,15}", re.A)
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


def contributions(attributes: dict[str, Any], kind: Kind) -> tuple[Contribution, ...]:
    """Take creators, contributors, the publisher and the funders, each part once."""
    creator = Role.AUTHOR if kind in (Kind.PUBLICATION, Kind.THESIS) else Role.CREATOR
    found = [
        *_parts(attributes.pop("creators", []), creator),
        *_parts(attributes.pop("contributors", []), None),
        *_publisher(attributes.pop("publisher", None)),
        *_funders(attributes.get("fundingReferences", [])),
    ]
    return tuple(dict.fromkeys(found))


def unplaced(attributes: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what contributions have no place for: numbers of other kinds, those of employers."""
    found = []
    for one in [*attributes.get("creators", []), *attributes.get("contributors", [])]:
        numbers = [part for part in one.get("nameIdentifiers", []) if not _known(part)]
        employers = [part for part in one.get("affiliation", []) if _numbered(part)]
        told = {"nameIdentifiers": numbers, "affiliation": employers}
        kept = {name: value for name, value in told.items() if value}
        if kept and {"name": one.get("name")} | kept not in found:
            found.append({"name": one.get("name")} | kept)
    return found


def agent(one: Any) -> Agent | None:
    """Read a creator or contributor as a person or an organisation, ``None`` without a name."""
    if not isinstance(one, dict):
        return None
    given, family = (_line(one.get(name)) for name in ("givenName", "familyName"))
    name = _line(one.get("name")) or " ".join(part for part in (given, family) if part)
    if not name:
        return None
    numbers = tuple(dict.fromkeys(_numbers(one)))
    match str(one.get("nameType") or one.get("type") or ""):
        case "Organizational" | "Organization":
            return Agent.organisation(name, identifiers=numbers)
        case _ if given or family:
            return Agent.person(name, given=given, family=family, identifiers=numbers)
        case "Personal" | "Person":
            return names.person(name, numbers)
        case _ if any(number.scheme == Scheme.ORCID for number in numbers):
            return names.person(name, numbers)
    return names.agent(name, numbers)


def name_identifier(text: Any, scheme: Any) -> Identifier | None:
    """Read the identifier of a person or organisation: ORCID, ROR, ISNI, Crossref funder id."""
    text, scheme = str(text or ""), str(scheme or "").upper()
    for known in (_SCHEMES.get(scheme), Scheme.ORCID, Scheme.ROR):
        bare = known if known == _SCHEMES.get(scheme) or "//" in text else None
        found = parse_identifier(text, bare) if bare else None
        if found:
            return found
    funder, isni = _DOI_OF_FUNDER.search(text), _ISNI.search(text)
    if funder:
        return Identifier(scheme=Scheme.DOI, value=funder[0])
    if isni and ("ISNI" in scheme or "isni.org" in text):
        return Identifier(scheme="isni", value="".join(isni.groups()))
    return None


def _parts(listed: list[Any], role: Role | None) -> Iterator[Contribution]:
    for one in listed:
        who = agent(one)
        if not who:
            continue
        word = str(one.get("contributorType") or "")
        told = role or _ROLES.get(word, Role.CONTRIBUTOR)
        noted = word and (word not in _ROLES or word in _NOTED)
        note = _WORD.sub(" ", word).lower() if noted else None
        yield Contribution(agent=who, role=told, affiliation=_affiliation(one), note=note)


def _affiliation(one: dict[str, Any]) -> str | None:
    told = (
        part.get("name") if isinstance(part, dict) else part for part in one.get("affiliation", [])
    )
    return "; ".join(dict.fromkeys(filter(None, map(_line, told)))) or None


def _publisher(told: Any) -> Iterator[Contribution]:
    one = told if isinstance(told, dict) else {"name": told}
    name = _line(one.get("name"))
    if name:
        number = name_identifier(
            one.get("publisherIdentifier"), one.get("publisherIdentifierScheme")
        )
        who = Agent.organisation(name, identifiers=(number,) if number else ())
        yield Contribution(agent=who, role=Role.PUBLISHER)


def _funders(listed: list[Any]) -> Iterator[Contribution]:
    for one in listed:
        name = _line(one.get("funderName")) if isinstance(one, dict) else None
        if name:
            number = name_identifier(*funder_identifier(one))
            who = Agent.organisation(name, identifiers=(number,) if number else ())
            yield Contribution(agent=who, role=Role.FUNDER)


def funder_identifier(one: dict[str, Any]) -> tuple[Any, Any]:
    """Return a funder's identifier and its type, flat as in the API or nested as in 4.0."""
    told = one.get("funderIdentifier")
    if isinstance(told, dict):
        return told.get("funderIdentifier"), told.get("funderIdentifierType")
    return told, one.get("funderIdentifierType")


def _numbers(one: dict[str, Any]) -> Iterator[Identifier]:
    told = [*one.get("nameIdentifiers", []), {"nameIdentifier": one.get("id")}]
    for part in told:
        if isinstance(part, dict):
            place = f"{part.get('schemeUri') or ''}"
            scheme = part.get("nameIdentifierScheme") or ("ORCID" if "orcid" in place else "")
            found = name_identifier(part.get("nameIdentifier"), scheme)
            if found:
                yield found


def _known(part: Any) -> bool:
    """Say whether a name identifier is one we read, or none at all."""
    if not isinstance(part, dict) or not part.get("nameIdentifier"):
        return True
    return bool(name_identifier(part["nameIdentifier"], part.get("nameIdentifierScheme")))


def _numbered(part: Any) -> bool:
    return isinstance(part, dict) and bool(part.get("affiliationIdentifier"))


def _line(text: Any) -> str | None:
    return one_line(text) or None if isinstance(text, str) else None
