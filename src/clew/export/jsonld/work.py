"""Creative works: datasets, theses, publications, software; and whatever else is no award."""

from __future__ import annotations

from clew.export.common.files import file_type
from clew.export.jsonld import design
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
        temporalCoverage=design.coverage(record),
        spatialCoverage=[*map(place, record.places), *design.places(record)],
        inSupportOf=record.degree,
        isbn=values(record.identifiers, Scheme.ISBN) if type == "Book" else None,
        **page_properties(record.pages, type),
        distribution=_distribution(record) if type == "Dataset" else None,
        measurementTechnique=design.techniques(record.design),
        variableMeasured=[*map(variable, record.variables), *design.measured(record.design)],
        review=[remark(text) for text in record.testimonials],
        hasPart=contents(full.contents),
        citation=[citation(reference) for reference in full.references],
    )
    container = container_node(record, type)
    if container:
        extend(work, "isPartOf", container)


def _distribution(record: Record) -> list[Node]:
    """Return where the data are to be had: files by their addresses, else the source's page."""
    files = [(url, type) for url in record.urls if (type := file_type(url))]
    if files:
        return [node("DataDownload", contentUrl=url, encodingFormat=type) for url, type in files]
    return [node("DataDownload", name="Access page", url=url) for url in record.urls[:1]]
