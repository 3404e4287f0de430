"""Recorded conversations with real services: the bodies that they answered with."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from clew.model import Document


def bodies(path: Path) -> list[Document]:
    """Return what the services in a recording answered, or skip where YAML cannot be read."""
    pytest.importorskip("yaml", reason="recordings are in YAML")
    loader: Any = import_module("yaml")
    recorded = loader.safe_load(path.read_text("utf-8"))
    answers = [one["response"]["body"]["string"] for one in recorded["interactions"]]
    return [
        Document(body.encode() if isinstance(body, str) else body, f"{path.name}#{number}")
        for number, body in enumerate(answers)
    ]
