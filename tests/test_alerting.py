"""What is new in a saved search is told once, by e-mail, to those who want to hear of it."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

import clew
from clew.alerting import News, Post, message, news, send
from clew.cli import main
from clew.errors import SettingsError
from clew.members import Account, Alert, Members, Role, SavedSearch
from clew.search import Hit

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=8)
SITE = "https://wexmoor.example.org"
REPORT = "TY  - RPRT\nTI  - {title}\nAU  - Wexmoor, Ada\nPY  - 2020\nER  -\n"


class Mailbox(socketserver.ThreadingTCPServer):
    """Takes messages in as a mail server does, on a port of this machine."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.taken: list[EmailMessage] = []


class _Talk(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self._say("220 ready")
        for line in self.rfile:
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                self._say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                raw = b"".join(lines)
                self.server.taken.append(message_from_bytes(raw, policy=policy.default))
            self._say("221 bye" if verb == b"QUIT" else "250 fine")
            if verb == b"QUIT":
                return

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def post(mailbox: Mailbox) -> Post:
    host, port = mailbox.server_address[:2]
    return Post(str(host), int(port), "clew@wexmoor.example.org", encrypted=False)


def add(home: Path, tmp_path: Path, *titles: str) -> None:
    for title in titles:
        file = tmp_path / f"{title}.ris"
        file.write_text(REPORT.format(title=title))
        with clew.open(home) as catalogue:
            catalogue.add(str(file))


@pytest.fixture
def members(tmp_path: Path) -> Iterator[Members]:
    add(tmp_path / "home", tmp_path, "Kettles that sing")
    opened = Members(tmp_path / "home" / "members.db")
    ada = opened.accounts.open("ada@example.org", "Ada", NOW, password="a kettle sings at noon")
    opened.searches.save(
        ada.number, "Kettles", "q=kettles", NOW, ["kettles-that-sing"], Alert.WEEKLY
    )
    yield opened
    opened.close()


def test_only_what_is_new_is_told_and_only_once(
    members: Members, tmp_path: Path, mailbox: Mailbox, post: Post
) -> None:
    add(tmp_path / "home", tmp_path, "Kettles that whistle", "Spoons")
    with clew.open(tmp_path / "home") as catalogue:
        sent = send(news(catalogue, members, LATER), members, post, SITE, LATER)
        again = LATER + timedelta(days=8)
        assert send(news(catalogue, members, again), members, post, SITE, again) == []
    assert [[hit.title for hit in one.hits] for one in sent] == [["Kettles that whistle"]]
    (mail,) = mailbox.taken
    assert mail["To"] == "ada@example.org"
    assert mail["From"] == "clew@wexmoor.example.org"
    assert mail["Subject"] == "1 new for “Kettles”"
    text = "\n".join(mail.get_content().splitlines())
    assert "Kettles that whistle\nhttps://wexmoor.example.org/r/kettles-that-whistle" in text
    assert "All of it: https://wexmoor.example.org/search?q=kettles" in text
    assert "https://wexmoor.example.org/collections#searches" in text


def test_nothing_is_told_before_its_time(members: Members, tmp_path: Path) -> None:
    add(tmp_path / "home", tmp_path, "Kettles that whistle")
    with clew.open(tmp_path / "home") as catalogue:
        assert list(news(catalogue, members, NOW + timedelta(days=6))) == []


def test_a_search_that_cannot_be_made_holds_up_nothing(members: Members, tmp_path: Path) -> None:
    members.searches.save(1, "Broken", "q=x&kind=kettle", NOW, (), Alert.DAILY)
    members.searches.save(1, "Years", "q=kettles&from=2019&to=2021&by=published", NOW, (), "daily")
    with clew.open(tmp_path / "home") as catalogue:
        told = {
            one.search.name: [h.id for h in one.hits] for one in news(catalogue, members, LATER)
        }
    assert told == {"Kettles": [], "Years": ["kettles-that-sing"]}


def test_a_message_keeps_to_all_that_a_search_was_narrowed_by(
    members: Members, tmp_path: Path
) -> None:
    members.searches.save(1, "Large", "q=kettles&sample-from=500", NOW, (), Alert.DAILY)
    with clew.open(tmp_path / "home") as catalogue:
        told = {one.search.name: one.hits for one in news(catalogue, members, LATER)}
    assert told == {"Kettles": (), "Large": ()}


def test_a_title_breaks_no_header() -> None:
    account = Account(1, "ada@example.org", "Ada", Role.READER, "", None)
    search = SavedSearch(1, 1, "x\r\nBcc: eve@example.org", "q=x", Alert.DAILY, "f", "", None)
    hits = tuple(
        Hit(number=n, id=f"r{n}", kind="dataset", title="A\r\n.\r\nB", score=1.0) for n in range(30)
    )
    made = message(News(account, search, hits), "clew@wexmoor.example.org", SITE)
    assert made["Bcc"] is None
    assert made["Subject"] == "30 new for “x Bcc: eve@example.org”"
    assert "and 5 more" in made.get_content()
    assert "A . B\n" in made.get_content()


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"CLEW_SMTP_HOST": "x"},
        {"CLEW_SMTP_HOST": "x", "CLEW_MAIL_FROM": "y", "CLEW_SMTP_PORT": "z"},
    ],
)
def test_what_is_missing_is_said(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="Set CLEW_SMTP_HOST and CLEW_MAIL_FROM"):
        Post.of(environment)


def test_how_mail_is_sent_is_read_from_the_environment() -> None:
    told = {"CLEW_SMTP_HOST": "mail.example.org", "CLEW_MAIL_FROM": "clew@example.org"}
    assert Post.of(told) == Post("mail.example.org", 587, "clew@example.org")
    more = {"CLEW_SMTP_USER": "u", "CLEW_SMTP_PASSWORD": "p", "CLEW_SMTP_PLAIN": "1"}
    assert Post.of(told | more)[3:] == ("u", "p", False)


def test_the_command_says_what_it_would_send(
    members: Members, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLEW_SITE_URL", raising=False)
    home = str(tmp_path / "home")
    add(tmp_path / "home", tmp_path, "Kettles that whistle")
    run = CliRunner().invoke
    told = run(main, ["alerts", "send", "--dry-run", "--json", "--home", home])
    assert json.loads(told.output) == {
        "sent": False,
        "news": [{"to": "ada@example.org", "search": "Kettles", "new": ["kettles-that-whistle"]}],
    }
    assert run(main, ["alerts", "send", "--home", home]).exit_code == 1
