"""What a request asks, in the reference system's parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clew.api.discover.names import KINDS, kind_of
from clew.errors import QueryError
from clew.index import Facet, Span
from clew.model import Kind
from clew.search import Options

MOST = 1000
_FACETS = {
    "resource_type": Facet.KIND,
    "source": Facet.SOURCE,
    "keywords": Facet.KEYWORD,
    "topics": Facet.KEYWORD,
    "country_codes": Facet.COUNTRY,
    "language_codes": Facet.LANGUAGE,
    "sex": Facet.SEX,
    "study_design": Facet.TIME_METHOD,
    "instruments": Facet.INSTRUMENT,
}
# Ranges match by overlap here: a study that covers part of a range is found by it.
_RANGES = {
    "age": Span.AGE,
    "num_sweeps": Span.WAVES,
    "sample_size": Span.SAMPLE,
    "start_year": Span.PERIOD,
    "end_year": Span.PERIOD,
}
_ALL = "*"


def _said(name: str, schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": words, "schema": schema}


def _listed(name: str, words: str = "Any of these values.", **more: object) -> dict[str, Any]:
    return _said(name, {"type": "array", "items": {"type": "string", **more}}, words)


def _figure(name: str, low: int, high: int, words: str, kind: str = "number") -> dict[str, Any]:
    """Say of a parameter that it is a number; one that is empty is as good as none."""
    bounds = {"minimum": low, "maximum": high, "maxLength": 0}
    return _said(name, {"type": [kind, "string"], **bounds}, words)


FILTERS = [
    _listed("query", "Words; `*` for everything."),
    *(_listed(name) for name in _FACETS if name != "resource_type"),
    _listed("resource_type", enum=["", *sorted({*KINDS, *Kind})]),
    *(
        _figure(f"{name}_{end}", -(10**12), 10**12, "0 is no bound; ranges match by overlap.")
        for name in _RANGES
        for end in ("min", "max")
    ),
]
PARAMETERS = [
    *FILTERS,
    _figure("num_results", 1, MOST, "50 by default.", "integer"),
    _figure("offset", 0, 10**9, "0 by default.", "integer"),
    _said(
        "return_variables_within_parent",
        {"type": "string", "examples": ["false"]},
        "`false`: variables are not shown within what they are part of.",
    ),
    _figure("alpha", 0, 1, "1 is meaning, 0 words alone."),
    _figure("max_vector_distance", 0, 2, "For meaning alone."),
    _figure("min_original_vector_score", 0, 1, "The same the other way about."),
    _listed("top_level_ids_seen_so_far", "UUIDs of results that are not to come again."),
]


@dataclass(frozen=True)
class Asked:
    """A search as asked.

    ``seen`` are UUIDs of top-level results that are not to come again; ``fold`` whether variables
    are shown within their parents.
    """

    words: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict)
    limit: int = 50
    offset: int = 0
    fold: bool = True
    settings: Mapping[str, Any] = field(default_factory=dict)
    seen: tuple[str, ...] = ()

    @classmethod
    def of(cls, given: Mapping[str, Sequence[str]]) -> Asked:
        """Read the parameters of a request; those that it does not know are passed over.

        Raises
        ------
        QueryError: when a number is none, or out of bounds.
        """
        words = _first(given, "query").strip()
        return cls(
            words="" if words == _ALL else words,
            filters=_filters(given),
            limit=_whole(given, "num_results", 50, 1, MOST),
            offset=_whole(given, "offset", 0, 0, 10**9),
            fold=_first(given, "return_variables_within_parent").casefold() != "false",
            settings=_settings(given),
            seen=tuple(_values(given, "top_level_ids_seen_so_far")),
        )

    def options(self, **more: Any) -> Options:
        """Return it as search takes it."""
        options = Options(
            filters=self.filters,
            limit=self.limit,
            offset=self.offset,
            settings={**self.settings, "fold": self.fold},
        )
        options.update(more)  # type: ignore[typeddict-item]
        return options


def _filters(given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    filters: dict[str, Any] = {}
    for name, facet in _FACETS.items():
        values = [value for value in _values(given, name) if value]
        if values:
            chosen = [kind_of(one) if facet == Facet.KIND else one for one in values]
            filters[str(facet)] = [*filters.get(str(facet), ()), *chosen]
    for name, span in _RANGES.items():
        low, high = (_bound(given, f"{name}_{end}") for end in ("min", "max"))
        if low is not None or high is not None:
            before = filters.get(str(span), (None, None))
            filters[str(span)] = (low if low is not None else before[0], high or before[1])
    return filters


def _settings(given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    if _first(given, "alpha"):
        settings["meaning_weight"] = _number(given, "alpha", 0.5, 0, 1)
    distance = _number(given, "max_vector_distance", 0.65, 0, 2)
    nearness = _number(given, "min_original_vector_score", 0.35, 0, 1)
    if _first(given, "max_vector_distance"):
        settings["nearness"] = max(0.0, 1 - distance)
    elif _first(given, "min_original_vector_score"):
        settings["nearness"] = nearness
    return settings


def _bound(given: Mapping[str, Sequence[str]], name: str) -> float | None:
    """Return a bound; 0 is how the reference system says that there is none."""
    return _number(given, name, 0, -(10.0**12), 10.0**12) or None


def _values(given: Mapping[str, Sequence[str]], name: str) -> list[str]:
    return [*given.get(name, ()), *given.get(f"{name}[]", ())]


def _first(given: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(_values(given, name)), "")


def _whole(given: Mapping[str, Sequence[str]], name: str, default: int, low: int, high: int) -> int:
    value = _number(given, name, default, low, high)
    if not value.is_integer():
        raise QueryError(f"{name!r} cannot be {value:g}.", hint="Give a whole number.")
    return int(value)


def _number(
    given: Mapping[str, Sequence[str]], name: str, default: float, low: float, high: float
) -> float:
    text = _first(given, name)
    try:
        value = float(text or default)
    except ValueError as error:
        raise QueryError(f"{name!r} cannot be {text[:50]!r}.", hint="Give a number.") from error
    if not low <= value <= high:
        raise QueryError(f"{name!r} cannot be {text}.", hint=f"It is from {low:g} to {high:g}.")
    return value
