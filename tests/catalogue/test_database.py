"""The file on disk: migrations, one writer at a time, all or nothing."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clew.catalogue import Catalogue
from clew.catalogue.database import Database, inserted
from clew.errors import CatalogueBusy, CatalogueError, CatalogueTooNew
from clew.model import Kind


def test_opening_twice_migrates_once(tmp_path: Path) -> None:
    for _ in range(2):
        catalogue = Catalogue(tmp_path / "home" / "catalogue.db")
        assert catalogue.revision == 0
        catalogue.close()


@pytest.mark.parametrize("again", range(10))
def test_many_may_open_a_new_one_at_once(tmp_path: Path, again: int) -> None:
    path = tmp_path / f"catalogue-{again}.db"
    gate = threading.Barrier(6)

    def open_it(_: int) -> dict[str, int]:
        gate.wait()
        catalogue = Catalogue(path)
        counts = catalogue.counts()
        catalogue.close()
        return counts

    with ThreadPoolExecutor(6) as threads:
        counts = list(threads.map(open_it, range(6)))
    assert counts == [{"documents": 0, "records": 0, "links": 0}] * 6


def test_it_is_written_ahead(tmp_path: Path) -> None:
    Catalogue(tmp_path / "catalogue.db").close()
    with sqlite3.connect(tmp_path / "catalogue.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_every_table_is_described_in_the_docs(tmp_path: Path) -> None:
    Catalogue(tmp_path / "catalogue.db").close()
    connection = sqlite3.connect(tmp_path / "catalogue.db")
    tables = {n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    connection.close()
    text = (Path(__file__).parents[2] / "docs" / "schema.md").read_text("utf-8")
    assert {table for table in tables if f"`{table}`" not in text} == set()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalogue.db").write_bytes(b"A letter to a friend. " * 100)
    with pytest.raises(CatalogueError, match="cannot be used as a catalogue"):
        Catalogue(tmp_path / "catalogue.db")


def test_a_later_schema_is_refused(tmp_path: Path) -> None:
    Catalogue(tmp_path / "catalogue.db").close()
    connection = sqlite3.connect(tmp_path / "catalogue.db")
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    with pytest.raises(CatalogueTooNew, match="schema 9999"):
        Catalogue(tmp_path / "catalogue.db")


def test_a_second_writer_is_told(tmp_path: Path) -> None:
    one, two = Catalogue(tmp_path / "c.db"), Catalogue(tmp_path / "c.db")
    with one.writing(), pytest.raises(CatalogueBusy, match="Another process"), two.writing():
        pass
    with two.writing():
        pass
    one.close()
    two.close()


def test_a_transaction_that_fails_leaves_nothing(catalogue: Catalogue) -> None:
    def interrupted() -> None:
        with catalogue.transaction():
            catalogue.resources.make(Kind.DATASET, "A study")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert catalogue.revision == 0
    assert catalogue.resources.changed_since(0) == []


def test_the_number_of_a_row_is_told_only_where_one_was_made(tmp_path: Path) -> None:
    database = Database(tmp_path / "catalogue.db")
    numbers = [
        inserted(
            database.connection.execute(
                "INSERT INTO resources (slug, kind, revision) VALUES (?, 'award', 1)"
                " ON CONFLICT DO NOTHING",
                (slug,),
            )
        )
        for slug in ("kettle", "teapot", "kettle", "cup")
    ]
    assert numbers == [1, 2, None, 3]
    database.close()


@pytest.mark.parametrize("keeping", ["roomy", "sparing"])
def test_how_many_pages_are_kept_is_as_it_was_after_an_error(tmp_path: Path, keeping: str) -> None:
    database = Database(tmp_path / "catalogue.db")

    def kept() -> int:
        (size,) = database.connection.execute("PRAGMA cache_size").fetchone()
        return -int(size)

    def fail() -> None:
        with getattr(database, keeping)():
            assert (kept() > usual) is (keeping == "roomy")
            raise KeyError

    usual = kept()
    with pytest.raises(KeyError):
        fail()
    assert kept() == usual
    database.close()
