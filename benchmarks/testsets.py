"""Test collections of information retrieval, in the three forms they come in.

BEIR (``corpus.jsonl``, ``queries.jsonl``, ``qrels/*.tsv``), SMART (``.I``/``.T``/``.W`` files with
a list of relevant documents), and SciFact's zip of tables.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

Grades = dict[str, dict[str, int]]

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_SMART_FIELD = re.compile(r"\.([A-Z])\s*$")


class Text(NamedTuple):
    """A document: its id, title and body."""

    id: str
    title: str
    body: str


class Collection(NamedTuple):
    """Documents, questions, and which documents answer which question how well."""

    name: str
    texts: list[Text]
    queries: dict[str, str]
    grades: Grades


def load(path: Path) -> Collection:
    """Read the collection at a path, whichever form it has.

    Raises
    ------
    SystemExit: when it has none of them.
    """
    if path.is_dir() and (path / "corpus.jsonl").exists():
        return _beir(path)
    zips = sorted(path.glob("*.zip")) if path.is_dir() else [path]
    if zips and zipfile.is_zipfile(zips[0]):
        return _scifact(path.name.removesuffix(".zip"), zips[0])
    if path.is_dir() and any(_smart_files(path)):
        return _smart(path)
    sys.exit(f"{path} holds no collection in BEIR, SMART or SciFact form.")


def _beir(folder: Path) -> Collection:
    texts = [
        Text(row["_id"], _plain(row.get("title", "")), _plain(row["text"]))
        for row in _json_lines(folder / "corpus.jsonl")
    ]
    queries = {row["_id"]: row["text"] for row in _json_lines(folder / "queries.jsonl")}
    files = sorted((folder / "qrels").glob("*.tsv"))
    tests = [file for file in files if file.stem == "test"] or files
    grades: Grades = {}
    for file in tests:
        for row in csv.DictReader(file.open(encoding="utf-8"), delimiter="\t"):
            grades.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    return Collection(folder.name, texts, queries, grades)


def _json_lines(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _smart_files(folder: Path) -> tuple[Path | None, Path | None, Path | None]:
    """Find texts, questions and judgements by the endings that collections have."""
    files = {file.name.lower(): file for file in sorted(folder.iterdir())}

    def ending(*patterns: str) -> Path | None:
        found = (f for p in patterns for name, f in files.items() if re.search(p, name))
        return next(found, None)

    return ending(r"\.all(\.\d+)?$"), ending(r"\.qry$"), ending(r"\.rel$", r"qrels?(\.text)?$")


def _smart(folder: Path) -> Collection:
    documents, questions, judgements = _smart_files(folder)
    if not (documents and questions and judgements):
        sys.exit(f"{folder} lacks its .all, .qry or .rel file.")
    texts = [
        Text(number, _line(fields.get("T", "")), _line(fields.get("W", "")))
        for number, fields in _smart_entries(documents)
    ]
    asked = [_line(f"{f.get('T', '')} {f.get('W', '')}") for _, f in _smart_entries(questions)]
    # Judgements count the questions; the numbers that questions carry have gaps in Cranfield.
    queries = {str(at): text for at, text in enumerate(asked, 1)}
    return Collection(folder.name, texts, queries, _smart_grades(judgements))


def _smart_grades(file: Path) -> Grades:
    """Read question, document and, in Cranfield, a code of which any above 0 is relevant."""
    grades: Grades = {}
    coded = "qrel" in file.name.lower()
    for line in file.read_text(encoding="latin-1").splitlines():
        parts = line.split()
        if len(parts) >= 2:
            relevant = int(parts[2]) > 0 if coded and len(parts) > 2 else True
            grades.setdefault(parts[0], {})[parts[1]] = int(relevant)
    return grades


def _smart_entries(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    number, fields, field = "", dict[str, str](), ""
    for line in file.read_text(encoding="latin-1").splitlines():
        if line.startswith(".I "):
            if number:
                yield number, fields
            number, fields, field = str(int(line[3:])), {}, ""
        elif match := _SMART_FIELD.match(line):
            field = match[1]
        else:
            fields[field] = f"{fields.get(field, '')}\n{line}"
    if number:
        yield number, fields


def _scifact(name: str, file: Path) -> Collection:
    with zipfile.ZipFile(file) as archive:
        corpus = _table(archive, "corpus_train.csv")
        texts = [
            Text(row["doc_id"], _line(row["title"]), _line(_sentences(row["abstract"])))
            for row in corpus
        ]
        claims = list(_table(archive, "claims_validation.csv"))
    queries = {row["id"]: row["claim"] for row in claims}
    grades: Grades = {}
    for row in claims:
        for cited in re.findall(r"\d+", row["cited_doc_ids"]):
            grades.setdefault(row["id"], {})[cited] = 1
    return Collection(name, texts, queries, grades)


def _table(archive: zipfile.ZipFile, name: str) -> Iterable[dict[str, str]]:
    csv.field_size_limit(10**8)
    return csv.DictReader(io.StringIO(archive.read(name).decode("utf-8")))


def _sentences(cell: str) -> str:
    """Undo how a list of sentences was printed: one in quotes on each line, in brackets."""
    lines = (line.strip() for line in cell.strip("[]").splitlines())
    return " ".join(line[1:-1] if line[:1] in "'\"" else line for line in lines)


def _plain(text: str) -> str:
    return _line(html.unescape(_TAG.sub(" ", html.unescape(text))))


def _line(text: str) -> str:
    return " ".join(text.split())
