"""The names in a description and what part each has."""

from __future__ import annotations

from collections.abc import Iterator

from clew.model import Agent, Contribution, Identifier, Kind, Role, Scheme, parse_identifier
from clew.readers.common import names
from clew.readers.common.branch import Branch

# Terms and codes of the MARC relator list (https://id.loc.gov/vocabulary/relators).
_ROLES = {
    "author": Role.AUTHOR,
    "aut": Role.AUTHOR,
    "creator": Role.CREATOR,
    "cre": Role.CREATOR,
    "contributor": Role.CONTRIBUTOR,
    "ctb": Role.CONTRIBUTOR,
    "editor": Role.EDITOR,
    "edt": Role.EDITOR,
    "thesis advisor": Role.SUPERVISOR,
    "ths": Role.SUPERVISOR,
    "advisor": Role.SUPERVISOR,
    "supervisor": Role.SUPERVISOR,
    "degree supervisor": Role.SUPERVISOR,
    "dgs": Role.SUPERVISOR,
    "degree grantor": Role.AWARDING_INSTITUTION,
    "degree granting institution": Role.AWARDING_INSTITUTION,
    "dgg": Role.AWARDING_INSTITUTION,
    "funder": Role.FUNDER,
    "fnd": Role.FUNDER,
    "sponsor": Role.SPONSOR,
    "spn": Role.SPONSOR,
    "publisher": Role.PUBLISHER,
    "pbl": Role.PUBLISHER,
    "distributor": Role.DISTRIBUTOR,
    "dst": Role.DISTRIBUTOR,
    "researcher": Role.RESEARCHER,
    "res": Role.RESEARCHER,
}
_AUTHORED = (Kind.PUBLICATION, Kind.THESIS)


def contributions(mods: Branch, kind: Kind) -> tuple[Contribution, ...]:
    """Take the names, then the publisher, each part once."""
    found = [part for one in mods.all("name") for part in _parts(one, kind)]
    for place in mods.lines("originInfo/publisher"):
        found.append(Contribution(agent=Agent.organisation(place), role=Role.PUBLISHER))
    return tuple(dict.fromkeys(found))


def agent(one: Branch) -> Agent | None:
    """Take a ``name`` as a person or an organisation, ``None`` when it is empty."""
    numbers = tuple(dict.fromkeys(_numbers(one)))
    parts: dict[str, list[str]] = {}
    for part in one.all("namePart"):
        kind, text = part.attribute("type") or "", part.line()
        if text:
            parts.setdefault(kind, []).append(text)
    given, family = (" ".join(parts.get(name, ())) or None for name in ("given", "family"))
    whole = " ".join(parts.get("", ())) or one.line("displayForm")
    if parts.get("date"):
        # Years of birth and death tell two people of one name apart; they stay.
        one.attributes["dates"] = ", ".join(parts["date"])
    type = one.attribute("type")
    if family or given:
        return Agent.person(whole, given=given, family=family, identifiers=numbers)
    if not whole:
        return None
    if type in ("corporate", "conference"):
        return Agent.organisation(whole, identifiers=numbers)
    if type == "personal":
        return names.person(whole, numbers)
    return names.agent(whole, numbers)


def _parts(one: Branch, kind: Kind) -> Iterator[Contribution]:
    """Yield a contribution for each role; a term and its code are one role."""
    who = agent(one)
    if not who:
        return
    works_for = "; ".join(one.lines("affiliation")) or None
    words = [role.lines("roleTerm") for role in one.all("role")]
    for role in one.all("role"):
        for term in role.all("roleTerm"):
            term.clear()
    for told in words or [[]]:
        word = next((each for each in told if len(each) > 3), next(iter(told), ""))
        role_ = next((_ROLES[each.lower()] for each in told if each.lower() in _ROLES), None)
        plain = Role.AUTHOR if kind in _AUTHORED else Role.CREATOR
        note = word if word and not role_ else None
        known = role_ or (Role.CONTRIBUTOR if word else plain)
        known = plain if known == Role.CREATOR else known
        yield Contribution(agent=who, role=known, affiliation=works_for, note=note)


def _numbers(one: Branch) -> Iterator[Identifier]:
    for part in one.all("nameIdentifier"):
        for scheme in (Scheme.ORCID, Scheme.ROR):
            found = parse_identifier(part.peek(), scheme)
            if found:
                part.clear()
                yield found
    for name in ("valueURI", "authorityURI"):
        uri = one.attributes.get(name, "")
        found = parse_identifier(uri, Scheme.ORCID) or parse_identifier(uri, Scheme.ROR)
        if found and "//" in uri:
            one.attribute(name)
            yield found
