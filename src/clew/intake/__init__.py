"""The road in: what arrives is kept, read by a crew of processes, woven in batches."""

from clew.intake.intake import Added, Entry, Intake, Progress, Status

__all__ = ["Added", "Entry", "Intake", "Progress", "Status"]
