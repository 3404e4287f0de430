"""The road in: what arrives is kept, read by a crew of processes, woven in batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clew.intake.intake import Added, Entry, Intake, Progress, Status

__all__ = ["Added", "Entry", "Intake", "Progress", "Status"]


def __getattr__(name: str) -> Any:
    # Reading processes import `clew.intake.worker` alone: without catalogue, linking and the web
    # they are there in half the time.
    if name in __all__:
        from clew.intake import intake

        return getattr(intake, name)
    raise AttributeError(f"module 'clew.intake' has no attribute {name!r}")
