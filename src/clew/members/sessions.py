"""Sessions: that somebody has signed in, until they sign out or stay away too long."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from clew.members.secrets import hashed, new_secret

LASTS = timedelta(days=30)


class Sessions:
    """The sessions of those who have signed in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self, account: int, now: datetime) -> str:
        """Return the secret that its owner shows from now on."""
        secret = new_secret()
        self._connection.execute(
            "INSERT INTO sessions VALUES (?, ?, ?, ?)",
            (hashed(secret), account, now.isoformat(), (now + LASTS).isoformat()),
        )
        self._connection.execute("DELETE FROM sessions WHERE expires_at < ?", (now.isoformat(),))
        return secret

    def account(self, secret: str, now: datetime) -> int | None:
        """Return the number of the account that a secret stands for, if it is open and in time."""
        row = self._connection.execute(
            "SELECT s.account FROM sessions s JOIN accounts a ON a.number = s.account"
            " WHERE s.secret = ? AND s.expires_at > ? AND a.closed_at IS NULL",
            (hashed(secret), now.isoformat()),
        ).fetchone()
        return int(row[0]) if row else None

    def end(self, secret: str) -> None:
        """Forget one session."""
        self._connection.execute("DELETE FROM sessions WHERE secret = ?", (hashed(secret),))

    def end_all(self, account: int) -> None:
        """Forget all sessions of an account, as after a change of its password."""
        self._connection.execute("DELETE FROM sessions WHERE account = ?", (account,))
