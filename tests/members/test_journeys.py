"""Journeys to where people sign in elsewhere, and accounts tied to who they are there."""

from __future__ import annotations

import sqlite3
from base64 import urlsafe_b64decode
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from clew.errors import SignInError
from clew.members import Account, Members
from clew.members.accounts import Ways
from clew.members.journeys import LASTS, Journey

from .conftest import NOW

SUBJECT = "https://login.example.org 42"


def test_who_was_sent_comes_back_once(members: Members) -> None:
    sent = members.journeys.begin("/account", NOW, 7)
    assert members.journeys.end(sent.secret, NOW) == Journey(sent.secret, "/account", 7)
    with pytest.raises(SignInError, match=r"used already.* Begin again\."):
        members.journeys.end(sent.secret, NOW)


def test_nobody_comes_back_who_was_not_sent(members: Members) -> None:
    members.journeys.begin("/account", NOW)
    with pytest.raises(SignInError):
        members.journeys.end("guess", NOW)


def test_a_journey_takes_a_quarter_of_an_hour_at_most(members: Members) -> None:
    late = members.journeys.begin("/", NOW)
    in_time = members.journeys.begin("/", NOW)
    assert members.journeys.end(in_time.secret, NOW + LASTS) == in_time
    with pytest.raises(SignInError):
        members.journeys.end(late.secret, NOW + LASTS + timedelta(seconds=1))


def test_those_who_never_came_back_are_forgotten(members: Members, tmp_path: Path) -> None:
    for _ in range(3):
        members.journeys.begin("/", NOW)
    members.journeys.begin("/", NOW + LASTS + timedelta(seconds=1))
    connection = sqlite3.connect(tmp_path / "members.db")
    assert connection.execute("SELECT count(*) FROM journeys").fetchone() == (1,)
    connection.close()


def test_no_word_that_travels_tells_the_secret_or_another(members: Members, tmp_path: Path) -> None:
    one = members.journeys.begin("/", NOW)
    words = [one.secret, one.state, one.nonce, one.verifier, one.challenge]
    assert len(set(words)) == 5
    assert all(len(word) == 43 for word in words)
    assert urlsafe_b64decode(one.challenge + "=") == sha256(one.verifier.encode()).digest()
    assert all(word.encode() not in (tmp_path / "members.db").read_bytes() for word in words)


def test_an_account_is_tied_and_untied(members: Members, ada: Account) -> None:
    assert members.accounts.ways(ada.number) == Ways(password=True, subject=None)
    members.accounts.tie(ada.number, SUBJECT)
    members.accounts.tie(ada.number, SUBJECT)
    assert members.accounts.ways(ada.number) == Ways(password=True, subject=SUBJECT)
    assert members.accounts.known_as(SUBJECT) == ada
    members.accounts.untie(ada.number)
    assert members.accounts.known_as(SUBJECT) is None


def test_nobody_is_tied_to_two_accounts(members: Members, ada: Account, ben: Account) -> None:
    members.accounts.tie(ada.number, SUBJECT)
    with pytest.raises(SignInError, match="Another account here"):
        members.accounts.tie(ben.number, SUBJECT)
    assert members.accounts.known_as(SUBJECT) == ada


def test_the_only_way_in_stays(members: Members) -> None:
    eve = members.accounts.open("eve@example.org", "Eve", NOW, subject=SUBJECT)
    assert members.accounts.ways(eve.number) == Ways(password=False, subject=SUBJECT)
    with pytest.raises(SignInError, match="has no password"):
        members.accounts.untie(eve.number)
    assert members.accounts.known_as(SUBJECT) == eve
