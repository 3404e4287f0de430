"""What every test may lean on."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real material beside the project, or skip."""
    if not SHARED.is_dir():
        pytest.skip("no folder of real material beside the project")
    return SHARED


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    """Return the folder of the five real seed documents, or skip."""
    return shared / "seeds"
