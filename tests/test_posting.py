"""What is new is posted to webhooks: once, signed, again when it fails, and never inside."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from receiver import Receiver, Told, receiving
from support import add, trusting_home

import clew
from clew.announcing import Found, announce, now_found, tell
from clew.cli import main
from clew.errors import MemberError
from clew.harvest.http import Exchanger
from clew.members import Members, Webhook
from clew.posting import Courier, Outcome, check_address, signature

NOW = datetime(2031, 5, 2, 9, 0, tzinfo=UTC)
SITE = "https://wexmoor.example"
HERE = ("127.0.0.1",)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return trusting_home(tmp_path)


@pytest.fixture
def members(home: Path) -> Iterator[Members]:
    opened = Members(home / "members.db")
    opened.accounts.open("ada@example.org", "Ada", NOW, password="a kettle sings at noon")
    yield opened
    opened.close()


def hooked(home: Path, members: Members, address: str, query: str = "q=kettles") -> Webhook:
    with clew.open(home) as catalogue:
        ids, seen, revision = now_found(catalogue, query)
    made, _ = members.webhooks.make(
        1, "Kettles", address, NOW, query=query, found=ids, seen=seen, revision=revision
    )
    return made


def told(home: Path, now: datetime = NOW) -> list[Outcome]:
    with clew.open(home) as catalogue:
        return tell(catalogue, SITE, now)


def bodies(receiver: Receiver) -> list[Any]:
    return [json.loads(taken.body) for taken in receiver.taken]


# What is told


def test_what_is_new_is_told_once(home: Path, members: Members, receiver: Receiver) -> None:
    hook = hooked(home, members, f"{receiver.address}/in")
    assert told(home) == []
    add(home, "Kettles that whistle", "Spoons")
    assert told(home) == [
        Outcome(webhook=1, name="Kettles", host="127.0.0.1", arrived=True, status=200)
    ]
    assert told(home) == []
    assert bodies(receiver) == [
        {
            "type": "resources.new",
            "timestamp": "2031-05-02T09:00:00+00:00",
            "data": {
                "webhook": {"number": hook.number, "name": "Kettles"},
                "query": "q=kettles",
                "count": 1,
                "resources": [
                    {
                        "id": "kettles-that-whistle",
                        "kind": "publication",
                        "title": "Kettles that whistle",
                        "url": "https://wexmoor.example/r/kettles-that-whistle",
                    }
                ],
            },
        }
    ]
    (one,) = members.webhooks.deliveries(hook.number)
    assert (one.count, one.attempts, one.status, one.error) == (1, 1, 200, None)


def test_what_takes_it_can_check_who_sent_it(
    home: Path, members: Members, receiver: Receiver
) -> None:
    hook = hooked(home, members, receiver.address)
    add(home, "Kettles that whistle")
    told(home)
    (taken,) = receiver.taken
    headers = {name.lower(): value for name, value in taken.headers.items()}
    assert taken.method == "POST"
    assert headers["content-type"] == "application/json"
    assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    key = base64.b64decode(members.webhooks.secret(hook.number).removeprefix("whsec_"))
    said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + taken.body
    made = base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{made}"


def test_the_signature_is_that_of_the_standard() -> None:
    # The example of Standard Webhooks 1.0.
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    at = datetime.fromtimestamp(1614265330, UTC)
    assert signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, '{"test": 2432232314}') == (
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


def test_an_old_thing_that_comes_late_is_new_and_a_changed_one_is_not(
    home: Path, members: Members, receiver: Receiver
) -> None:
    hooked(home, members, receiver.address)
    add(home, "Kettles of long ago", year=1911)
    add(home, "Kettles that sing", year=2021)
    told(home)
    (body,) = bodies(receiver)
    assert [one["id"] for one in body["data"]["resources"]] == ["kettles-of-long-ago"]


def test_a_source_is_watched_like_any_search(
    home: Path, members: Members, receiver: Receiver
) -> None:
    hooked(home, members, receiver.address, "source=files")
    hooked(home, members, receiver.address, "source=elsewhere")
    add(home, "Spoons", "Forks")
    assert [one.webhook for one in told(home)] == [1]
    (body,) = bodies(receiver)
    assert {one["id"] for one in body["data"]["resources"]} == {"spoons", "forks"}


def test_what_is_put_into_a_collection_is_told(
    home: Path, members: Members, receiver: Receiver
) -> None:
    number = members.collections.make(1, "Teapots", NOW).number
    members.webhooks.make(1, "Teapots", receiver.address, NOW, collection=number)
    assert told(home) == []
    members.collections.keep(1, number, ["kettles-that-sing", "gone-for-good"], NOW)
    told(home)
    (body,) = bodies(receiver)
    assert body["data"]["collection"] == number
    assert [one["title"] for one in body["data"]["resources"]] == ["Kettles that sing"]
    assert told(home) == []


def test_a_search_or_collection_that_is_gone_holds_up_nothing(
    home: Path, members: Members, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    members.webhooks.make(1, "Broken", receiver.address, NOW, query="q=x&from=kettle")
    members.webhooks.make(1, "Gone", receiver.address, NOW, collection=77)
    members.webhooks.make(1, "Kind", receiver.address, NOW, query="kind=kettle")
    hooked(home, members, receiver.address)
    add(home, "Kettles that whistle")
    assert [one.webhook for one in told(home)] == [4]
    assert "webhook 2 has nothing to look at: There is no collection 77." in caplog.text


def test_much_is_told_in_parts(
    home: Path, members: Members, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clew.announcing._IN_ONE", 2)
    hooked(home, members, receiver.address)
    add(home, *(f"Kettles {n}" for n in "abcde"))
    with clew.open(home) as catalogue:
        assert announce(catalogue, members, None, NOW) == 5
    assert len(list(Courier(members, HERE).deliver(NOW))) == 3
    assert [body["data"]["count"] for body in bodies(receiver)] == [2, 2, 1]
    assert all("url" not in one for body in bodies(receiver) for one in body["data"]["resources"])


def test_where_too_much_is_found_only_what_comes_later_is_new(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(home, "Kettles that whistle", "Spoons")
    monkeypatch.setattr("clew.announcing._PAGE", 1)
    with clew.open(home) as catalogue:
        whole = now_found(catalogue, "q=kettles")
        monkeypatch.setattr("clew.announcing._KNOWN", 1)
        part = now_found(catalogue, "q=kettles")
        last, revision = catalogue.catalogue.resources.last, catalogue.catalogue.revision
    assert (set(whole.ids), *whole[1:]) == (
        {"kettles-that-sing", "kettles-that-whistle"}, 0, revision
    )  # fmt: skip
    assert part == Found(whole.ids[:1], last, revision)


def test_where_nobody_has_an_account_no_file_is_made(tmp_path: Path) -> None:
    with clew.open(tmp_path) as catalogue:
        assert tell(catalogue, None, NOW) == []
    assert not (tmp_path / "members.db").exists()


# What becomes of it


def test_what_fails_is_tried_again_later(home: Path, members: Members) -> None:
    answers = iter([Told(500), Told(503), Told(204)])
    with receiving(lambda taken: next(answers)) as server:
        hooked(home, members, server.address)
        add(home, "Kettles that whistle")
        assert [one.error for one in told(home)] == ["It answered 500."]
        assert told(home, NOW + timedelta(seconds=59)) == []
        assert [one.error for one in told(home, NOW + timedelta(seconds=61))] == [
            "It answered 503."
        ]
        assert [one.arrived for one in told(home, NOW + timedelta(minutes=7))] == [True]
    assert len({taken.body for taken in server.taken}) == 1
    assert len({taken.headers["webhook-id"] for taken in server.taken}) == 1


def test_repeated_failure_disables_and_says_so(
    home: Path, members: Members, caplog: pytest.LogCaptureFixture
) -> None:
    with receiving(lambda taken: Told(500)) as server:
        hook = hooked(home, members, f"{server.address}/very-secret")
        add(home, "Kettles that whistle")
        found = [told(home, NOW + timedelta(days=day))[0].disabled for day in range(6)]
    assert found == [False, False, False, False, False, True]
    assert "webhook 1 is disabled: It answered 500." in caplog.text
    assert "very-secret" not in caplog.text
    add(home, "Kettles that boil")
    assert told(home, NOW + timedelta(days=9)) == []
    members.webhooks.enable(1, hook.number, NOW)
    with receiving() as again:
        members.webhooks._connection.execute("UPDATE webhooks SET address = ?", (again.address,))
        told(home, NOW + timedelta(days=10))
    titles = [one["title"] for body in bodies(again) for one in body["data"]["resources"]]
    assert sorted(titles) == ["Kettles that boil", "Kettles that whistle"]


def test_one_that_wants_no_more_gets_no_more(home: Path, members: Members) -> None:
    with receiving(lambda taken: Told(410)) as server:
        hooked(home, members, server.address)
        add(home, "Kettles that whistle")
        assert [one.disabled for one in told(home)] == [True]


def test_a_redirect_is_not_followed_inside(home: Path, members: Members) -> None:
    with receiving() as inside:
        away = {"Location": f"{inside.address}/admin"}
        with receiving(lambda taken: Told(307, headers=away)) as server:
            hooked(home, members, server.address)
            add(home, "Kettles that whistle")
            (one,) = told(home)
    assert one.error == "It answered 307: it is somewhere else now; give the new address."
    assert inside.taken == []


def test_an_address_that_has_become_private_gets_nothing(
    home: Path, members: Members, receiver: Receiver
) -> None:
    hooked(home, members, receiver.address)
    add(home, "Kettles that whistle")
    (home / "clew.toml").write_text('[encoder]\nname = "none"\n')
    (one,) = told(home)
    assert one.error == "The address at 127.0.0.1 is not encrypted."
    assert receiver.taken == []


def test_one_that_never_answers_holds_up_no_other(home: Path, members: Members) -> None:
    with receiving(lambda taken: Told(dribbled=taken.path == "/slow")) as server:
        hooked(home, members, f"{server.address}/slow")
        hooked(home, members, f"{server.address}/well")
        add(home, "Kettles that whistle")
        with clew.open(home) as catalogue:
            announce(catalogue, members, None, NOW)
        outcomes = list(Courier(members, HERE, Exchanger(whole=0.5)).deliver(NOW))
    assert [one.error for one in outcomes] == ["127.0.0.1 takes too long to answer.", None]


def test_it_can_be_tried(home: Path, members: Members, receiver: Receiver) -> None:
    hook = hooked(home, members, receiver.address)
    outcome = Courier(members, HERE).ping(hook, NOW)
    assert outcome == Outcome(webhook=1, name="Kettles", host="127.0.0.1", arrived=True, status=200)
    assert bodies(receiver) == [
        {
            "type": "ping",
            "timestamp": "2031-05-02T09:00:00+00:00",
            "data": {"webhook": {"number": 1, "name": "Kettles"}},
        }
    ]
    assert members.webhooks.deliveries(hook.number) == []


# Which addresses may be


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://hooks.example.org/", "is not encrypted"),
        ("https://127.0.0.1/", "private network"),
        ("https://localhost/", "private network"),
        ("https://10.1.2.3/", "private network"),
        ("https://[::1]:8000/", "private network"),
        ("https://169.254.169.254/latest/meta-data/", "private network"),
        ("https://ada:pass@hooks.example.org/", "holds a name or password"),
        ("https://[::1", "no web address"),
        ("javascript:alert(1)", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("kettle", "no web address"),
        ("", "no web address"),
    ],
)
def test_an_address_that_nothing_may_be_posted_to(address: str, said: str) -> None:
    with pytest.raises(MemberError, match=said):
        check_address(address)


def test_a_trusted_host_may_be_private_and_plain() -> None:
    check_address("http://127.0.0.1:9/", HERE)


# From the command line


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, list(arguments))


def test_the_command_posts_and_lists(home: Path, members: Members, receiver: Receiver) -> None:
    hooked(home, members, f"{receiver.address}/very-secret")
    add(home, "Kettles that whistle")
    listed = run("webhooks", "list", "--home", str(home))
    assert listed.output == "1  ada@example.org  Kettles  127.0.0.1\n"
    sent = run("webhooks", "send", "--json", "--home", str(home))
    assert json.loads(sent.output) == {
        "posted": [
            {
                "webhook": 1,
                "name": "Kettles",
                "host": "127.0.0.1",
                "arrived": True,
                "status": 200,
            }
        ]
    }
    again = run("webhooks", "send", "--home", str(home))
    assert (again.exit_code, again.output) == (0, "Nothing is new.\n")
    facts = json.loads(run("webhooks", "list", "--json", "--home", str(home)).output)
    assert facts["webhooks"][0]["host"] == "127.0.0.1"
    assert "secret" not in str(facts)


def test_the_command_says_what_has_not_arrived(home: Path, members: Members) -> None:
    with receiving(lambda taken: Told(410)) as server:
        hooked(home, members, server.address)
        add(home, "Kettles that whistle")
        sent = run("webhooks", "send", "--home", str(home))
    assert sent.exit_code == 1
    assert sent.output == ("webhook “Kettles” at 127.0.0.1: It answered 410. It is disabled now.\n")


def test_harvesting_posts_too(home: Path, members: Members, receiver: Receiver) -> None:
    hooked(home, members, receiver.address)
    add(home, "Kettles that whistle")
    done = run("harvest", "--no-match", "--home", str(home))
    assert done.output.splitlines() == [
        "No source's time has come; name one to harvest it now.",
        "webhook “Kettles” at 127.0.0.1: arrived",
    ]
    assert len(receiver.taken) == 1


def test_sending_alerts_posts_too_and_forgets_what_was_asked(
    home: Path, members: Members, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "CLEW_SITE_URL": SITE,
        "CLEW_SMTP_HOST": "mail.example.org",
        "CLEW_MAIL_FROM": "clew@wexmoor.example",
    }.items():
        monkeypatch.setenv(name, value)
    now = datetime.now(UTC)
    members.queries.note("kettles", 1, now - timedelta(days=91))
    members.queries.note("spoons", 1, now - timedelta(days=89))
    hooked(home, members, receiver.address)
    add(home, "Kettles that whistle")
    dry = run("alerts", "send", "--dry-run", "--home", str(home))
    assert dry.output == "Nothing is new.\n"
    assert [one.query for one in members.queries.commonest()] == ["spoons", "kettles"]
    done = run("alerts", "send", "--home", str(home))
    assert "webhook “Kettles” at 127.0.0.1: arrived" in done.output, done.output
    assert [one.query for one in members.queries.commonest()] == ["spoons"]


def test_no_secret_comes_into_a_log(
    home: Path, members: Members, caplog: pytest.LogCaptureFixture, receiver: Receiver
) -> None:
    caplog.set_level(logging.DEBUG, "clew")
    hook = hooked(home, members, f"{receiver.address}/very-secret")
    add(home, "Kettles that whistle")
    told(home)
    assert "very-secret" not in caplog.text
    assert members.webhooks.secret(hook.number) not in caplog.text
