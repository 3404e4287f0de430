"""Takes turns with each host: so many requests a second, so many at once."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock


class Pace:
    """The turns of one client.

    Parameters
    ----------
    rate: requests a second to one host at most; 0 for no limit.
    at_once: requests under way to one host at most.
    sleep: waits so many seconds.
    """

    def __init__(
        self, rate: float, at_once: int, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._apart = 1 / rate if rate else 0.0
        self._sleep = sleep
        self._lock = Lock()
        self._next: dict[str, float] = defaultdict(float)
        self._slower: dict[str, float] = {}
        self._doors: dict[str, BoundedSemaphore] = defaultdict(lambda: BoundedSemaphore(at_once))

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until it is our turn with a host, and have it until the block ends."""
        with self._lock:
            door = self._doors[host]
        with door:
            self._wait(host)
            yield

    def slow_down(self, host: str, apart: float) -> None:
        """Leave at least so many seconds between requests to a host."""
        with self._lock:
            self._slower[host] = apart

    def _wait(self, host: str) -> None:
        with self._lock:
            now = time.monotonic()
            begin = max(now, self._next[host])
            self._next[host] = begin + max(self._apart, self._slower.get(host, 0.0))
        if begin > now:
            self._sleep(begin - now)
