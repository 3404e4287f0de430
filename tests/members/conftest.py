"""A fresh file of people's things, two people, and a clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clew.members import Account, Members

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PASSWORD = "a kettle sings at noon"


@pytest.fixture
def members(tmp_path: Path) -> Iterator[Members]:
    opened = Members(tmp_path / "members.db")
    yield opened
    opened.close()


@pytest.fixture
def ada(members: Members) -> Account:
    return members.accounts.open("ada@example.org", "Ada", NOW, password=PASSWORD)


@pytest.fixture
def ben(members: Members) -> Account:
    return members.accounts.open("ben@example.org", "Ben", NOW, password=PASSWORD)
