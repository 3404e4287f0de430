"""The one verb of search: words and choices in, an answer out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack

import msgspec

from clew.encoders import Encoder
from clew.errors import NotFound
from clew.index import Engine, Filters, Query, VectorStore
from clew.index.memory import Memory
from clew.index.query import Numbers, Or, both
from clew.search.answer import Answer, PassageHit
from clew.search.candidates import Candidate
from clew.search.counting import Count, Counter, Counting, beside
from clew.search.facets import FacetCounts, find_choices
from clew.search.folding import Folding, Page
from clew.search.identified import leading
from clew.search.language import Parsed
from clew.search.loosening import loosenings
from clew.search.marking import Lexicon
from clew.search.paging import by_score, cursor, in_order, read_cursor
from clew.search.plan import Plan, make_plan
from clew.search.presenting import Presenter
from clew.search.related import Thesaurus
from clew.search.request import SCORE, Options, Request, changed, check_page
from clew.search.retrieval import Known, Ranking, Retrieval
from clew.search.similar import plan_like
from clew.search.suggesting import Suggestion, suggest
from clew.search.typos import Correction
from clew.search.understanding import as_held, understand
from clew.search.why import conditions_of
from clew.settings import SearchSettings
from clew.vocabularies import Vocabulary

_UNPREPARED = "no encoder has been prepared (run: clew encoder prepare)"
# Of a search in one text: there is nothing to fold, and nothing else to learn words from.
_ALONE = {"fold": False, "snippet": 600, "expansion_resources": 0, "feedback_resources": 0}
_REMEMBERED = 4  # rankings; each has the cosines of all there is
_CHANGED = "The catalogue has changed since the page before; some results may have moved."


class Searcher:
    """Searches one index.

    Parameters
    ----------
    engine: holds the words.
    vectors: hold the meaning, as far as it has been embedded.
    encoder: turns queries into vectors; without it search is by words alone, and says so.
    settings: how to weigh and how much to show.
    without: why there is no encoder, in words.
    vocabularies: whose related terms widen a query.
    counter: counts what is found.
    """

    def __init__(
        self,
        engine: Engine,
        vectors: VectorStore | None = None,
        encoder: Encoder | None = None,
        settings: SearchSettings | None = None,
        without: str | None = None,
        vocabularies: Sequence[Vocabulary] = (),
        counter: Counter = beside,
    ) -> None:
        self._counter = counter
        self._thesaurus = Thesaurus(vocabularies, engine) if vocabularies else None
        self._without = without
        self._engine = engine
        self._lexicon = Lexicon(engine)
        self._vectors = vectors
        self._encoder = encoder
        self._settings = settings or SearchSettings()
        self._rankings = Memory(_REMEMBERED)
        self._compared = Memory(_REMEMBERED)

    def search(self, words: str = "", **options: Unpack[Options]) -> Answer:
        """Find resources, and the passages in them.

        Parameters
        ----------
        words: in the query language; any text is allowed.
        options: see :class:`Options`.

        Raises
        ------
        QueryError: when an option makes no sense.
        """
        return self.answer(Request.of(words, **options))

    def answer(self, request: Request) -> Answer:
        """Answer a request.

        Raises
        ------
        QueryError: when it names a facet, year count, cursor or setting that there is not.
        """
        asked = self._asked(request)
        parsed, correction = self._understood(asked)
        plan = make_plan(parsed, self._engine, asked.settings, self._thesaurus)
        answer = self._answer(request.words, request.words, plan, asked)
        return msgspec.structs.replace(
            answer, notes=(*parsed.notes, *answer.notes), correction=correction
        )

    def like(
        self, text: str = "", *, number: int | None = None, **options: Unpack[Options]
    ) -> Answer:
        """Find resources like a text, or like a resource.

        Parameters
        ----------
        text: any; not a formula.
        number: of a resource, whose text is taken and which is left out.
        options: see :class:`Options`.

        Raises
        ------
        NotFound: when there is no resource of that number.
        QueryError: when an option makes no sense.
        """
        asked = self._asked(Request.of(text, **options))
        if number is not None:
            card = self._engine.cards([number]).get(number)
            if card is None:
                raise NotFound(f"The index has no resource {number}.")
            text = card.text
        plan = plan_like(text, self._engine, number)
        return self._answer(text, "", plan, asked)

    def passages(self, number: int, words: str, limit: int = 10) -> tuple[PassageHit, ...]:
        """Find passages in the full text of one resource; those that say it best come first.

        Parameters
        ----------
        number: of the resource.
        words: in the query language; any text is allowed.

        Raises
        ------
        QueryError: when there can be no such number of passages.
        """
        check_page(limit, 0)
        alone = Filters(among=(number,))
        answer = self.search(words, filters=alone, limit=1, settings={"passages": limit} | _ALONE)
        return answer.hits[0].passages if answer.hits else ()

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete the beginning of a query from titles, people, organisations and keywords.

        Parameters
        ----------
        typed: what has been typed so far; the last word may be unfinished.
        limit: how many of each sort to return at most.
        """
        return suggest(typed, self._engine, limit)

    def choices(
        self, facet: str, text: str = "", words: str = "", **options: Unpack[Options]
    ) -> FacetCounts:
        """Search inside a facet: its values that hold some words, counted over the results.

        Parameters
        ----------
        facet: which one.
        text: words, or beginnings of words, of the values wanted; without any, all values.
        words, options: the search that the facet belongs to; ``limit`` is of values.

        Raises
        ------
        QueryError: when there is no such facet, or an option makes no sense.
        """
        asked = self._asked(Request.of(words, **options))
        request = asked.request
        parsed, _ = self._understood(asked)
        plan = make_plan(parsed, self._engine, asked.settings, self._thesaurus)
        matching = self._ranking(words, plan, asked).matching
        return find_choices(facet, text, self._engine, matching, request.filters, request.limit)

    def _asked(self, request: Request) -> _Asked:
        self._engine.refresh()
        offset, moved = request.offset, False
        if request.cursor is not None:
            offset, moved = read_cursor(request.cursor, self._engine.revision)
        filters = as_held(request.filters, self._engine)
        return _Asked(
            request=msgspec.structs.replace(request, filters=filters),
            settings=changed(self._settings, request.settings),
            offset=offset,
            notes=(_CHANGED,) if moved else (),
        )

    def _understood(self, asked: _Asked) -> tuple[Parsed, Correction | None]:
        request, mend = asked.request, asked.settings.corrections
        return understand(request.words, self._engine, plain=request.plain, mend=mend)

    def _ranking(
        self, words: str, plan: Plan, asked: _Asked, known: Known = lambda matching: None
    ) -> Ranking:
        """Rank, unless that was just done: for the page before, or to search inside a facet."""
        filters, settings = asked.request.filters, asked.settings
        key = (words, msgspec.msgpack.encode(plan), filters.key, settings, self._generation())
        ranking = self._rankings.get(
            key, lambda: self._ranked(words, plan, filters, settings, known)
        )
        if ranking.trouble:
            self._rankings.forget(key)
        return ranking

    def _generation(self) -> tuple[int, int]:
        if self._vectors is None:
            return self._engine.generation, 0
        self._vectors.refresh()
        return self._engine.generation, self._vectors.generation

    def _ranked(
        self, words: str, plan: Plan, filters: Filters, settings: SearchSettings, known: Known
    ) -> Ranking:
        retrieval = Retrieval(self._engine, self._vectors, self._encoder, settings, self._compared)
        first = leading(words, self._engine) if plan.open_ended else ()
        if not first:
            return retrieval.run(plan, filters, known)
        named = both(plan.require, Numbers(first))
        ranking = retrieval.run(plan, filters, lambda matching: known(Or((matching, named))))
        ranking.lead(self._engine.numbers(named, filters).tolist(), named)
        return ranking

    def _answer(self, query: str, words: str, plan: Plan, asked: _Asked) -> Answer:
        """Answer a plan for a query, of which some words may name a resource."""
        engine, request = self._engine, asked.request
        filters = request.filters
        ranking, counting = self._found(words, plan, asked)
        conditions = conditions_of(plan.require, filters.query)
        presenter = Presenter(
            engine, self._lexicon, plan, ranking.nearness, conditions, asked.settings
        )
        page = self._page(plan, ranking, asked)
        hits = presenter.hits(page.groups)
        counted = counting()
        after = asked.offset + len(page.groups)
        return Answer(
            query=query,
            total=counted.total,
            hits=hits,
            mode=self._mode(ranking),
            order=request.order,
            notes=asked.notes,
            next=cursor(after, engine.revision) if page.more else None,
            facets=counted.facets,
            years=counted.years,
            expansions=plan.expansions,
            conditions=conditions,
            loosen=()
            if counted.total
            else loosenings(plan.require, ranking.matching, filters, engine),
        )

    def _found(self, words: str, plan: Plan, asked: _Asked) -> tuple[Ranking, Counting]:
        """Rank, and let it be counted as soon as it is known what is found."""
        request, most = asked.request, asked.settings.facet_values
        counting: list[Counting] = []

        def begin(matching: Query) -> None:
            wanted = Count(request.facets, request.years, matching, request.filters, most)
            counting.append(self._counter(self._engine, wanted))

        ranking = self._ranking(words, plan, asked, begin)
        if not counting:  # it was ranked before
            begin(ranking.matching)
        return ranking, counting[0]

    def _page(self, plan: Plan, ranking: Ranking, asked: _Asked) -> Page:
        request, engine = asked.request, self._engine

        def first(count: int) -> list[Candidate]:
            if request.order == SCORE:
                return by_score(engine, plan, ranking, request.filters, count)
            return in_order(engine, request.order, ranking, request.filters, count)

        best = request.order == SCORE
        fold = asked.settings.fold
        folding = Folding(engine, ranking, request.filters, fold=fold, by_score=best)
        return folding.page(first, request.limit, asked.offset)

    def _mode(self, ranking: Ranking) -> str:
        if ranking.nearness is not None:
            return "words and meaning"
        if ranking.trouble:
            return f"words alone, because {ranking.trouble}"
        if self._encoder is None:
            return f"words alone, because {self._without or _UNPREPARED}"
        if self._vectors is None or not len(self._vectors):
            damaged = self._vectors is not None and self._vectors.notice
            why = "the vectors were damaged" if damaged else "nothing has a vector yet"
            return f"words alone, because {why} (run: clew embed)"
        return "words alone, because the query has no words to understand"


@dataclass(frozen=True)
class _Asked:
    """A request with what it comes to here: settings whole, and where its page begins."""

    request: Request
    settings: SearchSettings
    offset: int
    notes: tuple[str, ...]
