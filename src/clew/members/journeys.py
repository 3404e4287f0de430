"""Journeys: those who were sent to sign in elsewhere, until they come back."""

from __future__ import annotations

import sqlite3
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import digest

from clew.errors import SignInError
from clew.members.secrets import hashed, new_secret
from clew.model.base import Value

LASTS = timedelta(minutes=15)


class Journey(Value, frozen=True):
    """What somebody takes along and has to bring back.

    ``secret`` never leaves the browser's cookie; the words that travel are made from it, each for
    its own use, so that none tells another.
    """

    secret: str
    back: str
    account: int | None = None

    @property
    def state(self) -> str:
        """What the provider sends back, so that nobody comes who was not sent (RFC 6749, 10.12)."""
        return self._word("state")

    @property
    def nonce(self) -> str:
        """What the provider writes into the token (OpenID Connect Core 1.0, 15.5.2)."""
        return self._word("nonce")

    @property
    def verifier(self) -> str:
        """What proves that the code was asked for by us (RFC 7636)."""
        return self._word("verifier")

    @property
    def challenge(self) -> str:
        """The verifier's hash, which can be told beforehand (RFC 7636, S256)."""
        return _text(sha256(self.verifier.encode()).digest())

    def _word(self, use: str) -> str:
        return _text(digest(self.secret.encode(), use.encode(), "sha256"))


class Journeys:
    """Those who are on their way."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self, back: str, now: datetime, account: int | None = None) -> Journey:
        """Send somebody off.

        Parameters
        ----------
        back: the path that they want to go to in the end.
        account: whose account is to be tied to what they come back with.
        """
        journey = Journey(new_secret(), back, account)
        self._connection.execute("DELETE FROM journeys WHERE expires_at < ?", (now.isoformat(),))
        self._connection.execute(
            "INSERT INTO journeys VALUES (?, ?, ?, ?)",
            (hashed(journey.secret), account, back, (now + LASTS).isoformat()),
        )
        return journey

    def end(self, secret: str, now: datetime) -> Journey:
        """Take somebody in who is back; nobody comes back twice.

        Raises
        ------
        SignInError: when nobody was sent with this secret, or too long ago.
        """
        row = self._connection.execute(
            "DELETE FROM journeys WHERE secret = ? RETURNING back, account, expires_at",
            (hashed(secret),),
        ).fetchone()
        if row is None or row[2] < now.isoformat():
            raise SignInError(
                "This way of signing in has been used already, or took too long.",
                hint="Begin again.",
            )
        return Journey(secret, row[0], row[1])


def _text(octets: bytes) -> str:
    return urlsafe_b64encode(octets).decode().rstrip("=")
