"""Threads are kept from one search to the next, and each process has its own."""

from __future__ import annotations

import os
from threading import Barrier, current_thread, get_ident

import pytest

from clew.index.threads import threads


def test_the_same_threads_serve_again() -> None:
    first = threads("trial").submit(get_ident).result()
    assert threads("trial") is threads("trial")
    assert threads("trial").submit(get_ident).result() == first


def test_work_of_another_sort_has_threads_of_its_own() -> None:
    """So that what waits for other work never holds the thread which that work needs."""
    assert threads("trial") is not threads("other trial")
    name = threads("other trial").submit(lambda: current_thread().name).result()
    assert name.startswith("other trial")
    nested = threads("trial").submit(lambda: threads("other trial").submit(len, "abc").result())
    assert nested.result() == 3


def test_as_many_work_at_once_as_there_is_work_for() -> None:
    together = Barrier(5)
    waiting = [threads("together").submit(together.wait, 10) for _ in range(5)]
    assert sorted(one.result() for one in waiting) == [0, 1, 2, 3, 4]


def test_a_process_split_off_begins_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    here = threads("trial")
    monkeypatch.setattr(os, "getpid", lambda: -1)
    there = threads("trial")
    assert there is not here
    assert there.submit(len, "ab").result() == 2


def test_what_goes_wrong_is_raised_where_it_is_waited_for() -> None:
    with pytest.raises(ZeroDivisionError):
        threads("trial").submit(lambda: 1 / 0).result()
