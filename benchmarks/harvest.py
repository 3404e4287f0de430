"""Measures `clew harvest` on a repository of invented records on this machine.

    python benchmarks/harvest.py [--records 20000] [--kills 20] [--times 10]

Prints how many records a second go into catalogue and index, and how many seconds of processor each
process spent on them; the memory of a harvest and of one ten times as long; whether a harvest
through every fault ends complete with the right report; and whether kills lose or double anything.
`--json` gives the figures as one document.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

# In place of this folder, in which `harvest` would be this file.
sys.path[0] = str(Path(__file__).parents[1] / "tests")

from harvest.server import FAULTS, Repository, Site, every, serving  # noqa: E402

from clew.catalogue import Catalogue  # noqa: E402
from clew.catalogue.runs import Report  # noqa: E402
from clew.model import Kind  # noqa: E402

PAGE = 200
PATIENCE = 1800  # seconds for one harvest


def main() -> None:
    """Run the measurements that were asked for."""
    options = parse()
    figures: dict[str, Any] = {}
    figures |= measure_rate(options.records)
    if options.times > 1:
        figures |= measure_memory(options.records // 10, options.times)
    figures |= go_through_faults(options.records)
    figures |= keep_to_robots()
    if options.kills:
        figures |= kill_and_compare(options.records, options.kills)
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        for name, value in figures.items():
            print(f"{name:<44} {value:,}" if isinstance(value, int) else f"{name:<44} {value}")


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=0, help="kill -9 at so many random moments")
    parser.add_argument("--times", type=int, default=1, help="compare memory with so many times")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


class Ended(NamedTuple):
    """How a harvest ended: exit code, report, seconds, and what its processes used."""

    code: int
    report: Report
    seconds: float
    processor: float
    memory: int  # MiB, of the process that writes: its own, without the file's pages it looks at


def measure_rate(records: int) -> dict[str, Any]:
    """Harvest a repository that behaves."""
    with tempfile.TemporaryDirectory() as folder:
        ended = harvest(Repository(records, page=PAGE), Path(folder))
    return {
        "records": records,
        "records a second": round(records / ended.seconds, 1),
        "milliseconds of processor for each record": round(1000 * ended.processor / records, 3),
        "counted": ended.report.counted,
    }


def measure_memory(records: int, times: int) -> dict[str, Any]:
    """Harvest a short list and one many times as long, and compare the largest memory."""
    figures = {}
    for many in (1, times):
        with tempfile.TemporaryDirectory() as folder:
            ended = harvest(Repository(records * many, page=PAGE), Path(folder))
        figures[f"MiB for {records * many:,} records"] = ended.memory
    return figures


def go_through_faults(records: int) -> dict[str, Any]:
    """Harvest a repository that does everything wrong, and check the report and the catalogue."""
    repository = misbehaving(records)
    with tempfile.TemporaryDirectory() as folder:
        ended = harvest(repository, Path(folder))
        right = is_right(repository, ended.report, Path(folder))
    return {
        "through every fault": ended.report.outcome,
        "seconds through faults": round(ended.seconds),
        "faults left": len(repository.faults),
        "counted through faults": ended.report.counted,
        "right": str(right),
    }


def keep_to_robots() -> dict[str, Any]:
    """Harvest a site that closes some of its pages to robots, and see that none was fetched."""
    pages = {f"study-{n}": f"<html><head><title>Study {n}</title></head></html>" for n in range(30)}
    closed = {"study-4", "study-11", "study-29"}
    rules = "".join(f"Disallow: /{name}$\n" for name in sorted(closed))
    site = Site(pages, robots=f"User-agent: *\n{rules}")
    with tempfile.TemporaryDirectory() as folder, serving(site=site) as server:
        home = prepare(Path(folder), f"{server.address}/sitemap.xml", "sitemap")
        finish(start(home))
        report = report_of(home)
    fetched = {path.removeprefix("/") for path in site.asked}
    return {
        "pages counted": report.counted,
        "closed pages fetched": len(closed & fetched),
        "open pages fetched": len((pages.keys() - closed) & fetched),
    }


def kill_and_compare(records: int, kills: int) -> dict[str, Any]:
    """Kill a harvest at so many random moments, spread over its length, then let it end."""
    repository = misbehaving(records)
    chance = random.Random(20310502)
    moments = sorted(chance.sample(range(records * 9 // 10), kills))
    done, seen = 0, []
    with tempfile.TemporaryDirectory() as folder, serving(repository) as server:
        home = prepare(Path(folder), f"{server.address}/oai")
        for moment in moments:
            process = start(home)
            wait_for(process, home, moment)
            # Anywhere between two batches, or in the middle of one.
            time.sleep(chance.uniform(0.0, 1.0))
            if process.poll() is not None:
                break
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            done += 1
            seen.append(held(home))
        finish(start(home))
        right = is_right(repository, report_of(home), home)
    return {"killed": done, "records after each kill": seen, "right after kills": str(right)}


def wait_for(process: subprocess.Popen[bytes], home: Path, records: int) -> None:
    """Wait until a harvest has brought so many records, or has ended."""
    while process.poll() is None:
        if held(home) >= records:
            break
        time.sleep(0.2)


def misbehaving(records: int) -> Repository:
    """Return a repository with every fault twice, bad records in the middle, and deleted ones."""
    pages = records // PAGE
    repository = Repository(
        records,
        page=PAGE,
        malformed={records // 2, records // 3},
        deleted={7, records // 5},
        rest=2,
    )
    apart = max(1, pages // (2 * len(FAULTS) + 1))
    repository.faults = every(apart, (*FAULTS, *FAULTS), PAGE)
    return repository


def is_right(repository: Repository, report: Report, home: Path) -> bool:
    """Say whether report and catalogue are what the repository holds: all of it, nothing twice."""
    bad = repository.malformed | repository.deleted
    good = {repository.title(n) for n in range(repository.size) if n not in bad}
    expected = {"new": len(good), "failed": len(repository.malformed)}
    catalogue = Catalogue(home / "catalogue.db")
    try:
        numbers = catalogue.resources.changed_since(0)
        found = catalogue.resources.many(numbers)
        titles = [one.label for one in found if one.kind == Kind.DATASET]
    finally:
        catalogue.close()
    whole = set(titles) == good and len(titles) == len(good)
    return report.outcome == "complete" and report.counted == expected and whole


def harvest(repository: Repository, home: Path) -> Ended:
    """Harvest a repository into a new catalogue with the command that people use."""
    with serving(repository) as server:
        prepare(home, f"{server.address}/oai")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begin = time.monotonic()
        process = start(home)
        memory = watch(process)
        seconds = time.monotonic() - begin
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ended(process.returncode, report_of(home), seconds, used, memory)


def prepare(home: Path, address: str, protocol: str = "oai-pmh") -> Path:
    """Write the sources file of a new home."""
    (home / "clew.toml").write_text(
        f'[sources.ashby]\nprotocol = "{protocol}"\naddress = "{address}"\nprivate = true\n'
        "rate = 0\n"
    )
    return home


def start(home: Path) -> subprocess.Popen[bytes]:
    """Start a harvest in a session of its own."""
    command = [sys.executable, "-m", "clew", "harvest", "ashby", "--no-match", "--json"]
    environment = os.environ | {"CLEW_HOME": str(home)}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )


def watch(process: subprocess.Popen[bytes]) -> int:
    """Wait for a process and return the most memory of its own, in MiB, where that is told."""
    most, status = 0, Path(f"/proc/{process.pid}/status")
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        lines = status.read_text().splitlines() if status.exists() else []
        told = [int(line.split()[1]) for line in lines if line.startswith("RssAnon")]
        most = max([most, *told])
        time.sleep(0.1)
    finish(process)
    return most // 1024


def finish(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process to end, and end it when it takes too long."""
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def report_of(home: Path) -> Report:
    """Return the report on the only run there was."""
    catalogue = Catalogue(home / "catalogue.db")
    try:
        (report,) = catalogue.runs.reports("ashby", 2)
    finally:
        catalogue.close()
    return report


def held(home: Path) -> int:
    """Return how many datasets a catalogue holds, by looking only: somebody may be making it."""
    try:
        with closing(sqlite3.connect(f"file:{home / 'catalogue.db'}?mode=ro", uri=True)) as found:
            (number,) = found.execute(
                "SELECT count(*) FROM records WHERE kind = ?", (Kind.DATASET,)
            ).fetchone()
    except sqlite3.OperationalError:
        return 0
    return int(number)


if __name__ == "__main__":
    main()
