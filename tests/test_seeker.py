"""Searching in a process of its own: the same answers, whatever befalls the process."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import clew
from clew.errors import NotFound, QueryError, SettingsError
from clew.home import Home
from clew.index import Filters
from clew.index.query import Everything
from clew.reading import Reader
from clew.search import Count, Counted
from clew.seeker import READY, TRIES, Asked, Question, Seeker, Seekers, Told
from clew.web.application import application

CORPUS = Path(__file__).resolve().parents[1] / "examples" / "corpus"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sought")
    with clew.open(made) as catalogue:
        catalogue.add(str(CORPUS))
    return made


@pytest.fixture(scope="module")
def seekers(home: Path) -> Iterator[Seekers]:
    made = Seekers(home, 1)
    yield made
    made.close()


@pytest.fixture
def reader(home: Path, seekers: Seekers) -> Iterator[Reader]:
    made = Reader(Home(home), seekers=seekers)
    yield made
    made.close()


def process_of(seeker: Seeker) -> subprocess.Popen[bytes]:
    process = seeker._process
    assert process
    return process


def only(seekers: Seekers) -> Seeker:
    (seeker,) = seekers._all
    return seeker


@pytest.mark.parametrize("words", ["", "home visits", '"home visits" OR kind:thesis', "wating"])
def test_it_answers_as_the_site_itself_would(home: Path, reader: Reader, words: str) -> None:
    with clew.open(home) as catalogue:
        whole = catalogue.search(words, limit=20, facets=["kind", "source"], years=["period"])
        inside = catalogue.facet("keyword", "", words, limit=5)
    assert reader.search(words, limit=20, facets=["kind", "source"], years=["period"]) == whole
    assert reader.facet("keyword", "", words, limit=5) == inside
    assert process_of(only(reader._seekers)).poll() is None  # type: ignore[arg-type]


def test_it_finds_what_is_like_something(home: Path, reader: Reader) -> None:
    with clew.open(home) as catalogue:
        name = catalogue.search("home visits").hits[0].id
        like = catalogue.like(name, settings={"depth": 20})
        texts = catalogue.like("children who are visited at home", kind="dataset")
    assert reader.like(name, settings={"depth": 20}) == like
    assert reader.like("children who are visited at home", kind="dataset") == texts


def test_what_cannot_be_asked_is_told_as_ever(home: Path, reader: Reader) -> None:
    with clew.open(home) as catalogue, pytest.raises(QueryError) as told:
        catalogue.search("home", facets=["nonsense"])
    with pytest.raises(QueryError) as raised:
        reader.search("home", facets=["nonsense"])
    assert raised.value.as_json() == told.value.as_json()
    with pytest.raises(NotFound):
        reader.get("nobody-knows")
    assert reader.search("home").total > 0


def test_one_that_was_killed_is_missed_by_nobody(reader: Reader, seekers: Seekers) -> None:
    whole = reader.search("home visits")
    gone = process_of(only(seekers))
    gone.kill()
    gone.wait()
    assert reader.search("home visits") == whole  # by the site itself
    assert only(seekers)._process is None
    assert reader.search("home visits") == whole
    assert process_of(only(seekers)).pid != gone.pid


def test_one_that_answers_nonsense_is_ended(
    home: Path, reader: Reader, seekers: Seekers, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeker = Seeker(home)
    talks = (sys.executable, "-c", "print('Nonsense!' * 9)")
    started = subprocess.Popen(talks, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    monkeypatch.setattr(seeker, "_start", lambda: started)
    assert seeker.ask(READY) is None
    assert started.poll() is not None
    monkeypatch.undo()
    assert seeker.ask(READY) == reader.search("ready", limit=1)
    seeker.close()


def test_what_cannot_be_helped_is_left_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "catalogue.db").write_text("No catalogue, but a text.")
    seeker = Seeker(tmp_path)
    start, begun = seeker._start, []

    def starting() -> subprocess.Popen[bytes]:
        begun.append(start())
        return begun[-1]

    monkeypatch.setattr(seeker, "_start", starting)
    assert [seeker.ask(READY) for _ in range(TRIES + 2)] == [None] * (TRIES + 2)
    assert len(begun) == TRIES
    assert "CatalogueError" in capfd.readouterr().err  # for who keeps the site


def test_what_another_process_adds_is_found(tmp_path: Path) -> None:
    with clew.open(tmp_path) as catalogue:
        catalogue.add(str(CORPUS))
        seeker = Seeker(tmp_path)
        question = Question(
            "search", ("quernstones",), {"exact": True, "settings": {"nearness": 1}}
        )
        before = seeker.ask(question)
        (tmp_path / "new.csv").write_text("title,year\nQuernstones of the upper dale,2019\n")
        catalogue.add(str(tmp_path / "new.csv"))
        after = seeker.ask(question)
    seeker.close()
    assert (before.total, [hit.title for hit in after.hits]) == (
        0,
        ["Quernstones of the upper dale"],
    )


def test_who_finds_none_free_waits(reader: Reader) -> None:
    whole, told = reader.search("home visits"), []
    asking = [
        threading.Thread(target=lambda: told.append(reader.search("home visits"))) for _ in range(5)
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join(60)
    assert told == [whole] * 5


def test_they_come_while_something_else_is_done(home: Path) -> None:
    seekers = Seekers(home, 2)
    seekers.prepare()
    seekers.close()  # each once it has answered
    assert [seeker._process for seeker in seekers._all] == [None, None]


def told_by(home: Path, *said: object) -> tuple[list[object], bytes]:
    """Say things to a process that searches, all at once, and return what it says."""
    command = [sys.executable, "-m", "clew.seeker", str(home)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload]
        told, trouble = process.communicate(b"".join(map(pickle.dumps, said)), 60)
    assert process.returncode == 0
    stream, found = BytesIO(told), []
    while stream.tell() < len(told):
        found.append(pickle.load(stream))
    return found, trouble


def test_it_asks_back_and_ends_when_nobody_asks_any_more(home: Path) -> None:
    with clew.open(home) as catalogue:
        whole = catalogue.search("ready", limit=1)
        revision = catalogue.catalogue.revision
    (asked, told), trouble = told_by(home, READY, Told(1, None))
    assert trouble == b""
    assert told == whole
    assert asked == Asked(1, revision, asked.wanted)  # type: ignore[attr-defined]
    assert (asked.wanted.facets, asked.wanted.most) == ((), 10)


def test_what_it_is_told_it_tells_and_what_comes_too_late_it_passes_over(home: Path) -> None:
    late = Told(1, Counted(99, (), ()))
    found, trouble = told_by(
        home, READY, Told(1, Counted(7, (), ())), late, READY, late, Told(2, None)
    )
    assert trouble == b""
    asked, first, again, second = found
    assert (asked.number, again.number) == (1, 2)  # type: ignore[attr-defined]
    assert (first.total, second.total) == (7, 4)  # type: ignore[attr-defined]


def test_it_ends_when_nobody_tells_it_what_it_asked(home: Path) -> None:
    found, trouble = told_by(home, READY)
    assert trouble == b""
    assert [type(one) for one in found] == [Asked]


def test_one_that_is_killed_while_it_asks_is_missed_by_nobody(home: Path) -> None:
    seeker = Seeker(home)

    def kill(asked: Asked) -> None:
        process_of(seeker).kill()
        process_of(seeker).wait()

    assert seeker.ask(READY, kill) is None
    assert seeker.ask(READY).total == 4
    seeker.close()


def test_the_site_counts_while_it_waits(
    home: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[tuple[Asked, Counted | None]] = []
    count = Reader._counted

    def noting(self: Reader, asked: Asked) -> Counted | None:
        counted.append((asked, count(self, asked)))
        return counted[-1][1]

    monkeypatch.setattr(Reader, "_counted", noting)
    answer = reader.search("home visits", facets=["kind"], years=["period"])
    [(asked, found)] = counted
    assert found == Counted(answer.total, answer.facets, answer.years)
    assert asked.wanted.facets == ("kind",)
    monkeypatch.setattr(Reader, "_counted", lambda self, asked: None)
    assert reader.search("home visits", facets=["kind"], years=["period"]) == answer


def test_the_site_does_not_count_in_another_index_than_was_searched(reader: Reader) -> None:
    wanted = Count((), (), Everything(), Filters(), 10)
    now = reader._engine.revision
    found = reader._counted(Asked(1, now, wanted))
    assert found is not None
    assert found.total == reader.search("").total
    assert reader._counted(Asked(2, now + 1, wanted)) is None
    assert reader._counted(Asked(3, now, wanted._replace(facets=("colour",)))) is None


def test_ctrl_c_is_for_the_site(home: Path) -> None:
    seeker = Seeker(home)
    whole = seeker.ask(READY)
    group = os.getpgid(process_of(seeker).pid)
    assert group != os.getpgid(0)
    assert seeker.ask(READY) == whole
    seeker.close()


def test_a_site_shows_the_same_with_and_without(home: Path) -> None:
    pages = ["/search?q=home+visits", "/search?q=home&kind=thesis", "/api/v1/export?as=ris&q=home"]

    def shown(seekers: int) -> list[str]:
        with TestClient(application(home, seekers=seekers)) as client:
            return [client.get(page).text for page in pages]

    assert shown(1) == shown(0)


def test_how_many_there_are_is_a_number(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEW_SEEKERS", "a few")
    with pytest.raises(SettingsError) as raised:
        application(home)
    assert str(raised.value) == (
        "CLEW_SEEKERS is 'a few'. Set it to how many processes are to search."
    )
