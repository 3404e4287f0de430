"""Posts to webhooks what waits to be posted: signed, within limits, again when it fails.

What is sent is signed as Standard Webhooks 1.0 says, so that whoever takes it can check with a
library that it comes from the site, is whole, and is of now.
"""

from __future__ import annotations

import hmac
import logging
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import msgspec

from clew.errors import MemberConflict, SourceError
from clew.harvest.http import Exchange, Exchanger, Reply, check_public
from clew.members import Members
from clew.members.webhooks import PREFIX, Parcel, Webhook, new_id
from clew.model.base import Value

_ANSWER = 4_096  # bytes of an answer that anybody looks at
_log = logging.getLogger(__name__)


class Outcome(Value, frozen=True, kw_only=True):
    """What became of one attempt; ``host`` stands for the address, which may hold a secret."""

    webhook: int
    name: str
    host: str
    arrived: bool
    status: int | None = None
    error: str | None = None
    disabled: bool = False


class Courier:
    """Takes postings to where they are to go.

    Parameters
    ----------
    trusted: hosts that may be in a private network, and spoken to without encryption.
    exchange: what carries the requests.
    """

    def __init__(
        self, members: Members, trusted: Collection[str] = (), exchange: Exchange | None = None
    ) -> None:
        self._members, self._trusted = members, trusted
        self._exchange = exchange or Exchanger(limit=_ANSWER, patience=10, whole=15)

    def deliver(self, now: datetime) -> Iterator[Outcome]:
        """Try every posting whose time has come, once, and yield what became of it.

        Several may do so at once: each posting is taken by one of them.
        """
        while parcel := self._members.webhooks.claim(now):
            yield self._try(parcel, now)

    def ping(self, webhook: Webhook, now: datetime) -> Outcome:
        """Post once something that only says that it works; nothing is remembered of it."""
        body = {"type": "ping", "timestamp": now.isoformat(), "data": {"webhook": about(webhook)}}
        secret = self._members.webhooks.secret(webhook.number)
        parcel = Parcel(0, 1, new_id(), msgspec.json.encode(body).decode(), webhook, secret)
        status, error = self._attempt(parcel, now)
        return _outcome(parcel, status, error)

    def _try(self, parcel: Parcel, now: datetime) -> Outcome:
        status, error = self._attempt(parcel, now)
        disabled = False
        with self._members.transaction():
            if error is None:
                self._members.webhooks.arrived(parcel, status, now)
            else:
                disabled = self._members.webhooks.failed(
                    parcel, error, now, status=status, gone=status == HTTPStatus.GONE
                )
        if disabled:
            _log.warning("webhook %d is disabled: %s", parcel.webhook.number, error)
        return _outcome(parcel, status, error, disabled=disabled)

    def _attempt(self, parcel: Parcel, now: datetime) -> tuple[int | None, str | None]:
        """Send a posting; return what was answered, and what is wrong with that."""
        try:
            reply = self._send(parcel, now)
        except SourceError as refusal:
            return None, refusal.message
        return reply.status, trouble(reply.status)

    def _send(self, parcel: Parcel, now: datetime) -> Reply:
        headers = {
            "Content-Type": "application/json",
            "webhook-id": parcel.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": signature(parcel.secret, parcel.id, now, parcel.body),
        }
        return self._exchange(
            "POST",
            parcel.webhook.address,
            headers=headers,
            content=parcel.body.encode(),
            trusted=self._trusted,
        )


def signature(secret: str, id: str, now: datetime, body: str) -> str:
    """Sign a posting: HMAC-SHA256 over its id, the time and the body (Standard Webhooks 1.0)."""
    signed = f"{id}.{int(now.timestamp())}.{body}".encode()
    key = b64decode(secret.removeprefix(PREFIX))
    return f"v1,{b64encode(hmac.digest(key, signed, 'sha256')).decode()}"


def trouble(status: int) -> str | None:
    """Say what is wrong with an answer, if anything is; only 2xx is none."""
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return f"It answered {status}: it is somewhere else now; give the new address."
    return f"It answered {status}."


def check_address(address: str, trusted: Collection[str] = ()) -> None:
    """Refuse an address that nothing may be posted to.

    Raises
    ------
    MemberConflict: when it is no web address, not encrypted, private, unknown, or holds a password.
    """
    hint = "It must begin with https:// and be reachable from anywhere."
    try:
        if urlsplit(address).username is not None:
            raise MemberConflict("The address holds a name or password.", hint="Leave them out.")
        check_public(address, trusted)
    except (SourceError, ValueError) as error:
        said = error.message if isinstance(error, SourceError) else "That is no web address."
        raise MemberConflict(said, hint=hint) from error


def _outcome(
    parcel: Parcel, status: int | None, error: str | None, *, disabled: bool = False
) -> Outcome:
    return Outcome(
        webhook=parcel.webhook.number,
        name=parcel.webhook.name,
        host=str(urlsplit(parcel.webhook.address).hostname),
        arrived=error is None,
        status=status,
        error=error,
        disabled=disabled,
    )


def about(webhook: Webhook) -> dict[str, object]:
    """Return what a posting says of the webhook that it is for."""
    return {"number": webhook.number, "name": webhook.name}
