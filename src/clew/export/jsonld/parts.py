"""What hangs below a work: chapters, cited works, variables, remarks of participants."""

from __future__ import annotations

from clew.export.jsonld.agents import named_agent
from clew.export.jsonld.container import container_node, page_properties
from clew.export.jsonld.identifiers import identifier_nodes, name_of, own
from clew.export.jsonld.node import Node, node
from clew.export.jsonld.types import reference_type
from clew.model import Heading, Record, Reference, Variable


def contents(headings: tuple[Heading, ...], *, type: str = "Chapter") -> list[Node]:
    """Return a contents list as parts within parts: numbered chapters, sections below them."""
    return [
        node(
            type if heading.number else "CreativeWork",
            name=heading.title,
            position=heading.number,
            pageStart=heading.page,
            hasPart=contents(heading.children, type="CreativeWork"),
        )
        for heading in headings
    ]


def citation(reference: Reference) -> Node | str:
    """Return a cited work as a node where its title could be told, else as it is written."""
    if not reference.title:
        return reference.raw
    type = reference_type(reference)
    identifiers = own(reference.identifiers, type)
    return node(
        type,
        id=name_of(identifiers),
        name=reference.title,
        author=[named_agent(agent) for agent in reference.authors],
        editor=[named_agent(agent) for agent in reference.editors],
        datePublished=_year(reference.year),
        bookEdition=reference.edition,
        publisher=node("Organization", name=reference.publisher, location=reference.place),
        isPartOf=container_node(reference, type),
        **page_properties(reference.pages, type),
        identifier=identifier_nodes(identifiers),
        url=reference.url,
    )


def variable(one: Variable) -> Node:
    """Return a variable as a PropertyValue: label as other name, question as description."""
    return node(
        "PropertyValue",
        name=one.name,
        alternateName=one.label,
        description=one.question,
        valueReference=list(one.options),
        url=one.url,
    )


def add_variable(thing: Node, record: Record) -> None:
    """Say of a variable what its dataset says of it, and name the dataset."""
    for one in record.variables[:1]:
        thing |= variable(one)
    if record.container:
        thing["subjectOf"] = [node("Dataset", name=record.container)]


def remark(text: str) -> Node:
    """Return what somebody who took part said, their name included as the source has it."""
    return node("Review", reviewBody=text)


def _year(year: str | None) -> str | None:
    # "2009a" tells two works of one year apart; "in press" is no date.
    digits = (year or "")[:4]
    return digits if len(digits) == 4 and digits.isascii() and digits.isdecimal() else None
