"""Notices a source that serves the same page again and again."""

from __future__ import annotations

from collections.abc import Iterable

from clew.errors import SourceError

_PATIENCE = 3  # pages in a row that brought nothing new


class Repeats:
    """The pages of one list so far, each remembered by a small number.

    A source may repeat a page once and then go on; one that walks in circles is left.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._seen: set[int] = set()
        self._stale = 0

    def note(self, names: Iterable[str]) -> None:
        """Remember a page by what is on it.

        Raises
        ------
        SourceError: when the last few pages had all been there before.
        """
        page = hash(tuple(names))
        self._stale = self._stale + 1 if page in self._seen else 0
        self._seen.add(page)
        if self._stale >= _PATIENCE:
            raise SourceError(
                f"{self._address} serves the same page again and again.",
                hint="What came is kept; the next run begins its list anew.",
            )

    def forget(self) -> None:
        """Begin a list anew."""
        self._seen.clear()
        self._stale = 0
