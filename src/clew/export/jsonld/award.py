"""Awards: the grant, and the project it pays for."""

from __future__ import annotations

from clew.export.jsonld.agents import add_funders, add_members
from clew.export.jsonld.common import place, run
from clew.export.jsonld.node import Node, extend, node
from clew.model import Money, Period, Record


def add_award(award: Node, record: Record) -> None:
    """Add what an award has: money and its givers to the grant, people and place to the project.

    schema.org has no dates for grants; ``startDate`` and ``endDate`` stand on the grant all the
    same, where harvesters look for them, and as the project's founding and dissolution, the words
    it has for an organisation.
    """
    if award["@type"] == "ResearchProject":
        add_funders(award, record.contributions)
        award |= _project(record)
        return
    award |= node(award["@type"], amount=_amount(record.amount), **run(record.period))
    add_funders(award, record.contributions)
    project = _project(record)
    if project.keys() - {"@type", "name"}:
        extend(award, "fundedItem", project)


def _project(record: Record) -> Node:
    period = record.period or Period()
    project = node(
        "ResearchProject",
        name=record.title,
        foundingDate=period.start,
        dissolutionDate=period.end,
        location=[place(one) for one in record.places],
    )
    add_members(project, record.contributions)
    return project


def _amount(money: Money | None) -> Node | None:
    return node("MonetaryAmount", value=money.amount, currency=money.currency) if money else None
