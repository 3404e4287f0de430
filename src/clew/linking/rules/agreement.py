"""Who a dataset and an award both name: the same investigators, the same funder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clew.linking.names import name_of
from clew.model import Agent, AgentKind, Record, Role, fold

_INVESTIGATING = frozenset(
    {
        *(Role.AUTHOR, Role.CREATOR, Role.PRINCIPAL_INVESTIGATOR, Role.CO_INVESTIGATOR),
        *(Role.RESEARCHER, Role.FELLOW),
    }
)
_PAYING = frozenset({Role.FUNDER, Role.SPONSOR})


def agreements(dataset: Record, awards: Sequence[Record]) -> list[str]:
    """Say in words what people and funders a dataset shares with an award and the one it continues.

    Example: ``["both name Okoro, Sam", "both are paid for by the Hearth Trust"]``
    """
    others = [agent for award in awards for agent in _investigators(award)]
    people = dict.fromkeys(
        one.name
        for one in _investigators(dataset)
        if any(_one_person(one, other) for other in others)
    )
    payers = [agent for award in awards for agent in _agents(award, _PAYING)]
    funders = dict.fromkeys(
        one.name
        for one in _agents(dataset, _PAYING)
        if any(_one_body(one, other) for other in payers)
    )
    said = {"both name": people, "both are paid for by": funders}
    return [f"{words} {' and '.join(names)}" for words, names in said.items() if names]


def _investigators(record: Record) -> Iterator[Agent]:
    people = _agents(record, _INVESTIGATING)
    return (agent for agent in people if agent.kind == AgentKind.PERSON)


def _agents(record: Record, roles: frozenset[Role]) -> Iterator[Agent]:
    return (part.agent for part in record.contributions if part.role in roles)


def _one_person(one: Agent, other: Agent) -> bool:
    first, second = name_of(one), name_of(other)
    return bool(first.given and second.given) and first.may_be(second)


def _one_body(one: Agent, other: Agent) -> bool:
    """Say whether two bodies are one: by identifier, by name, or by the letters of its name."""
    if set(one.identifiers) & set(other.identifiers):
        return True
    names = {fold(one.name), fold(other.name)}
    return len(names) == 1 or bool(names & {_letters(one), _letters(other)})


def _letters(body: Agent) -> str:
    """Return what a name is shortened to: the first letters of its words in capitals."""
    words = body.name.split()
    return fold("".join(word[0] for word in words if word[0].isupper())) if len(words) > 2 else ""
