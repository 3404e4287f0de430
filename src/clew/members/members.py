"""All that belongs to people, in one file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from clew.catalogue.copying import copy_to
from clew.catalogue.database import Database
from clew.members.accounts import Accounts
from clew.members.asked import Queries
from clew.members.collections import Collections
from clew.members.feedback import Feedbacks
from clew.members.journeys import Journeys
from clew.members.searches import SavedSearches
from clew.members.sessions import Sessions
from clew.members.tokens import Tokens
from clew.members.webhooks import Webhooks

_MIGRATIONS = "clew.members.migrations"


class Members:
    """Accounts and sessions, tokens, collections, saved searches, webhooks, feedback.

    They have a file of their own: a catalogue can be handed on without what people keep in it.

    Parameters
    ----------
    path: the SQLite file; made, or brought up to date, when it is opened.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)  # what SQLite writes beside it has the same mode
        self._database = Database(path, _MIGRATIONS)
        connection = self._database.connection
        self.accounts = Accounts(connection)
        self.sessions = Sessions(connection)
        self.journeys = Journeys(connection)
        self.tokens = Tokens(connection)
        self.collections = Collections(connection)
        self.searches = SavedSearches(connection)
        self.feedback = Feedbacks(connection)
        self.queries = Queries(connection)
        self.webhooks = Webhooks(connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all the changes inside, or none of them."""
        with self._database.transaction():
            yield

    def forget(self, now: datetime) -> int:
        """Forget what has been kept long enough; return how much that was.

        That is what was searched for, after three months, and postings to webhooks, after one.
        """
        with self.transaction():
            return self.queries.forget(now) + self.webhooks.forget(now)

    def copy_to(self, path: Path) -> None:
        """Write a copy of the file, as one moment has it; others may go on writing."""
        copy_to(self._database.connection, path)

    def close(self) -> None:
        """Close the file."""
        self._database.close()
