"""Reads every file of some folders and tells what became of it, format by format.

    python benchmarks/formats.py FOLDER [FOLDER ...] [--files] [--write docs/formats.md]

Each file, and each member of an archive, is given to the reader that is surest of it, as `clew add`
does. The table says how many
files each reader took, how many it read, how many records came of them, and in how many of these
each field is filled. `--files` adds a line for each file; `--write` puts the tables between the
two marks in a document and leaves the rest of it alone.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clew.errors import ClewError
from clew.harvest import Arrival, arrivals
from clew.model import Document, Record
from clew.readers.registry import choose

BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"
# Fields that every record has, or that only texts have.
UNCOUNTED = {"key", "kind"}
NOBODY = "(no reader)"


@dataclass
class Tally:
    """What became of the files of one reader."""

    files: int = 0
    read: int = 0
    records: int = 0
    variables: int = 0
    notices: int = 0
    seconds: float = 0.0
    filled: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)


@dataclass
class Report:
    """The tallies by reader, the refusals with their reasons, and a line for each file."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    refused: list[tuple[str, str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def main() -> None:
    """Read the folders and print, or write, the tables."""
    options = parse()
    report = Report()
    for folder in options.folders:
        for arrival in arrivals(str(folder)):
            take(arrival, arrival.location.removeprefix(f"{folder.parent}/"), report)
    text = tables(report)
    if options.files:
        text += "\n" + "\n".join(report.lines) + "\n"
    if options.write:
        write(options.write, text)
    else:
        print(text)


def parse() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--files", action="store_true")
    parser.add_argument("--write", type=Path)
    return parser.parse_args()


def take(arrival: Arrival, name: str, report: Report) -> None:
    """Read one file, or one member of an archive, and count what came of it."""
    with arrival.open() as stream:
        document = Document(stream.read(), name)
    reader_name = NOBODY
    started = time.perf_counter()
    try:
        reader = choose(document)
        reader_name = reader.name
        reading = reader.read(document)
    except ClewError as error:
        tally = report.tallies.setdefault(reader_name, Tally())
        tally.files += 1
        reason = "No reader knows its format." if reader_name == NOBODY else error.message
        report.refused.append((name, reader_name, reason.removeprefix(f"{name} ")))
        report.lines.append(f"- `{name}`: refused by {reader_name}")
        return
    tally = report.tallies.setdefault(reader_name, Tally())
    tally.files += 1
    tally.read += 1
    tally.seconds += time.perf_counter() - started
    tally.notices += len(reading.notices)
    for record in reading.records:
        count(record, tally)
    report.lines.append(f"- `{name}`: {reader_name}, {len(reading.records)} records")


def count(record: Record, tally: Tally) -> None:
    """Count a record's fields, those of its design one by one."""
    tally.records += 1
    tally.kinds[record.kind] += 1
    tally.variables += len(record.variables)
    for name in Record.__struct_fields__:
        if name not in UNCOUNTED and getattr(record, name):
            tally.filled[name] += 1
    if record.design:
        for name in record.design.__struct_fields__:
            if getattr(record.design, name):
                tally.filled[f"design.{name}"] += 1


def tables(report: Report) -> str:
    """Return the tables as Markdown."""
    rows = sorted(report.tallies.items())
    parts = [
        "| reader | files | read | refused | records | variables | notices | records of kind |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    for name, one in rows:
        kinds = ", ".join(f"{kind} {number}" for kind, number in one.kinds.most_common())
        cells = (one.files, one.read, one.files - one.read, one.records, one.variables, one.notices)
        parts.append(f"| {name} | " + " | ".join(f"{cell:,}" for cell in cells) + f" | {kinds} |")
    parts += ["", "In how many of its records each field is filled:", ""]
    parts += ["| reader | fields |", "|---|---|"]
    for name, one in rows:
        filled = ", ".join(f"{each} {number}" for each, number in one.filled.most_common())
        parts += [f"| {name} | {filled} |"] if filled else []
    parts += ["", "Refused, and why:", "", "| file | reader | reason |", "|---|---|---|"]
    parts += [f"| `{file}` | {name} | {cell(reason)} |" for file, name, reason in report.refused]
    return "\n".join(parts) + "\n"


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")[:200]


def write(path: Path, text: str) -> None:
    """Put the tables between the two marks of a document."""
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
