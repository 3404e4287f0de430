"""Search: a query language, words and meaning ranked together, results that say why."""

from clew.search.answer import Answer, Hit, Marked, PassageHit
from clew.search.embedding import Pending, Tick, embed, pending
from clew.search.language import Parsed, parse
from clew.search.searcher import Searcher

__all__ = [
    "Answer",
    "Hit",
    "Marked",
    "Parsed",
    "PassageHit",
    "Pending",
    "Searcher",
    "Tick",
    "embed",
    "parse",
    "pending",
]
