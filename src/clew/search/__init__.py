"""Search: a query language, words and meaning ranked together, results that say why."""

from clew.search.answer import Answer, Hit, Loosening, Marked, PassageHit
from clew.search.choosing import Choices
from clew.search.counting import Count, Counter, Counting, beside
from clew.search.embedding import Pending, Tick, embed, pending
from clew.search.facets import Choice, Counted, FacetCounts, YearCounts
from clew.search.language import Parsed, parse
from clew.search.request import Options, Request
from clew.search.searcher import Searcher
from clew.search.suggesting import Suggestion
from clew.search.typos import Correction
from clew.search.variants import Expansion
from clew.search.why import Matched, Why

__all__ = [
    "Answer",
    "Choice",
    "Choices",
    "Correction",
    "Count",
    "Counted",
    "Counter",
    "Counting",
    "Expansion",
    "FacetCounts",
    "Hit",
    "Loosening",
    "Marked",
    "Matched",
    "Options",
    "Parsed",
    "PassageHit",
    "Pending",
    "Request",
    "Searcher",
    "Suggestion",
    "Tick",
    "Why",
    "YearCounts",
    "beside",
    "embed",
    "parse",
    "pending",
]
