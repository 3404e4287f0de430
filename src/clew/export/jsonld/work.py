"""Creative works: datasets, theses, publications, software; and whatever else is no award."""

from __future__ import annotations

from clew.export.jsonld.agents import add_contributions
from clew.export.jsonld.common import place
from clew.export.jsonld.container import container_node, page_properties
from clew.export.jsonld.identifiers import values
from clew.export.jsonld.node import Node, extend, node
from clew.export.jsonld.parts import citation, contents, remark, variable
from clew.model import FullText, Record, Scheme


def add_work(work: Node, record: Record) -> None:
    """Add people, coverage, what it appeared in and what it holds."""
    type = work["@type"]
    add_contributions(work, record.kind, record.contributions)
    full = record.fulltext or FullText()
    work |= node(
        type,
        temporalCoverage=str(record.period) if record.period else None,
        spatialCoverage=[place(one) for one in record.places],
        inSupportOf=record.degree,
        isbn=values(record.identifiers, Scheme.ISBN) if type == "Book" else None,
        **page_properties(record.pages, type),
        variableMeasured=[variable(one) for one in record.variables],
        review=[remark(text) for text in record.testimonials],
        hasPart=contents(full.contents),
        citation=[citation(reference) for reference in full.references],
    )
    container = container_node(record, type)
    if container:
        extend(work, "isPartOf", container)
