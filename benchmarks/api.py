"""What the interface for programs costs: searching over it, and harvesting from it by OAI-PMH.

Run: ``python benchmarks/api.py --records 20000``. A site is served by a process of its own and
asked over one connection; the same searches are made in this process.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from export import fill

import clew
from clew.api.oai.arguments import parse
from clew.api.oai.repository import About, Repository

PREFIXES = ("oai_dc", "oai_datacite", "oai_ddi25", "mods")
_TOKEN = re.compile("<resumptionToken[^>]*>([^<]+)<")
_PATIENCE = 300  # seconds until a site answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument(
        "--times", type=int, default=100, help="searches; a site allows 120 at once"
    )
    parser.add_argument("--home", type=Path, help="keep the catalogue here, or use the one there")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = asked.home or Path(folder)
        if not (home / "catalogue.db").exists():
            fill(home, asked.records)
        for prefix in PREFIXES:
            print(json.dumps(harvest(home, prefix)), flush=True)
        print(json.dumps(search(home, asked.times)), flush=True)


def harvest(home: Path, prefix: str, most: int = 10_000) -> dict[str, object]:
    """Ask for all records of a format, page by page, as a harvester does."""
    with clew.open(home) as opened:
        about = About("Clew", "http://localhost/oai", "a@localhost", "localhost")
        repository = Repository(opened.catalogue, about)
        given, records, size = [("metadataPrefix", prefix)], 0, 0
        began, busy = time.monotonic(), time.process_time()
        while given and records < most:
            page = repository.answer(parse([("verb", "ListRecords"), *given]))
            records, size = records + page.count("<record>"), size + len(page)
            token = _TOKEN.search(page)
            given = [("resumptionToken", token[1])] if token else []
    wall, processor = time.monotonic() - began, time.process_time() - busy
    return {
        "harvested as": prefix,
        "records": records,
        "megabytes": round(size / 1e6, 1),
        "a second": round(records / wall),
        "a second of the processor": round(records / processor),
    }


def search(home: Path, times: int) -> dict[str, object]:
    """Make the same searches here and over the interface."""
    with clew.open(home) as opened, serving(home) as ask:
        titles = (hit.title.split() for hit in opened.search("", limit=times).hits)
        words = [" ".join(title[:2]) for title in titles]
        here, there = [], []
        for one in words:  # by turns, so that both meet the same load
            here.append(timed(lambda one=one: opened.search(one)))  # type: ignore[misc]
            there.append(timed(lambda one=one: ask(f"/api/v1/search?q={quote(one)}")))  # type: ignore[misc]
    return {
        "searches": len(words),
        "p50 here, ms": round(statistics.median(here), 2),
        "p50 over the interface, ms": round(statistics.median(there), 2),
        "added, ms": round(statistics.median(there) - statistics.median(here), 2),
    }


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


@contextmanager
def serving(home: Path) -> Iterator[Callable[[str], bytes]]:
    """Serve a catalogue in a process of its own; yield what asks it for a path."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "clew", "serve", "--port", str(port), "--home", str(home)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        connection = _connected(port)

        def ask(path: str) -> bytes:
            connection.request("GET", path)
            found = connection.getresponse()
            body = found.read()
            if found.status != http.client.OK:
                raise SystemExit(f"The site answers {found.status}.")
            return body

        yield ask
    finally:
        process.terminate()
        process.wait()


def _connected(port: int) -> http.client.HTTPConnection:
    for _ in range(_PATIENCE):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        try:
            connection.request("GET", "/health")
            connection.getresponse().read()
        except OSError:
            time.sleep(1)
        else:
            return connection
    raise SystemExit("The site does not answer.")


if __name__ == "__main__":
    main()
