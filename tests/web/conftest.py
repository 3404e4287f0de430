"""A small site for the tests: the invented corpus, and what is hard to show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import clew
from clew.web.application import application

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a catalogue that holds the example corpus."""
    home = tmp_path_factory.mktemp("site")
    with clew.open(home) as catalogue:
        catalogue.add(str(EXAMPLES / "corpus"))
    return home


@pytest.fixture(scope="session")
def client(filled: Path) -> Iterator[TestClient]:
    """Return a browser of sorts, which asks for HTML."""
    with TestClient(application(filled), headers={"Accept": "text/html"}) as made:
        yield made
