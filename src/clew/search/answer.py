"""What a search gives back: plain values, ready for JSON, pages and terminals."""

from __future__ import annotations

import html
from collections.abc import Callable

from clew.model import Credit
from clew.model.base import Value
from clew.search.facets import FacetCounts, YearCounts
from clew.search.typos import Correction
from clew.search.variants import Expansion
from clew.search.why import Why

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


class Marked(Value, frozen=True):
    """A text with the stretches that matched, as ranges of characters.

    Example: ``Marked("a home visit", ((2, 6), (7, 12)))``
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def html(self) -> str:
        """Return it as HTML, the marks as ``<mark>``, all else escaped."""
        return self._render("<mark>", "</mark>", html.escape)

    def ansi(self) -> str:
        """Return it for a terminal, the marks in bold."""
        return self._render(_BOLD, _PLAIN, str)

    def plain(self) -> str:
        """Return it for a file or pipe, the marks as ``**bold**``."""
        return self._render("**", "**", str)

    def _render(self, before: str, after: str, clean: Callable[[str], str]) -> str:
        parts, at = [], 0
        for start, end in self.marks:
            parts += [clean(self.text[at:start]), before, clean(self.text[start:end]), after]
            at = end
        return "".join([*parts, clean(self.text[at:])])


class PassageHit(Value, frozen=True, kw_only=True):
    """A passage that matched; ``start`` and ``end`` count characters in its document's text."""

    ordinal: int
    place: str
    snippet: Marked
    page: int | None = None
    start: int | None = None
    end: int | None = None
    similarity: float | None = None


class Hit(Value, frozen=True, kw_only=True):
    """A resource that was found, its best passages under it; days as in an index entry.

    ``inside`` are other results, shown here rather than by themselves: an award's outputs, a
    dataset's variables, the best of them first; ``inside_total`` counts all there are. A dataset
    that is no ``result`` itself is there for its variables and is not counted.
    """

    number: int
    id: str
    kind: str
    title: str
    score: float
    title_marks: tuple[tuple[int, int], ...] = ()
    snippet: Marked | None = None
    passages: tuple[PassageHit, ...] = ()
    people: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    published: int | None = None
    since: int | None = None
    until: int | None = None
    access: str | None = None
    inside: tuple[Hit, ...] = ()
    inside_total: int = 0
    result: bool = True
    why: Why | None = None


class Loosening(Value, frozen=True, kw_only=True):
    """What to give up when nothing was found, and how many results that would give."""

    without: str
    count: int


class Answer(Value, frozen=True, kw_only=True):
    """The answer to a search.

    ``credits`` are what the sources of the hits ask to be said with them.

    ``total`` counts all results, exactly, those shown inside others among them. ``mode`` says how
    they were ranked: ``words and meaning``, or ``words alone, because …``; ``notes`` are sentences
    that the person who asked should read. ``next`` is the cursor of the page that follows, absent
    on the last. ``correction`` is there when the query was searched otherwise than typed;
    ``expansions`` names the words that were also searched in other forms; ``loosen`` what to give
    up, where nothing was found.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    mode: str
    order: str = "score"
    notes: tuple[str, ...] = ()
    next: str | None = None
    facets: tuple[FacetCounts, ...] = ()
    years: tuple[YearCounts, ...] = ()
    correction: Correction | None = None
    expansions: tuple[Expansion, ...] = ()
    conditions: tuple[str, ...] = ()
    loosen: tuple[Loosening, ...] = ()
    credits: tuple[Credit, ...] = ()
