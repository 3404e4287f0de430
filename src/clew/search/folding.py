"""Results shown under others: outputs under their award, variables under their dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from clew.index import Engine, Facet, Filters, Query
from clew.index.query import Everything, Inside, Is, Numbers, both
from clew.model import Kind
from clew.search.candidates import Candidate
from clew.search.retrieval import Ranking

# The first so many results of an order; fewer when there are no more.
First = Callable[[int], list[Candidate]]


@dataclass
class Group:
    """A hit, and the results that are shown under it.

    ``first`` is the one that comes first in the order: the hit itself, or one of those inside. A
    dataset that is no ``result`` itself is there for its variables.
    """

    hit: Candidate
    first: Candidate
    result: bool = True
    inside: list[Candidate] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """The groups of a page, and whether others follow."""

    groups: list[Group]
    more: bool


class Folding:
    """Puts results together that belong together; which, does not depend on the page.

    An output is shown under the first of its awards that is a result as well, a variable always
    under its dataset; not so what the query names by its identifier. A group stands where the first
    of its members would. In an order of dates, titles or sums only variables are put together, and
    under a dataset that stands where it would itself: such an order is to be read down the page.

    Parameters
    ----------
    ranking: the candidates that are known, and what exactly the results match.
    filters: what was chosen.
    fold: whether to put anything together at all.
    by_score: whether the best come first, and not the newest, say.
    """

    def __init__(
        self,
        engine: Engine,
        ranking: Ranking,
        filters: Filters,
        *,
        fold: bool = True,
        by_score: bool = True,
    ) -> None:
        self._engine = engine
        self._matching = ranking.matching
        self._filters = filters
        self._fold = fold
        self._by_score = by_score
        self._ranked = {candidate.number: candidate for candidate in ranking.candidates}
        self._rank = {number: at for at, number in enumerate(self._ranked)}
        self._homes: dict[int, int | None] = {}
        self._results: set[int] = set()  # of those that others are shown under

    def page(self, first: First, limit: int, offset: int) -> Page:
        """Return the groups of a page."""
        wanted = offset + limit
        length = wanted + 1
        while True:
            results = first(length)
            groups = self._groups(results)
            if len(groups) > wanted or len(results) < length:
                break
            length *= 2
        shown = groups[offset:wanted]
        self._fill(shown)
        return Page(shown, len(groups) > wanted)

    def _groups(self, results: Sequence[Candidate]) -> list[Group]:
        self._find_homes(candidate.number for candidate in results)
        groups: dict[int, Group] = {}
        for candidate in results:
            home = self._homes[candidate.number]
            number = candidate.number if home is None else home
            awaited = home in self._results and not self._by_score
            if number not in groups and not awaited:
                hit = candidate if home is None else self._candidate(number)
                groups[number] = Group(hit, candidate, home is None or home in self._results)
        return list(groups.values())

    def _fill(self, groups: Sequence[Group]) -> None:
        """Find all that is shown under the hits of a page, the best first."""
        known = {group.hit.number: group for group in groups}
        if not (known and self._fold):
            return
        children = both(self._matching, Inside(tuple(sorted(known))))
        numbers = self._engine.numbers(children, self._filters).tolist()
        self._find_homes(numbers)
        for number in sorted(numbers, key=lambda n: (self._rank.get(n, len(self._rank)), n)):
            home = self._homes[number]
            if home in known:
                known[home].inside.append(self._candidate(number))

    def _find_homes(self, numbers: Iterable[int]) -> None:
        new = [number for number in numbers if number not in self._homes]
        self._homes |= dict.fromkeys(new)
        parents = self._engine.parents(new) if new and self._fold else {}
        if not parents:
            return
        all_of_them = {one for found in parents.values() for one in found}
        results = self._among(all_of_them, self._matching, self._filters)
        self._results |= results
        variables = self._among(parents, Is(Facet.KIND, Kind.VARIABLE), Filters())
        there = self._among(all_of_them, Everything(), Filters()) if variables else set()
        awards = results if self._by_score else set()
        for number, found in parents.items():
            allowed = there if number in variables else awards
            if not self._named(number):
                self._homes[number] = next((one for one in found if one in allowed), None)

    def _among(self, numbers: Iterable[int], tree: Query, filters: Filters) -> set[int]:
        """Which of some resources match."""
        wanted = both(tree, Numbers(tuple(sorted(numbers))))
        return set(self._engine.numbers(wanted, filters).tolist())

    def _named(self, number: int) -> bool:
        return number in self._ranked and bool(self._ranked[number].identifier_share)

    def _candidate(self, number: int) -> Candidate:
        return self._ranked.get(number) or Candidate(number)
