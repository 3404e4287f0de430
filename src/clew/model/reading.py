"""What a reader makes of one document."""

from __future__ import annotations

from clew.model.base import Value
from clew.model.record import Record


class Notice(Value, frozen=True, kw_only=True):
    """Something a person should know of a document that was read all the same."""

    message: str
    place: str | None = None


class Reading(Value, frozen=True, kw_only=True):
    """The records found in a document: the one it is about first, then those it brings along."""

    records: tuple[Record, ...]
    notices: tuple[Notice, ...] = ()
