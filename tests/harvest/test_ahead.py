"""Fetching ahead: in order, not too far, and ending as it should."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

import pytest

from clew.harvest.ahead import ahead, side_by_side


def one(_: object) -> int:
    return 1


def test_items_come_in_order() -> None:
    assert list(ahead(iter(range(1000)), 10, one, 100)) == list(range(1000))


def test_an_error_comes_after_what_was_before_it() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise LookupError("no more")

    found: list[int] = []
    with pytest.raises(LookupError, match="no more"):
        found.extend(ahead(broken(), 10, one, 100))
    assert found == [1]


@pytest.mark.parametrize(("most", "heaviest"), [(5, 1000), (1000, 5)])
def test_it_does_not_run_too_far(most: int, heaviest: int) -> None:
    made: list[int] = []

    def count() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    walk = ahead(count(), most, one, heaviest)
    next(walk)
    time.sleep(0.05)
    assert 2 <= len(made) <= 8
    assert len(list(walk)) == 99


def test_a_full_shelf_is_filled_again_once_half_of_it_went() -> None:
    made: list[int] = []

    def count() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    with closing(ahead(count(), 20, one, 1000)) as walk:
        seen = [next(walk)]
        time.sleep(0.05)
        full = len(made)
        seen += [next(walk) for _ in range(5)]
        time.sleep(0.05)
        assert len(made) == full
        seen += walk
    assert seen == list(range(100))


def test_one_heavy_item_passes() -> None:
    assert list(ahead(iter([1, 2]), 10, lambda item: 1000, 5)) == [1, 2]


def test_nothing_runs_on_when_nobody_wants_more() -> None:
    ended = threading.Event()

    def endless() -> Generator[int, None, None]:
        try:
            while True:
                yield 1
        finally:
            ended.set()

    walk = endless()
    with closing(ahead(walk, 3, one, 100)) as items:
        next(items)
    walk.close()
    assert ended.wait(1)


def test_side_by_side_keeps_order() -> None:
    def slowly(number: int) -> int:
        time.sleep(0.002 * (5 - number % 5))
        return number

    assert list(side_by_side(slowly, range(30), 4)) == list(range(30))


def test_what_is_left_half_way_may_be_ended_in_one_of_its_threads() -> None:
    left, ended = threading.Event(), threading.Event()
    running: list[Any] = []

    def work(number: int) -> int:
        if number == 2:
            left.wait(10)
            running[0].close()
            ended.set()
        return number

    running.append(side_by_side(work, range(9), 2))
    assert next(running[0]) == 0
    left.set()
    assert ended.wait(10)


def test_side_by_side_is_side_by_side_but_not_more() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def work(_: int) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.01)
        with lock:
            running -= 1

    list(side_by_side(work, range(12), 3))
    assert most == 3
