"""The seam between searching and whatever engine holds the words.

Everything that crosses it is a plain value, so that another engine is another folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from clew.index.entry import Entry
from clew.index.query import Facet, Field, Filters, Query, Span
from clew.model.base import Value

# A unit by its resource's number and its own ordinal (0: the resource itself).
Key = tuple[int, int]
Numbers = NDArray[np.int64]
# What a word counts by the field that it stands in; a field that is not here counts nothing.
Weights = Mapping[Field, float]
TEXT_ALONE: Weights = MappingProxyType({Field.TEXT: 1.0})
NO_PAIRS: Mapping[tuple[str, ...], float] = MappingProxyType({})


class Order(StrEnum):
    """How results can be ordered besides by score."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    AMOUNT = "value"
    START = "start"


class Token(Value, frozen=True):
    """A word of a text as the index sees it, and the characters it came from."""

    term: str
    start: int
    end: int


class Card(Value, frozen=True, kw_only=True):
    """What a list of results shows of a resource."""

    number: int
    slug: str
    kind: str
    title: str
    description: str = ""
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    published: int | None = None
    amount: float | None = None
    currency: str | None = None
    access: str | None = None
    titles: tuple[str, ...] = ()
    parent: str | None = None

    @property
    def text(self) -> str:
        """The text that words are ranked by, in the order in which it was indexed."""
        names = (*self.keywords, *self.people, *self.organisations, *self.funders)
        return "\n".join([*(self.titles or (self.title,)), self.description, *names])


class UnitCard(Value, frozen=True, kw_only=True):
    """What a list of results shows of a passage or variable."""

    number: int
    ordinal: int
    text: str
    place: str = ""
    page: int | None = None
    start: int | None = None
    end: int | None = None


class Histogram(Value, frozen=True):
    """How many results each year has: ``counts`` by year, and how many say none."""

    counts: dict[int, int]
    not_stated: int = 0


class Counts(Value, frozen=True, kw_only=True):
    """How many results there are in all, by the commonest values of facets, and by years."""

    total: int
    facets: dict[Facet, list[tuple[str, int]]]
    years: dict[Span, Histogram]


class Engine(Protocol):
    """Finds resources and their passages by words, fields and facets.

    ``revision`` is the last one that is durably indexed: whatever changed after it must be given
    again, which does no harm if it is already there. What reads raises :class:`IndexError_` when
    that cannot be done; :meth:`condemned` then tells whether to open the index anew.
    """

    @property
    def revision(self) -> int:
        """The catalogue's revision that the index has durably reached; 0 for an empty one."""
        ...

    @property
    def notice(self) -> str | None:
        """A sentence on what was wrong with the index when it was opened, if anything was."""
        ...

    @property
    def generation(self) -> int:
        """A number that changes whenever searches may give something else."""
        ...

    @property
    def size(self) -> int:
        """How many resources can be found."""
        ...

    @property
    def units_size(self) -> int:
        """How many passages can be found."""
        ...

    def refresh(self) -> None:
        """See what another process has committed."""
        ...

    def replace(self, entries: Iterable[Entry]) -> None:
        """Put entries in the place of what their numbers had before."""
        ...

    def remove(self, numbers: Iterable[int]) -> None:
        """Take resources out."""
        ...

    def clear(self) -> None:
        """Take everything out; searches go on with what there was until the next commit."""
        ...

    def commit(self, revision: int) -> None:
        """Make all changes durable and visible, as those up to a revision."""
        ...

    def condense(self) -> None:
        """Lay out anew what makes counting fast, if much has changed since that was last done."""
        ...

    def condemned(self) -> bool:
        """Say, after reading failed, whether the index is damaged: opened again, it is empty."""
        ...

    def close(self) -> None:
        """Give back what is held; changes since the last commit are lost."""
        ...

    def analyse(self, text: str) -> list[Token]:
        """Cut a text into words as the index does."""
        ...

    def frequency(self, term: str, field: Field = Field.TEXT) -> int:
        """In how many resources an analysed word occurs."""
        ...

    def unit_frequency(self, term: str) -> int:
        """In how many passages an analysed word occurs."""
        ...

    def acronym(self, name: str) -> list[str]:
        """What an acronym stands for in the texts that list it; or what stands for a name."""
        ...

    def names_like(self, facet: Facet, typed: str, limit: int) -> list[tuple[str, int]]:
        """The commonest people, organisations or keywords that folded words begin, with frequency.

        They may begin with any of their words, and go on in order, then from the first on.
        """
        ...

    def words_like(self, word: str, limit: int) -> list[tuple[str, int]]:
        """Words of titles and descriptions as written that begin like this, with frequency.

        One that variables have as well comes twice.
        """
        ...

    def count(self, query: Query, filters: Filters) -> int:
        """How many resources match."""
        ...

    def rank(
        self,
        words: dict[str, float],
        query: Query,
        filters: Filters,
        limit: int,
        pairs: Mapping[tuple[str, ...], float] = NO_PAIRS,
        fields: Weights = TEXT_ALONE,
    ) -> list[tuple[int, float]]:
        """Best resources by BM25 of weighted, analysed words, among those that match.

        Of variables as many besides: they never crowd out the rest.
        ``pairs`` are words that score when each follows the one before, with their weights.
        ``fields`` tell what a word counts in each; they change the order, not what is found.
        """
        ...

    def rank_units(
        self, words: dict[str, float], query: Query, filters: Filters, limit: int
    ) -> list[tuple[Key, float]]:
        """Best passages by BM25 of weighted, analysed words, among those that match."""
        ...

    def ordered(
        self, query: Query, filters: Filters, order: Order, limit: int
    ) -> list[tuple[int, object]]:
        """The first matching resources in an order, each with what it was ordered by."""
        ...

    def numbers(self, query: Query, filters: Filters, limit: int | None = None) -> Numbers:
        """The numbers of all resources that match, ascending."""
        ...

    def parents(self, numbers: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """Of which resources each is part or output; those of none are absent."""
        ...

    def cards(self, numbers: Sequence[int]) -> dict[int, Card]:
        """What to show of resources; those that are gone are absent."""
        ...

    def unit_cards(self, keys: Sequence[Key]) -> dict[Key, UnitCard]:
        """What to show of passages; those that are gone are absent."""
        ...

    def facets(
        self, facets: Sequence[Facet], query: Query, filters: Filters, limit: int
    ) -> dict[Facet, list[tuple[str, int]]]:
        """The values of facets with most results, each with their number."""
        ...

    def counts(
        self,
        query: Query,
        filters: Filters,
        facets: Sequence[Facet] = (),
        spans: Sequence[Span] = (),
        limit: int = 10,
    ) -> Counts:
        """How many results there are, of each value of facets and of each year, found once.

        ``limit`` is of values: those with most results.
        """
        ...
