"""Accounts: who may sign in, and what they may do."""

from __future__ import annotations

import re
import sqlite3
from datetime import datetime
from enum import StrEnum

from clew.errors import MemberError, NotFound, SignInError
from clew.members.secrets import hash_password, password_fits, wants_rehash
from clew.model.base import Value

SHORTEST = 12  # characters of a password (NIST SP 800-63B asks for 8 at least, no other rules)
LONGEST = 1_000

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
_COLUMNS = "number, email, name, role, created_at, closed_at"


class Role(StrEnum):
    """What somebody may do; each may do what those before may."""

    READER = "reader"
    CURATOR = "curator"
    ADMIN = "admin"

    def covers(self, other: Role) -> bool:
        """Tell whether this role may do all that another may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class Account(Value, frozen=True):
    """Somebody who can sign in."""

    number: int
    email: str
    name: str
    role: Role
    created_at: str
    closed_at: str | None


class Ways(Value, frozen=True):
    """How somebody can sign in: with a password, as somebody known elsewhere, or both."""

    password: bool
    subject: str | None


class Accounts:
    """The accounts of a site."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def open(
        self,
        email: str,
        name: str,
        now: datetime,
        *,
        password: str | None = None,
        subject: str | None = None,
        role: Role = Role.READER,
    ) -> Account:
        """Open an account.

        Parameters
        ----------
        email: what its owner signs in with.
        password: absent for those who sign in elsewhere.
        subject: issuer and subject of OpenID Connect, with a space between.

        Raises
        ------
        MemberError: when the address is none or taken, or the password too short.
        """
        row = (_email(email), _name(name), role, _hash(password), subject, now.isoformat())
        try:
            self._connection.execute(
                "INSERT INTO accounts (email, name, role, password, subject, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )
        except sqlite3.IntegrityError as error:
            raise MemberError(
                f"There is an account for {email} already.", hint="Sign in instead."
            ) from error
        return self.of(email)

    def of(self, email: str) -> Account:
        """Return the account of an address, in any case.

        Raises
        ------
        NotFound: when there is none.
        """
        return self._one("email = ?", email.strip(), f"There is no account for {email}.")

    def get(self, number: int) -> Account:
        """Return an account by its number.

        Raises
        ------
        NotFound: when there is none.
        """
        return self._one("number = ?", number, f"There is no account {number}.")

    def has(self, email: str) -> bool:
        """Tell whether there is an account of an address, open or closed."""
        row = self._connection.execute(
            "SELECT 1 FROM accounts WHERE email = ?", (email.strip(),)
        ).fetchone()
        return row is not None

    def known_as(self, subject: str) -> Account | None:
        """Return the account of somebody who signed in elsewhere, if there is one."""
        try:
            return self._one("subject = ?", subject, "")
        except NotFound:
            return None

    def ways(self, number: int) -> Ways:
        """Return by which ways the owner of an account can sign in."""
        password, subject = self._connection.execute(
            "SELECT password IS NOT NULL, subject FROM accounts WHERE number = ?", (number,)
        ).fetchone()
        return Ways(bool(password), subject)

    def tie(self, number: int, subject: str) -> None:
        """Let the owner of an account sign in elsewhere as well.

        Raises
        ------
        SignInError: when they are the owner of another account there.
        """
        known = self.known_as(subject)
        if known is not None and known.number != number:
            raise SignInError(
                "Another account here is tied to this one there.",
                hint="Sign out, and sign in with it.",
            )
        self._set(number, "subject", subject)

    def untie(self, number: int) -> None:
        """Let the owner of an account sign in with the password only.

        Raises
        ------
        SignInError: when there is no password.
        """
        if not self.ways(number).password:
            raise SignInError(
                "The account has no password.", hint="Nobody could sign in with it any more."
            )
        self._set(number, "subject", None)

    def all(self) -> list[Account]:
        """Return all accounts, the oldest first."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM accounts ORDER BY number")
        return [_account(row) for row in rows]

    def signing_in(self, email: str, password: str) -> Account | None:
        """Return the account that an address and a password open, if they open any.

        It takes equally long whether the address is known or not.
        """
        row = self._connection.execute(
            f"SELECT password, {_COLUMNS} FROM accounts WHERE email = ? AND closed_at IS NULL",
            (email.strip(),),
        ).fetchone()
        kept: str | None = row[0] if row else None
        if not password_fits(kept, password[:LONGEST]) or kept is None:
            return None
        account = _account(row[1:])
        if wants_rehash(kept):
            self.set_password(account.number, password)
        return account

    def set_password(self, number: int, password: str) -> None:
        """Give an account another password.

        Raises
        ------
        MemberError: when it is too short.
        """
        self._set(number, "password", _hash(password))

    def set_role(self, number: int, role: Role) -> None:
        """Give an account another role.

        Raises
        ------
        MemberError: when nobody would be left to administer the site.
        """
        if role != Role.ADMIN:
            self._keep_an_admin(number)
        self._set(number, "role", role)

    def close(self, number: int, now: datetime) -> None:
        """Close an account: nobody can sign in with it any more.

        Raises
        ------
        MemberError: when nobody would be left to administer the site.
        """
        self._keep_an_admin(number)
        self._set(number, "closed_at", now.isoformat())

    def _keep_an_admin(self, number: int) -> None:
        others = self._connection.execute(
            "SELECT count(*) FILTER (WHERE number <> ?1), count(*) FILTER (WHERE number = ?1)"
            " FROM accounts WHERE role = 'admin' AND closed_at IS NULL",
            (number,),
        ).fetchone()
        if others == (0, 1):
            raise MemberError(
                "This is the only account that can administer the site.",
                hint="Make somebody else an administrator first.",
            )

    def _one(self, condition: str, value: object, missing: str) -> Account:
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM accounts WHERE {condition}", (value,)
        ).fetchone()
        if row is None:
            raise NotFound(missing)
        return _account(row)

    def _set(self, number: int, column: str, value: object) -> None:
        self._connection.execute(
            f"UPDATE accounts SET {column} = ? WHERE number = ?", (value, number)
        )


def _account(row: tuple[int, str, str, str, str, str | None]) -> Account:
    number, email, name, role, created_at, closed_at = row
    return Account(number, email, name, Role(role), created_at, closed_at)


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text.strip()):
        raise MemberError(
            f"{text!r} is no e-mail address.", hint="One looks like name@example.org."
        )
    return text.strip()


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise MemberError("The name is empty.", hint="Any name that others may see will do.")
    return name[:200]


def _hash(password: str | None) -> str | None:
    if password is None:
        return None
    if not SHORTEST <= len(password) <= LONGEST:
        raise MemberError(
            f"The password has {len(password)} characters.",
            hint=f"Take at least {SHORTEST} and at most {LONGEST:,}; a sentence is best.",
        )
    return hash_password(password)
