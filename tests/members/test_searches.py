"""Saved searches, their news, feedback, and what was searched for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from clew.errors import MemberError, NotFound
from clew.members import Account, Alert, Feedback, Members, SavedSearch, Verdict
from clew.members.asked import Asked

from .conftest import NOW

DAY = timedelta(days=1)


def saved(members: Members, account: Account, alert: str = "never") -> SavedSearch:
    return members.searches.save(
        account.number, "Visits", "q=home+visits", NOW, ["tea", "milk"], alert
    )


def test_a_search_is_saved(members: Members, ada: Account) -> None:
    search = saved(members, ada)
    assert replace(search, feed="") == SavedSearch(
        number=1,
        account=1,
        name="Visits",
        query="q=home+visits",
        alert=Alert.NEVER,
        feed="",
        created_at="2026-03-01T12:00:00+00:00",
        looked_at="2026-03-01T12:00:00+00:00",
    )
    assert len(search.feed) >= 43
    assert members.searches.of(ada.number) == [search]
    assert members.searches.feeding(search.feed) == search


def test_a_search_without_a_name_goes_by_its_query(members: Members, ada: Account) -> None:
    assert members.searches.save(ada.number, " ", "q=tea", NOW).name == "q=tea"


def test_only_what_nobody_was_told_of_is_news(members: Members, ada: Account) -> None:
    search = saved(members, ada)
    found = ["sugar", "tea", "spoon", "milk", "sugar"]
    assert members.searches.news(search.number, found) == ["sugar", "spoon"]
    members.searches.tell(search.number, ["sugar"], NOW)
    members.searches.tell(search.number, ["sugar"], NOW)
    assert members.searches.news(search.number, found) == ["spoon"]


@pytest.mark.parametrize(
    ("alert", "after", "due"),
    [
        ("never", 400 * DAY, False),
        ("daily", 23 * DAY / 24, False),
        ("daily", DAY, True),
        ("weekly", 6 * DAY, False),
        ("weekly", 7 * DAY, True),
    ],
)
def test_an_alert_is_due_in_its_time(
    members: Members, ada: Account, alert: str, after: timedelta, due: bool
) -> None:
    saved(members, ada, alert)
    assert bool(members.searches.due(NOW + after)) == due


def test_alerts_can_be_switched_and_end_with_the_account(members: Members, ada: Account) -> None:
    search = saved(members, ada)
    members.searches.set_alert(ada.number, search.number, "daily")
    assert len(members.searches.due(NOW + DAY)) == 1
    members.searches.tell(search.number, [], NOW + DAY)
    assert members.searches.due(NOW + DAY) == []
    members.accounts.close(ada.number, NOW)
    assert members.searches.due(NOW + 9 * DAY) == []


def test_there_are_three_alerts(members: Members, ada: Account) -> None:
    with pytest.raises(MemberError, match=r"no alert 'hourly'\. There are: never, daily, weekly"):
        saved(members, ada, "hourly")


def test_a_saved_search_is_its_owners(members: Members, ada: Account, ben: Account) -> None:
    search = saved(members, ada)
    with pytest.raises(NotFound, match="There is no saved search 1"):
        members.searches.get(ben.number, search.number)
    with pytest.raises(NotFound):
        members.searches.set_alert(ben.number, search.number, "daily")
    with pytest.raises(NotFound):
        members.searches.delete(ben.number, search.number)
    members.searches.delete(ada.number, search.number)
    assert members.searches.of(ada.number) == []
    with pytest.raises(NotFound, match="no feed at this address"):
        members.searches.feeding(search.feed)


def test_a_number_used_again_has_no_memory(members: Members, ada: Account) -> None:
    members.searches.delete(ada.number, saved(members, ada).number)
    again = members.searches.save(ada.number, "Tea", "q=tea", NOW)
    assert members.searches.news(again.number, ["tea"]) == ["tea"]


def test_feedback_is_kept_with_what_was_seen(members: Members, ada: Account) -> None:
    seen = {"query": "home visits", "list": ["tea", "milk"], "settings": {"meaning_weight": 0.6}}
    number = members.feedback.give(
        "too-high", NOW, comment=" odd ", resource="tea", context=seen, account=ada.number
    )
    given = Feedback(
        number=1,
        verdict=Verdict.TOO_HIGH,
        comment="odd",
        resource="tea",
        context=seen,
        account=1,
        given_at="2026-03-01T12:00:00+00:00",
        done_at=None,
        done_by=None,
    )
    assert members.feedback.waiting() == [given]
    members.feedback.done(number, "ben@example.org", NOW)
    assert members.feedback.waiting() == []
    assert members.feedback.all() == [
        replace(given, done_at="2026-03-01T12:00:00+00:00", done_by="ben@example.org")
    ]
    with pytest.raises(NotFound, match="no feedback 1 waiting"):
        members.feedback.done(number, "ben@example.org", NOW)


def test_nobody_needs_an_account_to_say_something(members: Members) -> None:
    members.feedback.give("good", NOW)
    (given,) = members.feedback.waiting()
    assert (given.comment, given.resource, given.account, given.context) == (None, None, None, {})


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"verdict": "splendid"}, "There is no verdict 'splendid'."),
        ({"comment": "x" * 5_001}, "The comment has 5,001 characters, its context 2."),
        ({"context": {"list": "x" * 50_000}}, "The comment has 0 characters, its context 50,011."),
    ],
)
def test_feedback_has_bounds(members: Members, more: dict[str, object], message: str) -> None:
    with pytest.raises(MemberError) as caught:
        members.feedback.give(**{"verdict": "good", "now": NOW} | more)  # type: ignore[arg-type]
    assert caught.value.message == message
    assert members.feedback.all() == []


def test_queries_are_counted_without_who_asked(members: Members) -> None:
    for query, total in [("Tea", 3), (" tea ", 4), ("kettle  song", 0), ("", 9), ("tea", 5)]:
        members.queries.note(query, total, NOW)
    first, second = members.queries.commonest()
    assert (first.query, first.times) == ("tea", 3)
    assert second == Asked("kettle song", 1, 0, "2026-03-01T12:00:00+00:00")
    assert members.queries.commonest(in_vain=True) == [second]
    assert members.queries.commonest(1) == [first]


def test_what_a_query_found_last_counts(members: Members) -> None:
    members.queries.note("tea", 0, NOW)
    members.queries.note("tea", 2, NOW + DAY)
    assert members.queries.commonest() == [Asked("tea", 2, 2, "2026-03-02T12:00:00+00:00")]
    assert members.queries.commonest(in_vain=True) == []


def test_queries_are_forgotten_after_three_months(members: Members) -> None:
    members.queries.note("tea", 1, NOW)
    members.queries.note("milk " * 200, 1, NOW + 80 * DAY)
    assert members.queries.forget(NOW + 91 * DAY) == 1
    (left,) = members.queries.commonest()
    assert left.query.startswith("milk milk")
    assert len(left.query) == 300
