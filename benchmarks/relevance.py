"""How good is search? Runs test collections through the real index and search code.

    python benchmarks/relevance.py DIR… [--json] [--recipe NAME …] [--part tune|report]

Prints nDCG@10, recall@100 and the mean reciprocal rank for each collection and recipe. A recipe is
nothing but settings of search; the one called ``default`` has none. Vectors are kept in the cache
and made only once, which takes some minutes for a few thousand texts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import statistics
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from testsets import Collection, load

from clew.encoders import Encoder, load_default
from clew.encoders.cache import cache_folder
from clew.errors import EncoderMissing
from clew.index import Engine, Entry, VectorStore, memory_engine, open_vectors
from clew.search import Searcher, embed

Measures = dict[str, float]
Settings = dict[str, Any]

_DEEP = 100
_WORDS_ONLY = {"bm25", "bm25+rm3"}
RECIPES: dict[str, Settings] = {
    "bm25": {"expansion_resources": 0},
    "bm25+rm3": {},
    "vectors": {"meaning_weight": 1.0, "feedback_resources": 0},
    "fusion .7": {"meaning_weight": 0.7, "feedback_resources": 0, "pair_weight": 0.0},
    "fusion .6": {"feedback_resources": 0, "pair_weight": 0.0},
    "fusion .6, pairs": {"feedback_resources": 0},
    "fusion .6, feedback": {"pair_weight": 0.0},
    "default": {},
}


def main() -> None:
    options = _options()
    found: dict[str, dict[str, Measures]] = {}
    for path in options.folders:
        collection = load(path)
        runs = Runs(collection, options.part, options.settings)
        found[collection.name] = {name: runs.measure(name) for name in options.recipe}
        if not options.json:
            _print(collection.name, found[collection.name])
    if options.json:
        json.dump(found, sys.stdout, indent=1)
        print()
    elif len(found) > 1:
        _print("mean", _means(found.values()))


class Runs:
    """One collection in a real index, ready to be asked."""

    def __init__(self, collection: Collection, part: str | None, settings: Settings) -> None:
        entries = [_entry(number, *text) for number, text in enumerate(collection.texts, 1)]
        self._collection = collection
        self._settings = settings
        self._queries = _part(collection, part)
        self._ids = {str(number): text.id for number, text in enumerate(collection.texts, 1)}
        self._engine: Engine = memory_engine()
        self._engine.replace(entries)
        self._engine.commit(1)
        self._encoder = _encoder()
        self._vectors = _vectors(collection, entries, self._encoder) if self._encoder else None

    def measure(self, recipe: str) -> Measures:
        """Ask every question and return the means of the measures."""
        if recipe in _WORDS_ONLY:
            searcher = Searcher(self._engine)
        else:
            searcher = Searcher(self._engine, self._vectors, self._encoder)
        # The questions are prose, whose quotes and dashes mean nothing to a query language.
        # Snippets would take most of the time, and are not judged.
        settings = {"snippet": 0} | RECIPES[recipe] | self._settings
        rows = []
        for query in self._queries:
            hits = searcher.search(
                self._collection.queries[query], limit=_DEEP, plain=True, settings=settings
            ).hits
            ranked = [self._ids[hit.id] for hit in hits]
            rows.append(measures(ranked, self._collection.grades[query]))
        return {name: round(statistics.fmean(row[name] for row in rows), 4) for name in rows[0]}


def measures(ranked: list[str], grades: dict[str, int]) -> Measures:
    """Judge one ranking; the gain of a grade is ``2**grade - 1`` (Burges et al. 2005)."""
    gains = [2 ** max(grades.get(id_, 0), 0) - 1 for id_ in ranked]
    best = sorted((2**grade - 1 for grade in grades.values() if grade > 0), reverse=True)
    relevant = [at for at, gain in enumerate(gains) if gain > 0]
    return {
        "ndcg@10": _discounted(gains[:10]) / _discounted(best[:10]),
        "recall@100": len([at for at in relevant if at < _DEEP]) / len(best),
        "mrr": 1 / (relevant[0] + 1) if relevant else 0.0,
    }


def _discounted(gains: Iterable[float]) -> float:
    return sum(gain / math.log2(at + 2) for at, gain in enumerate(gains))


def _part(collection: Collection, part: str | None) -> list[str]:
    """The questions that have an answer: all of them, or every other one."""
    asked = [
        query
        for query, grades in collection.grades.items()
        if query in collection.queries and any(grade > 0 for grade in grades.values())
    ]
    return asked[0::2] if part == "tune" else asked[1::2] if part == "report" else asked


def _entry(number: int, id_: str, title: str, body: str) -> Entry:
    return Entry(
        number=number,
        slug=str(number),
        revision=1,
        kind="publication",
        title=title or id_,
        titles=(title,) if title else (),
        text=f"{title}\n{body}",
        description=body,
    )


def _encoder() -> Encoder | None:
    try:
        return load_default()
    except EncoderMissing as error:
        print(f"{error} Measuring words alone.", file=sys.stderr)
        return None


def _vectors(collection: Collection, entries: list[Entry], encoder: Encoder) -> VectorStore:
    content = "\0".join(f"{text.id}\t{text.title}" for text in collection.texts)
    name = hashlib.sha256(content.encode()).hexdigest()[:16]
    folder = cache_folder() / "benchmarks" / name
    store = open_vectors(folder, encoder.name, encoder.dimensions)

    def progress(done: int, total: int | None) -> None:
        print(f"\r{collection.name}: {done:,} vectors", end="", file=sys.stderr, flush=True)

    if embed(entries, store, encoder, progress):
        print(file=sys.stderr)
    return store


def _means(found: Iterable[dict[str, Measures]]) -> dict[str, Measures]:
    rows = list(found)
    return {
        recipe: {
            name: round(statistics.fmean(row[recipe][name] for row in rows), 4) for name in values
        }
        for recipe, values in rows[0].items()
    }


def _print(name: str, found: dict[str, Measures]) -> None:
    print(f"{name:24} {'ndcg@10':>8} {'recall@100':>10} {'mrr':>8}")
    for recipe, values in found.items():
        print(
            f"  {recipe:22} {values['ndcg@10']:8.4f} {values['recall@100']:10.4f} "
            f"{values['mrr']:8.4f}"
        )
    print(flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="a collection each")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument(
        "--recipe", action="append", choices=RECIPES, help="only this one; may be repeated"
    )
    parser.add_argument("--part", choices=("tune", "report"), help="every other question only")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="change a setting"
    )
    options = parser.parse_args()
    options.recipe = options.recipe or list(RECIPES)
    options.settings = {
        name: json.loads(value) for name, _, value in (item.partition("=") for item in options.set)
    }
    return options


if __name__ == "__main__":
    main()
