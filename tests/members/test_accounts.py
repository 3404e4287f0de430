"""Accounts: opened, signed in to, given roles, closed."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher, Type

from clew.errors import MemberError, NotFound
from clew.members import Account, Members, Role
from clew.members.secrets import _HASHER as OURS  # as it is before tests make it quick

from .conftest import NOW, PASSWORD


def test_an_account_is_opened(members: Members, ada: Account) -> None:
    assert ada == Account(
        1, "ada@example.org", "Ada", Role.READER, "2026-03-01T12:00:00+00:00", None
    )
    assert members.accounts.get(1) == ada
    assert members.accounts.of(" ADA@example.org ") == ada
    assert members.accounts.all() == [ada]


@pytest.mark.parametrize(
    ("email", "name", "password", "message"),
    [
        ("ada", "Ada", PASSWORD, "'ada' is no e-mail address."),
        ("ada@localhost", "Ada", PASSWORD, "'ada@localhost' is no e-mail address."),
        ("a b@example.org", "Ada", PASSWORD, "'a b@example.org' is no e-mail address."),
        ("ada@example.org", "  ", PASSWORD, "The name is empty."),
        ("ada@example.org", "Ada", "short", "The password has 5 characters."),
        ("ada@example.org", "Ada", "x" * 1_001, "The password has 1001 characters."),
    ],
)
def test_what_cannot_be_an_account_is_refused(
    members: Members, email: str, name: str, password: str, message: str
) -> None:
    with pytest.raises(MemberError) as caught:
        members.accounts.open(email, name, NOW, password=password)
    assert caught.value.message == message
    assert caught.value.hint
    assert members.accounts.all() == []


def test_a_long_line_of_an_address_is_refused_at_once(members: Members) -> None:
    with pytest.raises(MemberError):
        members.accounts.open("a" * 100_000 + "@" + "b." * 50_000, "Ada", NOW)


def test_an_address_has_one_account_in_any_case(members: Members, ada: Account) -> None:
    with pytest.raises(MemberError, match="There is an account for ADA"):
        members.accounts.open("ADA@Example.org", "Another", NOW, password=PASSWORD)


def test_only_the_right_password_signs_in(members: Members, ada: Account) -> None:
    assert members.accounts.signing_in("Ada@example.org", PASSWORD) == ada
    assert members.accounts.signing_in("ada@example.org", PASSWORD + "!") is None
    assert members.accounts.signing_in("nobody@example.org", PASSWORD) is None
    assert members.accounts.signing_in("ada@example.org", "x" * 10**6) is None


def test_those_who_sign_in_elsewhere_have_no_password(members: Members) -> None:
    subject = "https://login.example.org 42"
    eve = members.accounts.open("eve@example.org", "Eve", NOW, subject=subject)
    assert members.accounts.known_as(subject) == eve
    assert members.accounts.known_as("https://login.example.org 43") is None
    assert members.accounts.signing_in("eve@example.org", "") is None


def test_no_password_is_kept(members: Members, ada: Account, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "members.db") as connection:
        (kept,) = connection.execute("SELECT password FROM accounts").fetchone()
    connection.close()
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_a_password_takes_work_to_guess() -> None:
    assert OURS.type is Type.ID
    assert (OURS.time_cost, OURS.memory_cost, OURS.parallelism) == (3, 64 * 1024, 4)
    kept = OURS.hash(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert OURS.verify(kept, PASSWORD)


def test_an_old_hash_is_made_anew_at_the_next_sign_in(
    members: Members, ada: Account, tmp_path: Path
) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    connection = sqlite3.connect(tmp_path / "members.db")
    connection.execute("UPDATE accounts SET password = ?", (weak,))
    connection.commit()
    assert members.accounts.signing_in("ada@example.org", PASSWORD) == ada
    (kept,) = connection.execute("SELECT password FROM accounts").fetchone()
    connection.close()
    assert kept != weak
    assert members.accounts.signing_in("ada@example.org", PASSWORD) == ada


def test_a_broken_hash_opens_nothing(members: Members, ada: Account, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "members.db")
    connection.execute("UPDATE accounts SET password = 'kettle'")
    connection.commit()
    connection.close()
    assert members.accounts.signing_in("ada@example.org", PASSWORD) is None


def test_a_new_password_ends_the_old(members: Members, ada: Account) -> None:
    members.accounts.set_password(ada.number, "two kettles sing better")
    assert members.accounts.signing_in("ada@example.org", PASSWORD) is None
    assert members.accounts.signing_in("ada@example.org", "two kettles sing better") == ada


def test_a_closed_account_opens_nothing_and_is_remembered(members: Members, ada: Account) -> None:
    members.accounts.close(ada.number, NOW)
    assert members.accounts.signing_in("ada@example.org", PASSWORD) is None
    assert members.accounts.get(ada.number).closed_at == "2026-03-01T12:00:00+00:00"


def test_somebody_can_always_administer_the_site(
    members: Members, ada: Account, ben: Account
) -> None:
    members.accounts.set_role(ada.number, Role.ADMIN)
    with pytest.raises(MemberError, match="the only account that can administer"):
        members.accounts.set_role(ada.number, Role.CURATOR)
    with pytest.raises(MemberError, match="the only account that can administer"):
        members.accounts.close(ada.number, NOW)
    members.accounts.set_role(ben.number, Role.ADMIN)
    members.accounts.close(ada.number, NOW)
    assert [account.role for account in members.accounts.all()] == [Role.ADMIN, Role.ADMIN]


def test_roles_stand_one_above_the_other() -> None:
    assert [[one.covers(other) for other in Role] for one in Role] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


def test_an_account_that_is_not_there_is_not_found(members: Members) -> None:
    with pytest.raises(NotFound, match="There is no account 7"):
        members.accounts.get(7)
    with pytest.raises(NotFound, match="There is no account for x@"):
        members.accounts.of("x@example.org")


def test_a_session_lasts_until_it_ends(members: Members, ada: Account) -> None:
    secret = members.sessions.begin(ada.number, NOW)
    assert members.sessions.account(secret, NOW) == ada.number
    assert members.sessions.account(secret + "x", NOW) is None
    assert members.sessions.account(secret, NOW + timedelta(days=31)) is None
    members.sessions.end(secret)
    assert members.sessions.account(secret, NOW) is None


def test_all_sessions_of_an_account_end_together(
    members: Members, ada: Account, ben: Account
) -> None:
    hers = [members.sessions.begin(ada.number, NOW) for _ in range(2)]
    his = members.sessions.begin(ben.number, NOW)
    members.sessions.end_all(ada.number)
    assert [members.sessions.account(secret, NOW) for secret in [*hers, his]] == [None, None, 2]


def test_a_session_of_a_closed_account_is_none(members: Members, ada: Account) -> None:
    secret = members.sessions.begin(ada.number, NOW)
    members.accounts.close(ada.number, NOW)
    assert members.sessions.account(secret, NOW) is None


def test_sessions_out_of_time_are_forgotten(members: Members, ada: Account, tmp_path: Path) -> None:
    members.sessions.begin(ada.number, NOW - timedelta(days=31))
    members.sessions.begin(ada.number, NOW)
    connection = sqlite3.connect(tmp_path / "members.db")
    assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
    connection.close()


def test_a_token_acts_for_its_owner_within_bounds(members: Members, ada: Account) -> None:
    secret = members.tokens.make(ada.number, "notebook", ["feedback", "collections"], NOW)
    assert secret.startswith("clew_")
    token = members.tokens.use(secret, NOW)
    assert token
    assert (token.account, token.name, token.scopes) == (1, "notebook", ("collections", "feedback"))
    assert token.used_at == "2026-03-01T12:00:00+00:00"
    assert members.tokens.of(ada.number) == [token]
    assert members.tokens.use("clew_x", NOW) is None


@pytest.mark.parametrize("scopes", [[], ["kettles"], ["collections", "everything"]])
def test_a_token_needs_scopes_that_there_are(
    members: Members, ada: Account, scopes: list[str]
) -> None:
    with pytest.raises(MemberError, match="There are: collections, decisions, feedback"):
        members.tokens.make(ada.number, "notebook", scopes, NOW)


def test_a_revoked_token_is_none(members: Members, ada: Account, ben: Account) -> None:
    secret = members.tokens.make(ada.number, "", ["feedback"], NOW)
    with pytest.raises(NotFound):
        members.tokens.revoke(ben.number, 1, NOW)
    members.tokens.revoke(ada.number, 1, NOW)
    assert members.tokens.use(secret, NOW) is None
    with pytest.raises(NotFound, match="no token 1 in force"):
        members.tokens.revoke(ada.number, 1, NOW)


def test_a_token_of_a_closed_account_is_none(members: Members, ada: Account) -> None:
    secret = members.tokens.make(ada.number, "x", ["feedback"], NOW)
    members.accounts.close(ada.number, NOW)
    assert members.tokens.use(secret, NOW) is None


def test_no_secret_is_kept(members: Members, ada: Account, tmp_path: Path) -> None:
    secrets = [
        members.sessions.begin(ada.number, NOW),
        members.tokens.make(ada.number, "x", ["feedback"], NOW),
    ]
    connection = sqlite3.connect(tmp_path / "members.db")
    dump = "\n".join(connection.iterdump())
    connection.close()
    assert [secret for secret in secrets if secret in dump] == []
