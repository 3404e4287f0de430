"""Feedback: what people say of a page or a result, with what they saw when they said it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from clew.errors import MemberError, NotFound
from clew.members.choices import one_of
from clew.model.base import Value

LONGEST = 5_000  # characters of a comment
WIDEST = 50_000  # characters of what was seen


class Verdict(StrEnum):
    """What somebody thinks."""

    GOOD = "good"
    BAD = "bad"
    TOO_HIGH = "too-high"
    TOO_LOW = "too-low"
    OUT_OF_PLACE = "out-of-place"
    WRONG = "wrong"
    OTHER = "other"


class Feedback(Value, frozen=True):
    """One word from a reader; ``context`` is the page, query, settings and list seen."""

    number: int
    verdict: Verdict
    comment: str | None
    resource: str | None
    context: Mapping[str, Any]
    account: int | None
    given_at: str
    done_at: str | None
    done_by: str | None


class Feedbacks:
    """All that people have said."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def give(
        self,
        verdict: str,
        now: datetime,
        *,
        comment: str | None = None,
        resource: str | None = None,
        context: Mapping[str, Any] | None = None,
        account: int | None = None,
    ) -> int:
        """Keep what somebody says; return its number.

        Raises
        ------
        MemberError: when there is no such verdict, or too much is said.
        """
        seen = msgspec.json.encode(context or {}).decode()
        words = (comment or "").strip() or None
        if len(words or "") > LONGEST or len(seen) > WIDEST:
            raise MemberError(
                f"The comment has {len(words or ''):,} characters, its context {len(seen):,}.",
                hint=f"At most {LONGEST:,} and {WIDEST:,} are kept.",
            )
        (number,) = self._connection.execute(
            "INSERT INTO feedback (verdict, comment, resource, context, account, given_at)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING number",
            (one_of(Verdict, verdict), words, resource, seen, account, now.isoformat()),
        ).fetchone()
        return int(number)

    def waiting(self, limit: int = 100) -> list[Feedback]:
        """Return what nobody has dealt with yet, the newest first."""
        return self._some("done_at IS NULL ORDER BY number DESC LIMIT ?", limit)

    def all(self, limit: int = 1_000) -> list[Feedback]:
        """Return what people said, the newest first."""
        return self._some("true ORDER BY number DESC LIMIT ?", limit)

    def done(self, number: int, by: str, now: datetime) -> None:
        """Note that somebody has dealt with it.

        Raises
        ------
        NotFound: when there is none such waiting.
        """
        changed = self._connection.execute(
            "UPDATE feedback SET done_at = ?, done_by = ? WHERE number = ? AND done_at IS NULL",
            (now.isoformat(), by, number),
        ).rowcount
        if not changed:
            raise NotFound(f"There is no feedback {number} waiting.")

    def _some(self, condition: str, *values: object) -> list[Feedback]:
        rows = self._connection.execute(
            "SELECT number, verdict, comment, resource, context, account, given_at, done_at,"
            f" done_by FROM feedback WHERE {condition}",
            values,
        )
        return [_feedback(row) for row in rows]


def _feedback(row: tuple[Any, ...]) -> Feedback:
    number, verdict, comment, resource, context, *rest = row
    seen = msgspec.json.decode(context, type=dict[str, Any])
    return Feedback(number, Verdict(verdict), comment, resource, seen, *rest)
