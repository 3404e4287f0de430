"""How fast is search? Builds catalogues of invented records and asks them questions.

    python benchmarks/search.py [--sizes 10000 100000] [--million] [--alone] [--json] [--keep DIR]

Prints the median and the 95th percentile of each sort of question in milliseconds by the clock, and
the median of the processor time, which other work on the machine changes less; how long
indexing, opening and a change take, and what it costs in memory and on disk. On the same data, in
the same run, with the same vectors and encoder, others answer the same questions (``peers.py``).
Everything runs in one thread but what an engine does by itself.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from catalogues import Invented
from numpy.typing import NDArray
from peers import DIMENSIONS, TENTH, Encode, peers

from clew.encoders import Encoder, load_default
from clew.errors import EncoderMissing
from clew.index import Engine, Facet, Filters, open_engine, open_vectors
from clew.index.query import Everything
from clew.search import Searcher

EIGHT = ("kind", "source", "keyword", "person", "organisation", "funder", "access", "language")
_QUESTIONS = 60
_TURNS = 7
Times = dict[str, Any]
Peers = dict[str, Times]


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
    for size in [*options.sizes, *([1_000_000] if options.million else [])]:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(options.keep or temporary) / str(size)
            found[size] = run(size, folder, not options.alone)
        if not options.json:
            _print(size, found[size])
    if options.json:
        json.dump(found, sys.stdout, indent=1)
        print()


def run(size: int, folder: Path, others: bool) -> dict[str, Any]:
    """Build a catalogue, ask it, and return all figures."""
    invented = Invented(size)
    figures: dict[str, Any] = {}
    if not (folder / "index").exists():
        figures |= _build(invented, folder)
    questions = invented.queries(_QUESTIONS)
    encoder = _encoder()
    started = time.perf_counter()
    engine = open_engine(folder / "index")
    vectors = open_vectors(folder / "vectors", "invented", DIMENSIONS)
    searcher = Searcher(engine, vectors, encoder)
    searcher.search(questions[0], facets=EIGHT)
    figures["open to first answer, ms"] = _since(started)
    figures["times"] = _ask(searcher, engine, invented)
    figures |= _resident()
    figures["one new record visible, ms"] = _visible(invented, folder, searcher, 1, new=True)
    figures["change of 100 visible, ms"] = _visible(invented, folder, searcher, 100, new=False)
    figures |= {f"{name}, after changes": value for name, value in _resident().items()}
    figures["on disk, MB"] = (
        sum(file.stat().st_size for name in ("index", "vectors") for file in _files(folder / name))
        // 2**20
    )
    engine.close()
    if others:
        figures["others"] = _others(invented, questions, folder, encoder.encode)
    return figures


def _encoder() -> Encoder:
    try:
        return load_default(threads=1)
    except EncoderMissing:
        return Guess()


def _build(invented: Invented, folder: Path) -> dict[str, Any]:
    started, begun = time.perf_counter(), time.process_time()
    engine = open_engine(folder / "index")
    engine.replace(invented.entries())
    engine.commit(invented.size)
    engine.condense()
    engine.close()
    indexed, busy = time.perf_counter() - started, time.process_time() - begun
    store = open_vectors(folder / "vectors", "invented", DIMENSIONS)
    at = 1
    for chunk in invented.vectors(DIMENSIONS):
        store.append([(at + row, 0) for row in range(len(chunk))], [0] * len(chunk), chunk)
        at += len(chunk)
    return {
        "index, s": round(indexed, 1),
        "index, s of processor": round(busy, 1),
        "records/s": int(invented.size / indexed),
        "peak of indexing, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _ask(searcher: Searcher, engine: Engine, invented: Invented) -> dict[str, Times]:
    tenth = Filters(chosen={Facet.SOURCE: (TENTH,)})
    bare = {"snippet": 0, "corrections": False, "expansions": False}
    nothing_else = Searcher(engine, settings=None)
    vector_only = bare | {"meaning_weight": 1.0, "feedback_resources": 0}

    def plain(question: str) -> object:
        terms = {token.term: 1.0 for token in engine.analyse(question)}
        return engine.cards([n for n, _ in engine.rank(terms, Everything(), Filters(), 10)])

    def by_words(text: str, **more: Any) -> object:
        return nothing_else.search(text, settings=bare | {"expansion_resources": 0}, **more)

    def formula(write: Callable[[list[str]], str]) -> Callable[[str], object]:
        return lambda question: by_words(write(question.split()))

    sorts: dict[str, Callable[[str], object]] = {
        "plain": plain,
        "words": by_words,
        "hybrid": lambda q: searcher.search(q, settings=bare),
        "words, filter and eight facets": lambda q: by_words(q, filters=tenth, facets=EIGHT),
        "phrase": formula(lambda words: f'"{words[0]} {words[-1]}"'),
        "prefix": formula(lambda words: f"{words[0][:5]}*"),
        "fuzzy": formula(lambda words: f"{words[0][:-1]}~"),
        "vector, 10 % filter": lambda q: searcher.search(q, filters=tenth, settings=vector_only),
        "hybrid, filter and eight facets": lambda q: searcher.search(
            q, filters=tenth, facets=EIGHT, settings=bare
        ),
        "full default": lambda q: searcher.search(q, facets=EIGHT),
        "suggest": lambda q: searcher.suggest(q.split()[0][:4]),
    }
    # Each sort gets questions of its own: what was counted for one is remembered for a while.
    asked = iter(invented.queries(_QUESTIONS * len(sorts)))
    return {
        name: _measured((question, ask) for question in islice(asked, _QUESTIONS))
        for name, ask in sorts.items()
    }


def _measured(pairs: Iterable[tuple[str, Callable[[str], object]]]) -> Times:
    clock = _Clock()
    for text, ask in pairs:
        with clock:
            ask(text)
    return clock.times()


class _Clock:
    """Takes times, by the wall and by the processors, of what is done in its ``with`` blocks."""

    def __init__(self) -> None:
        self._wall: list[float] = []
        self._busy: list[float] = []

    def __enter__(self) -> None:
        self._begun = time.perf_counter(), time.process_time()

    def __exit__(self, *raised: object) -> None:
        wall, busy = self._begun
        self._wall.append(1000 * (time.perf_counter() - wall))
        self._busy.append(1000 * (time.process_time() - busy))

    def times(self) -> Times:
        """Return the percentiles in milliseconds."""
        p50, p95 = np.percentile(self._wall, [50, 95])
        busy = np.percentile(self._busy, 50)
        return {"p50": round(p50, 1), "p95": round(p95, 1), "cpu": round(busy, 1)}


def _visible(
    invented: Invented, folder: Path, searcher: Searcher, count: int, *, new: bool
) -> Times:
    """Write some records with one engine until another one finds them; several times over."""
    writer = open_engine(folder / "index")
    entries = [entry for entry, _ in zip(invented.entries(), range(count), strict=False)]
    writer.replace(entries[:1])
    writer.commit(writer.revision + 1)
    clock = _Clock()
    for turn in range(_TURNS):
        mark = f"sighted{turn}{count}"
        numbers = [invented.size + 1 + turn + e.number if new else e.number for e in entries]
        changed = [
            msgspec.structs.replace(entry, number=number, text=f"{entry.text} {mark}")
            for entry, number in zip(entries, numbers, strict=True)
        ]
        with clock:
            writer.replace(changed)
            writer.commit(writer.revision + 1)
            found = searcher.search(f'"{mark}"', limit=1)
        if found.total != count:
            raise AssertionError(f"{mark} is not found {count} times")
    writer.remove(numbers if new else [])
    writer.commit(writer.revision + 1)
    writer.close()
    return clock.times()


def _others(invented: Invented, questions: list[str], folder: Path, encode: Encode) -> Peers:
    found = {}
    for peer in peers(invented, folder, encode):
        found[peer.name] = _measured((q, peer.ask) for q in questions) | {"against": peer.against}
    return found


def _resident() -> dict[str, int]:
    """What is in memory, and what of it is no file that is mapped and can be read again."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return {"peak, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
    # Example: ``VmRSS:     61188 kB``
    told = dict(line.split(":", 1) for line in lines)
    shown = {"resident, MB": "VmRSS", "of it its own, MB": "RssAnon"}
    return {name: int(told[key].split()[0]) // 1024 for name, key in shown.items()}


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)


def _print(size: int, figures: dict[str, Any]) -> None:
    print(f"{size:,} records")
    times = figures.pop("times")
    others = figures.pop("others", {})
    for name, value in figures.items():
        shown = _shown(value) if isinstance(value, dict) else value
        print(f"  {name:34} {shown}")
    for name, one in times.items():
        print(f"  {name:34} {_shown(one)}")
    for name, one in others.items():
        ours = times[one["against"]]
        clock, busy = one["p50"] / ours["p50"], one["cpu"] / max(ours["cpu"], 0.1)
        ratio = f"{clock:5.1f} × by the clock, {busy:5.1f} × cpu"
        print(f"  {name:34} {_shown(one)}   {ratio} of our {one['against']}")
    print(flush=True)


def _shown(times: Times) -> str:
    return f"p50 {times['p50']:8.1f} ms   p95 {times['p95']:8.1f} ms   cpu {times['cpu']:8.1f} ms"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--million", action="store_true", help="build 1,000,000 records as well")
    parser.add_argument("--alone", action="store_true", help="leave the others out")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--keep", type=Path, help="keep the catalogues in this folder, or use them")
    return parser.parse_args()


if __name__ == "__main__":
    main()
