"""The index made anew: by the package, the command line, and in the background."""

from __future__ import annotations

import fcntl
import json
import os
import time
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from pages import faults, page, text
from support import copied
from visiting import promote, register, send

import clew
from clew import rebuilding
from clew.cli import main
from clew.errors import CatalogueBusy
from clew.home import Home
from clew.members import Role
from clew.rebuilding import Rebuild
from clew.web.application import application
from clew.web.pages.account import TRIES

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "corpus"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("rebuilt")
    with clew.open(home) as catalogue:
        catalogue.add(str(EXAMPLES / "gtr-xml"))
    return home


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    return copied(filled, tmp_path)


def found(home: Path) -> list[str]:
    with clew.open(home) as catalogue:
        return [hit.id for hit in catalogue.search("", limit=500).hits]


def ended(home: Path) -> Rebuild:
    """Wait for a rebuild to end, and return how it went."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        told = rebuilding.state(Home(home))
        if told and not told.running:
            return told
        time.sleep(0.1)
    raise AssertionError("it goes on and on")


def test_what_was_lost_from_the_index_is_there_again(home: Path) -> None:
    before = found(home)
    with clew.open(home) as catalogue:
        gone = catalogue.get(before[0]).number
        engine = catalogue._engine
        engine.remove([gone])
        engine.commit(engine.revision)
        engine.close()
    assert before[0] not in found(home)
    seen: list[tuple[int, int | None]] = []
    with clew.open(home) as catalogue:
        made = catalogue.rebuild(lambda done, total: seen.append((done, total)))
        assert catalogue.overview().indexed_revision == catalogue.overview().revision
    assert sorted(found(home)) == sorted(before)
    assert seen[0] == (0, made)
    assert seen[-1] == (made, made)


def test_what_should_not_be_in_the_index_is_gone(home: Path) -> None:
    before = found(home)
    with clew.open(home) as catalogue:
        engine = catalogue._engine
        entry = next(catalogue._entries())
        engine.replace([msgspec.structs.replace(entry, number=999_999, slug="a-ghost")])
        engine.commit(engine.revision)
        engine.close()
    assert "a-ghost" in found(home)
    with clew.open(home) as catalogue:
        catalogue.rebuild()
    assert sorted(found(home)) == sorted(before)


def test_searches_go_on_with_the_old_index_until_it_is_done(home: Path) -> None:
    counts: list[int] = []
    with clew.open(home) as reader, clew.open(home) as writer:
        before = reader.search("").total
        writer.rebuild(lambda done, total: counts.append(reader.search("").total))
        assert set(counts) == {before}
        assert reader.search("").total == before


def test_stopped_half_way_nothing_has_happened(home: Path) -> None:
    before = found(home)

    def stop(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), clew.open(home) as catalogue:
        catalogue.rebuild(stop)
    assert sorted(found(home)) == sorted(before)


def test_the_command_says_how_many(home: Path) -> None:
    done = CliRunner().invoke(main, ["rebuild", "--home", str(home)])
    assert done.exit_code == 0, done.output
    assert done.output.endswith(" resources were indexed anew.\n")
    as_json = CliRunner().invoke(main, ["rebuild", "--home", str(home), "--json"])
    assert list(json.loads(as_json.output)) == ["indexed"]


def test_in_the_background_it_says_how_it_went(home: Path) -> None:
    assert rebuilding.state(Home(home)) is None
    before = found(home)
    rebuilding.start(Home(home), "Ada")
    told = ended(home)
    assert (told.by, told.error, told.done, told.running) == ("Ada", None, told.total, False)
    assert told.ended_at is not None
    assert sorted(found(home)) == sorted(before)


def test_a_second_one_is_refused_while_one_runs(home: Path) -> None:
    with clew.open(home):
        pass
    lock = os.open(home / "rebuilding.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with pytest.raises(CatalogueBusy, match="is being rebuilt"):
        rebuilding.start(Home(home), "Ben")
    os.close(lock)
    assert rebuilding.state(Home(home)) is None


def test_one_that_was_killed_is_told_from_one_that_runs(home: Path) -> None:
    (home / "rebuilding.json").write_bytes(
        msgspec.json.encode(Rebuild(by="Ada", began_at="2031-05-02T09:00:00+00:00", done=3))
    )
    (home / "rebuilding.lock").touch()
    told = rebuilding.state(Home(home))
    assert told
    assert (told.running, told.ended_at, told.done) == (False, None, 3)
    (home / "rebuilding.json").write_text("half a senten")
    assert rebuilding.state(Home(home)) is None


def test_what_kept_it_from_working_is_told(home: Path) -> None:
    with clew.open(home) as other, other.catalogue.writing():
        rebuilding.start(Home(home), "Ada")
        told = ended(home)
    assert told.error
    assert "Another process is writing" in told.error


def test_administrators_start_it_and_see_how_far_it_is(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TRIES, "rate", 1e6)
    with TestClient(application(home), headers={"Accept": "text/html"}) as browser:
        register(browser)
        promote(home, "ada@example.org", Role.ADMIN)
        shown = page(browser, "/admin")
        assert faults(shown) == []
        assert "has" not in text(shown.xpath("//div[@id='rebuild']")[0])
        lock = os.open(home / "rebuilding.lock", os.O_RDWR | os.O_CREAT)
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = Rebuild(by="Ada", began_at="2031-05-02T09:00:00+00:00", done=30, total=120)
        (home / "rebuilding.json").write_bytes(msgspec.json.encode(told))
        running = page(browser, "/admin/index")
        assert faults(running) == []
        (part,) = running.xpath("//div[@id='rebuild']")
        assert "30 of 120" in text(part)
        assert "since 2 May 2031, 09:00 UTC for Ada" in text(part)
        assert part.get("data-hx-trigger") == "every 2s"
        assert part.xpath(".//progress/@value") == ["30"]
        assert part.xpath(".//form") == []
        refused = send(browser, "/admin/index")
        assert refused.status_code == 503
        os.close(lock)
        assert "was stopped before it was done" in text(page(browser, "/admin/index"))
        started = send(browser, "/admin/index")
        assert started.url.path == "/admin/index"
        ended(home)
        after = page(browser, "/admin/index")
        assert "The index was rebuilt on" in text(after)
        assert after.xpath("//form[@action='/admin/index']")
        assert browser.get("/search?q=").status_code == 200
