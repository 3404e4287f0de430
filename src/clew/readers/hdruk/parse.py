"""From JSON or a table to datasets in the shape of HDR UK's schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from clew.errors import BrokenDocument
from clew.model import Document, Notice
from clew.readers.common.csv_rows import rows
from clew.readers.common.json_document import outline, read_json

# What stands for nothing in a schema whose fields must be filled in.
_NOTHING = frozenset(
    ["not available", "not known", "in progress", "not applicable", "unknown", "null", "n/a",
     "none", "not specified", "tbc", "na"]
)  # fmt: skip
_TEMPLATE = re.compile(r"\w{1,60}\[(?:\{'|'|typing)")
# Where the table's columns stand in the schema.
_COLUMNS = {
    "title": "summary.title",
    "abstract": "summary.abstract",
    "doi": "summary.doiName",
    "publisher": "summary.publisher.name",
    "contactPoint": "summary.contactPoint",
    "keywords": "summary.keywords",
    "statisticalPopulation": "summary.populationSize",
    "aliases": "summary.shortTitle",
    "description": "documentation.description",
    "geographicCoverage": "coverage.spatial",
    "ageBand": "coverage.typicalAgeRange",
    "datasetStartDate": "provenance.temporal.startDate",
    "datasetEndDate": "provenance.temporal.endDate",
    "releaseDate": "provenance.temporal.distributionReleaseDate",
    "periodicity": "provenance.temporal.accrualPeriodicity",
    "creator": "accessibility.usage.resourceCreator",
    "citations": "accessibility.usage.isReferencedBy",
    "accessRights": "accessibility.access.accessRights",
    "dataController": "accessibility.access.dataController",
    "dataProcessor": "accessibility.access.dataProcessor",
    "jurisdiction": "accessibility.access.jurisdiction",
    "accessRequestCost": "accessibility.access.accessRequestCost",
    "accessRequestDuration": "accessibility.access.deliveryLeadTime",
    "language": "accessibility.formatAndStandards.language",
    "format": "accessibility.formatAndStandards.format",
    "conformsTo": "accessibility.formatAndStandards.conformsTo",
    "url": "schema",
}
_VERSION = re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}")


class Datasets(NamedTuple):
    """The datasets of a document with where each stands, and what is wrong with it."""

    datasets: list[tuple[str, dict[str, Any]]]
    notices: list[Notice]


def parse(document: Document) -> Datasets:
    """Return the datasets, in the shape of the schema whatever they come in.

    Raises
    ------
    BrokenDocument: when it is no JSON, or a template of the schema instead of a dataset.
    TooLarge: when there is too much of it.
    """
    notices: list[Notice] = []
    if not outline(document):
        found = [(f"line {row.line}", _shaped(row.cells)) for row in rows(document, notices)]
        return Datasets(found, notices)
    value = read_json(document, notices)
    listed = list(_unwrapped(value))
    for one in listed:
        _refuse_template(one, document)
    return Datasets(
        [(f"dataset {n}", _without_nothing(one)) for n, one in enumerate(listed, 1)], notices
    )


def _unwrapped(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _unwrapped(one)
    elif isinstance(value, dict) and "summary" not in value:
        for name in ("metadata", "data"):
            if isinstance(value.get(name), (dict, list)):
                yield from _unwrapped(value[name])
                return
    elif isinstance(value, dict):
        # The Gateway's own model puts identifiers into a part called "required".
        required = value.get("required")
        yield {**(required if isinstance(required, dict) else {}), **value, "required": None}


def _refuse_template(dataset: dict[str, Any], document: Document) -> None:
    summary = dataset.get("summary")
    title = summary.get("title") if isinstance(summary, dict) else None
    if isinstance(title, str) and _TEMPLATE.match(title):
        raise BrokenDocument(
            f"{document.location} is a template of HDR UK's schema: its values name types.",
            hint="Add the description of a dataset instead.",
        )


def _shaped(cells: dict[str, str]) -> dict[str, Any]:
    dataset: dict[str, Any] = {}
    for name, cell in cells.items():
        if _VERSION.fullmatch(name):
            dataset.setdefault("revisions", []).append({"version": name, "id": cell})
        elif cell.strip().lower().rstrip(".") not in _NOTHING:
            *parts, last = _COLUMNS.get(name, name).split(".")
            held = dataset
            for part in parts:
                held = held.setdefault(part, {})
            held[last] = cell
    return dataset


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nothing(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without_nothing(inner) for inner in value]
    is_nothing = isinstance(value, str) and value.strip().lower().rstrip(".") in _NOTHING
    return None if is_nothing else value
