"""How often one address may ask: a bucket that fills steadily (the token bucket of RFC 2697)."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from threading import Lock

from fastapi import HTTPException, Request

_REMEMBERED = 10_000  # addresses


class Limit:
    """Lets every address do something a number of times at once, and then at a steady rate.

    Parameters
    ----------
    burst: how many times at once.
    rate: how many times a second from then on.
    what: in words, for those who are told to wait.
    clock: seconds that only go forward.
    """

    def __init__(
        self, burst: int, rate: float, what: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.burst, self.rate, self.what = burst, rate, what
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, who: str) -> float:
        """Take one turn; return 0, or how many seconds to wait for the next."""
        with self._lock:
            now = self._clock()
            left, since = self._left.pop(who, (float(self.burst), now))
            left = min(float(self.burst), left + (now - since) * self.rate)
            waits = 0.0 if left >= 1 else (1 - left) / self.rate
            self._left[who] = (left - 1 if left >= 1 else left, now)
            if len(self._left) > _REMEMBERED:
                self._left.popitem(last=False)
            return waits

    async def __call__(self, request: Request) -> None:
        """Refuse a request that comes too soon; a route has this as a dependency."""
        who = _network(request.client.host if request.client else "")
        self.check(who, "from this address")

    def check(self, who: str, whence: str) -> None:
        """Refuse what comes too soon.

        Parameters
        ----------
        who: an address, or whatever else is counted by.
        whence: the same in words.

        Raises
        ------
        HTTPException: that says how long to wait.
        """
        waits = self.take(who)
        if waits:
            raise HTTPException(
                429,
                f"Too many {self.what} {whence}; wait {math.ceil(waits)} s.",
                {"Retry-After": str(math.ceil(waits))},
            )


def _network(host: str) -> str:
    """Return whom an address stands for: of IPv6 everybody has a whole /64 to choose from."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network(f"{host}/64", strict=False)) if address.version == 6 else host
