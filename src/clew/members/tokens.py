"""Tokens: with them programs act for somebody, within bounds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import msgspec

from clew.errors import MemberError, NotFound
from clew.members.secrets import hashed, new_secret
from clew.model.base import Value

PREFIX = "clew_"  # so that a leaked token can be recognised by scanners


class Scope(StrEnum):
    """What a token allows."""

    COLLECTIONS = "collections"
    DECISIONS = "decisions"
    FEEDBACK = "feedback"
    WEBHOOKS = "webhooks"


class Token(Value, frozen=True):
    """What is known of a token; not the secret itself, which is shown once."""

    number: int
    account: int
    name: str
    scopes: tuple[Scope, ...]
    created_at: str
    used_at: str | None
    revoked_at: str | None


class Tokens:
    """The tokens that people have had made."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def make(self, account: int, name: str, scopes: Iterable[str], now: datetime) -> str:
        """Make a token; return the secret, which nobody can be shown again.

        Raises
        ------
        MemberError: when a scope is unknown, or there is none.
        """
        secret = PREFIX + new_secret()
        row = (hashed(secret), account, name.strip() or "token", _scopes(scopes), now.isoformat())
        self._connection.execute(
            "INSERT INTO tokens (secret, account, name, scopes, created_at) VALUES (?, ?, ?, ?, ?)",
            row,
        )
        return secret

    def use(self, secret: str, now: datetime) -> Token | None:
        """Return the token that a secret is, if it is in force, and note that it was used."""
        row = self._connection.execute(
            "UPDATE tokens SET used_at = ? WHERE secret = ? AND revoked_at IS NULL"
            " AND account IN (SELECT number FROM accounts WHERE closed_at IS NULL)"
            " RETURNING number, account, name, scopes, created_at, used_at, revoked_at",
            (now.isoformat(), hashed(secret)),
        ).fetchone()
        return _token(row) if row else None

    def of(self, account: int) -> list[Token]:
        """Return the tokens of an account, the newest first."""
        rows = self._connection.execute(
            "SELECT number, account, name, scopes, created_at, used_at, revoked_at FROM tokens"
            " WHERE account = ? ORDER BY number DESC",
            (account,),
        )
        return [_token(row) for row in rows]

    def revoke(self, account: int, number: int, now: datetime) -> None:
        """End a token of an account for good.

        Raises
        ------
        NotFound: when the account has no such token in force.
        """
        changed = self._connection.execute(
            "UPDATE tokens SET revoked_at = ? WHERE number = ? AND account = ?"
            " AND revoked_at IS NULL",
            (now.isoformat(), number, account),
        ).rowcount
        if not changed:
            raise NotFound(f"There is no token {number} in force.")


def _token(row: tuple[int, int, str, str, str, str | None, str | None]) -> Token:
    number, account, name, scopes, made, used, revoked = row
    allowed = msgspec.json.decode(scopes, type=tuple[Scope, ...])
    return Token(number, account, name, allowed, made, used, revoked)


def _scopes(names: Iterable[str]) -> str:
    wanted = sorted(set(names))
    unknown = [name for name in wanted if name not in set(Scope)]
    if unknown or not wanted:
        raise MemberError(
            f"A token cannot have the scopes {', '.join(unknown) or 'none'}.",
            hint=f"There are: {', '.join(Scope)}.",
        )
    return msgspec.json.encode(wanted).decode()
