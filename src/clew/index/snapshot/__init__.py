"""What an index held at one revision, laid out so that sets of results are counted fast."""

from clew.index.snapshot.columns import Column, Words, column, vocabulary
from clew.index.snapshot.rows import RowSet
from clew.index.snapshot.sets import Sets, TooMany
from clew.index.snapshot.snapshot import YEARS, Snapshot
from clew.index.snapshot.tally import by_year, commonest

__all__ = [
    "YEARS",
    "Column",
    "RowSet",
    "Sets",
    "Snapshot",
    "TooMany",
    "Words",
    "by_year",
    "column",
    "commonest",
    "vocabulary",
]
