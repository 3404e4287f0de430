"""Splink (Linacre et al. 2022) in place of our own weighing, for bulk: DuckDB compares and weighs.

It gets the pairs that our blocking finds, and its result goes through the same gate as ours. What
it brings is its own comparisons, and weights that are learned in SQL: hundreds of millions of
pairs, on disk if need be. Weights are learned from whatever is compared at once, unless a model
that Splink has saved is named; only with such a model the order of arrival makes no difference.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from clew.errors import ClewError, MatcherError, MatcherMissing
from clew.linking.matching.scoring import ENOUGH, Candidates, Matcher, Own, Scored
from clew.linking.matching.weights import Bits
from clew.linking.matching.work import Work

_BULK = 100_000  # records that the catalogue hands over at once
_PAIR = "pair"  # the column that holds the number of a pair
_MOST = 60.0  # bits; Splink knows no bounds
_MODULES = (
    "splink",
    "splink.comparison_library",
    "splink.comparison_level_library",
    "splink.backends.duckdb",
    "pyarrow",
)
_KINDS = ("gamma", "mw")  # Splink's prefixes of a field's level and weight


class _Libraries(NamedTuple):
    splink: ModuleType
    comparisons: ModuleType
    levels: ModuleType
    duckdb: ModuleType
    arrow: ModuleType


def load(model: str) -> Matcher:
    """Load Splink, with a model that it has saved, or none.

    Parameters
    ----------
    model: the path of the model's JSON file; empty to learn from what is compared.

    Raises
    ------
    MatcherMissing: when Splink is not installed.
    MatcherError: when the model cannot be read.
    """
    return Splink(_libraries(), _model(Path(model).expanduser()) if model else None)


class Splink:
    """Weighs pairs with Splink; a few, which teach nothing, as our own engine does.

    Parameters
    ----------
    libraries: Splink and what it needs.
    model: settings with weights, as Splink saves them.
    """

    name = "splink"
    batch = _BULK

    def __init__(self, libraries: _Libraries, model: dict[str, Any] | None = None) -> None:
        self._libraries = libraries
        self._model = model

    def score(self, candidates: Candidates) -> Scored:
        """Weigh pairs; what each field says is in Splink's own levels.

        Raises
        ------
        MatcherError: when Splink fails.
        """
        if len(candidates.pairs) < (ENOUGH if self._model is None else 1):
            return Own().score(candidates)
        try:
            return self._scored(candidates)
        except ClewError:
            raise
        except Exception as error:  # Splink and DuckDB raise whatever they come upon
            said = (str(error).strip() or repr(error)).splitlines()[0].rstrip(".")
            raise MatcherError(
                f"Splink cannot compare these works: {said}.",
                hint='A model that fits helps, or matcher = "own", which does without Splink.',
            ) from error

    def _scored(self, candidates: Candidates) -> Scored:
        linker = self._linker(candidates)
        if self._model is None:
            # What different works agree in is learned inside the candidates, which are alike
            # already; from pairs drawn at random every agreement would look like proof.
            linker.training.estimate_parameters_using_expectation_maximisation(
                self._blocking(), fix_u_probabilities=False, record_sample_proportion=1.0
            )
        levels = _levels(linker)
        columns = ["match_weight", *(f"{kind}_{field}" for field in levels for kind in _KINDS)]
        found = linker.inference.predict(warning_mode="never").as_pyarrow_table()
        rows = found.sort_by("unique_id_l").select(columns).to_pylist()
        bits = np.array([_bounded(row["match_weight"]) for row in rows], dtype=np.float64)
        return Scored(bits, lambda place: _explained(rows[place], levels))

    def _linker(self, candidates: Candidates) -> Any:
        splink, *_, duckdb, arrow = self._libraries
        database = duckdb.DuckDBAPI()
        ends = np.arange(candidates.pairs.size)
        table = arrow.table(_columns(candidates.works)).take(candidates.pairs.ravel())
        # Each work once for every pair it is in, so that blocking yields those pairs and no other.
        table = table.append_column("unique_id", arrow.array(ends))
        table = database.register(table.append_column(_PAIR, arrow.array(ends // 2)))
        settings = self._model or self._settings()
        return splink.Linker(table, settings, log_level="ERROR", validate_settings=False)

    def _blocking(self) -> Any:
        return self._libraries.splink.block_on(_PAIR)

    def _settings(self) -> Any:
        """Return the comparisons: titles and venues by letters, people as sets of names."""
        library, levels = self._libraries.comparisons, self._libraries.levels
        years = [
            levels.NullLevel("year"),
            levels.ExactMatchLevel("year"),
            *(levels.AbsoluteDifferenceLevel("year", apart) for apart in (1, 3)),
            levels.ElseLevel(),
        ]
        return self._libraries.splink.SettingsCreator(
            link_type="dedupe_only",
            comparisons=[
                library.JaroWinklerAtThresholds("title", [0.97, 0.92, 0.85]),
                library.ArrayIntersectAtSizes("people", [3, 2, 1]),
                library.CustomComparison(years, output_column_name="year"),
                library.JaroWinklerAtThresholds("venue", [0.95, 0.8]),
                library.JaroWinklerAtThresholds("description", [0.95, 0.8]),
            ],
            blocking_rules_to_generate_predictions=[self._blocking()],
            retain_intermediate_calculation_columns=True,
            probability_two_random_records_match=0.2,  # of candidates, as our own learning begins
        )


def _libraries() -> _Libraries:
    try:
        return _Libraries._make(map(import_module, _MODULES))
    except ImportError as error:
        raise MatcherMissing(
            f"The matcher splink needs Splink 5, which is not installed ({error}).",
            hint="Run: pip install 'clew[splink]'",
        ) from error


def _model(path: Path) -> dict[str, Any]:
    """Read a model, and have it weigh the pairs that it is given, with all it finds."""
    try:
        model = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise MatcherError(f"{path} is no model of Splink's: {error}.") from error
    if not isinstance(model, dict) or "comparisons" not in model:
        raise MatcherError(f"{path} is no model of Splink's: it has no comparisons.")
    rule = {"blocking_rule": f'l."{_PAIR}" = r."{_PAIR}"', "sql_dialect": "duckdb"}
    return model | {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "blocking_rules_to_generate_predictions": [rule],
        "retain_intermediate_calculation_columns": True,
    }


def _columns(works: Sequence[Work]) -> dict[str, list[Any]]:
    """Return works as columns; what a work does not state is null."""
    return {
        "title": [work.title or None for work in works],
        "people": [_people(work) for work in works],
        "year": [work.year for work in works],
        "venue": [work.venue or None for work in works],
        "description": [work.description or None for work in works],
    }


def _people(work: Work) -> list[str] | None:
    """Return names with one initial: sources write out more or less of the rest."""
    names = sorted({f"{one.family} {one.initial}".strip() for one in work.people if one.family})
    return names or None


def _bounded(bits: float) -> float:
    return max(-_MOST, min(_MOST, bits))


def _levels(linker: Any) -> dict[str, dict[int, str]]:
    """Return the names of each field's levels by the number that Splink gives them."""
    return {
        comparison.output_column_name: {
            level.comparison_vector_value: level.label_for_charts.lower()
            for level in comparison.comparison_levels
        }
        for comparison in linker._settings_obj.comparisons
    }


def _explained(row: dict[str, Any], levels: dict[str, dict[int, str]]) -> tuple[Bits, ...]:
    """Return what each field that both sides state says of one pair."""
    return tuple(
        Bits(field, names[row[f"gamma_{field}"]], round(_bounded(row[f"mw_{field}"]), 3))
        for field, names in levels.items()
        if row[f"gamma_{field}"] >= 0
    )
