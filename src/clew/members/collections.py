"""Collections: resources that somebody has gathered, in their own order, with notes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from clew.errors import MemberConflict, MemberError, NotFound
from clew.members.secrets import new_secret
from clew.model.base import Value

MOST = 10_000  # resources in one collection

_COLUMNS = "number, account, title, description, share, created_at, changed_at"


class Kept(Value, frozen=True):
    """A resource in a collection, by its id, with what its owner notes of it."""

    resource: str
    note: str | None
    added_at: str


class Collection(Value, frozen=True):
    """A list with a title; ``share`` is the unguessable end of the link it is shared by."""

    number: int
    account: int
    title: str
    description: str | None
    share: str | None
    created_at: str
    changed_at: str
    kept: tuple[Kept, ...] = ()


class Collections:
    """What people have gathered."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def make(
        self,
        account: int,
        title: str,
        now: datetime,
        description: str | None = None,
        resources: Iterable[str] = (),
    ) -> Collection:
        """Make a collection, with resources in it if any are named.

        Raises
        ------
        MemberError: when it has no title.
        MemberConflict: when it has too many resources.
        """
        row = (account, _title(title), _text(description), now.isoformat())
        (number,) = self._connection.execute(
            "INSERT INTO collections (account, title, description, created_at, changed_at)"
            " VALUES (?1, ?2, ?3, ?4, ?4) RETURNING number",
            row,
        ).fetchone()
        self.keep(account, number, resources, now)
        return self.get(account, number)

    def of(self, account: int) -> list[Collection]:
        """Return the collections of an account, the last changed first, without what they hold."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM collections WHERE account = ?"
            " ORDER BY changed_at DESC, number DESC",
            (account,),
        )
        return [Collection(*row) for row in rows]

    def get(self, account: int, number: int) -> Collection:
        """Return a collection of an account with what it holds.

        Raises
        ------
        NotFound: when the account has no such collection, whoever else may have it.
        """
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM collections WHERE number = ? AND account = ?",
            (number, account),
        ).fetchone()
        return self._filled(row, f"There is no collection {number}.")

    def shared(self, share: str) -> Collection:
        """Return a collection by the link that it is shared by.

        Raises
        ------
        NotFound: when there is none, or it is shared no more.
        """
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM collections WHERE share = ?", (share,)
        ).fetchone()
        return self._filled(row, "There is no collection at this link, or it is shared no more.")

    def keep(self, account: int, number: int, resources: Iterable[str], now: datetime) -> None:
        """Add resources at the end; those that are there already stay where they are.

        Raises
        ------
        NotFound: when the account has no such collection.
        MemberConflict: when it would hold too many.
        """
        held = self.get(account, number).kept
        new = [name for name in dict.fromkeys(resources) if name not in {k.resource for k in held}]
        if len(held) + len(new) > MOST:
            raise MemberConflict(
                f"A collection holds at most {MOST:,} resources.", hint="Begin another one."
            )
        self._connection.executemany(
            "INSERT INTO kept VALUES (?, ?, ?, NULL, ?)",
            [
                (number, name, position, now.isoformat())
                for position, name in enumerate(new, self._end(number))
            ],
        )
        self._changed(number, now)

    def drop(self, account: int, number: int, resource: str, now: datetime) -> None:
        """Take a resource out.

        Raises
        ------
        NotFound: when the account has no such collection.
        """
        self.get(account, number)
        self._connection.execute(
            "DELETE FROM kept WHERE collection = ? AND resource = ?", (number, resource)
        )
        self._changed(number, now)

    def note(
        self, account: int, number: int, resource: str, note: str | None, now: datetime
    ) -> None:
        """Write down something about a resource in a collection, or nothing.

        Raises
        ------
        NotFound: when the account has no such collection, or it does not hold the resource.
        """
        self._holding(account, number, resource)
        self._connection.execute(
            "UPDATE kept SET note = ? WHERE collection = ? AND resource = ?",
            (_text(note), number, resource),
        )
        self._changed(number, now)

    def move(self, account: int, number: int, resource: str, place: int, now: datetime) -> None:
        """Put a resource at another place, counted from 0; beyond the end is the end.

        Raises
        ------
        NotFound: when the account has no such collection, or it does not hold the resource.
        """
        names = [kept.resource for kept in self._holding(account, number, resource).kept]
        names.remove(resource)
        names.insert(max(0, place), resource)
        self._connection.executemany(
            "UPDATE kept SET position = ? WHERE collection = ? AND resource = ?",
            [(position, number, name) for position, name in enumerate(names)],
        )
        self._changed(number, now)

    def rename(
        self, account: int, number: int, title: str, description: str | None, now: datetime
    ) -> None:
        """Give a collection another title and description.

        Raises
        ------
        NotFound: when the account has no such collection.
        MemberError: when the title is empty.
        """
        self.get(account, number)
        self._connection.execute(
            "UPDATE collections SET title = ?, description = ? WHERE number = ?",
            (_title(title), _text(description), number),
        )
        self._changed(number, now)

    def set_shared(self, account: int, number: int, shared: bool) -> str | None:
        """Share a collection by a link nobody can guess, or end that; return the link's end.

        A link once ended never comes back: sharing again makes another.

        Raises
        ------
        NotFound: when the account has no such collection.
        """
        before = self.get(account, number).share
        share = (before or new_secret()) if shared else None
        self._connection.execute(
            "UPDATE collections SET share = ? WHERE number = ?", (share, number)
        )
        return share

    def delete(self, account: int, number: int) -> None:
        """Delete a collection.

        Raises
        ------
        NotFound: when the account has no such collection.
        """
        self.get(account, number)
        self._connection.execute("DELETE FROM kept WHERE collection = ?", (number,))
        self._connection.execute("DELETE FROM collections WHERE number = ?", (number,))

    def _holding(self, account: int, number: int, resource: str) -> Collection:
        collection = self.get(account, number)
        if resource not in {kept.resource for kept in collection.kept}:
            raise NotFound(f"“{collection.title}” does not hold {resource}.")
        return collection

    def _filled(self, row: tuple[Any, ...] | None, missing: str) -> Collection:
        if row is None:
            raise NotFound(missing)
        rows = self._connection.execute(
            "SELECT resource, note, added_at FROM kept WHERE collection = ? ORDER BY position",
            (row[0],),
        )
        return replace(Collection(*row), kept=tuple(Kept(*kept) for kept in rows))

    def _end(self, number: int) -> int:
        (last,) = self._connection.execute(
            "SELECT coalesce(max(position), -1) FROM kept WHERE collection = ?", (number,)
        ).fetchone()
        return int(last) + 1

    def _changed(self, number: int, now: datetime) -> None:
        self._connection.execute(
            "UPDATE collections SET changed_at = ? WHERE number = ?", (now.isoformat(), number)
        )


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise MemberError("The collection has no title.", hint="Give it one.")
    return title[:300]


def _text(text: str | None) -> str | None:
    return (text or "").strip() or None
