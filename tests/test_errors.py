"""One tree of errors, drawn in full, each with one JSON form, and able to cross processes."""

from __future__ import annotations

import inspect
import pickle

import pytest

from clew import errors
from clew.errors import ClewError

KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, ClewError) and kind.__module__ == errors.__name__
]


@pytest.mark.parametrize("kind", KINDS)
def test_the_tree_names_every_error(kind: type[ClewError]) -> None:
    assert kind.__name__ in (errors.__doc__ or "")
    assert (kind.__doc__ or "").strip().endswith(".") or "Parameters" in (kind.__doc__ or "")


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_the_way_between_processes(kind: type[ClewError]) -> None:
    again = pickle.loads(pickle.dumps(kind("It is wet.", hint="Dry it.")))
    assert (type(again), str(again)) == (kind, "It is wet. Dry it.")


def test_the_json_form() -> None:
    wet = errors.BrokenDocument("It is wet.", hint="Dry it.")
    assert wet.as_json() == {
        "error": "BrokenDocument",
        "message": "It is wet.",
        "hint": "Dry it.",
    }
    assert ClewError("It is wet.").as_json() == {"error": "ClewError", "message": "It is wet."}
