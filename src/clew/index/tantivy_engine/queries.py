"""Query trees as Tantivy queries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from tantivy import FieldType, Occur, Query, Schema, TextAnalyzer

from clew.index import query as q
from clew.index.engine import NO_PAIRS, TEXT_ALONE, Weights
from clew.index.query import Facet, Field, Span
from clew.index.tantivy_engine.schema import FACETS, HIGHS, LOWS, NEVER, WITHIN, WORDS

_INTEGERS: dict[Span, tuple[str, ...]] = {
    Span.YEAR: ("published_year", "covers"),
    Span.PERIOD: ("covers",),
    Span.PUBLISHED: ("published_year",),
    Span.AGE: ("age",),
}
# So many numbers take as long to look up one by one as to walk through all terms for.
_LOOKED_UP = 1_500


class Compiler:
    """Turns trees into queries on one of the two indexes.

    Passages have no fields of words but their text: what is asked of another field is asked of
    their resource, so for them it always holds.
    """

    def __init__(
        self, schema: Schema, stemmed: TextAnalyzer, written: TextAnalyzer, *, of_units: bool
    ):
        self._schema = schema
        self._stemmed = stemmed
        self._written = written
        self._of_units = of_units
        self._compilers: dict[type, Callable[[Any], Query]] = {
            q.Word: self._word,
            q.Terms: self._terms,
            q.Phrase: self._phrase,
            q.Prefix: self._prefix,
            q.Fuzzy: self._fuzzy,
            q.Is: self._is,
            q.Within: self._within,
            q.Unstated: self._unstated,
            q.Known: self._known,
            q.And: self._and,
            q.Or: self._or,
            q.Not: self._not,
            q.Numbers: self._numbers,
            q.Inside: self._inside,
            q.Everything: lambda _: Query.all_query(),
            q.Nothing: lambda _: Query.empty_query(),
        }

    def compile(self, tree: q.Query) -> Query:
        """Return the Tantivy query of a tree."""
        return self._compilers[type(tree)](tree)

    def ranked(
        self,
        words: Mapping[str, float],
        condition: q.Query,
        pairs: Mapping[tuple[str, ...], float] = NO_PAIRS,
        fields: Weights = TEXT_ALONE,
        common: Collection[tuple[str, ...]] = (),
    ) -> Query:
        """Return a query that scores by weighted, analysed words, among what meets a condition.

        Parameters
        ----------
        common: the pairs that are looked for only in what meets the condition, since their words
            stand together in too many texts to walk through all of them.
        """
        if not words:
            return Query.empty_query()
        # All is found by its text, even where that counts nothing.
        text = fields.get(Field.TEXT, 0.0)
        others = {WORDS[f]: share for f, share in fields.items() if share and f is not Field.TEXT}
        scored = [
            _boosted(self._term(name, term), share * weight)
            for name, share in {WORDS[Field.TEXT]: text, **others}.items()
            for term, weight in words.items()
        ]
        beside = {
            pair: _boosted(Query.phrase_query(self._schema, "text", list(pair)), text * weight)
            for pair, weight in pairs.items()
        }
        if isinstance(condition, q.Everything):
            return any_of([*scored, *beside.values()])
        meets = Query.const_score_query(self.compile(condition), 0.0)
        scored += [all_of([one, meets]) if p in common else one for p, one in beside.items()]
        return all_of([any_of(scored), meets])

    def _fields(self, field: Field) -> tuple[str, ...]:
        return ("text", "body") if field is Field.TEXT and not self._of_units else (WORDS[field],)

    def _elsewhere(self, field: Field) -> bool:
        return self._of_units and field is not Field.TEXT

    def _term(self, field: str, term: object) -> Query:
        return Query.term_query(self._schema, field, term)

    def _word(self, word: q.Word) -> Query:
        return self._phrase(q.Phrase(word.text, word.field))

    def _terms(self, tree: q.Terms) -> Query:
        return any_of(
            [self._term(name, term) for term in tree.terms for name in self._fields(Field.TEXT)]
        )

    def _phrase(self, phrase: q.Phrase) -> Query:
        if self._elsewhere(phrase.field):
            return Query.all_query()
        terms = self._stemmed.analyze(phrase.text)
        if not terms:
            return Query.empty_query()
        if len(terms) == 1:
            return any_of([self._term(name, terms[0]) for name in self._fields(phrase.field)])
        return any_of(
            [
                Query.phrase_query(self._schema, name, list(terms))
                for name in self._fields(phrase.field)
            ]
        )

    def _prefix(self, prefix: q.Prefix) -> Query:
        return self._like(prefix.text, prefix.field, distance=0, prefix=True)

    def _fuzzy(self, fuzzy: q.Fuzzy) -> Query:
        return self._like(fuzzy.text, fuzzy.field, distance=fuzzy.distance, prefix=False)

    def _like(self, text: str, field: Field, *, distance: int, prefix: bool) -> Query:
        """Letters are compared as written where that is kept, else with stems."""
        if self._elsewhere(field):
            return Query.all_query()
        words = self._written.analyze(text)
        if not words:
            return Query.empty_query()
        name = "as_written" if field is Field.TEXT else WORDS[field]
        *before, last = words
        whole = [self._term(name, word) for word in before]
        like = Query.fuzzy_term_query(self._schema, name, last, distance, True, prefix)
        return all_of([*whole, like])

    def _is(self, choice: q.Is) -> Query:
        name = FACETS[Facet(choice.facet)]
        if self._of_units and choice.value == q.NOT_STATED and choice.facet in q.OF_DESIGN:
            return none_of([Query.exists_query(name)])
        return self._term(name, choice.value)

    def _within(self, within: q.Within) -> Query:
        low = -NEVER if within.low is None else within.low
        high = NEVER if within.high is None else within.high
        if within.span in LOWS:
            # Two ranges overlap if each begins before the other ends.
            return all_of(
                [
                    self._floats(LOWS[within.span], -NEVER, high),
                    self._floats(HIGHS[within.span], low, NEVER),
                ]
            )
        if within.span is Span.AMOUNT:
            return self._floats("amount", low, high)
        return any_of(
            [
                Query.range_query(self._schema, name, FieldType.Integer, int(low), int(high))
                for name in _INTEGERS[Span(within.span)]
            ]
        )

    def _floats(self, name: str, low: float, high: float) -> Query:
        return Query.range_query(self._schema, name, FieldType.Float, low, high)

    def _unstated(self, tree: q.Unstated) -> Query:
        names = _INTEGERS.get(tree.span) or (LOWS.get(tree.span, "amount"),)
        return none_of([Query.exists_query(name) for name in names])

    def _known(self, known: q.Known) -> Query:
        if self._of_units:
            return Query.all_query()
        return self._term("identifier", known.identifier.casefold())

    def _and(self, tree: q.And) -> Query:
        return all_of([self.compile(part) for part in tree.parts])

    def _or(self, tree: q.Or) -> Query:
        return any_of([self.compile(part) for part in tree.parts])

    def _not(self, tree: q.Not) -> Query:
        return none_of([self.compile(tree.part)])

    def _numbers(self, tree: q.Numbers) -> Query:
        return self._one_of("number", tree.numbers)

    def _inside(self, tree: q.Inside) -> Query:
        if self._of_units:
            return Query.all_query()
        return any_of([self._one_of(name, tree.numbers) for name in WITHIN])

    def _one_of(self, name: str, numbers: Sequence[int]) -> Query:
        """Any of some numbers; a set walks through the terms there are, a few are looked up."""
        if not 0 < len(numbers) <= _LOOKED_UP:
            return Query.term_set_query(self._schema, name, list(numbers))
        # Each scores as in a set, and none is weighed by how rare it is.
        return Query.const_score_query(any_of([self._term(name, one) for one in numbers]), 1.0)


def any_of(queries: Sequence[Query]) -> Query:
    """At least one of the queries."""
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def all_of(queries: Sequence[Query]) -> Query:
    """All of the queries."""
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def none_of(queries: Sequence[Query]) -> Query:
    """Anything but these."""
    refused = [(Occur.MustNot, query) for query in queries]
    return Query.boolean_query([(Occur.Must, Query.all_query()), *refused])


def _boosted(query: Query, weight: float) -> Query:
    return query if weight == 1 else Query.boost_query(query, weight)
