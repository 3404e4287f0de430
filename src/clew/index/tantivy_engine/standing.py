"""The snapshot beside an index, and which resources have changed since it was taken.

Those are counted by the index itself, all others by the snapshot. They are written down before
they change, so that whatever a crash leaves behind, none is missing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from clew.index.engine import Numbers
from clew.index.snapshot import RowSet, Snapshot

_OUTDATED = 100  # one resource in so many has changed: it takes long to count them apart
_AT_ONCE = 1_500  # resources looked up one by one, with less values than Tantivy counts
_LEAST = 20_000  # resources; fewer are counted fast without
_NEVER = (-1, (-1,), (-1,), -1)
# What reading damaged arrays comes to.
DAMAGE = (LookupError, ValueError, MemoryError)


class Standing(NamedTuple):
    """A snapshot, the rows that still are as they were, and the resources that may not be."""

    snapshot: Snapshot
    rows: RowSet
    changed: Numbers

    def changed_ones(self) -> Iterator[tuple[int, ...]]:
        """Yield the numbers of what may have changed, not too many at once."""
        for start in range(0, len(self.changed), _AT_ONCE):
            yield tuple(self.changed[start : start + _AT_ONCE].tolist())


class Snapshots:
    """Keeps the last snapshot of an index.

    Parameters
    ----------
    folder: of the index; ``None`` keeps it in memory.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / "snapshot.rows" if folder else None
        self._log = folder / "changed.rows" if folder else None
        self._stamp: tuple[object, ...] = _NEVER
        self._snapshot: Snapshot | None = None
        self._changed = np.empty(0, np.int64)  # where there is no log
        self._changing: set[int] = set()
        self._cleared = False
        self.standing: Standing | None = None

    def change(self, numbers: Iterable[int]) -> None:
        """Remember that resources are about to change."""
        self._changing.update(numbers)

    def clear(self) -> None:
        """Remember that everything is about to change."""
        self._cleared = True

    def note(self) -> None:
        """Write down what is about to change."""
        if self._cleared:
            self.drop()
        changing = np.fromiter(self._changing, np.int64)
        self._changing.clear()
        self._cleared = False
        if self._log is None:
            self._changed = np.union1d(self._changed, changing)
        elif len(changing) and self._file and self._file.exists():
            with self._log.open("ab") as out:
                # After a number that a crash cut off; a wrong one is but counted apart.
                out.write(bytes(-out.tell() % changing.itemsize) + changing.tobytes())
                out.flush()
                os.fsync(out.fileno())

    def drop(self) -> None:
        """Do without a snapshot until the next is taken."""
        self._snapshot = self.standing = None
        if self._file:
            with suppress(OSError):
                self._file.unlink()

    def keep(self, snapshot: Snapshot) -> None:
        """Put a snapshot in the place of the last; nothing has changed since."""
        if self._file and self._log:
            # Where there is no room, or others hold the last one fast, that stays.
            with suppress(OSError):
                snapshot.write(self._file)
                self._log.write_bytes(b"")
        else:
            self._snapshot, self._changed = snapshot, np.empty(0, np.int64)
        self._stamp = _NEVER

    def refresh(self, revision: int) -> bool:
        """See what has been taken, and what has changed since, also by another process.

        Returns whether that is anything new.
        """
        stamp = (revision, _stamp(self._file), _stamp(self._log), len(self._changed))
        if stamp == self._stamp:
            return False
        if self._file and stamp[1] != self._stamp[1]:
            self._snapshot = Snapshot.read(self._file)
        self._stamp = stamp
        self.standing = self._stood(self._snapshot, revision) if self._snapshot else None
        return True

    def _stood(self, snapshot: Snapshot, revision: int) -> Standing | None:
        changed = self._noted()
        if changed is None or snapshot.revision > revision:
            return None
        if len(changed) * _OUTDATED > len(snapshot):
            return None
        return Standing(snapshot, ~snapshot.rows(changed), changed)

    def wanted(self, size: int) -> bool:
        """Say whether so much has changed that another snapshot is worth its while."""
        return self.standing is None and size >= _LEAST

    def _noted(self) -> Numbers | None:
        if self._log is None:
            return self._changed
        try:
            size = self._log.stat().st_size
            noted: Numbers = np.fromfile(self._log, np.int64, size // 8)
        except OSError:
            return None  # nobody knows
        # For np.unique numpy first loads masked arrays, which takes longer than all else here.
        noted.sort()
        distinct: Numbers = noted[np.diff(noted, prepend=-1) != 0]
        return distinct


def _stamp(file: Path | None) -> tuple[int, ...]:
    """What is another one when a file was written to, or another took its place."""
    try:
        found = file.stat() if file else None
    except OSError:
        return ()
    return (found.st_ino, found.st_mtime_ns, found.st_size) if found else ()
