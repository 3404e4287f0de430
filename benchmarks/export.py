"""How fast, and with how much memory, a whole invented catalogue is written in each format.

Run: ``python benchmarks/export.py --records 100000 --as jsonl ris``. Each export is a process of
its own, as ``clew export --all -o FILE`` starts it, so that its memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from catalogues import Invented

from clew.catalogue import Catalogue
from clew.catalogue.links import Proposal
from clew.catalogue.records import Placed, Told
from clew.index import Entry
from clew.model import (
    Agent,
    Contribution,
    Evidence,
    Identifier,
    Kind,
    LinkState,
    LinkType,
    Period,
    Record,
    Role,
    Scheme,
    Section,
)

NOW = "2031-05-02T00:00:00+00:00"
BATCH = 5_000
MIB = 1024


class Spent(NamedTuple):
    """What an export took."""

    form: str
    seconds: float
    processor: float
    mebibytes: int
    written: int


def main() -> None:
    asked = parse()
    with tempfile.TemporaryDirectory() as folder:
        home = asked.home or Path(folder) / "home"
        if not (home / "catalogue.db").exists():
            fill(home, asked.records)
        for form in asked.forms:
            print(told(measure(home, form, Path(folder) / "out"), asked.records), flush=True)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--as", dest="forms", nargs="+", default=["jsonl", "ris", "datacite"])
    parser.add_argument("--home", type=Path, help="keep the catalogue here, or use the one there")
    return parser.parse_args()


def fill(home: Path, size: int) -> None:
    """Make a catalogue of invented records, every third with a link to another."""
    catalogue = Catalogue(home / "catalogue.db")
    entries = Invented(size).entries()
    while batch := [entry for _, entry in zip(range(BATCH), entries, strict=False)]:
        with catalogue.transaction():
            document = catalogue.documents.keep(BytesIO(repr(batch[0].slug).encode()), None, NOW)
            place = catalogue.places.note("invented", f"{batch[0].slug}.json", document, NOW)
            placed = [*_placed(catalogue, batch)]
            told = Told(place, document, "made 1", NOW, placed, {})
            (records,) = catalogue.records.put([told])
            catalogue.links.propose(_links(placed, records))
    catalogue.close()


def _placed(catalogue: Catalogue, entries: list[Entry]) -> Iterator[Placed]:
    for entry in entries:
        number = catalogue.resources.make(Kind(entry.kind), entry.slug)
        yield Placed(record_of(entry), number, None)


def _links(placed: list[Placed], records: list[int]) -> Iterator[Proposal]:
    said = Evidence(rule="stated", reason="The source states it.")
    for at in range(0, len(placed) - 1, 3):
        ends = placed[at].resource, LinkType.CITES, placed[at + 1].resource
        yield Proposal(*ends, LinkState.STATED, said, records[at], records[at + 1])


def record_of(entry: Entry) -> Record:
    """Return an invented entry as a record that a source could have."""
    people = [Agent.person(name) for name in entry.people]
    houses = [Agent.organisation(name) for name in entry.organisations]
    begun = date.fromordinal(entry.since).isoformat() if entry.since else None
    ended = date.fromordinal(entry.until).isoformat() if entry.until else None
    return Record(
        key=entry.slug,
        kind=Kind(entry.kind),
        title=entry.title,
        identifiers=(Identifier(scheme=Scheme.DOI, value=f"10.9999/{entry.slug}"),),
        description=(Section(name="abstract", text=entry.description),),
        contributions=(
            *(Contribution(agent=one, role=Role.CREATOR) for one in people),
            *(Contribution(agent=one, role=Role.PUBLISHER) for one in houses),
        ),
        keywords=entry.keywords,
        period=Period(start=begun, end=ended) if begun else None,
        published=date.fromordinal(entry.published or 1).isoformat(),
        language=entry.language,
        access=entry.access,
        urls=(f"https://archive.example/{entry.slug}",),
    )


def measure(home: Path, form: str, path: Path) -> Spent:
    """Export everything in a process of its own."""
    command = [sys.executable, "-m", "clew", "export", "--all", "--as", form, "-o", str(path)]
    began = time.monotonic()
    process = os.posix_spawn(sys.executable, [*command, "--home", str(home)], dict(os.environ))
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"The export as {form} failed.")
    seconds, processor = time.monotonic() - began, used.ru_utime + used.ru_stime
    return Spent(form, seconds, processor, _memory(used), path.stat().st_size)


def _memory(used: resource.struct_rusage) -> int:
    return int(used.ru_maxrss) // MIB


def told(spent: Spent, records: int) -> str:
    figures: dict[str, Any] = spent._asdict()
    million = spent.processor / records * 1_000_000
    return json.dumps(
        {
            **{name: round(v, 1) if isinstance(v, float) else v for name, v in figures.items()},
            "a second": round(records / spent.seconds),
            "minutes for a million, by processor": round(million / 60, 1),
        }
    )


if __name__ == "__main__":
    main()
