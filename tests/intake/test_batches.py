"""Where batches are cut makes no difference, though documents are looked up before their turn."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clew.catalogue import Catalogue
from clew.harvest import Arrival, Gone, Step
from clew.intake import Added, Intake
from clew.intake import crew as crew_module
from clew.intake import intake as module

PAGE = b"<html><head><meta name='citation_title' content='%s'></head><body>x</body></html>"


def arrival(name: str, title: str) -> Step:
    return Arrival.of_bytes(name, PAGE % title.encode() if title else b"", "text/html")


# Few places and few texts, so that they meet: the same bytes come, go, and come back elsewhere.
STEPS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["Asking", "Biding", "", None])), max_size=12
)


def taken(told: list[tuple[str, str | None]], batch: int, alone: bool) -> tuple[list[Added], str]:
    """Take steps in, all at once in batches of a size or each by itself; tell what came of it."""
    steps = [Gone(name) if title is None else arrival(name, title) for name, title in told]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BATCH", batch)
        patch.setattr(crew_module, "ALONE", 10**9)
        catalogue = Catalogue(Path(folder) / "catalogue.db")
        intake = Intake(catalogue, "site")
        if alone:
            added = [one for step in steps for one in Intake(catalogue, "site").take([step])]
        else:
            added = list(intake.take(steps))
        whole = catalogue.fingerprint()
        catalogue.close()
    return added, whole


@given(STEPS, st.sampled_from([1, 2, 3, 256]))
@example([("a", "Asking"), ("b", "x"), ("c", "y"), ("a", None), ("b", "Asking")], 1)
@example([("a", "Asking"), ("b", "x"), ("c", "Asking"), ("a", "Asking"), ("b", "Asking")], 1)
@settings(max_examples=60)
def test_batches_make_no_difference(told: list[tuple[str, str | None]], batch: int) -> None:
    assert taken(told, batch, alone=False) == taken(told, 1, alone=True)


@pytest.mark.parametrize("batch", [1, 2, 256])
def test_bytes_that_came_just_before_are_known(batch: int) -> None:
    told: list[tuple[str, str | None]] = [("a", "Asking"), ("b", "Asking"), ("a", "Asking")]
    added, _ = taken(told, batch, alone=False)
    assert [(one.path, one.status) for one in added] == [
        ("a", "new"),
        ("b", "unchanged"),
        ("a", "unchanged"),
    ]


@pytest.mark.parametrize("batch", [1, 2, 256])
def test_bytes_whose_place_went_just_before_are_read_again(batch: int) -> None:
    told: list[tuple[str, str | None]] = [("a", "Asking"), ("a", None), ("b", "Asking")]
    added, _ = taken(told, batch, alone=False)
    assert [(one.path, one.status) for one in added] == [
        ("a", "new"),
        ("a", "deleted"),
        ("b", "new"),
    ]
