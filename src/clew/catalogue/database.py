"""Opens the SQLite file, brings its schema up to date, and guards writing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from time import monotonic, sleep

from filelock import FileLock, Timeout

from clew.errors import CatalogueBusy, CatalogueError, CatalogueTooNew

_PRAGMAS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA foreign_keys = OFF;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -65536;
PRAGMA mmap_size = 268435456;
"""
# Kibibytes, as SQLite has it; taken only as far as there are pages.
_ROOMY = -524_288
_SPARING = -16_384
_PATIENCE = 30  # seconds for somebody else's change
MIGRATIONS = "clew.catalogue.migrations"
_MIGRATION = re.compile(r"(\d{4})_\w+\.sql")


class Database:
    """One connection to a catalogue's SQLite file.

    Readers never wait for the writer (write-ahead log); a second writer is told at once.

    Parameters
    ----------
    path: the file; made when it is not there.
    migrations: the package whose scripts make its schema.
    """

    def __init__(self, path: Path, migrations: str = MIGRATIONS) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(path.with_suffix(".lock"))
        self.connection = _connect(path)
        self._migrate(path, migrations)

    def close(self) -> None:
        """Close the connection and let others write."""
        self.connection.close()
        self._lock.release(force=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers out for as long as a task of many transactions takes.

        Raises
        ------
        CatalogueBusy: when another process is writing.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise CatalogueBusy(
                "Another process is writing to this catalogue.", hint="Wait until it is done."
            ) from error
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """Keep more pages in memory while a task touches them all over, as large ones do."""
        with self._keeping(_ROOMY):
            yield

    @contextmanager
    def sparing(self) -> Iterator[None]:
        """Keep fewer pages in memory while a long task brings what is new: it needs few again."""
        with self._keeping(_SPARING):
            yield

    @contextmanager
    def _keeping(self, pages: int) -> Iterator[None]:
        (size,) = self.connection.execute("PRAGMA cache_size").fetchone()
        self.connection.execute(f"PRAGMA cache_size = {pages}")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA cache_size = {size}")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do all of what is inside, or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def _migrate(self, path: Path, package: str) -> None:
        (have,) = self.connection.execute("PRAGMA user_version").fetchone()
        scripts = _migrations(package)
        if have > max(scripts):
            raise CatalogueTooNew(
                f"{path} was written by a later version of Clew (schema {have}).",
                hint="Upgrade Clew.",
            )
        for number in sorted(n for n in scripts if n > have):
            # One script, one transaction: a crash leaves the schema at a whole number.
            with self.transaction():
                self._bring_to(number, scripts[number])

    def _bring_to(self, number: int, script: str) -> None:
        """Run a script, unless another process has been faster."""
        (have,) = self.connection.execute("PRAGMA user_version").fetchone()
        if have < number:
            for statement in _statements(script):
                self.connection.execute(statement)
            self.connection.execute(f"PRAGMA user_version = {number}")


def inserted(cursor: sqlite3.Cursor) -> int | None:
    """Return the number of the row that an ``INSERT … ON CONFLICT DO NOTHING`` made, if it did.

    Asking for it with ``RETURNING`` takes nearly as long again as inserting a row.
    """
    return cursor.lastrowid if cursor.rowcount == 1 else None


def _statements(script: str) -> Iterator[str]:
    """Part a script into its statements; a trigger, which holds some, is one."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _connect(path: Path) -> sqlite3.Connection:
    try:
        # A server hands a connection from thread to thread, though never to two at once.
        connection = sqlite3.connect(
            path, isolation_level=None, timeout=_PATIENCE, check_same_thread=False
        )
        _prepare(connection)
    except sqlite3.DatabaseError as error:
        raise CatalogueError(
            f"{path} cannot be used as a catalogue: {error}.",
            hint="Point CLEW_HOME at another folder, or restore this file from a copy.",
        ) from error
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Set a connection up; where several open a new file at once SQLite itself does not wait."""
    until = monotonic() + _PATIENCE
    while True:
        try:
            connection.executescript(_PRAGMAS)
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or monotonic() > until:
                raise
        sleep(0.01)


@cache
def _migrations(package: str) -> dict[int, str]:
    folder = resources.files(package)
    found = ((_MIGRATION.fullmatch(file.name), file) for file in folder.iterdir())
    return {int(match[1]): file.read_text("utf-8") for match, file in found if match}
