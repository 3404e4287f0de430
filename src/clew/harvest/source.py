"""A source: a place that records come from, and how to ask it."""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256
from typing import Any, Literal

import msgspec

from clew.errors import SourceError
from clew.harvest.http import Client, Manners
from clew.harvest.http.guard import host_of
from clew.model.base import Value

Every = Literal["day", "week", "month", "never"]
DAYS = {
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=30),
    "never": timedelta.max,
}

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class Source(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source as ``clew.toml`` describes it.

    ``protocol`` and ``address`` say how and where; ``take`` what (each protocol has its own
    choices); ``every`` how often; ``rights`` under what terms and ``credit`` what line its records
    are to be shown with; ``rate`` requests a second and ``at_once`` requests under way at most;
    ``private`` that its host may be in a private network.
    """

    name: str
    protocol: str
    address: str
    title: str | None = None
    take: dict[str, Any] = msgspec.field(default_factory=dict)
    every: Every = "week"
    rights: str | None = None
    credit: str | None = None
    rate: float = 2.0
    at_once: int = 2
    private: bool = False

    @property
    def label(self) -> str:
        """What to call it."""
        return self.title or self.name

    @property
    def aim(self) -> str:
        """A short mark of what is taken from where; it changes when either does."""
        told = msgspec.json.encode([self.protocol, self.address, self.take], order="sorted")
        return sha256(told).hexdigest()[:16]

    def client(self, contact: str | None = None) -> Client:
        """Return a client that asks as politely as the source wants."""
        trusted = [host_of(self.address)] if self.private else []
        manners = Manners(rate=self.rate, at_once=self.at_once)
        return Client(manners, contact=contact, trusted=trusted)


def check_name(name: str) -> str:
    """Return a source's name if it is one.

    Raises
    ------
    SourceError: when it could not stand in a path, a table header or a command.
    """
    if not _NAME.fullmatch(name):
        raise SourceError(
            f"{name!r} cannot be the name of a source.",
            hint="Use small letters, digits and hyphens.",
        )
    return name
