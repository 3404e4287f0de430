"""The invented corpus as a site that programs ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import clew
from clew.api.site import Site
from clew.web.application import application

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SITE = Site(name="Wexmoor", url="https://wexmoor.example.org", email="keeper@wexmoor.example.org")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a catalogue that holds the example corpus."""
    home = tmp_path_factory.mktemp("api")
    with clew.open(home) as catalogue:
        catalogue.add(str(EXAMPLES / "corpus"))
    return home


@pytest.fixture(scope="session")
def client(filled: Path) -> Iterator[TestClient]:
    """Return a client of the site."""
    with TestClient(application(filled, SITE)) as made:
        yield made
