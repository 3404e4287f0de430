"""The catalogue as a whole: its tables side by side, and transactions over them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clew.catalogue.candidates import Candidates
from clew.catalogue.changes import Changes
from clew.catalogue.copying import copy_to
from clew.catalogue.database import Database
from clew.catalogue.decisions import Decisions
from clew.catalogue.documents import Documents
from clew.catalogue.doubts import Doubts
from clew.catalogue.ends import Ends
from clew.catalogue.fingerprint import fingerprint
from clew.catalogue.groups import Groups
from clew.catalogue.links import Links
from clew.catalogue.log import Log
from clew.catalogue.lookup import Lookup
from clew.catalogue.mentions import Mentions
from clew.catalogue.names import Names
from clew.catalogue.places import Places
from clew.catalogue.records import Records
from clew.catalogue.resources import Resources
from clew.catalogue.runs import Runs
from clew.catalogue.sources import Sources
from clew.catalogue.variables import Variables
from clew.catalogue.visits import Visits


class Catalogue:
    """Documents, places, records, resources, links and harvests in one file.

    Parameters
    ----------
    path: the SQLite file; made, or brought up to date, when it is opened.

    Raises
    ------
    CatalogueError: when the file is no catalogue, or a later version's.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = Database(path)
        connection = self._database.connection
        self.documents = Documents(connection)
        self.places = Places(connection)
        self.resources = Resources(connection)
        self.names = Names(connection)
        self.records = Records(connection, self.resources)
        self.links = Links(connection, self.resources)
        self.changes = Changes(connection)
        self.ends = Ends(connection)
        self.lookup = Lookup(connection)
        self.candidates = Candidates(connection)
        self.groups = Groups(connection)
        self.mentions = Mentions(connection)
        self.decisions = Decisions(connection)
        self.doubts = Doubts(connection)
        self.log = Log(connection)
        self.sources = Sources(connection)
        self.variables = Variables(connection)
        self.visits = Visits(connection)
        self.runs = Runs(connection, self.visits)
        self.writing = self._database.writing
        self.roomy = self._database.roomy
        self.sparing = self._database.sparing

    def fingerprint(self) -> str:
        """Return one number for all that the catalogue says, apart from when it was told."""
        return fingerprint(self._database.connection)

    def copy_to(self, path: Path) -> None:
        """Write a copy of the file, as one moment has it; others may go on writing."""
        copy_to(self._database.connection, path)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @property
    def revision(self) -> int:
        """The number of the last change."""
        return self.resources.revision

    @property
    def written(self) -> int:
        """A number that is another one once another opening has written anything."""
        (number,) = self._database.connection.execute("PRAGMA data_version").fetchone()
        return int(number)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all the changes inside as one, under the next revision, or none of them."""
        with self._database.transaction():
            self.resources.begin_revision()
            yield

    def counts(self) -> dict[str, int]:
        """Return how many documents, records, resources of each kind, and links there are."""
        connection = self._database.connection
        return {
            **{name: _count(connection, name) for name in ("documents", "records", "links")},
            **self.resources.count_by_kind(),
        }


def _count(connection: sqlite3.Connection, table: str) -> int:
    (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(number)
