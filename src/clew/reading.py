"""A catalogue that is only read, as a site reads it."""

from __future__ import annotations

from typing import Any, Unpack

from clew.app import Clew
from clew.encoders import Encoder
from clew.errors import ClewError
from clew.home import Home
from clew.search import Answer, Counted, Counter, FacetCounts, Options, beside
from clew.seeker import Asked, Question, Seekers


class Reader(Clew):
    """A catalogue that takes nobody's turn to write.

    What a stopped writer left out of the index stays out until the next one comes, or the site
    starts again.

    Parameters
    ----------
    seekers: processes that search in its place; what they cannot do it does itself.
    counter: counts what a search finds.
    """

    def __init__(
        self,
        home: Home,
        encoders: dict[bytes, Encoder | None] | None = None,
        seekers: Seekers | None = None,
        counter: Counter = beside,
    ) -> None:
        super().__init__(home, encoders)
        self._counter = counter
        self._seekers = seekers

    def search(self, words: str = "", **options: Unpack[Options]) -> Answer:
        """Find resources: see :meth:`clew.app.Clew.search`."""
        told: Answer | None = self._sought("search", words, **options)
        return super().search(words, **options) if told is None else told

    def like(self, what: str, **options: Unpack[Options]) -> Answer:
        """Find resources like one, or like a text: see :meth:`clew.app.Clew.like`."""
        told: Answer | None = self._sought("like", what, **options)
        return super().like(what, **options) if told is None else told

    def facet(
        self, name: str, text: str = "", words: str = "", **options: Unpack[Options]
    ) -> FacetCounts:
        """Look inside a facet: see :meth:`clew.app.Clew.facet`."""
        told: FacetCounts | None = self._sought("facet", name, text, words, **options)
        return super().facet(name, text, words, **options) if told is None else told

    def _sought(self, verb: str, *given: str, **options: Unpack[Options]) -> Any:
        if not self._seekers:
            return None
        return self._seekers.ask(Question(verb, given, dict(options)), self._counted)

    def _counted(self, asked: Asked) -> Counted | None:
        """Count for one that searches, if the index is the same here as there."""
        try:
            self._engine.refresh()
            if self._engine.revision == asked.revision:
                return asked.wanted.by(self._engine)
        except ClewError:
            pass  # it meets the same trouble, and tells it with the rest
        return None

    def _catch_up(self) -> None:
        return
