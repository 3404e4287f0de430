from __future__ import annotations

import json
import re
import stat
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import Weave

import clew
from clew.catalogue import Catalogue
from clew.cli import main
from clew.dumping import dump, restore, snapshot
from clew.errors import CatalogueError
from clew.export import choose
from clew.home import Home
from clew.members import Members
from clew.model import Identifier, Kind, LinkType, Record, Relation, Scheme, Target

NOW = datetime(2031, 5, 2, tzinfo=UTC)
AWARD = Identifier(scheme=Scheme.AWARD, value="ZZ/K00417X/1")


@pytest.fixture
def filled(catalogue: Catalogue, weave: Weave) -> Catalogue:
    """Return a catalogue of an award, a dataset it paid for, and a decision between them."""
    funded = Relation(type=LinkType.FUNDED_BY, target=Target(identifier=AWARD), quote="ZZ")
    weave(Record(key="a", kind=Kind.AWARD, title="Doors", identifiers=(AWARD,)), at="a.html")
    weave(Record(key="d", kind=Kind.DATASET, title="Door data", relations=(funded,)), at="d.html")
    with catalogue.transaction():
        catalogue.decisions.make("confirm", [(2, 1)], "pia", "2031-05-02", type="funded-by")
    return catalogue


@pytest.fixture
def home(filled: Catalogue) -> Home:
    made = Home(filled.path.parent)
    made.sources.write_text('contact = "pia@example.org"\n', "utf-8")
    (made.vocabularies / "own").mkdir(parents=True)
    (made.vocabularies / "own" / "doors.json").write_text("{}", "utf-8")
    Members(made.members).close()
    return made


def test_a_restored_catalogue_equals_the_one_that_was_dumped(
    filled: Catalogue, home: Home, tmp_path: Path
) -> None:
    size = dump(filled, home, tmp_path / "all.zip")
    assert size == (tmp_path / "all.zip").stat().st_size
    there = Home(tmp_path / "there")
    restore(tmp_path / "all.zip", there)
    copy = Catalogue(there.catalogue)
    assert copy.fingerprint() == filled.fingerprint()
    assert copy.counts() == filled.counts()
    assert copy.decisions.all() == filled.decisions.all()
    sha256 = filled.documents.sha256(1)
    assert copy.documents.content(sha256) == filled.documents.content(sha256)
    copy.close()
    assert there.sources.read_text("utf-8") == 'contact = "pia@example.org"\n'
    assert (there.vocabularies / "own" / "doors.json").is_file()
    assert not there.members.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.zip", "there"]


def test_a_dump_says_what_is_in_it(filled: Catalogue, home: Home, tmp_path: Path) -> None:
    dump(filled, home, tmp_path / "all.zip", people=True)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        package = json.loads(archive.read("datapackage.json"))
        sizes = {one.filename: one.file_size for one in archive.infolist()}
    assert {one["path"]: one["bytes"] for one in package["resources"]} == {
        name: size for name, size in sizes.items() if name != "datapackage.json"
    }
    assert set(sizes) == {
        *("catalogue.db", "clew.toml", "members.db", "vocabularies/own/doors.json"),
        "datapackage.json",
    }


def test_nothing_is_restored_over_a_catalogue(
    filled: Catalogue, home: Home, tmp_path: Path
) -> None:
    dump(filled, home, tmp_path / "all.zip")
    with pytest.raises(CatalogueError, match=r"holds a catalogue already\. Restore to another"):
        restore(tmp_path / "all.zip", home)


def repacked(path: Path, target: Path, **changed: bytes) -> Path:
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name.replace(".", "_"), old.read(name)))
    return target


def test_a_damaged_dump_leaves_nothing(filled: Catalogue, home: Home, tmp_path: Path) -> None:
    dump(filled, home, tmp_path / "all.zip")
    there = Home(tmp_path / "there")
    damaged = repacked(tmp_path / "all.zip", tmp_path / "bad.zip", clew_toml=b"x")
    with pytest.raises(CatalogueError, match=r"The part clew\.toml of the dump is damaged"):
        restore(damaged, there)
    (tmp_path / "cut.zip").write_bytes((tmp_path / "all.zip").read_bytes()[:-200])
    with pytest.raises(CatalogueError, match="cannot be read as a dump"):
        restore(tmp_path / "cut.zip", there)
    assert list(there.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "vocabularies/../../evil", "other.db"])
def test_a_dump_cannot_lead_elsewhere(name: str, tmp_path: Path) -> None:
    told = {"clew:kind": "clew-dump", "resources": [{"path": name, "bytes": 1, "hash": "sha256:"}]}
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("datapackage.json", json.dumps(told))
        archive.writestr(name, b"x")
    with pytest.raises(CatalogueError, match="no part of a catalogue"):
        restore(tmp_path / "evil.zip", Home(tmp_path / "there"))


@pytest.mark.parametrize("package", [None, "[]", '{"resources": []}', "{"])
def test_other_zip_files_are_no_dumps(package: str | None, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("datapackage.json" if package else "a.txt", package or "")
    with pytest.raises(CatalogueError, match="no dump of a catalogue"):
        restore(tmp_path / "other.zip", Home(tmp_path / "there"))


def test_a_snapshot_is_a_data_package(filled: Catalogue, tmp_path: Path) -> None:
    formats = [choose("jsonl"), choose("csv"), choose("csl-json"), choose("json")]
    made = snapshot(filled, tmp_path, "2031-05-02", formats)
    package = json.loads((made / "datapackage.json").read_text("utf-8"))
    assert package["created"] == "2031-05-02"
    assert [one["path"] for one in package["resources"]] == [
        *("resources.jsonl", "resources.csv", "resources.json", "resources-json.json")
    ]
    assert {one["path"]: one["bytes"] for one in package["resources"]} == {
        path.name: path.stat().st_size
        for path in made.iterdir()
        if path.suffix != ".part" and path.name != "datapackage.json"
    }
    lines = (made / "resources.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["slug"] for line in lines] == ["doors", "door-data"]


def test_old_snapshots_go(filled: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    for day in ("2031-05-01", "2031-05-02", "2031-05-03", "2031-05-03"):
        snapshot(filled, tmp_path, day, [choose("csv")], keep=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "2031-05-02",
        "2031-05-03",
        "notes",
    ]


def test_what_else_is_kept_beside_snapshots_stays(filled: Catalogue, tmp_path: Path) -> None:
    others = ("2019-photographs", "1", "2030-01-01")
    for name in others:
        (tmp_path / name).mkdir()
    (tmp_path / "2030-01-02").write_text("a note")
    for day in ("2031-05-01", "2031-05-02"):
        snapshot(filled, tmp_path, day, [choose("csv")], keep=1)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(
        [*others, "2030-01-02", "2031-05-02"]
    )


def test_the_commands(home: Home, tmp_path: Path) -> None:
    run, here, file = CliRunner(), ["--home", str(home.folder)], str(tmp_path / "all.zip")
    assert run.invoke(main, ["dump", file, *here]).output.startswith(f"{file}: ")
    there = ["--home", str(tmp_path / "there")]
    told = run.invoke(main, ["restore", file, *there])
    assert re.fullmatch(r"2 documents and \d records restored\.\n", told.output)
    assert run.invoke(main, ["restore", file, *there]).exit_code == 1
    shown = run.invoke(main, ["snapshot", str(tmp_path / "days"), "--as", "ris", *here])
    folder = Path(shown.output.strip())
    assert sorted(path.name for path in folder.iterdir()) == ["datapackage.json", "resources.ris"]


def test_what_somebody_keeps_at_that_moment_is_in_the_dump(
    filled: Catalogue, home: Home, tmp_path: Path
) -> None:
    with closing(Members(home.members)) as members:  # as the site has it open
        members.accounts.open("pia@example.org", "Pia", NOW, password="a kettle sings at noon")
        dump(filled, home, tmp_path / "all.zip", people=True)
    restore(tmp_path / "all.zip", Home(tmp_path / "there"))
    with closing(Members(tmp_path / "there" / "members.db")) as again:
        assert [one.email for one in again.accounts.all()] == ["pia@example.org"]


def test_what_people_keep_stays_out_of_others_sight(tmp_path: Path) -> None:
    home, again = Home(tmp_path / "home"), Home(tmp_path / "again")
    Members(home.members).close()
    with clew.open(home.folder) as catalogue:
        dump(catalogue.catalogue, home, tmp_path / "all.zip", people=True)
        dump(catalogue.catalogue, home, tmp_path / "public.zip")
    restore(tmp_path / "all.zip", again)
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (tmp_path / "all.zip", again.members)]
    assert modes == [0o600, 0o600]
