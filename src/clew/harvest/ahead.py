"""Fetches ahead of whoever takes in, so that the network and the catalogue work at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Condition, Thread
from typing import Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")

# Once a shelf is full, so much of it must go: waking one another for each item takes longer than
# the items do.
_PLENTY = 0.5


def side_by_side(function: Callable[[A], B], items: Iterable[A], at_once: int) -> Iterator[B]:
    """Call a function for many items, a few at a time, and yield what it returns in their order."""
    waiting: deque[Future[B]] = deque()
    threads = ThreadPoolExecutor(at_once, thread_name_prefix="clew-fetch")
    try:
        for item in items:
            waiting.append(threads.submit(function, item))
            if len(waiting) > at_once:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        # Nobody is waited for: what was left half-way may be ended in one of these very threads.
        threads.shutdown(wait=False, cancel_futures=True)


def ahead(
    items: Iterable[A], most: int, weigh: Callable[[A], int], heaviest: int
) -> Generator[A, None, None]:
    """Run an iterator in a thread of its own, ahead of the item asked for.

    Parameters
    ----------
    items: what to run.
    most: so many items ahead.
    weigh: says how much room an item takes.
    heaviest: so much of it ahead.
    """
    shelf = _Shelf(most, weigh, heaviest)
    thread = Thread(target=shelf.fill, args=(items,), name="clew-ahead", daemon=True)
    thread.start()
    try:
        yield from shelf.empty()
    finally:
        shelf.close()
        # It may be in the middle of a long rest between two attempts.
        thread.join(timeout=1)


class _Shelf(Generic[A]):
    """Where one thread puts items and another takes them from, in order."""

    def __init__(self, most: int, weigh: Callable[[A], int], heaviest: int) -> None:
        self._most, self._weigh, self._heaviest = most, weigh, heaviest
        self._items: deque[A] = deque()
        self._weight = 0
        self._error: BaseException | None = None
        self._ended = self._closed = self._full = False
        self._changed = Condition()

    def fill(self, items: Iterable[A]) -> None:
        """Put items on the shelf as there is room, until they end or nobody wants them."""
        try:
            for item in items:
                if not self._put(item):
                    break
        except BaseException as error:
            self._error = error
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def empty(self) -> Iterator[A]:
        """Take the items off, and end as they ended."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._items or self._ended)
                if not self._items:
                    break
                item = self._items.popleft()
                self._weight -= self._weigh(item)
                if self._full and self._room(_PLENTY):
                    self._changed.notify_all()
            yield item
        if self._error:
            raise self._error

    def close(self) -> None:
        """Say that nobody wants more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _put(self, item: A) -> bool:
        with self._changed:
            self._full = not self._room()
            if self._full:
                self._changed.wait_for(lambda: self._room(_PLENTY))
            self._items.append(item)
            self._weight += self._weigh(item)
            if len(self._items) == 1:
                self._changed.notify_all()
            return not self._closed

    def _room(self, share: float = 1.0) -> bool:
        """Say whether less than a share of the shelf is taken."""
        full = len(self._items) >= self._most * share or self._weight >= self._heaviest * share
        return self._closed or not (self._items and full)
