"""Who made, paid for and keeps a study."""

from __future__ import annotations

from clew.export.common.clean import one_line
from clew.export.common.people import family_first
from clew.export.common.xml import Element, add, add_text, leaf
from clew.export.item import Item
from clew.model import Agent, AgentKind, Contribution, LinkType, Record, Role

_MAKERS = (Role.CREATOR, Role.AUTHOR, Role.PRINCIPAL_INVESTIGATOR)
_HOUSES = (Role.DISTRIBUTOR, Role.PUBLISHER)
_PAYERS = (Role.FUNDER, Role.SPONSOR)
# The source's own word, where DDI has an element for it.
_NOTED = {"producer": "producer", "depositor": "depositr", "data collector": "dataCollector"}
_FUNDED = (LinkType.FUNDED_BY, LinkType.OUTPUT_OF)


def makers_of(citation: Element, record: Record) -> None:
    """Write who is responsible: makers first, then others with their role."""
    first = [part for part in record.contributions if part.role in _MAKERS]
    elsewhere = (*_MAKERS, *_HOUSES, *_PAYERS)
    others = [
        part
        for part in record.contributions
        if part.role not in elsewhere and part.note not in _NOTED
    ]
    if first or others:
        held = add(citation, "rspStmt")
        for part in first:
            _person(held, "AuthEnty", part)
        for part in others:
            word = part.note or (None if part.role == Role.CONTRIBUTOR else str(part.role))
            _person(held, "othId", part, role=word)


def producers(citation: Element, item: Item) -> None:
    """Write producers, the licence, who paid, and the grants."""
    record = item.record
    made = noted(record, "producer")
    payers = [part for part in record.contributions if part.role in _PAYERS]
    grants = [
        one for one in item.related if one.type in _FUNDED and not one.inverse and one.identifier
    ]
    if not (made or payers or grants or record.licence):
        return
    held = add(citation, "prodStmt")
    for part in made:
        _person(held, "producer", part)
    add_text(held, "copyright", record.licence)
    for part in payers:
        leaf(held, "fundAg", part.agent.name)
    names = [part.agent.name for part in payers]
    only = names[0] if len(names) == 1 else None
    for one in grants:
        # A number that is known by whose it is: "Elm Trust:17".
        number = str(one.identifier)
        payer = next((name for name in names if number.startswith(f"{name}:")), only)
        leaf(held, "grantNo", number.removeprefix(f"{payer}:"), agency=payer)


def distributors(citation: Element, record: Record) -> None:
    """Write who keeps the data and gives them out, and since when."""
    houses = [part for part in record.contributions if part.role in _HOUSES]
    depositors = noted(record, "depositor")
    if not (houses or depositors or record.published):
        return
    held = add(citation, "distStmt")
    for name in dict.fromkeys(part.agent.name for part in houses):
        leaf(held, "distrbtr", name)
    for part in depositors:
        _person(held, "depositr", part)
    if record.published:
        leaf(held, "distDate", record.published, date=record.published)


def noted(record: Record, word: str) -> list[Contribution]:
    """Return those whom their source calls by a word."""
    return [part for part in record.contributions if part.note == word]


def collectors(collection: Element, record: Record) -> None:
    """Write who gathered the data."""
    for part in noted(record, "data collector"):
        _person(collection, "dataCollector", part)


def _person(parent: Element, name: str, part: Contribution, role: str | None = None) -> None:
    works_for = ", ".join(one for one in (part.department, part.affiliation) if one)
    known_as = _name(part.agent)
    if not one_line(known_as):
        return
    made = add(parent, name, known_as, affiliation=works_for, role=role)
    for one in part.agent.identifiers:
        if one.url and one.url.startswith("http"):
            add(made, "ExtLink", URI=one.url, title=one.scheme.upper())


def _name(agent: Agent) -> str:
    return agent.name if agent.kind == AgentKind.ORGANISATION else family_first(agent)
