"""How fast the site answers, from a catalogue of 100,000 invented records and one worker.

Run: ``python benchmarks/site.py``. The server is a process of its own, ``clew serve``, with the
real encoder for questions; the vectors of the records are drawn by chance, as nobody waits for an
hour to have them made. The pages are first asked for one by one, then as a mix of 80 % resource and
20 % search pages that comes at a fixed rate, whether the server keeps up or not: a request's time
counts from when it was due, so that waiting in line is waiting too.

The site keeps pages that it has drawn, and the mix asks for 2,000 resources and 200 searches again
and again. With ``--fresh`` no address comes twice, so that every page has to be drawn.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import httpx
import msgspec
import numpy as np
from catalogues import Invented
from export import fill

import clew
from clew.encoders import load_default
from clew.home import Home
from clew.index.vectors.stores import Serving, VectorStores
from clew.settings import EncoderSettings

_ASSETS = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js)[^"]*)"')


class Asked(NamedTuple):
    """One request of a mix: how long it took in milliseconds, and what went wrong, if anything."""

    kind: str
    milliseconds: float
    wrong: str | None


def main() -> None:
    asked = parse()
    with tempfile.TemporaryDirectory() as folder:
        home = asked.home or Path(folder) / "home"
        if not (home / "index").exists():
            build(home, asked.records)
        invented = Invented(asked.records)
        searches = [f"/search?{urlencode({'q': one})}" for one in invented.queries(200)]
        random = np.random.default_rng(5)
        resources = [f"/r/{slug}" for slug in _slugs(invented, random)]
        with serving(home) as (base, process):
            figures = {
                "search page": one_by_one(base, process, searches[:60]),
                "resource page": one_by_one(base, process, resources[:200]),
                "search page, KB of HTML, CSS and JS": weight(base, searches[0]),
                "mix": asyncio.run(mix(base, searches, resources, asked)),
                "server's memory, MB": _memory(process),
            }
    print(json.dumps(figures, indent=1))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=80, help="requests a second of the mix")
    parser.add_argument("--seconds", type=float, default=60, help="how long the mix goes on")
    parser.add_argument("--fresh", action="store_true", help="ask for no address twice")
    parser.add_argument("--home", type=Path, help="keep the catalogue here, or use the one there")
    return parser.parse_args()


def build(home: Path, records: int) -> None:
    """Make the catalogue, its index, and vectors by chance under the encoder's name."""
    fill(home, records)
    with clew.open(home) as catalogue:
        catalogue.rebuild()
    encoder = load_default()
    stores = VectorStores(Home(home).vectors)
    store = stores.open(encoder.name, encoder.dimensions)
    at = 1
    for chunk in Invented(records).vectors(encoder.dimensions):
        store.append([(at + row, 0) for row in range(len(chunk))], [0] * len(chunk), chunk)
        at += len(chunk)
    stores.serve(Serving(encoder.name, msgspec.to_builtins(EncoderSettings())))


@contextmanager
def serving(home: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run the site on a free port of this machine until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "clew", "serve", "--home", str(home), "--port", str(port)]
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen([*command, "--json"], stdout=nowhere, stderr=nowhere)
    base = f"http://127.0.0.1:{port}"
    try:
        _await(base, process)
        yield base, process
    finally:
        process.terminate()
        process.wait()


def one_by_one(base: str, process: subprocess.Popen[bytes], paths: Sequence[str]) -> dict[str, Any]:
    """Ask for pages one after the other: times by the clock, and the server's processor time."""
    with httpx.Client(base_url=base) as client:
        for path in paths[:5]:
            client.get(path)
        before, times = _processor(process), []
        for path in paths:
            begun = time.perf_counter()
            client.get(path).raise_for_status()
            times.append((time.perf_counter() - begun) * 1000)
    spent = (_processor(process) - before) * 1000 / len(paths)
    return {**_shares(times), "processor, ms": round(spent, 1)}


def weight(base: str, path: str) -> float:
    """Return what a page and its sheets and scripts weigh, as they are sent, in kilobytes."""
    with httpx.Client(base_url=base, headers={"Accept-Encoding": "gzip"}) as client:
        page = client.get(path)
        assets = [client.get(one) for one in dict.fromkeys(_ASSETS.findall(page.text))]
    return round(sum(one.num_bytes_downloaded for one in (page, *assets)) / 1000, 1)


async def mix(
    base: str, searches: Sequence[str], resources: Sequence[str], asked: argparse.Namespace
) -> dict[str, Any]:
    """Send requests at a fixed rate, every fifth for a search page."""
    line = Line(base)
    begun = time.perf_counter()
    tasks = []
    for number in range(int(asked.rate * asked.seconds)):
        paths, kind = (resources, "resource") if number % 5 else (searches, "search")
        path = paths[number // 5 % len(paths) if number % 5 == 0 else number % len(paths)]
        if asked.fresh:
            path += f"{'&' if '?' in path else '?'}fresh={number}"
        due = begun + number / asked.rate
        await asyncio.sleep(max(due - time.perf_counter(), 0))
        tasks.append(asyncio.create_task(_one(line, kind, path, due)))
    answers = await asyncio.gather(*tasks)
    took = time.perf_counter() - begun
    by_kind = {
        kind: _shares([one.milliseconds for one in answers if one.kind in (kind, *also)])
        for kind, also in (("search", ()), ("resource", ()), ("all", ("search", "resource")))
    }
    errors = Counter(one.wrong for one in answers if one.wrong)
    return {**by_kind, "errors": errors, "requests a second": round(len(answers) / took, 1)}


class Line:
    """Asks over connections that are kept, and does little more than that.

    A client that looks through all its waiting requests for each answer would be what is measured.
    """

    def __init__(self, base: str) -> None:
        parts = urlsplit(base)
        self._host, self._port = parts.hostname, parts.port
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def get(self, path: str) -> int:
        """Ask for a page, take all of it, and return its status."""
        reader, writer = await self._connection()
        host = f"{self._host}:{self._port}"
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        [length] = re.findall(rb"\r\ncontent-length: (\d+)", head)
        await reader.readexactly(int(length))
        self._idle.append((reader, writer))
        return int(head.split(None, 2)[1])

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return (
            self._idle.pop()
            if self._idle
            else await asyncio.open_connection(self._host, self._port)
        )


async def _one(line: Line, kind: str, path: str, due: float) -> Asked:
    try:
        status = await line.get(path)
        wrong = None if status == 200 else str(status)
    except (OSError, EOFError, ValueError) as error:
        wrong = type(error).__name__
    return Asked(kind, (time.perf_counter() - due) * 1000, wrong)


def _slugs(invented: Invented, random: np.random.Generator) -> list[str]:
    chosen = set(random.integers(0, invented.size, 2_000).tolist())
    return [entry.slug for at, entry in enumerate(invented.entries()) if at in chosen]


def _shares(times: Sequence[float]) -> dict[str, float]:
    ranked = sorted(times)
    return {
        "p50, ms": round(statistics.median(ranked), 1),
        "p95, ms": round(ranked[int(len(ranked) * 0.95)], 1),
    }


def _await(base: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit("The site did not start.")
        try:
            httpx.get(f"{base}/", timeout=30).raise_for_status()
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit("The site did not answer within a minute.")


def _processor(process: subprocess.Popen[bytes]) -> float:
    """Return the seconds of processor time that a server has spent, with those that search."""
    fields = [
        Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in _all(process)
    ]
    return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


def _memory(process: subprocess.Popen[bytes]) -> int:
    """Return the megabytes of a server and of those that search; what they share counts once."""
    lines = [
        line
        for one in _all(process)
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
    ]
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) // 2**10


def _all(process: subprocess.Popen[bytes]) -> list[int]:
    children = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [process.pid, *(int(one) for path in children for one in path.read_text().split())]


if __name__ == "__main__":
    main()
