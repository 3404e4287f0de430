"""Words that must be in a sentence before it is worth a closer look."""

from __future__ import annotations

from functools import cache

from clew.vocabularies.table import rows


def cues(name: str) -> frozenset[str]:
    """Return the words of one row of the table ``cues.tsv``, in small letters."""
    return _table()[name]


@cache
def _table() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, _, words in rows("cues.tsv", __package__)}
