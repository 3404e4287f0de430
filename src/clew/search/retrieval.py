"""From a plan to ranked candidates: words and meaning, filters applied before ranking, fused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from clew.encoders import Encoder, encode_query
from clew.errors import EncoderError, reason
from clew.index import Engine, Facet, Field, Filters, Query, VectorStore, Weights
from clew.index import Numbers as Ascending
from clew.index.memory import Memory
from clew.index.query import Everything, Is, Numbers, Or, Phrase, Terms, both
from clew.index.threads import threads
from clew.model import Kind
from clew.search.candidates import Candidate, fuse
from clew.search.feedback import drawn, expanded
from clew.search.nearness import Nearness
from clew.search.plan import Plan, rarity
from clew.settings import SearchSettings

_Found = dict[int, Candidate]
_Scores = dict[int, float]
# Is told the tree that exactly the results match, before they are ranked.
Known = Callable[[Query], None]


@dataclass
class Ranking:
    """Candidates, best first, and what is needed to explain them and to go on after them.

    ``matching`` is the tree that exactly the results match; ``terms`` are those that ranked,
    ``fields`` what they counted in each.
    ``trouble`` says why the encoder failed, where it did.
    """

    candidates: list[Candidate]
    matching: Query
    terms: dict[str, float]
    fields: Weights
    nearness: Nearness | None = None
    trouble: str | None = None

    def lead(self, numbers: Sequence[int], named: Query) -> None:
        """Put resources first whose identifiers the query names.

        Parameters
        ----------
        numbers: those of them that the filters leave.
        named: the tree of all of them.
        """
        known = {candidate.number: candidate for candidate in self.candidates}
        first = [known.get(number) or Candidate(number) for number in numbers]
        for candidate in first:
            candidate.identifier_share = 1.0
            candidate.score += 1.0
        rest = [candidate for candidate in self.candidates if not candidate.identifier_share]
        self.candidates = [*sorted(first, key=lambda c: -c.score), *rest]
        self.matching = Or((self.matching, named))


class Retrieval:
    """Ranks what a plan asks for.

    Parameters
    ----------
    engine: for the words.
    vectors, encoder: for the meaning; without both it is words alone.
    settings: how to weigh.
    compared: remembers how near all is to a meaning.
    """

    def __init__(
        self,
        engine: Engine,
        vectors: VectorStore | None,
        encoder: Encoder | None,
        settings: SearchSettings,
        compared: Memory,
    ) -> None:
        self._compared = compared
        self._engine = engine
        self._vectors = vectors
        self._encoder = encoder
        self._settings = settings
        self._fields = _weights(settings)

    def run(self, plan: Plan, filters: Filters, known: Known = lambda matching: None) -> Ranking:
        """Return the ranking of a plan under filters."""
        if not (self._vectors and self._encoder and plan.meaning.strip()):
            return self._by_words_alone(plan, filters, known)
        trouble = None
        # Neither Tantivy nor encoders hold Python's lock while they work.
        by_words = threads("search").submit(self._scored_by_words, plan, filters)
        try:
            nearness = self._nearness(self._vectors, self._encoder, plan, filters)
        except EncoderError as error:
            # A service that is down costs a search its meaning, not its answer.
            nearness, trouble = None, reason(error)
        found, scores = by_words.result()
        if nearness is None:
            return self._by_words_alone(plan, filters, known, found, trouble)
        # Thousands of variables, of a line each, would leave no room for others.
        variables = self._engine.numbers(Is(Facet.KIND, Kind.VARIABLE), Filters())
        near = nearness.near(self._settings.nearness, self._settings.nearest, variables)
        matching = self._matching(plan, near if plan.open_ended else ())
        known(matching)
        self._add_nearest(found, nearness, plan, filters, near, variables)
        ranked = self._fused(found, scores, nearness, plan)
        return Ranking(ranked, matching, plan.terms, self._fields, nearness)

    def _by_words_alone(
        self,
        plan: Plan,
        filters: Filters,
        known: Known,
        found: _Found | None = None,
        trouble: str | None = None,
    ) -> Ranking:
        matching = self._matching(plan, ())
        known(matching)
        if found is None:
            found = self._by_words(plan.terms, plan, filters)
        count = self._settings.expansion_resources
        terms = plan.terms
        if found and count:
            best = [candidate.number for candidate in fuse(found.values(), 0.0)[:count]]
            terms = expanded(plan.terms, best, self._engine, self._settings)
            # What only lent words bring in is no result, but they change the order of those found.
            found = self._by_words(terms, plan, filters, matching)
            wanted = both(matching, Numbers(tuple(sorted(found))))
            results = set(self._engine.numbers(wanted, filters).tolist())
            found = {number: one for number, one in found.items() if number in results}
        ranked = fuse(found.values(), 0.0)
        return Ranking(ranked, matching, terms, self._fields, trouble=trouble)

    def _nearness(
        self, vectors: VectorStore, encoder: Encoder, plan: Plan, filters: Filters
    ) -> Nearness | None:
        vectors.refresh()
        if not len(vectors):
            return None
        if not plan.open_ended:
            vector = encode_query(encoder, plan.meaning)
            return Nearness(vectors, vector, self._engine.numbers(plan.require, filters))
        # What is near at all must not depend on the filters, or counts would not add up: so it is
        # remembered for the next filter that is chosen.
        return self._compared.get(
            (plan.meaning, vectors.generation),
            lambda: Nearness(vectors, encode_query(encoder, plan.meaning)),
        )

    def _by_words(
        self, terms: dict[str, float], plan: Plan, filters: Filters, within: Query | None = None
    ) -> _Found:
        depth = self._settings.depth
        tree = plan.require if within is None else within
        together = self._together(plan)
        best = self._engine.rank(terms, tree, filters, depth, together, self._fields)
        found = {number: Candidate(number, words=score) for number, score in best}
        units = self._engine.rank_units(terms, plan.of_units, filters, depth)
        if units:
            self._add_units(found, dict(units), plan, filters)
        return found

    def _scored_by_words(self, plan: Plan, filters: Filters) -> tuple[_Found, _Scores]:
        """What words find, and its scores as :meth:`_word_scores` tells them."""
        found = self._by_words(plan.terms, plan, filters)
        return found, self._word_scores(found, plan)

    def _add_units(
        self, found: _Found, units: dict[tuple[int, int], float], plan: Plan, filters: Filters
    ) -> None:
        """Let resources be found by their best passage, on the scale of whole resources."""
        scale = self._scale(plan) * self._fields[Field.TEXT]
        allowed = self._allowed({number for number, _ in units}, plan, filters)
        for (number, ordinal), score in units.items():
            if number in allowed:
                candidate = found.setdefault(number, Candidate(number))
                candidate.units[ordinal] = score
                candidate.words = max(candidate.words, scale * score)

    def _allowed(self, numbers: set[int], plan: Plan, filters: Filters) -> set[int]:
        if isinstance(plan.require, Everything):
            return numbers
        tree = both(plan.require, Numbers(tuple(sorted(numbers))))
        return set(self._engine.numbers(tree, filters).tolist())

    def _scale(self, plan: Plan) -> float:
        """Rare words score higher among many texts than among few; this makes up for it."""
        here = sum(rarity(self._engine.frequency(t), self._engine.size) for t in plan.terms)
        there = sum(
            rarity(self._engine.unit_frequency(t), self._engine.units_size) for t in plan.terms
        )
        return here / there if there else 1.0

    def _add_nearest(
        self,
        found: _Found,
        nearness: Nearness,
        plan: Plan,
        filters: Filters,
        near: Sequence[int],
        variables: Ascending,
    ) -> None:
        allowed = None
        if plan.open_ended and (filters or not isinstance(plan.require, Everything)):
            allowed = self._engine.numbers(plan.require, filters)
        enough = set(near)
        for number in nearness.nearest(self._settings.depth, allowed, variables):
            # What is not near enough takes a word to be a result.
            if number in enough or not plan.open_ended:
                found.setdefault(number, Candidate(number))

    def _fused(
        self, found: _Found, scores: _Scores, nearness: Nearness, plan: Plan
    ) -> list[Candidate]:
        others = found.keys() - scores.keys()
        for number, score in (scores | self._word_scores(others, plan)).items():
            found[number].words = max(found[number].words, score)
        among = np.array(sorted(found), np.int64)
        for number, cosine in nearness.again(nearness.vector, among).of(found).items():
            found[number].similarity = found[number].drawn = cosine
        ranked = fuse(found.values(), self._settings.meaning_weight)
        count = self._settings.feedback_resources
        if not (count and ranked):
            return ranked
        vector = drawn(nearness.vector, ranked[:count], nearness.store, self._settings)
        for number, cosine in nearness.again(vector, among).of(found).items():
            found[number].drawn = cosine
        return fuse(found.values(), self._settings.meaning_weight)

    def _word_scores(self, found: Collection[int], plan: Plan) -> _Scores:
        """Score the words of what was found, by whatever, and pairs that stand together."""
        among = Numbers(tuple(sorted(found)))
        beside = plan.pairs | self._together(plan)
        scores = self._engine.rank(plan.terms, among, Filters(), len(found), beside, self._fields)
        return dict.fromkeys(found, 0.0) | dict(scores)

    def _matching(self, plan: Plan, near: tuple[int, ...]) -> Query:
        if not plan.open_ended:
            return plan.require
        ways: list[Query] = [Terms(tuple(plan.terms)), *map(Phrase, plan.phrases)]
        ways += [Numbers(near)] if near else []
        return both(plan.require, Or(tuple(ways)) if len(ways) > 1 else ways[0])

    def _together(self, plan: Plan) -> dict[tuple[str, ...], float]:
        """The words of phrases as the index has them."""
        return {
            tuple(token.term for token in self._engine.analyse(text)): weight
            for text, weight in plan.phrases.items()
        }


def _weights(settings: SearchSettings) -> Weights:
    weights = msgspec.structs.asdict(settings.fields)
    return {Field(name): weight for name, weight in weights.items()}
