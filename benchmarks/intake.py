"""Measures `clew add` on an archive: rate, memory, search after it, and whether kills do harm.

    python benchmarks/intake.py ARCHIVE [--groups award_suffix_groups.tsv]
        [--studies award_to_ukds_links.tsv] [--kills 20] [--abstracts 500]

Prints one line for each figure; `--json` gives them as one document.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

import clew
from clew.catalogue import Catalogue
from clew.model import Identifier, Kind, Scheme

QUERIES = (
    "home visits",
    "mental health of young people",
    "housing and inequality in cities",
    "longitudinal study of ageing",
    "child protection social work",
    "economic growth in developing countries",
    '"climate change" policy',
    "voting behaviour",
    "language acquisition in infants",
    "administrative data linkage",
)


def main() -> None:
    """Run the measurements that were asked for."""
    options = parse()
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        figures |= measure_add(options.archive, home)
        figures |= measure_search(home)
        if options.groups or options.studies:
            figures |= check_links(home, options.groups, options.studies)
        if options.abstracts:
            figures |= measure_vectors(home, options.abstracts)
        if options.kills:
            figures |= kill_and_compare(options.archive, home, Path(folder), options.kills)
    report(figures, options.json)


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--groups", type=Path, help="award references that continue one another")
    parser.add_argument("--studies", type=Path, help="award references with their study numbers")
    parser.add_argument("--kills", type=int, default=0, help="kill -9 at so many random moments")
    parser.add_argument("--abstracts", type=int, default=0, help="encode so many abstracts")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def start(archive: Path, home: Path) -> subprocess.Popen[bytes]:
    """Start `clew add` on an archive."""
    command = [sys.executable, "-m", "clew", "add", "--json", str(archive)]
    return subprocess.Popen(
        command, env=os.environ | {"CLEW_HOME": str(home)}, stdout=subprocess.PIPE
    )


def measure_add(archive: Path, home: Path) -> dict[str, Any]:
    """Add the archive to a new catalogue."""
    began = time.perf_counter()
    output, _ = start(archive, home).communicate()
    seconds = time.perf_counter() - began
    summary = json.loads(output)["summary"]
    documents = sum(summary.values())
    catalogue = Catalogue(home / "catalogue.db")
    counts = catalogue.counts()
    catalogue.close()
    return {
        "documents": documents,
        "failed": summary.get("failed", 0),
        "seconds": round(seconds, 1),
        "documents a second": round(documents / seconds, 1),
        "peak memory, MB": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "on disk, MB": sum(f.stat().st_size for f in home.rglob("*") if f.is_file()) // 2**20,
        **{f"in the catalogue: {name}": number for name, number in counts.items()},
    }


def measure_search(home: Path, rounds: int = 10) -> dict[str, Any]:
    """Search for ordinary things, over and over."""
    with clew.open(home) as catalogue:
        began = time.perf_counter()
        catalogue.search(QUERIES[0])
        first = time.perf_counter() - began
        times = []
        for query in QUERIES * rounds:
            began = time.perf_counter()
            catalogue.search(query)
            times.append(1000 * (time.perf_counter() - began))
    times.sort()
    return {
        "first search, ms": round(1000 * first, 1),
        "search p50, ms": round(median(times), 1),
        "search p95, ms": round(times[int(len(times) * 0.95)], 1),
    }


def check_links(home: Path, groups: Path | None, studies: Path | None) -> dict[str, Any]:
    """Count the award groups and study links that the catalogue holds."""
    catalogue = Catalogue(home / "catalogue.db")
    found: dict[str, Any] = {}
    if groups:
        stems = defaultdict(list)
        for row in rows(groups):
            stems[row["stem"]].append(row["grant_reference"])
        linked = sum(whole_group(catalogue, names) for names in stems.values())
        found["award groups linked"] = f"{linked} of {len(stems)}"
    if studies:
        pairs = [(row["grant_reference"], row["ukds_study_number"]) for row in rows(studies)]
        found["studies linked"] = f"{sum(joined(catalogue, *p) for p in pairs)} of {len(pairs)}"
    catalogue.close()
    return found


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file."""
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def whole_group(catalogue: Catalogue, references: list[str]) -> bool:
    """Say whether links join all awards of a group, and none of them were made one."""
    numbers = {resource_of(catalogue, Scheme.AWARD, reference) for reference in references}
    if None in numbers or len(numbers) < len(references):
        return False
    known = [number for number in numbers if number is not None]
    reached = {known[0]}
    while more := catalogue.links.neighbours(sorted(reached)) & numbers - reached:
        reached |= more
    return reached == numbers


def joined(catalogue: Catalogue, reference: str, study: str) -> bool:
    """Say whether a link joins an award and a study."""
    award = resource_of(catalogue, Scheme.AWARD, reference)
    dataset = resource_of(catalogue, Scheme.UKDA, study, Kind.DATASET)
    return award is not None and dataset in catalogue.links.neighbours([award])


def resource_of(
    catalogue: Catalogue, scheme: Scheme, value: str, kind: Kind = Kind.AWARD
) -> int | None:
    """Return the resource that an identifier names."""
    found = catalogue.lookup.with_identifier(Identifier(scheme=scheme, value=value))
    return next((one.resource for one in found if one.kind == kind), None)


def measure_vectors(home: Path, count: int) -> dict[str, Any]:
    """Encode abstracts as `clew embed` does."""
    from clew.encoders import load_default
    from clew.indexing import every_resource

    catalogue = Catalogue(home / "catalogue.db")
    texts = []
    for one in every_resource(catalogue):
        record = one.records[0]
        if record.abstract and len(record.abstract) > 500:
            texts.append(f"{record.label}\n{record.abstract}")
        if len(texts) == count:
            break
    catalogue.close()
    encoder = load_default()
    encoder.encode(texts[:8])
    began = time.perf_counter()
    encoder.encode(texts)
    return {"abstracts encoded a second": round(len(texts) / (time.perf_counter() - began), 1)}


def kill_and_compare(archive: Path, whole: Path, folder: Path, kills: int) -> dict[str, Any]:
    """Kill the same command at random moments until it has run its course, then compare."""
    home = folder / "killed"
    chance = random.Random(1)
    done = 0
    began = time.perf_counter()
    start(archive, folder / "timing").communicate()
    length = time.perf_counter() - began
    for _ in range(kills):
        process = start(archive, home)
        time.sleep(chance.uniform(0.2, length / 4))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            done += 1
        process.communicate()
    start(archive, home).communicate()
    prints = [fingerprint(path) for path in (whole, home)]
    return {
        "killed": done,
        "the same catalogue after kills": prints[0] == prints[1],
        "the same index after kills": indexed(whole) == indexed(home),
    }


def fingerprint(home: Path) -> str:
    """Return what a catalogue says as one number."""
    catalogue = Catalogue(home / "catalogue.db")
    try:
        return catalogue.fingerprint()
    finally:
        catalogue.close()


def indexed(home: Path) -> list[int]:
    """Return how much each search finds; scores may differ, for they count deleted copies too."""
    with clew.open(home) as catalogue:
        return [catalogue.search(query).total for query in QUERIES]


def report(figures: dict[str, Any], as_json: bool) -> None:
    """Print what was measured."""
    if as_json:
        print(json.dumps(figures, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name:<36} {value:,}" if type(value) is int else f"{name:<36} {value}")


if __name__ == "__main__":
    main()
