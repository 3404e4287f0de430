"""Results in the reference system's shape; what is not known is left out, never 0 or empty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from clew.api.discover.names import type_of, uuid_of
from clew.export import Item
from clew.export.registry import choose
from clew.model import Design, Record, Variable
from clew.model.design import Amount, Term
from clew.search import Hit

_FREE = ("open", "free")


def result(item: Item, hit: Hit | None = None, matched: Iterable[dict[str, Any]] = ()) -> Any:
    """Return a thing as one result.

    Parameters
    ----------
    hit: how it was found, if it was searched for.
    matched: its variables that were found with it.
    """
    shown: dict[str, Any] = {"dataset_schema": schema(item), "extra_data": extra(item)}
    variables = list(matched)
    if hit is not None:
        near = next((p.similarity for p in hit.passages if p.similarity is not None), None)
        near = near if near is not None else (hit.why.similarity if hit.why else None)
        shown["score"] = hit.score
        if near is not None:
            shown |= {"cosine_similarity": near, "distance": 1 - near}
        shown["match_type"] = ["study"] * hit.result + ["variable"] * bool(variables)
    shown["hasFreeAccess"] = (item.record.access or "").casefold().startswith(_FREE)
    shown["hasCohortsAvailable"] = False
    return shown | ({"variables_which_matched": variables} if variables else {})


def schema(item: Item) -> Any:
    """Return a thing as schema.org describes it."""
    return msgspec.json.decode(choose("jsonld").render(item))


def extra(item: Item) -> dict[str, Any]:
    """Return what the reference system keeps beside schema.org."""
    record, design = item.record, item.record.design or Design()
    number = item.resource.number if item.resource else 0
    facts: dict[str, Any] = {
        "uuid": uuid_of(number),
        "slug": item.slug,
        "harmony_id": item.slug,
        "resource_type": type_of(item.kind),
        "source": sorted({held.source for held in item.held}),
        "country_codes": _codes(design.areas) + [p.code for p in record.places if p.code],
        "language_codes": [record.language] if record.language else [],
        "study_design": _words(design.time_method),
        "instruments": _words(design.instruments),
        "sex": next(iter(_words(design.sexes)), None),
        "age_lower": _least(design.ages),
        "age_upper": _most(design.ages),
        "sample_size": _most(design.sample_size),
        "num_sweeps": _most(design.waves),
        "num_variables": len(record.variables),
        "data_access": record.access,
        "geographic_coverage": ", ".join(place.name for place in record.places),
        **_years(record),
        "dois": [str(one) for one in record.identifiers if one.scheme == "doi"],
        "urls": list(record.urls),
    }
    return {name: value for name, value in facts.items() if value not in (None, [], "", 0)}


def variable(one: Variable, number: int | None = None) -> dict[str, Any]:
    """Return a variable in the shape of a list of them."""
    facts = {
        "name": one.name,
        "description": one.label,
        "question": one.question,
        "response_options": list(one.options)
        or [part.label for part in one.categories if part.label],
        "urls": [one.url] if one.url else [],
        "uuid": uuid_of(number) if number is not None else None,
    }
    return {name: value for name, value in facts.items() if value not in (None, [], "")}


def _years(record: Record) -> dict[str, int]:
    period = record.period
    ends = {
        "start_year": period.start if period else None,
        "end_year": period.end if period else None,
    }
    years = {name: int(end[:4]) for name, end in ends.items() if end and end[:4].isdigit()}
    if len(years) == 2:
        years["duration_years"] = years["end_year"] - years["start_year"]
    return years


def _words(terms: Iterable[Term]) -> list[str]:
    return [term.term or term.text for term in terms]


def _codes(terms: Iterable[Term]) -> list[str]:
    return [term.code for term in terms if term.code]


def _least(amounts: Iterable[Amount]) -> int | float | None:
    return next((one.least for one in amounts if one.least is not None), None)


def _most(amounts: Iterable[Amount]) -> int | float | None:
    return next((one.most if one.most is not None else one.least for one in amounts), None)
