"""The default engine: three Tantivy indexes in one folder, and the revision they have reached.

BM25 weighs a word by how many texts there are and how long they are on average. Thousands of
variables of a line each beside a few hundred studies would distort both, so they lie in an index of
their own, and what is found in the two is put together.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from heapq import merge
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

import numpy as np
from tantivy import DocAddress, Query

from clew.errors import IndexError_
from clew.index import query as q
from clew.index.engine import (
    NO_PAIRS,
    TEXT_ALONE,
    Card,
    Counts,
    Key,
    Numbers,
    Order,
    Token,
    UnitCard,
    Weights,
)
from clew.index.entry import Entry
from clew.index.memory import Memory
from clew.index.query import Facet, Field, Filters, Span
from clew.index.snapshot import RowSet, Sets, TooMany
from clew.index.tantivy_engine import counting, seals, state
from clew.index.tantivy_engine.damage import damaged, reading
from clew.index.tantivy_engine.documents import (
    APART,
    beginning,
    resource_fields,
    unit_fields,
    unpack_card,
    unpack_unit,
)
from clew.index.tantivy_engine.ordering import ordered
from clew.index.tantivy_engine.queries import Compiler, all_of
from clew.index.tantivy_engine.schema import (
    AS_WRITTEN,
    STEMMED,
    WITHIN,
    WORDS,
    analysers,
    resource_schema,
    unit_schema,
)
from clew.index.tantivy_engine.shelf import Shelf
from clew.index.tantivy_engine.standing import DAMAGE, Snapshots, Standing
from clew.index.tantivy_engine.survey import Survey
from clew.model import Kind

_T = TypeVar("_T")

_BATCH = 1_000
_MEANINGS = 3  # of one acronym
_FEW_LETTERS = 2  # begin so many names that the answer is kept; there are not many such beginnings
_COMMON = 20_000  # texts that two words may stand together in: sooner seen by candidate than all
_FEW = 50  # one resource in so many has what a snapshot does not know
_NARROW = q.Numbers | q.Inside | q.Known
_REMEMBERED = 64  # answers about whole sets (counts, facets, ids) kept between commits


class TantivyEngine:
    """Finds by words, fields and facets with Tantivy; see :class:`clew.index.engine.Engine`.

    Parameters
    ----------
    path: the folder of the index; ``None`` keeps it in memory.

    Raises
    ------
    IndexError_: when what is in the folder cannot be used.
    """

    def __init__(self, path: Path | None = None, notice: str | None = None) -> None:
        self._path = path
        self.notice = notice
        self.generation = 0
        self.revision = _reached(path) if path else 0
        self._resources = Shelf(resource_schema(), path / "resources" if path else None)
        self._variables = Shelf(resource_schema(), path / "variables" if path else None)
        self._units = Shelf(unit_schema(), path / "units" if path else None)
        if path and not state.there(path):
            state.write(path, self.revision)
        self._folder = path.stat().st_ino if path else None
        cut = analysers()
        self._stemmed, self._written = cut[STEMMED], cut[AS_WRITTEN]
        self._compiler = Compiler(
            self._resources.schema, self._stemmed, self._written, of_units=False
        )
        self._unit_compiler = Compiler(
            self._units.schema, self._stemmed, self._written, of_units=True
        )
        # Answers about whole sets cost most at a million resources and are asked again soon.
        self._memory = Memory(_REMEMBERED)
        self._snapshots = Snapshots(path)
        self._snapshots.refresh(self.revision)
        self._names: dict[tuple[Facet, str, int], list[tuple[str, int]]] = {}

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> TantivyEngine:
        """Open the index in a folder; one that is damaged or of another version is put aside.

        The new one then has revision 0 and a ``notice`` that says what was wrong.
        """
        folder = Path(path)
        try:
            return cls(folder)
        except IndexError_ as error:
            aside = state.put_aside(folder)
            return cls(folder, f"{error} It was put aside as {aside.name} and is built anew.")

    # Writing

    def replace(self, entries: Iterable[Entry]) -> None:
        """Put entries in the place of what their numbers had before."""
        waiting = iter(entries)
        while batch := {entry.number: entry for entry in islice(waiting, _BATCH)}:
            self.remove(batch)
            variables = [one for one in batch.values() if one.kind == Kind.VARIABLE]
            others = (one for one in batch.values() if one.kind != Kind.VARIABLE)
            self._resources.add(map(resource_fields, others))
            if variables:
                self._variables.add(map(resource_fields, variables))
            self._units.add(chain.from_iterable(map(unit_fields, batch.values())))

    def remove(self, numbers: Iterable[int]) -> None:
        """Take resources out."""
        gone = list(numbers)
        self._snapshots.change(gone)
        for shelf in (self._resources, self._variables, self._units):
            shelf.remove(gone)

    def clear(self) -> None:
        """Take everything out; searches go on with what there was until the next commit."""
        self._snapshots.clear()
        for shelf in (self._resources, self._variables, self._units):
            shelf.clear()

    def commit(self, revision: int) -> None:
        """Make all changes durable and visible, as those up to a revision."""
        self._snapshots.note()
        # Side by side: most of a small commit is waiting for the disk.
        with ThreadPoolExecutor(2) as beside:
            others = [beside.submit(shelf.commit) for shelf in (self._units, self._variables)]
            self._resources.commit()
            for other in others:
                other.result()
        # Last of all: what a crash leaves half done is simply indexed again.
        if self._path and revision != self.revision:
            seals.seal(self._path)
            state.write(self._path, revision)
        self.revision = revision
        self._changed()

    def refresh(self) -> None:
        """See what another process has committed."""
        revision = state.read(self._path) if self._path else self.revision
        if revision != self.revision:
            for shelf in (self._units, self._variables, self._resources):
                shelf.refresh()
            self.revision = revision
            self._changed()
        elif self._snapshots.refresh(revision):
            self._memory.clear()

    def condense(self) -> None:
        """Take another snapshot for counting, if much has changed since the last."""
        if not self._snapshots.wanted(self.size):
            return
        try:
            self._resources.claim()  # nobody may change anything meanwhile
        except IndexError_:
            return  # who is writing does this in the end
        searchers = [shelf.searcher for shelf in self._shelves]
        numbers = self._numbers(Query.all_query(), max(self.size, 1))
        survey = Survey(searchers, numbers, self._compiler.compile, self._counted_by_index)
        self._snapshots.keep(survey.snapshot(self.revision))
        self._snapshots.refresh(self.revision)

    def condemned(self) -> bool:
        """Say whether what could not be read is damaged; then it is put aside when opened again."""
        if self._path is None:
            return False
        # Another process may have been here already.
        if not self._path.exists() or self._path.stat().st_ino != self._folder:
            return True
        if found := tuple(file.name for file in damaged(self._path)):
            state.write(self._path, self.revision, found)
        return bool(found)

    def close(self) -> None:
        """Let the index's own work finish and give back its lock."""
        for shelf in (self._resources, self._variables, self._units):
            shelf.close()

    def _changed(self) -> None:
        self.generation += 1
        self._memory.clear()
        self._snapshots.refresh(self.revision)
        self._names.clear()

    @property
    def _shelves(self) -> list[Shelf]:
        """Where resources are, without those shelves that are empty."""
        return [s for s in (self._resources, self._variables) if s.searcher.num_docs]

    # Words

    def analyse(self, text: str) -> list[Token]:
        """Cut a text into stemmed words, each with the characters it came from."""
        found = self._stemmed.pre_tokenize(text).tokens
        return [Token(t.text, t.char_offset_from, t.char_offset_to) for t in found]

    @reading
    def frequency(self, term: str, field: Field = Field.TEXT) -> int:
        """In how many resources an analysed word occurs."""
        return sum(int(s.searcher.doc_freq(WORDS[field], term)) for s in self._shelves)

    @reading
    def unit_frequency(self, term: str) -> int:
        """In how many passages an analysed word occurs."""
        return int(self._units.searcher.doc_freq("text", term))

    @reading
    def acronym(self, name: str) -> list[str]:
        """What an acronym stands for, or what stands for a name, the commonest first."""
        begin = f"{name.casefold()}="
        found = self._resources.searcher.terms_with_prefix("acronym", begin, limit=_MEANINGS)
        return [text[len(begin) :] for text, _ in sorted(found, key=lambda pair: -pair[1])]

    @reading
    def names_like(self, facet: Facet, typed: str, limit: int) -> list[tuple[str, int]]:
        """Values of people, organisations or keywords with words that begin like this."""
        if len(typed) > _FEW_LETTERS:
            return self._names_like(facet, typed, limit)
        key = (facet, typed, limit)
        if key not in self._names:
            self._names[key] = self._names_like(facet, typed, limit)
        return self._names[key]

    def _names_like(self, facet: Facet, typed: str, limit: int) -> list[tuple[str, int]]:
        found = self._resources.searcher.terms_with_prefix(
            "begins", beginning(facet, typed), limit=2 * limit
        )
        values = dict.fromkeys(term.rpartition(APART)[2] for term, _ in found)
        # What was taken out still counts in the index of words until its part is written anew.
        counts = ((v, self._count(self._compiler.compile(q.Is(facet, v)))) for v in values)
        return [pair for pair in counts if pair[1]][:limit]

    @reading
    def words_like(self, word: str, limit: int) -> list[tuple[str, int]]:
        """Words as written that begin like this, with their frequency."""
        begin = "".join(self._written.analyze(word))
        return [
            pair
            for shelf in self._shelves
            for pair in shelf.searcher.terms_with_prefix("as_written", begin, limit=limit)
        ]

    @property
    def size(self) -> int:
        """How many resources can be found."""
        return sum(int(shelf.searcher.num_docs) for shelf in self._shelves)

    @property
    def units_size(self) -> int:
        """How many passages can be found."""
        return int(self._units.searcher.num_docs)

    # Finding

    @reading
    def count(self, query: q.Query, filters: Filters) -> int:
        """How many resources match."""
        return self._memory.get(
            ("count", query, filters.key),
            lambda: self._count(self._matching(query, filters)),
        )

    @reading
    def rank(
        self,
        words: dict[str, float],
        query: q.Query,
        filters: Filters,
        limit: int,
        pairs: Mapping[tuple[str, ...], float] = NO_PAIRS,
        fields: Weights = TEXT_ALONE,
    ) -> list[tuple[int, float]]:
        """Best resources by BM25 of weighted, analysed words, among those that match."""
        common = {pair for pair in pairs if min(map(self.frequency, pair), default=0) > _COMMON}
        ranked = self._compiler.ranked(words, q.both(query, filters.query), pairs, fields, common)
        found = [_ranked(shelf, ranked, limit) for shelf in self._shelves]
        return found[0] if len(found) == 1 else list(merge(*found, key=lambda pair: -pair[1]))

    @reading
    def rank_units(
        self, words: dict[str, float], query: q.Query, filters: Filters, limit: int
    ) -> list[tuple[Key, float]]:
        """Best passages by BM25 of weighted, analysed words, among those that match."""
        ranked = self._unit_compiler.ranked(words, q.both(query, filters.query))
        addresses, scores = _search(self._units, ranked, limit)
        numbers = self._units.searcher.fast_field_values("number", addresses)
        ordinals = self._units.searcher.fast_field_values("ordinal", addresses)
        keys = ((int(n or 0), int(o or 0)) for n, o in zip(numbers, ordinals, strict=True))
        return list(zip(keys, scores, strict=True))

    @reading
    def ordered(
        self, query: q.Query, filters: Filters, order: Order, limit: int
    ) -> list[tuple[int, object]]:
        """The first matching resources in an order, those that state nothing to order by last."""
        tree = self._matching(query, filters)
        return ordered([shelf.searcher for shelf in self._shelves], tree, order, limit)

    @reading
    def numbers(self, query: q.Query, filters: Filters, limit: int | None = None) -> Numbers:
        """The numbers of all resources that match, ascending."""
        return self._memory.get(
            ("numbers", query, filters.key, limit),
            lambda: self._numbers_of(q.both(query, filters.query), limit),
        )

    def _numbers_of(self, tree: q.Query, limit: int | None) -> Numbers:
        # What is narrowed to a few is found sooner than the sets it is narrowed from.
        few = limit is not None or any(isinstance(leaf, _NARROW) for leaf in q.leaves(tree))
        found = None if few else self._by_snapshot(tree, self._numbers_of_rows)
        if found is None:
            return self._numbers(self._compiler.compile(tree), limit or max(self.size, 1))
        return found

    def _numbers_of_rows(self, tree: q.Query, standing: Standing, rows: RowSet) -> Numbers:
        changed = [
            self._numbers(self._compiler.compile(q.both(tree, q.Numbers(some))), len(some))
            for some in standing.changed_ones()
        ]
        return np.sort(np.concatenate([standing.snapshot.numbers[rows.places], *changed]))

    @reading
    def parents(self, numbers: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """Of which resources each is part or output; those of none are absent."""
        tree = all_of(
            [self._compiler.compile(q.Numbers(tuple(numbers))), Query.exists_query(WITHIN[0])]
        )
        parents: dict[int, tuple[int, ...]] = {}
        for shelf in self._shelves:
            addresses, _ = _search(shelf, tree, len(numbers))
            columns = (
                shelf.searcher.fast_field_values(name, addresses) for name in ("number", *WITHIN)
            )
            for number, *wholes in zip(*columns, strict=True):
                parents[int(number or 0)] = tuple(int(n) for n in wholes if n is not None)
        return parents

    @reading
    def cards(self, numbers: Sequence[int]) -> dict[int, Card]:
        """What to show of resources; those that are gone are absent."""
        tree = self._compiler.compile(q.Numbers(tuple(numbers)))
        cards = (
            unpack_card(shelf.searcher.doc(address)["card"][0])
            for shelf in self._shelves
            for address in _search(shelf, tree, len(numbers))[0]
        )
        return {card.number: card for card in cards}

    @reading
    def unit_cards(self, keys: Sequence[Key]) -> dict[Key, UnitCard]:
        """What to show of passages; those that are gone are absent."""
        schema = self._units.schema
        wanted = [
            all_of(
                [
                    Query.term_query(schema, "number", number),
                    Query.term_query(schema, "ordinal", ordinal),
                ]
            )
            for number, ordinal in keys
        ]
        cards: dict[Key, UnitCard] = {}
        for query in wanted:
            for address in _search(self._units, query, 1)[0]:
                card = unpack_unit(self._units.searcher.doc(address)["card"][0])
                cards[card.number, card.ordinal] = card
        return cards

    # Counting

    @reading
    def facets(
        self, facets: Sequence[Facet], query: q.Query, filters: Filters, limit: int
    ) -> dict[Facet, list[tuple[str, int]]]:
        """The values of facets with most results, each with their number."""
        return self.counts(query, filters, facets, limit=limit).facets

    @reading
    def counts(
        self,
        query: q.Query,
        filters: Filters,
        facets: Sequence[Facet] = (),
        spans: Sequence[Span] = (),
        limit: int = 10,
    ) -> Counts:
        """How many results there are, of each value of facets and of each year, found once."""
        return self._memory.get(
            ("counts", query, filters.key, tuple(facets), tuple(spans), limit),
            lambda: self._counts(q.both(query, filters.query), facets, spans, limit),
        )

    def _counts(
        self, tree: q.Query, facets: Sequence[Facet], spans: Sequence[Span], limit: int
    ) -> Counts:
        def by_rows(tree: q.Query, standing: Standing, rows: RowSet) -> Counts:
            more = [
                self._counted_by_index(q.both(tree, q.Numbers(some)), facets, spans, counting.ALL)
                for some in standing.changed_ones()
            ]
            return counting.together(standing.snapshot, rows, facets, spans, limit, more)

        # Tantivy counts a total sooner than it gives out what a snapshot does not know.
        found = self._by_snapshot(tree, by_rows) if facets or spans else None
        return self._counted_by_index(tree, facets, spans, limit) if found is None else found

    def _by_snapshot(
        self, tree: q.Query, told: Callable[[q.Query, Standing, RowSet], _T]
    ) -> _T | None:
        """What a snapshot tells of the rows that match and are as they were, if it can."""
        if (standing := self._snapshots.standing) is None:
            return None
        sets = Sets(standing.snapshot, self._stemmed.analyze, self._few)
        try:
            return told(tree, standing, sets.matching(tree) & standing.rows)
        except TooMany:
            return None
        except DAMAGE:
            self._snapshots.drop()  # it says nothing that the index does not
            return None

    def _few(self, tree: q.Query) -> Numbers:
        """The numbers of resources that match a part of a question, if they are not many."""
        return self._memory.get(("few", tree), lambda: self._numbers_of_few(tree))

    def _numbers_of_few(self, tree: q.Query) -> Numbers:
        query = self._compiler.compile(tree)
        if self._count(query) * _FEW > self.size:
            raise TooMany
        return self._numbers(query, self.size)

    def _counted_by_index(
        self,
        tree: q.Query,
        facets: Sequence[Facet] = (),
        spans: Sequence[Span] = (),
        limit: int = 10,
    ) -> Counts:
        return counting.counted(
            [shelf.searcher for shelf in self._shelves],
            self._compiler.compile(tree),
            facets,
            spans,
            limit,
            lambda facet, values: self._compiler.compile(
                q.both(tree, q.Or(tuple(q.Is(facet, value) for value in values)))
            ),
        )

    def _count(self, query: Query) -> int:
        found = (shelf.searcher.search(query, 1, count=True) for shelf in self._shelves)
        return sum(int(result.count) for result in found)

    def _matching(self, query: q.Query, filters: Filters) -> Query:
        return self._compiler.compile(q.both(query, filters.query))

    def _numbers(self, query: Query, limit: int) -> Numbers:
        values = [
            number
            for shelf in self._shelves
            for number in shelf.searcher.fast_field_values(
                "number", _search(shelf, query, limit)[0]
            )
        ]
        found = np.array(values, np.int64)
        found.sort()
        return found[:limit]


def _ranked(shelf: Shelf, query: Query, limit: int) -> list[tuple[int, float]]:
    addresses, scores = _search(shelf, query, limit)
    numbers = shelf.searcher.fast_field_values("number", addresses)
    return [(int(number or 0), score) for number, score in zip(numbers, scores, strict=True)]


def _search(shelf: Shelf, query: Query, limit: int) -> tuple[list[DocAddress], list[float]]:
    # A limit of 0 makes Tantivy panic; one above the number of documents wastes memory.
    limit = min(limit, shelf.searcher.num_docs)
    if limit < 1:
        return [], []
    hits = shelf.searcher.search(query, limit, count=False).hits
    return [address for _, address in hits], [score for score, _ in hits]


def _reached(folder: Path) -> int:
    revision = state.read(folder)
    if files := seals.broken(folder):
        raise state.not_as_written(folder, (file.name for file in files))
    return revision
