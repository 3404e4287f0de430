"""What else one could use: the same records and questions for SQLite FTS5, LanceDB and txtai.

Each peer gets the vectors that ours gets and its questions from the same encoder, and finds ten
results. None of them counts eight facets, marks words or says why; FTS5 alone counts one facet.
LanceDB and txtai are measured where they are installed.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from catalogues import Invented
from numpy.typing import NDArray

DIMENSIONS = 384
TENTH = "source 3"
_DEPTH = 200
_BATCH = 10_000

Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]
Ask = Callable[[str], object]


class Peer(NamedTuple):
    """A way to ask another engine, and what to compare its times with."""

    name: str
    against: str
    ask: Ask


def peers(invented: Invented, folder: Path, encode: Encode) -> Iterator[Peer]:
    """Fill each of the others with the records, and yield the ways to ask it."""
    vectors = np.concatenate(list(invented.vectors(DIMENSIONS)))
    yield from _sqlite(invented, folder, vectors, encode)
    for fill in (_lancedb, _txtai):
        try:
            yield from fill(invented, folder, vectors, encode)
        except ImportError as error:
            print(f"{error.name} is not installed, so it is not measured.")


def _sqlite(invented: Invented, folder: Path, vectors: Vectors, encode: Encode) -> Iterator[Peer]:
    """FTS5 as Datasette uses it: stemmed by Porter, any of the words, ranked by BM25, counted."""
    database = _fts5(invented, folder)
    best = "select rowid, rank from texts where texts match ? order by rank limit ?"
    counts = "select source, count(*) from texts where texts match ? group by source"
    within = "select rowid from texts where texts match ? and source = ? order by rank limit 10"

    def words(question: str) -> object:
        return database.execute(best, [_any_of(question), 10]).fetchall()

    def counted(question: str) -> object:
        formula = _any_of(question)
        found = database.execute(within, [formula, TENTH]).fetchall()
        return found, database.execute(counts, [formula]).fetchall()

    def hybrid(question: str) -> object:
        found = database.execute(best, [_any_of(question), _DEPTH]).fetchall()
        cosines = vectors @ encode([question])[0]
        near = np.argpartition(-cosines, min(_DEPTH, len(cosines) - 1))[:_DEPTH]
        scores = {int(at) + 1: 0.6 * float(cosines[at]) for at in near}
        top = -found[0][1] if found else 1.0
        for number, rank in found:
            meant = scores.get(number, 0.6 * float(cosines[number - 1]))
            scores[number] = meant + 0.4 * -rank / top
        return sorted(scores, key=lambda number: -scores[number])[:10]

    yield Peer("SQLite FTS5, words", "words", words)
    yield Peer("SQLite FTS5, filter and one facet", "words, filter and eight facets", counted)
    yield Peer("SQLite FTS5 and numpy, hybrid", "hybrid", hybrid)
    database.close()
    (folder / "fts5.db").unlink()


def _fts5(invented: Invented, folder: Path) -> sqlite3.Connection:
    file = folder / "fts5.db"
    file.unlink(missing_ok=True)
    database = sqlite3.connect(file)
    database.execute(
        "create virtual table texts using fts5(title, body, source unindexed, tokenize='porter')"
    )
    rows = ((e.number, e.title, e.description, e.sources[0]) for e in invented.entries())
    database.executemany("insert into texts(rowid, title, body, source) values (?, ?, ?, ?)", rows)
    database.commit()
    return database


def _any_of(question: str) -> str:
    return " OR ".join(f'"{word}"' for word in question.split())


def _lancedb(invented: Invented, folder: Path, vectors: Vectors, encode: Encode) -> Iterator[Peer]:
    """LanceDB's hybrid search: its own full-text index, vectors exactly, reciprocal ranks."""
    import lancedb  # type: ignore[import-not-found]

    shutil.rmtree(folder / "lance", ignore_errors=True)
    table: Any = None
    database = lancedb.connect(folder / "lance")
    for rows in _batches(invented, vectors):
        if table is None:
            table = database.create_table("texts", data=rows)
        else:
            table.add(rows)
    table.create_fts_index("text")

    def words(question: str) -> object:
        return table.search(question, query_type="fts").limit(10).to_list()

    def hybrid(question: str) -> object:
        search = table.search(query_type="hybrid").vector(encode([question])[0]).text(question)
        return search.limit(10).to_list()

    yield Peer("LanceDB, words", "words", words)
    yield Peer("LanceDB, hybrid", "hybrid", hybrid)
    shutil.rmtree(folder / "lance")


def _txtai(invented: Invented, folder: Path, vectors: Vectors, encode: Encode) -> Iterator[Peer]:
    """Ask txtai's hybrid search, with its exact numpy backend, which needs no PyTorch."""
    from txtai import Embeddings  # type: ignore[import-not-found]

    given = {"at": 0}

    def transform(texts: Sequence[str]) -> Vectors:
        # While it is filled it asks for the vectors of the texts in their order.
        at = given["at"]
        if at >= len(vectors):
            return encode(texts)
        given["at"] += len(texts)
        return vectors[at : at + len(texts)]

    embeddings = Embeddings(
        method="external", transform=transform, hybrid=True, content=True, backend="numpy"
    )
    embeddings.index((e.number, {"text": e.text}, None) for e in invented.entries())
    yield Peer("txtai, hybrid", "hybrid", lambda question: embeddings.search(question, 10))
    embeddings.close()


def _batches(invented: Invented, vectors: Vectors) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    for entry in invented.entries():
        vector = vectors[entry.number - 1]
        rows.append({"number": entry.number, "text": entry.text, "vector": vector})
        if len(rows) == _BATCH:
            yield rows
            rows = []
    if rows:
        yield rows
