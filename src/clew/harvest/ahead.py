"""Fetches ahead of whoever takes in, so that the network and the catalogue work at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def side_by_side(function: Callable[[A], B], items: Iterable[A], at_once: int) -> Iterator[B]:
    """Call a function for many items, a few at a time, and yield what it returns in their order."""
    waiting: deque[Future[B]] = deque()
    with ThreadPoolExecutor(at_once, thread_name_prefix="clew-fetch") as threads:
        try:
            for item in items:
                waiting.append(threads.submit(function, item))
                if len(waiting) > at_once:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            threads.shutdown(wait=True, cancel_futures=True)


def ahead(items: Iterable[A], most: int) -> Iterator[A]:
    """Run an iterator in a thread of its own, at most so many items ahead of the one asked for."""
    queue: Queue[A | _End] = Queue(most)
    left = Event()
    thread = Thread(target=_fill, args=(queue, items, left), name="clew-ahead", daemon=True)
    thread.start()
    try:
        while not isinstance(item := queue.get(), _End):
            yield item
        if item.error:
            raise item.error
    finally:
        left.set()
        thread.join()


class _End:
    """The last thing in a queue: how it ended."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def _fill(queue: Queue[A | _End], items: Iterable[A], left: Event) -> None:
    end = _End()
    try:
        for item in items:
            _offer(queue, item, left)
            if left.is_set():
                return
    except BaseException as error:
        end = _End(error)
    _offer(queue, end, left)


def _offer(queue: Queue[A | _End], item: A | _End, left: Event) -> None:
    while not left.is_set():
        try:
            queue.put(item, timeout=0.2)
        except Full:
            continue
        return
