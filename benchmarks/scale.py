"""Invented catalogues of any size, and how long linking one takes as it doubles.

Records go into the catalogue by its own tables, without documents being read; what is measured is
:func:`clew.linking.link`, and what one more record costs from its arrival to its links.
"""

from __future__ import annotations

import gc
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median

from clew.catalogue import Catalogue, Placed
from clew.catalogue.records import Told
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


class Vocabulary:
    """Words drawn so that a few are common, most are rare, and new ones never cease to come.

    A Pitman–Yor process (Pitman and Yor 1997; for words, Teh 2006): of n draws some n to the power
    of ``discount`` are different, which is Heaps' law, and what is drawn often is drawn again. A
    list of a fixed length would have more and more namesakes the larger a catalogue gets.

    Parameters
    ----------
    discount: how fast new words go on coming, from 0 to 1.
    strength: after about how many draws the first come again.
    """

    def __init__(self, random: Random, discount: float, strength: float) -> None:
        self._random = random
        self._discount, self._strength = discount, strength
        self._count: dict[str, int] = {}
        self._drawn: list[str] = []

    def draw(self) -> str:
        """Return a word, one drawn before or a new one."""
        fresh = self._strength + self._discount * len(self._count)
        new = self._random.random() * (self._strength + len(self._drawn)) < fresh
        word = self._new() if new else self._known()
        self._count[word] = self._count.get(word, 0) + 1
        self._drawn.append(word)
        return word

    def _known(self) -> str:
        """Return a word with a probability that goes with how often it came, less the discount."""
        while True:
            word = self._random.choice(self._drawn)
            if self._random.random() * self._count[word] >= self._discount:
                return word

    def _new(self) -> str:
        while (word := self._made()) in self._count:
            pass
        return word

    def _made(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=self._random.randint(2, 5)))


class Invented:
    """Awards with their people and publications, one in seven of which is entered twice.

    Words and names grow as in 3,745 awards of the Gateway to Research, where 8,768 people have
    5,976 family names (here 6,100) and 2,474 first given names (2,700), and the titles of 42,530
    publications 497,462 words, 23,719 of them different (25,000).
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._words = Vocabulary(self._random, 0.45, 550)
        self._families = Vocabulary(self._random, 0.6, 2_500)
        self._given = Vocabulary(self._random, 0.65, 100)

    def batches(self) -> Iterator[list[Record]]:
        """Yield the records of one award after the other, without end."""
        number = 0
        while True:
            number += 1
            yield list(self._award(number))

    def _award(self, number: int) -> Iterator[Record]:
        team = [self._person(f"{number}-{place}") for place in range(self._random.randint(1, 3))]
        texts = " ".join(f"{self._title()} ({self._family()} 2011)." for _ in range(6))
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
            published=str(self._random.randrange(1990, 2025)),
            container=f"Journal of {self._words.draw()}",
        )

    def _person(self, number: str | None) -> Agent:
        identifiers = (Identifier(scheme=Scheme.GTR, value=number),) if number else ()
        return Agent.person(
            f"{self._given.draw().title()} {self._family()}", identifiers=identifiers
        )

    def _family(self) -> str:
        return self._families.draw().title()

    def _title(self) -> str:
        return " ".join(self._words.draw() for _ in range(self._random.randint(5, 13)))


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
    catalogue.records.put([Told(place, document, "invented 1", _NOW, placed, {})])
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
    gc.collect()
    gc.freeze()  # the vocabulary, which is none of the catalogue's, would be looked through
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
