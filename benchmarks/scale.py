"""Invented catalogues of any size, and how long linking one takes as it doubles.

Records go into the catalogue by its own tables, without documents being read; what is measured is
:func:`clew.linking.link`, and what one more record costs from its arrival to its links.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from statistics import median

import numpy as np

from clew.catalogue import Catalogue, Placed
from clew.linking import Receipt, Weaver, link
from clew.linking.people import people
from clew.model import (
    Agent,
    Contribution,
    Identifier,
    Kind,
    Reading,
    Record,
    Role,
    Scheme,
    Section,
)

_NOW = "2026-01-01T00:00:00+00:00"
_SYLLABLES = (
    *("ba", "co", "di", "fe", "gu", "ha", "jo", "ki", "lu", "me", "no", "pa", "qui", "ra"),
    *("so", "ti", "vu", "we", "xa", "zy", "ent", "ing", "al", "or"),
)
_WORKS = 12  # publications of an award, as in the Gateway to Research


class Invented:
    """Awards with their people and publications, one in seven of which is entered twice.

    Words and names are drawn as in life: few are common, most are rare.
    """

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._words = self._vocabulary(40_000)
        self._names = [word.title() for word in self._vocabulary(30_000)]

    def batches(self) -> Iterator[list[Record]]:
        """Yield the records of one award after the other, without end."""
        number = 0
        while True:
            number += 1
            yield list(self._award(number))

    def _award(self, number: int) -> Iterator[Record]:
        team = [
            self._person(f"{number}-{place}") for place in range(int(self._random.integers(1, 4)))
        ]
        texts = " ".join(self._title() + f" ({self._pick(self._names, 2)} 2011)." for _ in range(6))
        yield Record(
            key="award",
            kind=Kind.AWARD,
            title=self._title(),
            identifiers=(Identifier(scheme=Scheme.AWARD, value=f"ES/{number:07d}/1"),),
            description=(Section(name="abstract", text=texts),),
            contributions=tuple(Contribution(agent=p, role=Role.CO_INVESTIGATOR) for p in team),
        )
        for work in range(_WORKS):
            record = self._publication(f"{number}-{work}", team)
            yield record
            if self._random.random() < 1 / 7:
                yield Record(
                    key=f"{record.key}-again",
                    kind=record.kind,
                    title=f"{record.title}.".upper(),
                    contributions=record.contributions,
                    published=record.published,
                )

    def _publication(self, key: str, team: list[Agent]) -> Record:
        first = team[0] if self._random.random() < 0.5 else self._person(None)
        name = f"{first.name.split()[-1]}, {first.name[0]}."
        return Record(
            key=key,
            kind=Kind.PUBLICATION,
            title=self._title(),
            contributions=(Contribution(agent=Agent.person(name), role=Role.AUTHOR),),
            published=str(self._random.integers(1990, 2025)),
            container=f"Journal of {self._pick(self._words)}",
        )

    def _person(self, number: str | None) -> Agent:
        identifiers = (Identifier(scheme=Scheme.GTR, value=number),) if number else ()
        name = f"{self._pick(self._names, 2)} {self._pick(self._names, 2)}"
        return Agent.person(name, identifiers=identifiers)

    def _title(self) -> str:
        return " ".join(self._pick(self._words) for _ in range(int(self._random.integers(5, 14))))

    def _pick(self, words: list[str], rarity: float = 3) -> str:
        """Draw a word, the later in the list the rarer: one in thirty titles' words is the first.

        With a rarity of 2 the first of 30,000 names is that of one in 170 people.
        """
        return words[int(len(words) * self._random.random() ** rarity)]

    def _vocabulary(self, size: int) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < size:
            parts = self._random.choice(_SYLLABLES, self._random.integers(2, 5))
            made["".join(parts)] = None
        return list(made)


def fill(catalogue: Catalogue, awards: Iterator[list[Record]], size: int, first: int) -> int:
    """Put awards into a catalogue until it has so many records; return how many awards went in."""
    number = first
    have = catalogue.counts()["records"]
    while have < size:
        with catalogue.transaction():
            for records in islice(awards, 200):
                number += 1
                have += _put(catalogue, records, f"award-{number}")
    return number


def _put(catalogue: Catalogue, records: list[Record], location: str) -> int:
    document = catalogue.documents.keep(BytesIO(location.encode()), None, _NOW)
    place = catalogue.places.note("invented", location, document, _NOW, reader="invented 1")
    whole = [*records, *people(records)]
    placed = [Placed(one, catalogue.resources.make(one.kind, one.label), None) for one in whole]
    catalogue.records.put(place, document, "invented 1", placed, _NOW, {})
    return len(whole)


def doubling(sizes: list[int], *, extra: int = 40) -> None:
    """Link catalogues of rising sizes, each in one go; print time, memory, and one more record."""
    before: tuple[int, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            catalogue = Catalogue(Path(folder) / "catalogue.db")
            invented = Invented(seed=1)
            awards = invented.batches()
            last = fill(catalogue, awards, size, 0)
            records = catalogue.counts()["records"]
            seconds = timed(partial(link, catalogue))
            grown = before and (records / before[0], seconds / before[1])
            times = f", {grown[1]:.2f} times for {grown[0]:.2f} times as many" if grown else ""
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{records:,} records: {seconds:.1f} s of processor time{times}, peak {peak} MB")
            before = records, seconds
            _print_one_more(catalogue, awards, last, extra)
            catalogue.close()


def timed(task: Callable[[], object]) -> float:
    """Return the processor seconds that a task takes."""
    start = time.process_time()
    task()
    return time.process_time() - start


def _print_one_more(
    catalogue: Catalogue, awards: Iterator[list[Record]], last: int, extra: int
) -> None:
    """Add single publications and whole awards, and print the processor time that one costs."""
    spent: dict[str, list[float]] = {"publication": [], "award with all that came of it": []}
    for number, records in enumerate(islice(awards, extra), last + 1):
        for name, some in zip(spent, (records[1:2], records), strict=True):
            where = f"one-{number}-{len(some)}"
            seconds = timed(partial(_add, catalogue, some, where))
            spent[name].append(seconds * 1000)
    for name, times in spent.items():
        ordered = sorted(times)
        print(
            f"  one more {name}: p50 {median(times):.0f} ms,"
            f" p95 {ordered[int(len(ordered) * 0.95)]:.0f} ms"
        )


def _add(catalogue: Catalogue, records: list[Record], where: str) -> None:
    with catalogue.transaction():
        document = catalogue.documents.keep(BytesIO(where.encode()), None, _NOW)
        receipt = Receipt("invented", where, document, "invented 1", _NOW)
        Weaver(catalogue).weave(receipt, Reading(records=tuple(records)))
    link(catalogue)
