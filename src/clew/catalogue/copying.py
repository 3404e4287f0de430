"""A copy of the SQLite file while others read and write it."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def copy_to(connection: sqlite3.Connection, path: Path) -> None:
    """Write everything a connection sees to a new file, as one moment has it.

    Parameters
    ----------
    path: of the new file, which must not be there yet.
    """
    there = sqlite3.connect(path)
    try:
        connection.backup(there, pages=4096)
        # A file that travels must not need the log that stands beside it.
        there.execute("PRAGMA journal_mode = DELETE")
    finally:
        there.close()
