"""A piece of full text that has a place."""

from __future__ import annotations

from clew.model.base import Value


class Passage(Value, frozen=True, kw_only=True):
    """A stretch of a resource's text, small enough to be a search result.

    ``heading`` is the path of titles above it, outermost first; ``page`` is the printed page number
    it begins on, where known; ``start`` and ``end`` count characters in the document's text.

    Example: ``Passage(text="…", heading=("4 Methodology", "4.8 Sampling"), page=125, …)``
    """

    text: str
    heading: tuple[str, ...] = ()
    page: int | None = None
    start: int
    end: int

    @property
    def place(self) -> str:
        """Where the passage stands, for people: ``4 Methodology › 4.8 Sampling, p. 125``."""
        path = " › ".join(self.heading)
        page = f"p. {self.page}" if self.page is not None else ""
        return ", ".join(part for part in (path, page) if part)
