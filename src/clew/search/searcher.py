"""The one verb of search: words and choices in, an answer out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from clew.encoders import Encoder
from clew.errors import NotFound, QueryError
from clew.index import Engine, Facet, Filters, VectorStore
from clew.index.query import Numbers, both
from clew.model import Kind
from clew.search.answer import Answer
from clew.search.candidates import Candidate
from clew.search.facets import FacetCounts, count_facets, count_years, find_choices
from clew.search.identified import leading, only_identifier
from clew.search.language import Parsed, parse
from clew.search.loosening import loosenings
from clew.search.paging import SCORE, by_score, check_page, cursor_after, in_order, read_cursor
from clew.search.plan import Plan, make_plan
from clew.search.presenting import Presenter
from clew.search.retrieval import Ranking, Retrieval
from clew.search.similar import plan_like
from clew.search.suggesting import Suggestion, suggest
from clew.search.typos import Correction, correct
from clew.search.why import conditions_of
from clew.settings import SearchSettings

_CHANGED = "The catalogue has changed since the page before; some results may have moved."


class Searcher:
    """Searches one index.

    Parameters
    ----------
    engine: holds the words.
    vectors: hold the meaning, as far as it has been embedded.
    encoder: turns queries into vectors; without it search is by words alone, and says so.
    settings: how to weigh and how much to show.
    """

    def __init__(
        self,
        engine: Engine,
        vectors: VectorStore | None = None,
        encoder: Encoder | None = None,
        settings: SearchSettings | None = None,
    ) -> None:
        self._engine = engine
        self._vectors = vectors
        self._encoder = encoder
        self._settings = settings or SearchSettings()

    def search(
        self,
        words: str,
        *,
        kind: str | None = None,
        filters: Filters | None = None,
        order: str = SCORE,
        limit: int = 10,
        offset: int = 0,
        cursor: str | None = None,
        facets: Sequence[str] = (),
        years: Sequence[str] = (),
        plain: bool = False,
        settings: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Find resources, and the passages in them.

        Parameters
        ----------
        words: in the query language; any text is allowed.
        kind: only resources of this kind.
        filters: what else was chosen.
        order: ``score``, or one of :class:`clew.index.Order`.
        limit: how many hits to return at most.
        offset: how many to pass over; a ``cursor`` of the page before says the same.
        facets: the facets to count.
        years: the histograms to count: ``period``, ``published``.
        plain: take all of the words as words, not as a formula.
        settings: what to set differently for this search.

        Raises
        ------
        QueryError: when an option makes no sense.
        """
        asked = self._asked(kind, filters, order, limit, offset, cursor, facets, years, settings)
        parsed, correction = self._understood(words, plain, asked.settings)
        plan = make_plan(parsed, self._engine, asked.settings)
        ranking = self._ranking(words, plan, asked)
        answer = self._answer(words, plan, ranking, asked)
        return msgspec.structs.replace(
            answer, notes=(*parsed.notes, *answer.notes), correction=correction
        )

    def like(
        self,
        text: str = "",
        *,
        number: int | None = None,
        kind: str | None = None,
        filters: Filters | None = None,
        limit: int = 10,
        offset: int = 0,
        settings: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Find resources like a text, or like a resource.

        Parameters
        ----------
        text: any; not a formula.
        number: of a resource, whose text is taken and which is left out.
        kind, filters, limit, offset, settings: as for :meth:`search`.

        Raises
        ------
        NotFound: when there is no resource of that number.
        QueryError: when an option makes no sense.
        """
        asked = self._asked(kind, filters, SCORE, limit, offset, None, (), (), settings)
        if number is not None:
            card = self._engine.cards([number]).get(number)
            if card is None:
                raise NotFound(f"The index has no resource {number}.")
            text = card.text
        plan = plan_like(text, self._engine, number)
        ranking = self._retrieval(asked).run(plan, asked.filters)
        return self._answer(text, plan, ranking, asked)

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete the beginning of a query from titles, people, organisations and keywords.

        Parameters
        ----------
        typed: what has been typed so far; the last word may be unfinished.
        limit: how many of each sort to return at most.
        """
        return suggest(typed, self._engine, limit)

    def choices(
        self,
        facet: str,
        text: str,
        words: str = "",
        *,
        filters: Filters | None = None,
        limit: int = 20,
    ) -> FacetCounts:
        """Search inside a facet: its values that hold some words, counted over the results.

        Parameters
        ----------
        facet: which one.
        text: words, or beginnings of words, of the values wanted.
        words, filters: the search that the facet belongs to.

        Raises
        ------
        QueryError: when there is no such facet.
        """
        asked = self._asked(None, filters, SCORE, 1, 0, None, (), (), None)
        parsed, _ = self._understood(words, False, asked.settings)
        plan = make_plan(parsed, self._engine, asked.settings)
        matching = self._ranking(words, plan, asked).matching
        return find_choices(facet, text, self._engine, matching, asked.filters, limit)

    def _asked(
        self,
        kind: str | None,
        filters: Filters | None,
        order: str,
        limit: int,
        offset: int,
        cursor: str | None,
        facets: Sequence[str],
        years: Sequence[str],
        settings: Mapping[str, Any] | None,
    ) -> _Asked:
        self._engine.refresh()
        moved = False
        if cursor is not None:
            offset, moved = read_cursor(cursor, self._engine.revision)
        check_page(limit, offset)
        return _Asked(
            filters=_with_kind(filters or Filters(), kind),
            settings=_changed(self._settings, settings or {}),
            order=order,
            limit=limit,
            offset=offset,
            facets=facets,
            years=years,
            notes=(_CHANGED,) if moved else (),
        )

    def _understood(
        self, words: str, plain: bool, settings: SearchSettings
    ) -> tuple[Parsed, Correction | None]:
        known = None if plain else only_identifier(words, self._engine)
        if known is not None:
            return Parsed(text=words, require=known), None
        parsed = parse(words, plain=plain)
        if not settings.corrections:
            return parsed, None
        correction = correct(parsed.text, parsed.words, self._engine)
        return (parse(correction.showing, plain=plain) if correction else parsed), correction

    def _retrieval(self, asked: _Asked) -> Retrieval:
        return Retrieval(self._engine, self._vectors, self._encoder, asked.settings)

    def _ranking(self, words: str, plan: Plan, asked: _Asked) -> Ranking:
        ranking = self._retrieval(asked).run(plan, asked.filters)
        if plan.open_ended and (first := leading(words, self._engine)):
            named = both(plan.require, Numbers(first))
            ranking.lead(self._engine.numbers(named, asked.filters).tolist(), named)
        return ranking

    def _answer(self, query: str, plan: Plan, ranking: Ranking, asked: _Asked) -> Answer:
        engine, filters, matching = self._engine, asked.filters, ranking.matching
        page = self._page(plan, ranking, asked)
        conditions = conditions_of(plan.require, filters.query)
        presenter = Presenter(engine, plan, ranking.nearness, conditions, asked.settings)
        total = engine.count(matching, filters)
        most = asked.settings.facet_values
        return Answer(
            query=query,
            total=total,
            hits=presenter.hits(page),
            mode=self._mode(ranking),
            order=asked.order,
            notes=asked.notes,
            next=cursor_after(asked.offset, len(page), total, engine.revision),
            facets=count_facets(asked.facets, engine, matching, filters, most),
            years=count_years(asked.years, engine, matching, filters),
            expansions=plan.expansions,
            conditions=conditions,
            loosen=() if total else loosenings(plan.require, matching, filters, engine),
        )

    def _page(self, plan: Plan, ranking: Ranking, asked: _Asked) -> list[Candidate]:
        where = (asked.filters, asked.limit, asked.offset)
        if asked.order == SCORE:
            return by_score(self._engine, plan, ranking, *where)
        return in_order(self._engine, asked.order, ranking, *where)

    def _mode(self, ranking: Ranking) -> str:
        if ranking.nearness is not None:
            return "words and meaning"
        if self._encoder is None:
            return "words alone, because no encoder has been prepared (run: clew encoder prepare)"
        if self._vectors is None or not len(self._vectors):
            return "words alone, because nothing has a vector yet (run: clew embed)"
        return "words alone, because the query has no words to understand"


@dataclass(frozen=True)
class _Asked:
    """What is asked beside the words, checked."""

    filters: Filters
    settings: SearchSettings
    order: str
    limit: int
    offset: int
    facets: Sequence[str]
    years: Sequence[str]
    notes: tuple[str, ...]


def _with_kind(filters: Filters, kind: str | None) -> Filters:
    if kind is None:
        return filters
    if kind not in set(Kind):
        raise QueryError(f"There is no kind {kind!r}.", hint=f"The kinds are: {', '.join(Kind)}.")
    return Filters(chosen={**filters.chosen, Facet.KIND: (kind,)}, spans=filters.spans)


def _changed(settings: SearchSettings, changes: Mapping[str, Any]) -> SearchSettings:
    if unknown := set(changes) - set(settings.__struct_fields__):
        names = ", ".join(settings.__struct_fields__)
        raise QueryError(f"There is no setting {min(unknown)!r}.", hint=f"There are: {names}.")
    return msgspec.structs.replace(settings, **changes)
