"""Pages of results: which candidates are on one, and how the next is asked for."""

from __future__ import annotations

from itertools import islice

from clew.errors import QueryError
from clew.index import Engine, Filters, Order
from clew.search.candidates import Candidate
from clew.search.plan import Plan
from clew.search.retrieval import Ranking


def by_score(
    engine: Engine, plan: Plan, ranking: Ranking, filters: Filters, count: int
) -> list[Candidate]:
    """First what was ranked, then what else has the words, then all else that matches."""
    ranked = ranking.candidates
    if count <= len(ranked):
        return ranked[:count]
    seen = {candidate.number for candidate in ranked}
    wanted = count + len(seen)
    more = [
        *engine.rank(plan.terms, ranking.matching, filters, wanted, fields=ranking.fields),
        *engine.ordered(ranking.matching, filters, Order.NEWEST, wanted),
    ]
    rest = (Candidate(n) for n in dict.fromkeys(n for n, _ in more) if n not in seen)
    return list(islice((*ranked, *rest), count))


def in_order(
    engine: Engine, order: str, ranking: Ranking, filters: Filters, count: int
) -> list[Candidate]:
    """Results in another order; what was ranked keeps what is known of it."""
    known = {candidate.number: candidate for candidate in ranking.candidates}
    found = engine.ordered(ranking.matching, filters, Order(order), count)
    return [known.get(number) or Candidate(number) for number, _ in found]


def cursor(offset: int, revision: int) -> str:
    """Return what asks for the page that begins after so many hits."""
    return f"{offset}-{revision}"


def read_cursor(cursor: str, revision: int) -> tuple[int, bool]:
    """Return where the page of a cursor begins, and whether the index has changed since.

    Raises
    ------
    QueryError: when it is no cursor.
    """
    at, dash, then = cursor.partition("-")
    if not (dash and at.isascii() and at.isdigit() and then.isascii() and then.isdigit()):
        raise QueryError(
            f"{cursor!r} is no cursor.", hint="Take the one of the page before as it is."
        )
    return int(at), int(then) != revision
