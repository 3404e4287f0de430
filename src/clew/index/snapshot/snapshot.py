"""What an index held at one revision: its resources, their facets and years, and common words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from clew.index.engine import Numbers
from clew.index.query import Facet, Span
from clew.index.snapshot import file
from clew.index.snapshot.columns import Column, Words
from clew.index.snapshot.rows import RowSet

# Raise it whenever the arrays are laid out otherwise.
_VERSION = 1
YEARS = (Span.PERIOD, Span.PUBLISHED)
_NUMBERS, _WORDS = "numbers", "words"


class Snapshot:
    """Resources in rows, by their numbers.

    Parameters
    ----------
    revision: of the index.
    numbers: of the resources, ascending.
    columns: for each facet, and for the years of each span that has any; they tell also what has no
        value.
    words: those of texts.
    """

    def __init__(
        self,
        revision: int,
        numbers: Numbers,
        columns: Mapping[Facet | Span, Column],
        words: Words,
    ) -> None:
        self.revision = revision
        self.numbers = numbers
        self.columns = columns
        self.words = words

    def __len__(self) -> int:
        return len(self.numbers)

    def rows(self, numbers: Numbers) -> RowSet:
        """Return the rows of resources, as far as they are there."""
        if not len(self):
            return RowSet.none(0)
        at = np.minimum(np.searchsorted(self.numbers, numbers), len(self) - 1)
        return RowSet.of(at[self.numbers[at] == numbers], len(self))

    def write(self, path: Path) -> None:
        """Write it to a file, all or nothing."""
        parts = {str(name): column.arrays for name, column in self.columns.items()}
        parts[_WORDS] = self.words.arrays
        arrays = {
            f"{part}.{name}": one for part, all_ in parts.items() for name, one in all_.items()
        }
        file.write(path, {f"{_NUMBERS}.": self.numbers, **arrays}, _VERSION, self.revision)

    @classmethod
    def read(cls, path: Path) -> Snapshot | None:
        """Return what is in a file; ``None`` if there is none, or it is not whole."""
        if (found := file.read(path, _VERSION)) is None:
            return None
        revision, arrays = found
        parts: dict[str, dict[str, Any]] = {}
        for name, array in arrays.items():
            part, _, own = name.partition(".")
            parts.setdefault(part, {})[own] = array
        try:
            numbers = parts[_NUMBERS][""]
            columns = {name: Column(parts[name], len(numbers)) for name in (*Facet, *YEARS)}
            return cls(revision, numbers, columns, Words(parts[_WORDS], len(numbers)))
        except KeyError:  # of an index that has other fields
            return None
