"""How fast is search? Builds catalogues of invented records and asks them questions.

    python benchmarks/search.py [--sizes 10000 100000 1000000] [--json] [--keep DIR]

Prints the median and the 95th percentile of each sort of question in milliseconds, how long
indexing and opening take, and what it costs in memory and on disk. On the same data, in the same
run, SQLite FTS5 answers the plain questions, and so do LanceDB and txtai where they are installed.
Everything runs in one thread but what an engine does by itself.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from catalogues import Invented
from numpy.typing import NDArray

from clew.encoders import load_default
from clew.errors import EncoderMissing
from clew.index import Engine, Facet, Filters, open_engine, open_vectors
from clew.index.query import Everything
from clew.search import Searcher

DIMENSIONS = 384
EIGHT = ("kind", "source", "keyword", "person", "organisation", "funder", "access", "language")
_QUESTIONS = 60
Times = dict[str, float]


class Guess:
    """Stands in for an encoder where none has been prepared: a direction for each text."""

    name, dimensions = "guess", DIMENSIONS

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a direction for each text."""
        seeds = [sum(map(ord, text)) for text in texts]
        made = [np.random.default_rng(seed).normal(size=DIMENSIONS) for seed in seeds]
        vectors = np.array(made, np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def main() -> None:
    options = _options()
    found = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(options.keep or temporary) / str(size)
            found[size] = run(size, folder)
        if not options.json:
            _print(size, found[size])
    if options.json:
        json.dump(found, sys.stdout, indent=1)
        print()


def run(size: int, folder: Path) -> dict[str, Any]:
    """Build a catalogue, ask it, and return all figures."""
    invented = Invented(size)
    figures: dict[str, Any] = {}
    if not (folder / "index").exists():
        figures |= _build(invented, folder)
    questions = invented.queries(_QUESTIONS)
    started = time.perf_counter()
    engine = open_engine(folder / "index")
    vectors = open_vectors(folder / "vectors", "invented", DIMENSIONS)
    try:
        searcher = Searcher(engine, vectors, load_default(threads=1))
    except EncoderMissing:
        searcher = Searcher(engine, vectors, Guess())
    searcher.search(questions[0], facets=EIGHT)
    figures["open to first answer, ms"] = _since(started)
    figures["times"] = _ask(searcher, engine, questions)
    figures["change of 100 visible, ms"] = _change(invented, folder, searcher)
    figures["others"] = _others(invented, questions, folder)
    figures["resident, MB"] = _resident()
    figures["on disk, MB"] = (
        sum(file.stat().st_size for name in ("index", "vectors") for file in _files(folder / name))
        // 2**20
    )
    engine.close()
    return figures


def _build(invented: Invented, folder: Path) -> dict[str, Any]:
    started = time.perf_counter()
    engine = open_engine(folder / "index")
    engine.replace(invented.entries())
    engine.commit(invented.size)
    engine.close()
    indexed = time.perf_counter() - started
    store = open_vectors(folder / "vectors", "invented", DIMENSIONS)
    at = 1
    for chunk in invented.vectors(DIMENSIONS):
        store.append([(at + row, 0) for row in range(len(chunk))], [0] * len(chunk), chunk)
        at += len(chunk)
    return {"index, s": round(indexed, 1), "records/s": int(invented.size / indexed)}


def _ask(searcher: Searcher, engine: Engine, questions: list[str]) -> dict[str, Times]:
    tenth = Filters(chosen={Facet.SOURCE: ("source 3",)})
    words = [question.split() for question in questions]
    bare = {"snippet": 0, "corrections": False, "expansions": False}
    nothing_else = Searcher(engine, settings=None)
    vector_only = bare | {"meaning_weight": 1.0, "feedback_resources": 0}

    def plain(question: str) -> object:
        terms = {token.term: 1.0 for token in engine.analyse(question)}
        return engine.cards([n for n, _ in engine.rank(terms, Everything(), Filters(), 10)])

    def by_words(text: str) -> object:
        return nothing_else.search(text, settings=bare | {"expansion_resources": 0})

    full = [(q, lambda q: searcher.search(q, facets=EIGHT)) for q in questions]
    return {
        "plain": _measured((q, plain) for q in questions),
        "filter and eight facets": _measured(
            (q, lambda q: nothing_else.search(q, filters=tenth, facets=EIGHT)) for q in questions
        ),
        "phrase": _measured((f'"{w[0]} {w[-1]}"', by_words) for w in words),
        "prefix": _measured((f"{w[0][:5]}*", by_words) for w in words),
        "fuzzy": _measured((f"{w[0][:-1]}~", by_words) for w in words),
        "vector, 10 % filter": _measured(
            (q, lambda q: searcher.search(q, filters=tenth, settings=vector_only))
            for q in questions
        ),
        "full default": _measured(full),
        "suggest": _measured((w[0][:4], searcher.suggest) for w in words),
    }


def _measured(pairs: Iterator[tuple[str, Callable[[str], object]]] | Any) -> Times:
    taken = []
    for text, ask in pairs:
        started = time.perf_counter()
        ask(text)
        taken.append(_since(started))
    return {"p50": round(float(np.percentile(taken, 50)), 1), "p95": _p95(taken)}


def _p95(taken: Sequence[float]) -> float:
    return round(float(np.percentile(taken, 95)), 1)


def _change(invented: Invented, folder: Path, searcher: Searcher) -> float:
    """Change 100 records in one engine and wait until another one finds the change."""
    writer = open_engine(folder / "index")
    changed = [entry for entry, _ in zip(invented.entries(), range(100), strict=False)]
    writer.replace(changed[:1])
    writer.commit(invented.size + 1)
    started = time.perf_counter()
    writer.replace(changed)
    writer.commit(invented.size + 2)
    searcher.search("kind:award", limit=1)
    taken = _since(started)
    writer.close()
    return taken


def _others(invented: Invented, questions: list[str], folder: Path) -> dict[str, Times]:
    found = {"SQLite FTS5": _fts5(invented, questions, folder)}
    for name, measure in (("LanceDB hybrid", _lancedb), ("txtai", _txtai)):
        try:
            found[name] = measure(invented, questions, folder)
        except ImportError:
            print(f"{name} is not installed, so it is not measured.", file=sys.stderr)
    return found


def _fts5(invented: Invented, questions: list[str], folder: Path) -> Times:
    """FTS5 as Datasette uses it: stemmed by Porter, any of the words, ranked by BM25, counted."""
    file = folder / "fts5.db"
    file.unlink(missing_ok=True)
    database = sqlite3.connect(file)
    database.execute(
        "create virtual table texts using fts5(title, body, source unindexed, tokenize='porter')"
    )
    rows = ((e.title, e.description, e.sources[0]) for e in invented.entries())
    database.executemany("insert into texts values (?, ?, ?)", rows)
    database.commit()
    best = "select rowid, title from texts where texts match ? order by rank limit 10"
    counts = "select source, count(*) from texts where texts match ? group by source"

    def ask(question: str) -> object:
        formula = " OR ".join(question.split())
        return (
            database.execute(best, [formula]).fetchall(),
            database.execute(counts, [formula]).fetchall(),
        )

    times = _measured((question, ask) for question in questions)
    database.close()
    file.unlink()
    return times


def _lancedb(invented: Invented, questions: list[str], folder: Path) -> Times:
    import lancedb  # type: ignore[import-not-found]

    shutil.rmtree(folder / "lance", ignore_errors=True)
    database = lancedb.connect(folder / "lance")
    vectors = np.concatenate(list(invented.vectors(DIMENSIONS)))
    rows = (
        [{"number": e.number, "text": e.text, "vector": vectors[e.number - 1]}]
        for e in invented.entries()
    )
    table = database.create_table("texts", data=next(rows))
    batch: list[Any] = []
    for row in rows:
        batch += row
        if len(batch) == 10_000:
            table.add(batch)
            batch = []
    if batch:
        table.add(batch)
    table.create_fts_index("text")
    encode = Guess().encode

    def ask(question: str) -> object:
        search = table.search(query_type="hybrid").vector(encode([question])[0]).text(question)
        return search.limit(10).to_list()

    return _measured((question, ask) for question in questions)


def _txtai(invented: Invented, questions: list[str], folder: Path) -> Times:
    from txtai import Embeddings  # type: ignore[import-not-found]

    vectors = np.concatenate(list(invented.vectors(DIMENSIONS)))
    encode = Guess().encode
    embeddings = Embeddings(method="external", transform=encode, hybrid=True, content=True)
    embeddings.index(
        (e.number, {"text": e.text, "vector": vectors[e.number - 1]}) for e in invented.entries()
    )
    return _measured((question, lambda q: embeddings.search(q, 10)) for question in questions)


def _resident() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() // 2**20
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)


def _print(size: int, figures: dict[str, Any]) -> None:
    print(f"{size:,} records")
    for name, value in figures.items():
        if not isinstance(value, dict):
            print(f"  {name:28} {value}")
    full = figures["times"]["full default"]["p50"]
    for name, times in (figures["times"] | figures["others"]).items():
        ratio = f"  {times['p50'] / full:5.1f} × ours" if name in figures["others"] else ""
        print(f"  {name:28} p50 {times['p50']:8.1f} ms   p95 {times['p95']:8.1f} ms{ratio}")
    print(flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--keep", type=Path, help="keep the catalogues in this folder, or use them")
    return parser.parse_args()


if __name__ == "__main__":
    main()
