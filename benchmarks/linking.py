"""Measures how well and how fast things are joined: ``python benchmarks/linking.py``.

The material is real and lies beside the project; every part says so and is left out where it is
not there. All thresholds are those of the code.
"""

from __future__ import annotations

import argparse
import csv
import html
import random
import resource
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from noise import KINDS
from reliability import Labelled, labelled, print_table
from scale import doubling

from clew.errors import MatcherMissing
from clew.linking.matching.comparison import compare
from clew.linking.matching.matcher import Matches, clusters, match, partners
from clew.linking.matching.registry import load
from clew.linking.matching.scoring import Own
from clew.linking.matching.standing import WEIGHTS
from clew.linking.matching.verdict import Verdict, agreements, judge
from clew.linking.matching.work import Work, work, work_of
from clew.linking.names import person_name
from clew.model import Document, Kind, Record
from clew.readers.gtr_xml import reader as gtr

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "benchmarks" / "labels" / "gtr-pairs.tsv"

SIZES = [25_000, 50_000, 100_000]  # 250_000 500_000 1_000_000 takes an hour
Pairs = set[tuple[int, int]]

# What a label must say for a suggestion of each verdict to be right.
FITTING = {
    Verdict.VERSION: ("version", "part"),
    Verdict.PART: ("version", "part"),
    Verdict.QUESTION: ("same",),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--only", choices=[*PARTS, "scale"], help="one part instead of all")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, help="records of invented catalogues"
    )
    given = parser.parse_args()
    for name, part in PARTS.items():
        if given.only in (None, name):
            print(f"\n== {name}")
            part(given.shared / "data")
    if given.only in (None, "scale"):
        print("\n== scale")
        doubling(given.sizes)


def dblp_acm(data: Path) -> None:
    """2,616 records against 2,294, of which 2,224 pairs are the same; no label is used."""
    found = _dblp_acm(data)
    if found:
        works, left, truth = found
        matches = timed("match", lambda: match(works))
        report("as any two sources", across(clusters(matches), left), truth)
        best = {(edge.one, edge.two) for edge in partners(matches, left)}
        report("told that neither holds duplicates", best, truth)


def splink(data: Path) -> None:
    """The same pairs weighed by Splink, where it is installed, and judged by the same gate."""
    found = _dblp_acm(data)
    if found:
        works, left, truth = found
        try:
            matcher = load("splink")
        except MatcherMissing as missing:
            print(f"left out: {missing}")
            return
        matches = timed("match", lambda: match(works, matcher))
        report("as any two sources", across(clusters(matches), left), truth)
        best = {(edge.one, edge.two) for edge in partners(matches, left)}
        report("told that neither holds duplicates", best, truth)


def noisy(data: Path) -> None:
    """The same after one side has been treated as search engines and people treat entries."""
    found = _dblp_acm(data)
    if found:
        works, left, truth = found
        for name, noise in KINDS.items():
            draw = random.Random(name)
            matches = match([*works[:left], *(noise(draw, one) for one in works[left:])])
            report(name, across(clusters(matches), left), truth)


def across(joined: list[tuple[int, ...]], left: int) -> Pairs:
    """Return the pairs of clusters that go from the one source to the other."""
    return {(i, j) for some in joined for i in some for j in some if i < left <= j}


def _dblp_acm(data: Path) -> tuple[list[Work], int, Pairs] | None:
    """Return the works of both sources, how many come from the first, and the true pairs."""
    folder = data / "entity-resolution" / "DBLP-ACM"
    if not folder.is_dir():
        print("left out: no DBLP-ACM")
        return None
    left, right = _rows(folder / "DBLP2.csv"), _rows(folder / "ACM.csv")
    place = {row["id"]: i for i, row in enumerate(left)}
    other = {row["id"]: i + len(left) for i, row in enumerate(right)}
    truth = {
        (place[row["idDBLP"]], other[row["idACM"]])
        for row in _rows(folder / "DBLP-ACM_perfectMapping.csv")
    }
    return [_bibliographic(row) for row in left + right], len(left), truth


def gtr_pairs(data: Path) -> None:
    """300 candidate pairs among the publications of 3,745 awards, labelled by reading."""
    numbered = dict(gtr_publications(data))
    if not numbered:
        print("left out: no GtR awards")
        return
    works = list(numbered.values())
    position = {name: i for i, name in enumerate(numbered)}
    matches = timed(f"match {len(works):,} publications", lambda: match(works, Own()))
    print("verdicts:", dict(Counter(str(j.verdict) for j in matches.judged)))
    rows = list(csv.DictReader(LABELS.open(encoding="utf-8"), delimiter="\t"))
    for half in ("tuning", "held out"):
        chosen = [row for row in rows if row["half"] == half]
        pairs = np.array([sorted((position[r["one"]], position[r["other"]])) for r in chosen])
        print_labelled(half, [row["label"] for row in chosen], verdicts(works, pairs))


def reliable(data: Path) -> None:
    """What the confidences of suggested links are worth, on links labelled by reading."""
    links = labelled()
    numbered = dict(gtr_publications(data))
    if numbered:
        works = list(numbered.values())
        position = {name: i for i, name in enumerate(numbered)}
        rows = list(csv.DictReader(LABELS.open(encoding="utf-8"), delimiter="\t"))
        pairs = np.array([sorted((position[r["one"]], position[r["other"]])) for r in rows])
        for row, verdict in zip(rows, verdicts(works, pairs), strict=True):
            if verdict in FITTING:
                right = row["label"] in FITTING[verdict]
                links.append(Labelled(f"judged-{verdict}", 0, right, row["one"] + row["other"]))
    print_table(links)


def print_labelled(half: str, labels: list[str], found: list[Verdict]) -> None:
    """Print how many verdicts the labels agree with."""
    both = Counter(zip(labels, found, strict=True))
    joined = sum(n for (_, verdict), n in both.items() if verdict == Verdict.SAME)
    right = both["same", Verdict.SAME]
    related = {key: n for key, n in both.items() if key[1] in (Verdict.VERSION, Verdict.PART)}
    fitting = sum(n for (label, _), n in related.items() if label in ("version", "part"))
    number = sum(related.values())
    print(
        f"{half}: joined {joined}, precision {right / joined:.3f}, "
        f"recall {right / labels.count('same'):.3f}; "
        f"version-of or part-of {number}, right {fitting / number:.3f}"
    )


def verdicts(works: list[Work], pairs: np.ndarray) -> list[Verdict]:
    """Return what the gate makes of pairs, whether or not they are candidates."""
    compared = compare(works, pairs)
    bits = WEIGHTS.score(compared.levels)
    return [judge(pair).verdict for pair in agreements(works, pairs, compared.levels, bits)]


def report(name: str, found: Pairs, truth: Pairs) -> None:
    """Print precision, recall and F1 of pairs."""
    right = len(found & truth)
    precision, recall = right / len(found), right / len(truth)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{name}: precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")


def timed(name: str, task: Callable[[], Matches]) -> Matches:
    """Do something and print how long it took and the most memory used so far."""
    start = time.perf_counter()
    result = task()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {time.perf_counter() - start:.1f} s, peak {peak:.0f} MB")
    return result


def gtr_publications(data: Path) -> Iterator[tuple[str, Work]]:
    """Yield (GtR id, work) of each publication of the awards."""
    for record in gtr_records(data):
        if record.kind == Kind.PUBLICATION:
            yield record.key, work_of(record)


def gtr_records(data: Path) -> Iterator[Record]:
    """Yield all records of the awards, as the reader makes them."""
    archive = data / "metadata" / "gtr" / "gtr-2018-projects.tar.xz"
    if archive.is_file():
        with tarfile.open(archive) as tar:
            for member in tar:
                content = tar.extractfile(member)
                if content and member.name.endswith(".xml"):
                    yield from gtr.read(Document(content.read(), member.name)).records


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="latin-1", newline="") as file:
        return list(csv.DictReader(file))


def _bibliographic(row: dict[str, str]) -> Work:
    names: Iterable[str] = html.unescape(row["authors"]).split(",")
    people = [person_name(name) for name in names if name.strip()]
    return work(html.unescape(row["title"]), people, row["year"], html.unescape(row["venue"]))


PARTS = {
    "dblp-acm": dblp_acm,
    "splink": splink,
    "noise": noisy,
    "gtr-pairs": gtr_pairs,
    "reliability": reliable,
}

if __name__ == "__main__":
    main()
