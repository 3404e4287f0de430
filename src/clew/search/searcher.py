"""The one verb of search: words and choices in, an answer out."""

from __future__ import annotations

from itertools import islice
from typing import Any

import msgspec

from clew.encoders import Encoder
from clew.errors import QueryError
from clew.index import Engine, Facet, Filters, Order, VectorStore
from clew.model import Kind
from clew.search.answer import Answer
from clew.search.candidates import Candidate
from clew.search.language import parse
from clew.search.plan import Plan, make_plan
from clew.search.presenting import Presenter
from clew.search.retrieval import Ranking, Retrieval
from clew.settings import SearchSettings

MOST_HITS = 1000


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
        limit: int = 10,
        offset: int = 0,
        settings: dict[str, Any] | None = None,
    ) -> Answer:
        """Find resources, and the passages in them.

        Parameters
        ----------
        words: in the query language; any text is allowed.
        kind: only resources of this kind.
        filters: what else was chosen.
        limit: how many hits to return at most.
        offset: how many to pass over.
        settings: what to set differently for this search.

        Raises
        ------
        QueryError: when a kind, limit or setting makes no sense.
        """
        _check_page(limit, offset)
        chosen = _with_kind(filters or Filters(), kind)
        weighed = _changed(self._settings, settings or {})
        self._engine.refresh()
        parsed = parse(words)
        plan = make_plan(parsed, self._engine)
        ranking = Retrieval(self._engine, self._vectors, self._encoder, weighed).run(plan, chosen)
        page = self._page(plan, ranking, chosen, limit, offset)
        presenter = Presenter(self._engine, tuple(plan.terms), ranking.nearness, weighed)
        return Answer(
            query=words,
            total=self._engine.count(ranking.matching, chosen),
            hits=presenter.hits(page),
            mode=self._mode(ranking),
            notes=parsed.notes,
        )

    def _page(
        self, plan: Plan, ranking: Ranking, filters: Filters, limit: int, offset: int
    ) -> list[Candidate]:
        """First what was ranked, then what has the words, then all else that matches."""
        ranked = ranking.candidates
        if offset + limit <= len(ranked):
            return ranked[offset : offset + limit]
        seen = {candidate.number for candidate in ranked}
        wanted = offset + limit
        more = [
            *self._engine.rank(plan.terms, ranking.matching, filters, wanted + len(seen)),
            *self._engine.ordered(ranking.matching, filters, Order.NEWEST, wanted + len(seen)),
        ]
        rest = (Candidate(n) for n in dict.fromkeys(n for n, _ in more) if n not in seen)
        return list(islice((*ranked, *rest), offset, offset + limit))

    def _mode(self, ranking: Ranking) -> str:
        if ranking.nearness is not None:
            return "words and meaning"
        if self._encoder is None:
            return "words alone, because no encoder has been prepared (run: clew encoder prepare)"
        if self._vectors is None or not len(self._vectors):
            return "words alone, because nothing has a vector yet (run: clew embed)"
        return "words alone, because the query has no words to understand"


def _check_page(limit: int, offset: int) -> None:
    if not 1 <= limit <= MOST_HITS:
        raise QueryError(f"{limit} is no number of results; it is from 1 to {MOST_HITS:,}.")
    if offset < 0:
        raise QueryError(f"Results cannot begin at {offset}; the first is 0.")


def _with_kind(filters: Filters, kind: str | None) -> Filters:
    if kind is None:
        return filters
    if kind not in set(Kind):
        raise QueryError(f"There is no kind {kind!r}.", hint=f"The kinds are: {', '.join(Kind)}.")
    return Filters(chosen={**filters.chosen, Facet.KIND: (kind,)}, spans=filters.spans)


def _changed(settings: SearchSettings, changes: dict[str, Any]) -> SearchSettings:
    if unknown := set(changes) - set(settings.__struct_fields__):
        names = ", ".join(settings.__struct_fields__)
        raise QueryError(f"There is no setting {min(unknown)!r}.", hint=f"There are: {names}.")
    return msgspec.structs.replace(settings, **changes)
