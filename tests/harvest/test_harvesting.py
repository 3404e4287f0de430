"""Whole harvests of a repository that misbehaves: complete, nothing twice, and the report right."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from harvest.server import FAULTS, Repository, Site, every, serving
from harvest.web import Handler, served
from harvest.web import client as asking

from clew import design
from clew.catalogue import Catalogue
from clew.catalogue.runs import Report
from clew.harvest.http import Client, Manners
from clew.harvest.source import Source
from clew.harvesting import Harvest, Wish, health, is_due, probe
from clew.model import Kind

Bring = Callable[..., Report]
ASHBY = Source(name="ashby", protocol="oai-pmh", address="https://ashby.example/oai")


@pytest.fixture
def bring(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Bring:
    """Return a function that harvests what a handler serves, reading without other processes."""
    monkeypatch.setattr("clew.intake.crew.ALONE", 10**9)

    def run(handler: Handler, source: Source = ASHBY, **wish: Any) -> Report:
        with catalogue.writing():
            return Harvest(catalogue, source, asking(handler)).run(Wish(**wish))

    return run


def titles(catalogue: Catalogue) -> set[str]:
    everything = catalogue.resources.changed_since(0)
    found = catalogue.resources.many(everything)
    return {resource.label for resource in found if resource.kind == Kind.DATASET}


def plain(report: Report) -> tuple[str, dict[str, int]]:
    return report.outcome, report.counted


def test_the_first_run_brings_everything(catalogue: Catalogue, bring: Bring) -> None:
    repository = Repository(5, page=2, malformed={1}, deleted={4})
    report = bring(served(repository))
    assert plain(report) == ("complete", {"new": 3, "failed": 1})
    assert (report.source, report.since, report.total, report.error) == ("ashby", None, 5, None)
    assert report.received > 3000
    assert titles(catalogue) == {repository.title(number) for number in (0, 2, 3)}
    (failure,) = catalogue.places.failures()
    assert failure.location == "oai:ashby.example:1"
    assert "is not well-formed" in failure.error


def test_the_next_run_brings_what_changed(catalogue: Catalogue, bring: Bring) -> None:
    repository = Repository(6, page=2)
    bring(served(repository))
    repository.versions, repository.deleted = {2: 1}, {3}
    report = bring(served(repository))
    assert plain(report) == ("complete", {"updated": 1, "deleted": 1})
    assert report.since is not None
    assert repository.title(2).endswith(", revised")
    assert repository.title(2) in titles(catalogue)
    assert repository.title(3) not in titles(catalogue)
    assert catalogue.counts()["documents"] == 7


def test_nothing_new_changes_nothing(catalogue: Catalogue, bring: Bring) -> None:
    repository = Repository(6, page=2)
    bring(served(repository))
    before = catalogue.fingerprint()
    assert plain(bring(served(repository))) == ("complete", {})
    assert plain(bring(served(repository), full=True)) == ("complete", {"unchanged": 6})
    assert catalogue.fingerprint() == before


def test_what_is_deleted_stays_known_and_may_come_back(catalogue: Catalogue, bring: Bring) -> None:
    repository = Repository(3)
    bring(served(repository))
    repository.deleted = {1}
    assert plain(bring(served(repository), full=True)) == (
        "complete",
        {"unchanged": 2, "deleted": 1},
    )
    assert catalogue.counts()["documents"] == 3
    assert plain(bring(served(repository), full=True)) == ("complete", {"unchanged": 2})
    repository.deleted = set()
    assert plain(bring(served(repository), full=True)) == ("complete", {"unchanged": 2, "new": 1})
    assert len(titles(catalogue)) == 3


def test_what_a_whole_list_leaves_out_is_gone(catalogue: Catalogue, bring: Bring) -> None:
    bring(served(Repository(6)))
    assert plain(bring(served(Repository(5)), full=True)) == (
        "complete",
        {"unchanged": 5, "deleted": 1},
    )
    assert len(titles(catalogue)) == 5


def test_a_list_that_leaves_out_most_is_not_believed(catalogue: Catalogue, bring: Bring) -> None:
    bring(served(Repository(30)))
    report = bring(served(Repository(2)), full=True)
    assert plain(report) == ("complete", {"unchanged": 2})
    assert report.error == (
        "ashby names 2 documents and leaves out 28. That is too many to be believed: these were"
        " kept as they are."
    )
    assert len(titles(catalogue)) == 30


def test_a_list_cut_short_by_a_bad_name_deletes_nothing(catalogue: Catalogue, bring: Bring) -> None:
    class Nameless(Repository):
        def record(self, number: int, odd_date: bool = False) -> str:
            whole = super().record(number, odd_date)
            return whole.replace("oai:ashby.example:1<", "<") if number == 1 else whole

    bring(served(Repository(3)))
    report = bring(served(Nameless(3)), full=True)
    assert plain(report) == ("complete", {"unchanged": 2, "failed": 1})
    assert len(titles(catalogue)) == 3


def test_all_that_can_go_wrong_at_once(catalogue: Catalogue, bring: Bring) -> None:
    repository = Repository(400, page=10, malformed={77, 78, 301}, deleted={5, 6, 399})
    repository.faults = every(2, FAULTS, 10)
    report = bring(served(repository))
    assert plain(report) == ("complete", {"new": 394, "failed": 3})
    assert repository.faults == {}
    assert catalogue.counts()["dataset"] == 394
    good = set(range(400)) - {77, 78, 301, 5, 6, 399}
    assert titles(catalogue) == {repository.title(number) for number in good}


def test_a_server_that_breaks_down_stops_the_run_and_the_next_goes_on(
    catalogue: Catalogue, bring: Bring
) -> None:
    repository = Repository(200, page=20)

    def failing(request: httpx.Request) -> httpx.Response:
        down = request.url.params.get("resumptionToken") == "100|"
        return httpx.Response(500) if down else served(repository)(request)

    report = bring(failing)
    assert plain(report) == ("stopped", {"new": 100})
    assert "answered 500 Internal Server Error" in str(report.error)
    assert catalogue.counts()["dataset"] == 100
    repository.asked.clear()
    assert plain(bring(served(repository))) == ("complete", {"new": 200})
    assert [one.get("resumptionToken") for one in repository.asked] == [
        "100|",
        "120|",
        "140|",
        "160|",
        "180|",
    ]
    assert len(catalogue.runs.reports("ashby", 9)) == 1


def test_ctrl_c_loses_nothing(catalogue: Catalogue, bring: Bring) -> None:
    repository = Repository(300, page=50)

    seen: list[Any] = []

    def impatient(added: Any) -> None:
        seen.append(added)
        if len(seen) == 130:
            raise KeyboardInterrupt

    with catalogue.writing(), pytest.raises(KeyboardInterrupt):
        Harvest(catalogue, ASHBY, asking(served(repository))).run(Wish(), impatient)
    (report,) = catalogue.runs.reports("ashby", 9)
    assert report.outcome == "stopped"
    assert plain(bring(served(repository))) == ("complete", {"new": 300})
    assert catalogue.counts()["dataset"] == 300


def test_a_wish_that_differs_begins_anew(catalogue: Catalogue, bring: Bring) -> None:
    repository = Repository(6, page=2)
    bring(served(repository))
    repository.versions = {2: 1, 4: 1}
    since = datetime(2031, 5, 1, tzinfo=UTC)
    report = bring(served(repository), since=since)
    assert (plain(report), report.since) == (("complete", {"updated": 2}), "2031-05-01T00:00:00Z")
    other = Source(name="ashby", protocol="oai-pmh", address=ASHBY.address, take={"sets": ["odd"]})
    report = bring(served(repository), other)
    assert (plain(report), report.since) == (("complete", {"unchanged": 6}), None)


def test_another_aim_does_not_make_the_rest_vanish(catalogue: Catalogue, bring: Bring) -> None:
    bring(served(Repository(6)))
    other = Source(name="ashby", protocol="oai-pmh", address=ASHBY.address, take={"sets": ["odd"]})
    assert plain(bring(served(Repository(5)), other)) == ("complete", {"unchanged": 5})
    assert len(titles(catalogue)) == 6


def test_a_format_that_cannot_be_read_is_told(catalogue: Catalogue, bring: Bring) -> None:
    class Odd(Repository):
        def record(self, number: int, odd_date: bool = False) -> str:
            name = f"<identifier>oai:ashby.example:{number}</identifier>"
            return f"<record><header>{name}</header><metadata>\0</metadata></record>"

    report = bring(served(Odd(2)))
    assert plain(report) == ("complete", {"failed": 2})


class TestSites:
    SITE = Source(name="site", protocol="sitemap", address="http://ashby.example/sitemap.xml")

    def handler(self, site: Site) -> Handler:
        def answer(request: httpx.Request) -> httpx.Response:
            reply = site.answer(request.url.path, dict(request.headers), request.url.host)
            return httpx.Response(
                reply.status,
                content=reply.body,
                headers={"Content-Type": reply.media_type, **reply.headers},
            )

        return answer

    def page(self, title: str) -> str:
        return (
            f"<html><head><title>{title}</title><script type='application/ld+json'>"
            f'{{"@type": "Dataset", "name": "{title}"}}</script></head><body>{title}</body></html>'
        )

    def test_link_health(self, catalogue: Catalogue, bring: Bring) -> None:
        site = Site({name: self.page(f"Study {name}") for name in "abcd"})
        assert plain(bring(self.handler(site), self.SITE)) == ("complete", {"new": 4})
        del site.pages["a"]
        site.faults["a"] = 410
        site.moved["b"] = "n"
        site.pages["n"] = site.pages.pop("b")
        site.faults["c"] = 500
        site.pages.pop("c")
        report = bring(self.handler(site), self.SITE)
        assert plain(report) == ("complete", {"unchanged": 3, "deleted": 1, "failed": 1})
        found = health(catalogue, self.SITE)
        assert found.links[:4] == (3, 1, 1, 1)
        assert [(t.location[-2:], t.what, (t.moved_to or "")[-2:]) for t in found.troubles] == [
            ("/a", "gone", ""),
            ("/b", "moved", "/n"),
            ("/c", "failing", ""),
        ]
        assert "Study a" not in titles(catalogue)
        assert "Study c" in titles(catalogue)

    def test_unchanged_pages_are_not_sent_again(self, catalogue: Catalogue, bring: Bring) -> None:
        site = Site({name: self.page(f"Study {name}") for name in "abcd"}, days={"a": "2031-05-01"})
        first = bring(self.handler(site), self.SITE)
        site.asked.clear()
        second = bring(self.handler(site), self.SITE)
        assert plain(second) == ("complete", {"unchanged": 4})
        assert second.received < first.received
        assert "/a" not in site.asked
        site.asked.clear()
        third = bring(self.handler(site), self.SITE, full=True)
        assert "/a" in site.asked
        assert plain(third) == ("complete", {"unchanged": 4})

    def test_a_page_that_failed_is_fetched_again(self, catalogue: Catalogue, bring: Bring) -> None:
        site = Site({"a": self.page("Study a")}, days={"a": "2031-05-01", "b": "2031-05-01"})
        site.faults["b"] = 403
        report = bring(self.handler(site), self.SITE)
        assert plain(report) == ("complete", {"new": 1, "failed": 1})
        del site.faults["b"]
        site.pages["b"] = self.page("Study b")
        report = bring(self.handler(site), self.SITE)
        assert plain(report) == ("complete", {"new": 1, "unchanged": 1})


class TestWhenItIsTime:
    def test_never_harvested(self, catalogue: Catalogue) -> None:
        assert is_due(catalogue, ASHBY)
        assert not is_due(catalogue, Source(name="x", protocol="url", address="x", every="never"))

    def test_harvested(self, catalogue: Catalogue, bring: Bring) -> None:
        bring(served(Repository(1)))
        assert not is_due(catalogue, ASHBY)
        assert is_due(catalogue, ASHBY, datetime(2999, 1, 1, tzinfo=UTC))
        other = Source(name="ashby", protocol="oai-pmh", address="https://other.example/oai")
        assert is_due(catalogue, other)

    def test_stopped(self, catalogue: Catalogue, bring: Bring) -> None:
        bring(served(Repository(4, page=2, circle=True)))
        assert is_due(catalogue, ASHBY)


def test_a_source_can_be_tried_without_keeping_anything() -> None:
    found = list(probe(ASHBY, asking(served(Repository(9, malformed={1})))))
    assert [(one.location, one.reader) for one in found] == [
        ("oai:ashby.example:0", f"dublin-core 4.{design.VERSION}"),
        ("oai:ashby.example:1", None),
        ("oai:ashby.example:2", f"dublin-core 4.{design.VERSION}"),
    ]
    assert found[0].title == Repository(9).title(0)
    assert "not well-formed" in str(found[1].error)


class TestOverTheWire:
    """The same over real sockets, which break in ways of their own."""

    def local(self, address: str, **settings: Any) -> tuple[Source, Client]:
        source = Source(name="ashby", protocol="oai-pmh", address=address, private=True)
        manners = Manners(rate=0, backoff=0.01, **settings)
        return source, Client(manners, trusted=["127.0.0.1"])

    def test_all_that_can_go_wrong_at_once(
        self, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("clew.intake.crew.ALONE", 10**9)
        repository = Repository(700, page=25, malformed={77}, deleted={5})
        repository.faults = every(1, FAULTS, 25)
        with serving(repository) as server, catalogue.writing():
            source, client = self.local(f"{server.address}/oai")
            report = Harvest(catalogue, source, client).run(Wish())
        assert plain(report) == ("complete", {"new": 698, "failed": 1})
        assert catalogue.counts()["dataset"] == 698
        assert repository.faults == {}

    @pytest.mark.parametrize(
        ("path", "error"),
        [
            ("loop", "redirects without end"),
            ("private", "is an address of a private network"),
            ("bomb", "declares a document type"),
            ("entity", "declares a document type"),
            ("huge", "is longer than 4,194,304 bytes"),
        ],
    )
    def test_traps(self, catalogue: Catalogue, path: str, error: str) -> None:
        with serving() as server, catalogue.writing():
            source, client = self.local(f"{server.address}/{path}", limit=2**22, attempts=1)
            report = Harvest(catalogue, source, client).run(Wish())
            time.sleep(0.05)
            assert server.sent < 64 * 2**20
        assert report.outcome == "stopped"
        assert error in str(report.error)
        assert catalogue.counts()["documents"] == 0

    def test_a_private_address_is_refused_unless_trusted(self, catalogue: Catalogue) -> None:
        with serving(Repository(1)) as server, catalogue.writing():
            source = Source(name="a", protocol="oai-pmh", address=f"{server.address}/oai")
            report = Harvest(catalogue, source, source.client()).run(Wish())
        assert "private = true" in str(report.error)


def test_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    # Each page is slow when it is first asked for, so that no machine is done before it is killed.
    slow = dict.fromkeys(range(0, 400, 25), "slow")
    repository = Repository(400, page=25, malformed={77}, faults=slow)
    home = tmp_path / "home"
    home.mkdir()
    with serving(repository) as server:
        (home / "clew.toml").write_text(
            f'[sources.ashby]\nprotocol = "oai-pmh"\naddress = "{server.address}/oai"\n'
            "private = true\nrate = 0\n"
        )
        for left in (10, 3):
            assert _harvest(home, slow, left) == -signal.SIGKILL
        assert _harvest(home, slow, -1) == 1  # done, with one record set aside
    with_catalogue = Catalogue(home / "catalogue.db")
    try:
        (report,) = with_catalogue.runs.reports("ashby", 9)
        assert plain(report) == ("complete", {"new": 399, "failed": 1})
        assert with_catalogue.counts()["dataset"] == 399
        assert titles(with_catalogue) == {
            repository.title(number) for number in range(400) if number != 77
        }
    finally:
        with_catalogue.close()


def _harvest(home: Path, slow: dict[int, str], left: int) -> int:
    """Harvest, and kill the process as soon as so few slow pages are left."""
    process = subprocess.Popen(
        [sys.executable, "-m", "clew", "harvest", "ashby", "--json"],
        env=os.environ | {"CLEW_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    until = time.monotonic() + 120
    while process.poll() is None:
        if len(slow) <= left or time.monotonic() > until:
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(0.01)
    return process.wait()
