"""Small files beside others that say something of them: what looks how, which of them serves."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

_T = TypeVar("_T")


def noted(file: Path, kind: type[_T]) -> _T | None:
    """Return what a note says; ``None`` if there is none, or it cannot be read."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return None


def note(file: Path, told: object) -> None:
    """Write a note that may be lost, all or nothing, if it can be written."""
    fresh = _beside(file)
    with suppress(OSError):
        fresh.write_bytes(msgspec.json.encode(told))
        fresh.replace(file)


def keep(file: Path, told: object) -> None:
    """Write a note that must not be lost, all or nothing.

    Raises
    ------
    OSError: when it cannot be written.
    """
    fresh = _beside(file)
    with fresh.open("wb") as out:
        out.write(msgspec.json.encode(told))
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.new")
