"""Webhooks: whose they are, what waits to be posted, and what becomes of what does not arrive."""

from __future__ import annotations

from datetime import timedelta

import pytest

from clew.errors import MemberError, NotFound
from clew.members import Account, Delivery, Members, Webhook
from clew.members.webhooks import BACKOFF, KEPT, MOST, Parcel

from .conftest import NOW

HOOK = "https://hooks.example.org/very-secret"


def made(members: Members, account: Account, **more: object) -> Webhook:
    hook, _ = members.webhooks.make(account.number, "Kettles", HOOK, NOW, query="q=x", **more)  # type: ignore[arg-type]
    return hook


def queued(members: Members, hook: Webhook, id: str = "msg_1", *names: str) -> None:
    members.webhooks.queue(hook.number, id, "{}", names, NOW)


def claimed(members: Members, wait: timedelta = timedelta(0)) -> Parcel:
    parcel = members.webhooks.claim(NOW + wait)
    assert parcel
    return parcel


def test_a_webhook_is_made_with_a_secret_of_its_own(members: Members, ada: Account) -> None:
    one, secret = members.webhooks.make(
        ada.number, " New\nkettles ", HOOK, NOW, query="q=kettles", revision=7, seen=9, found=["a"]
    )
    other, another = members.webhooks.make(ada.number, "", HOOK, NOW, collection=3)
    assert one == Webhook(
        1, 1, "New kettles", "q=kettles", None, HOOK, 7, 9, 0, "2026-03-01T12:00:00+00:00", None
    )
    assert other.name == "Webhook"
    assert other.collection == 3
    assert secret.startswith("whsec_")
    assert secret != another
    assert members.webhooks.secret(1) == secret
    assert secret not in str(one)
    assert members.webhooks.of(ada.number) == [other, one]
    assert members.webhooks.all() == members.webhooks.open() == [one, other]
    assert members.webhooks.news(1, ["a", "b", "b"]) == ["b"]


def test_a_webhook_is_its_owners(members: Members, ada: Account, ben: Account) -> None:
    hook = made(members, ada)
    for refused in (
        lambda: members.webhooks.get(ben.number, hook.number),
        lambda: members.webhooks.remove(ben.number, hook.number),
        lambda: members.webhooks.enable(ben.number, hook.number, NOW),
    ):
        with pytest.raises(NotFound, match="There is no webhook 1"):
            refused()
    assert members.webhooks.of(ben.number) == []


def test_there_are_not_too_many_or_too_long(members: Members, ada: Account) -> None:
    with pytest.raises(MemberError, match="has 2,022 characters"):
        members.webhooks.make(ada.number, "Long", "https://hooks.example/" + "x" * 2_000, NOW)
    for _ in range(MOST):
        made(members, ada)
    with pytest.raises(MemberError, match="at most 20 webhooks"):
        made(members, ada)


def test_a_posting_is_taken_by_one_and_arrives(members: Members, ada: Account) -> None:
    hook = made(members, ada)
    queued(members, hook, "msg_1", "a", "b")
    parcel = claimed(members)
    assert parcel == Parcel(1, 1, "msg_1", "{}", hook, members.webhooks.secret(hook.number))
    assert members.webhooks.claim(NOW) is None
    members.webhooks.arrived(parcel, 204, NOW + timedelta(seconds=2))
    assert members.webhooks.deliveries(hook.number) == [
        Delivery(1, 1, "msg_1", 2, NOW.isoformat(), 1, None, "2026-03-01T12:00:02+00:00", 204, None)
    ]
    assert members.webhooks.news(hook.number, ["a", "b", "c"]) == ["c"]


def test_one_whose_taker_died_is_due_again(members: Members, ada: Account) -> None:
    queued(members, made(members, ada))
    claimed(members)
    assert members.webhooks.claim(NOW + timedelta(minutes=4)) is None
    assert claimed(members, timedelta(minutes=6)).attempts == 2


def test_what_fails_is_tried_less_and_less_often_and_then_given_up(
    members: Members, ada: Account
) -> None:
    hook, wait = made(members, ada), timedelta(0)
    queued(members, hook)
    for attempt, pause in enumerate(BACKOFF, 1):
        parcel = claimed(members, wait)
        assert parcel.attempts == attempt
        assert not members.webhooks.failed(parcel, "It answered 500.", NOW + wait, status=500)
        assert members.webhooks.claim(NOW + wait + pause - timedelta(seconds=1)) is None
        wait += pause
    assert members.webhooks.failed(claimed(members, wait), "It answered 500.", NOW + wait)
    (one,) = members.webhooks.deliveries(hook.number)
    assert (one.attempts, one.due_at, one.error) == (6, None, "It answered 500.")
    found = members.webhooks.get(ada.number, hook.number)
    assert (found.failures, found.disabled_at) == (6, (NOW + wait).isoformat())
    assert members.webhooks.open() == []


def test_what_has_arrived_in_between_keeps_it_from_being_disabled(
    members: Members, ada: Account
) -> None:
    hook, wait = made(members, ada), timedelta(0)
    queued(members, hook, "msg_1")
    for pause in BACKOFF:
        members.webhooks.failed(claimed(members, wait), "It answered 500.", NOW)
        members.webhooks._connection.execute(
            "UPDATE deliveries SET due_at = ? WHERE due_at IS NOT NULL", (NOW.isoformat(),)
        )
        wait += pause
    queued(members, hook, "msg_2")
    last, other = claimed(members, wait), claimed(members, wait)
    members.webhooks.arrived(other, 200, NOW)
    assert not members.webhooks.failed(last, "It answered 500.", NOW)
    assert members.webhooks.get(ada.number, hook.number).disabled_at is None


def test_the_other_side_may_want_no_more(members: Members, ada: Account) -> None:
    hook = made(members, ada)
    queued(members, hook)
    assert members.webhooks.failed(claimed(members), "It answered 410.", NOW, status=410, gone=True)
    assert members.webhooks.get(ada.number, hook.number).disabled_at


def test_beginning_again_posts_what_was_missed(members: Members, ada: Account) -> None:
    hook = made(members, ada)
    queued(members, hook)
    members.webhooks.failed(claimed(members), "It answered 410.", NOW, gone=True)
    queued(members, hook, "msg_2")
    assert members.webhooks.claim(NOW + timedelta(days=1)) is None
    members.webhooks.enable(ada.number, hook.number, NOW)
    ids = [claimed(members).id, claimed(members).id]
    assert ids == ["msg_1", "msg_2"]
    assert members.webhooks.get(ada.number, hook.number).failures == 0


def test_those_of_a_closed_account_are_told_nothing(members: Members, ada: Account) -> None:
    queued(members, made(members, ada))
    members.accounts.close(ada.number, NOW)
    assert members.webhooks.open() == []
    assert members.webhooks.claim(NOW) is None


def test_nothing_is_left_of_one_that_was_removed(members: Members, ada: Account) -> None:
    hook = made(members, ada, found=["a"])
    queued(members, hook, "msg_1", "b")
    members.webhooks.remove(ada.number, hook.number)
    for table in ("webhooks", "deliveries", "posted"):
        (count,) = members.webhooks._connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert count == 0, table


def test_what_is_long_over_is_forgotten(members: Members, ada: Account) -> None:
    hook = made(members, ada)
    queued(members, hook, "msg_1")
    queued(members, hook, "msg_2")
    members.webhooks.arrived(claimed(members), 200, NOW)
    assert members.webhooks.forget(NOW + KEPT) == 0
    assert members.webhooks.forget(NOW + KEPT + timedelta(seconds=1)) == 1
    assert [one.id for one in members.webhooks.deliveries(hook.number)] == ["msg_2"]


def test_all_that_is_old_is_forgotten_at_once(members: Members, ada: Account) -> None:
    queued(members, made(members, ada))
    members.webhooks.arrived(claimed(members), 200, NOW)
    members.queries.note("kettles", 3, NOW)
    members.queries.note("spoons", 0, NOW + timedelta(days=60))
    assert members.forget(NOW + timedelta(days=89)) == 1
    assert members.forget(NOW + timedelta(days=91)) == 1
    assert [one.query for one in members.queries.commonest()] == ["spoons"]
    assert members.forget(NOW + timedelta(days=151)) == 1
    assert members.queries.commonest() == []
