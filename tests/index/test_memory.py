"""The last answers are kept, and no more of them than there is room for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from clew.index.memory import Memory


class Counting:
    """Work that counts how often it is done."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def __call__(self, key: str) -> str:
        self.done.append(key)
        return key.upper()


def _ask(memory: Memory, work: Counting, keys: str) -> list[str]:
    return [memory.get(key, lambda key=key: work(key)) for key in keys]  # type: ignore[misc]


def test_what_is_kept_is_not_worked_out_again() -> None:
    memory, work = Memory(3), Counting()
    assert _ask(memory, work, "aabba") == ["A", "A", "B", "B", "A"]
    assert work.done == ["a", "b"]


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    memory, work = Memory(2), Counting()
    _ask(memory, work, "abacab")
    assert work.done == ["a", "b", "c", "b"]


def test_what_is_forgotten_is_worked_out_again() -> None:
    memory, work = Memory(3), Counting()
    _ask(memory, work, "ab")
    memory.forget("a")
    memory.forget("never asked for")
    _ask(memory, work, "ab")
    assert work.done == ["a", "b", "a"]
    memory.clear()
    _ask(memory, work, "ab")
    assert work.done == ["a", "b", "a", "a", "b"]


def test_nothing_is_an_answer_too() -> None:
    memory, asked = Memory(1), []
    for _ in range(2):
        assert memory.get("key", lambda: asked.append(1)) is None
    assert asked == [1]


def test_what_fails_is_not_kept() -> None:
    memory = Memory(2)
    with pytest.raises(ZeroDivisionError):
        memory.get("key", lambda: 1 // 0)
    assert memory.get("key", lambda: 2) == 2


def test_many_threads_may_ask_at_once() -> None:
    memory, work = Memory(5), Counting()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: _ask(memory, work, chr(97 + n % 9))[0], range(2_000)))
    assert found == [chr(65 + n % 9) for n in range(2_000)]
    assert len(memory._kept) == 5
