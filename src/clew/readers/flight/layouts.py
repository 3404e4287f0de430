"""The two ways in which catalogue pages lay out a record, and their structured data.

- A: ``{"study": {"dataset_schema": {…schema.org…}, "extra_data": {…}}}``
- B: ``{"dataset": {"title": …, "topics": […], "dataCatalogs": […], "additionalLinks": […]}}``
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from clew.model import Scheme, parse_identifier
from clew.readers.flight.parse import Payload

# What layout B calls the properties of schema.org.
_WORDS = {
    "title": "name",
    "description": "description",
    "topics": "keywords",
    "publisher": "publisher",
    "funders": "funder",
    "temporalCoverage": "temporalCoverage",
    "dataCatalogs": "includedInDataCatalog",
    "allVariables": "variableMeasured",
    "additionalLinks": "url",
}
_SCORES = ("distance", "score", "cosine_similarity", "match_type")


class Found(NamedTuple):
    """A record as it lies in the payload, before its references are followed."""

    row: str
    offset: int
    value: dict[str, Any]


class Laid(NamedTuple):
    """A record in one form: a schema.org node, and the site's own facts."""

    schema: dict[str, Any]
    facts: dict[str, Any]


def records_in(payload: Payload) -> Iterator[Found]:
    """Yield each record, outermost first; those inside another belong to it."""
    return _search(payload, _is_record)


def structured_data_in(payload: Payload) -> Iterator[Found]:
    """Yield each script element of JSON-LD."""
    return _search(payload, lambda value: value.get("type") == "application/ld+json")


def laid(record: dict[str, Any]) -> Laid:
    """Bring a record of either layout into one form."""
    if "dataset_schema" in record:
        schema, facts = record["dataset_schema"], record.get("extra_data")
        around = {
            name: value
            for name, value in record.items()
            # How well it matched a search is no fact about it.
            if name not in ("dataset_schema", "extra_data", *_SCORES)
        }
        inner = facts if isinstance(facts, dict) else {}
        return Laid(schema if isinstance(schema, dict) else {}, {**around, **inner})
    schema = {"@type": "Dataset"} | {
        ours: record[theirs] for theirs, ours in _WORDS.items() if theirs in record
    }
    facts = {name: value for name, value in record.items() if name not in _WORDS}
    schema["url"], dois = _links(schema.get("url"))
    if len(dois) == 1:
        schema["identifier"] = dois
    elif dois:
        # Several: the data's own and those of papers, which only the structured data tells apart.
        facts["additionalLinks"] = dois
    return Laid(schema, facts)


def _links(links: Any) -> tuple[list[str], list[str]]:
    """Part addresses of pages from DOIs, each once."""
    texts = [one for one in links if isinstance(one, str)] if isinstance(links, list) else []
    dois = [text for text in texts if parse_identifier(text, Scheme.DOI)]
    pages = [text for text in texts if text not in dois]
    return list(dict.fromkeys(pages)), list(dict.fromkeys(dois))


def _search(payload: Payload, wanted: Any) -> Iterator[Found]:
    for number, row in payload.rows.items():
        waiting = [] if row.tag else [row.value]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict) and wanted(value):
                yield Found(number, row.offset, value)
            elif isinstance(value, dict):
                waiting += reversed(value.values())
            elif isinstance(value, list):
                waiting += reversed(value)


def _is_record(value: dict[str, Any]) -> bool:
    return "dataset_schema" in value or (
        "title" in value and bool({"dataCatalogs", "additionalLinks"} & value.keys())
    )
