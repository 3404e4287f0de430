"""Google's rules for dataset results, as its guide for structured data gives them."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from clew.export.jsonld import format
from clew.model import Record, Resource, Section

RECOMMENDED = {
    "alternateName",
    "creator",
    "funder",
    "identifier",
    "includedInDataCatalog",
    "isAccessibleForFree",
    "keywords",
    "license",
    "sameAs",
    "spatialCoverage",
    "temporalCoverage",
    "url",
    "variableMeasured",
}
DATE = r"\d{4}(-\d\d(-\d\d)?)?"
INTERVAL = re.compile(rf"{DATE}|({DATE}|\.\.)/({DATE}|\.\.)")


def complaints(document: dict[str, Any]) -> list[str]:
    """Return what a dataset page would be marked down for."""
    found = []
    if document.get("@type") != "Dataset":
        found.append("not a Dataset")
    if not document.get("name"):
        found.append("no name")
    if not 50 <= len(document.get("description", "")) <= 5000:
        found.append("description is not of 50 to 5,000 characters")
    if not INTERVAL.fullmatch(document.get("temporalCoverage", "2000")):
        found.append("temporalCoverage is no ISO 8601 interval")
    for role in ("creator", "funder", "publisher"):
        for agent in document.get(role, []):
            if agent.get("@type") not in ("Person", "Organization") or not agent.get("name"):
                found.append(f"{role} is neither Person nor Organization")
    for address in [document.get("url", "https://"), *document.get("sameAs", [])]:
        if not address.startswith("https://"):
            found.append(f"{address} is no address")
    return found + sorted(RECOMMENDED - document.keys())


def test_a_full_dataset_has_all_that_is_required_and_recommended(
    dataset: Record, resource: Resource
) -> None:
    assert complaints(msgspec.json.decode(format.render_record(dataset))) == []
    assert complaints(msgspec.json.decode(format.render_resource(resource))) == []


def test_an_open_period_is_an_interval(dataset: Record) -> None:
    period = msgspec.structs.replace(dataset.period, end=None)  # type: ignore[type-var]
    record = msgspec.structs.replace(dataset, period=period)
    document = msgspec.json.decode(format.render_record(record))
    assert document["temporalCoverage"] == "2031-10-01/.."
    assert complaints(document) == []


def test_nothing_is_padded_for_a_dataset_of_which_little_is_known(dataset: Record) -> None:
    bare = Record(key="x", kind=dataset.kind, title="Latches")
    document = msgspec.json.decode(format.render_record(bare))
    assert complaints(document) == [
        "description is not of 50 to 5,000 characters",
        *sorted(RECOMMENDED),
    ]


def test_a_description_is_cut_after_a_word_where_engines_stop_reading(resource: Resource) -> None:
    long = msgspec.structs.replace(
        resource.held[0].record,
        description=(Section(name="description", text="knock " * 1000 + "open"),),
    )
    held = (msgspec.structs.replace(resource.held[0], record=long),)
    shown = format.render_resource(msgspec.structs.replace(resource, held=held))
    text = msgspec.json.decode(shown)["description"]
    assert (len(text), text[-7:]) == (4998, " knock…")
    assert complaints(msgspec.json.decode(shown)) == []
