from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from clew.index import Engine, Entry, Unit, memory_engine

EntryMaker = Callable[..., Entry]


@pytest.fixture(scope="session")
def entry() -> EntryMaker:
    """Return a maker of entries from a number, a title and whatever else matters."""

    def make(number: int, title: str, description: str = "", **fields: Any) -> Entry:
        passages = fields.pop("passages", ())
        units = tuple(
            Unit(ordinal=at, text=text, place=f"{at} Chapter")
            for at, text in enumerate(passages, 1)
        )
        values: dict[str, Any] = {
            "kind": "dataset",
            "slug": f"r{number}",
            "revision": number,
        } | fields
        return Entry(
            number=number,
            title=title,
            titles=(title,),
            description=description,
            text=f"{title}\n{description}",
            units=units,
            **values,
        )

    return make


@pytest.fixture
def engine() -> Engine:
    return memory_engine()
