"""How politely to ask, and for how long to try."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from clew.model.base import Value

_SLOWEST = 60.0  # seconds between two attempts, unless the server itself asks for longer


class Manners(Value, frozen=True, kw_only=True):
    """How politely a server is asked.

    ``rate``: requests a second to one host at most; 0 for no limit.
    ``at_once``: requests under way to one host at most.
    ``attempts``: how often one request is tried in all.
    ``backoff``: seconds before the second attempt, at most; each further wait may be twice as long.
    ``patience``: seconds that a server may be silent.
    ``whole``: seconds that one answer may take from beginning to end.
    ``wait``: seconds that a server may ask to be left alone for; beyond that the run stops.
    ``limit``: bytes of one answer.
    """

    rate: float = 2.0
    at_once: int = 2
    attempts: int = 6
    backoff: float = 1.0
    patience: float = 60.0
    whole: float = 900.0
    wait: float = 900.0
    limit: int = 256 * 2**20

    def pause(self, attempt: int) -> float:
        """Return how long to wait after a failed attempt: exponential, with full jitter."""
        return random.uniform(0, min(_SLOWEST, self.backoff * 2 ** (attempt - 1)))


def asked_to_wait(header: str | None, now: datetime | None = None) -> float | None:
    """Read a ``Retry-After`` header (RFC 9110, section 10.2.3): seconds, or a date."""
    text = (header or "").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
