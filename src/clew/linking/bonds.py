"""What makes two records one thing beyond doubt: an identifier they share. And what forbids it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clew.linking.cited import CITABLE
from clew.linking.names import name_of
from clew.model import AgentKind, Identifier, Record, Role, Scheme, study_number, title_key
from clew.model.identifier import EXCLUSIVE, JOINING

# People have these, and one of each at most.
PERSONAL = frozenset({Scheme.ORCID, Scheme.ROR})
# A chapter has the ISBN of its book, and one form may report two outcomes: the title must agree.
WITH_TITLE = frozenset({Scheme.ISBN, Scheme.GTR_OUTCOME})
BINDING = JOINING | PERSONAL | WITH_TITLE
FORBIDDING = EXCLUSIVE | PERSONAL

_NAMES = {
    Scheme.DOI: "DOI",
    Scheme.AWARD: "award reference",
    Scheme.UKDA: "study number",
    Scheme.ORCID: "ORCID iD",
    Scheme.GTR: "Gateway to Research id",
    Scheme.GTR_OUTCOME: "outcome id",
}
_WRITING = frozenset({Role.AUTHOR, Role.CREATOR, Role.EDITOR})


def binding(record: Record) -> list[Identifier]:
    """Return the identifiers of a record that another record of the same thing would share."""
    stated = [i for i in record.identifiers if i.scheme in BINDING]
    numbers = [number for i in record.identifiers if (number := study_number(i))]
    return list(dict.fromkeys(stated + numbers))


def bond(one: Record, other: Record, shared: Identifier) -> str | None:
    """Say why two records that share an identifier are one thing, if they are."""
    if not one_kind(one, other):
        return None
    if shared.scheme in WITH_TITLE and not (
        title_key(one.title) == title_key(other.title) and _same_people(one, other)
    ):
        return None
    return f"same {_NAMES.get(Scheme(shared.scheme), shared.scheme)} {shared}"


def one_kind(one: Record, other: Record) -> bool:
    """Say whether two records may be of one thing by their kinds; a citation cannot be sure."""
    if one.kind == other.kind:
        return True
    guessed = one.cited or other.cited
    return guessed and one.kind in CITABLE and other.kind in CITABLE


def forbidden(ones: Mapping[str, set[str]], others: Mapping[str, set[str]]) -> bool:
    """Say whether two sets of records differ in an identifier of which a thing has but one.

    Both are values by scheme. One set may have more of them, where a record states several.
    """
    return any(
        not (ones[scheme] <= others[scheme] or others[scheme] <= ones[scheme])
        for scheme in FORBIDDING & ones.keys() & others.keys()
    )


def by_scheme(identifiers: Iterable[Identifier]) -> dict[str, set[str]]:
    """Return the values of identifiers by scheme."""
    values: dict[str, set[str]] = {}
    for identifier in identifiers:
        values.setdefault(identifier.scheme, set()).add(identifier.value)
    return values


def _same_people(one: Record, other: Record) -> bool:
    """Say whether nobody who wrote the one is missing among those who wrote the other."""
    firsts, seconds = (
        [
            name_of(part.agent)
            for part in record.contributions
            if part.role in _WRITING and part.agent.kind == AgentKind.PERSON
        ]
        for record in (one, other)
    )
    few, many = sorted((firsts, seconds), key=len)
    return all(any(name.may_be(known) for known in many) for name in few)
