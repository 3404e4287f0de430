"""The sources file: read whole, changed without losing what people wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import SourceError
from clew.harvest.presets import presets
from clew.harvest.registry import protocols
from clew.harvest.source import Source
from clew.harvest.sources_file import SourcesFile, _toml

WRITTEN = """# Ours.
contact = "data@library.example"

[sources.fsd]
preset = "fsd"   # as ever
every = "month"
take = { sets = ["language:en"] }

# The theses.
[sources.theses]
protocol = "oai-pmh"
address = "https://repository.example/oai"
private = true

[sources.theses.take]
format = "oai_dc"

[sources."last"]
protocol = "files"
address = "/data"
"""


@pytest.fixture
def file(tmp_path: Path) -> SourcesFile:
    path = tmp_path / "home" / "clew.toml"
    path.parent.mkdir()
    path.write_text(WRITTEN)
    return SourcesFile(path)


def test_sources_are_read(file: SourcesFile) -> None:
    assert file.contact == "data@library.example"
    assert [source.name for source in file.sources()] == ["fsd", "theses", "last"]
    assert file.get("theses") == Source(
        name="theses",
        protocol="oai-pmh",
        address="https://repository.example/oai",
        take={"format": "oai_dc"},
        private=True,
    )


def test_a_preset_is_filled_in_and_can_be_overridden(file: SourcesFile) -> None:
    source = file.get("fsd")
    assert source.address == "https://services.fsd.tuni.fi/v0/oai"
    assert source.every == "month"
    assert source.take == {"format": "oai_ddi25", "sets": ["language:en"]}
    assert source.credit is not None


def test_no_file_is_no_sources(tmp_path: Path) -> None:
    file = SourcesFile(tmp_path / "clew.toml")
    assert (file.sources(), file.contact) == ([], None)


def test_a_source_is_added_at_the_end(file: SourcesFile) -> None:
    table = {"protocol": "ckan", "address": "https://ckan.example", "take": {"query": 'a "b" é'}}
    added = file.add("town", table)
    assert added == file.get("town")
    assert added.take == {"query": 'a "b" é'}
    text = file.path.read_text()
    assert text.startswith(WRITTEN)
    assert text.endswith(
        '\n[sources.town]\nprotocol = "ckan"\naddress = "https://ckan.example"\n'
        'take = { query = "a \\"b\\" é" }\n'
    )


def test_the_first_source_makes_the_file(tmp_path: Path) -> None:
    file = SourcesFile(tmp_path / "new" / "clew.toml")
    file.add("fsd", {"preset": "fsd"})
    assert file.path.read_text() == '[sources.fsd]\npreset = "fsd"\n'


@pytest.mark.parametrize("name", ["fsd", "theses", "last"])
def test_a_source_is_removed_with_all_its_tables(file: SourcesFile, name: str) -> None:
    before = {source.name: source for source in file.sources()}
    file.remove(name)
    del before[name]
    assert {source.name: source for source in file.sources()} == before
    assert "# Ours." in file.path.read_text()


def test_adding_and_removing_changes_nothing(file: SourcesFile) -> None:
    file.add("town", {"protocol": "files", "address": "/town"})
    file.remove("town")
    assert file.path.read_text().rstrip() == WRITTEN.rstrip()


def test_a_source_written_in_another_way_is_left_to_people(tmp_path: Path) -> None:
    path = tmp_path / "clew.toml"
    path.write_text('[sources]\na = { protocol = "files", address = "/a" }\n')
    with pytest.raises(SourceError, match="a is not written as a table of its own"):
        SourcesFile(path).remove("a")
    assert [source.name for source in SourcesFile(path).sources()] == ["a"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("contact = ", "is not TOML"),
        ("contact = 7", "is wrong: Expected `str | null`, got `int` - at `$.contact`"),
        ("else = 1", "is wrong: Object contains unknown field `else`"),
        ("[sources.a]\nprotocol = 'files'", "source a in .* is wrong: .* field `address`"),
        ("[sources.a]\nprotocol = 'gopher'\naddress = 'x'", "There is no protocol gopher"),
        ("[sources.a]\npreset = 'nobody'", "There is no preset nobody"),
        ("[sources.a]\npreset = 'fsd'\nevery = 'hour'", "Invalid enum value 'hour'"),
        ("[sources.a]\npreset = 'fsd'\ntake = { set = 'x' }", "It may hold: format, sets"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, error: str) -> None:
    path = tmp_path / "clew.toml"
    path.write_text(text)
    with pytest.raises(SourceError, match=error):
        SourcesFile(path).sources()


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "clew.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SourceError, match="cannot be read"):
        SourcesFile(tmp_path / "clew.toml").sources()


def test_names_are_unique_and_plain(file: SourcesFile) -> None:
    with pytest.raises(SourceError, match="There is a source fsd already"):
        file.add("fsd", {"preset": "fsd"})
    for name in ("", "A", "a b", "a.b", "-a", "a]\n[x"):
        with pytest.raises(SourceError, match="cannot be the name of a source"):
            file.add(name, {"preset": "fsd"})
    with pytest.raises(SourceError, match="There is no source nobody"):
        file.get("nobody")


def test_nothing_wrong_is_written(file: SourcesFile) -> None:
    with pytest.raises(SourceError):
        file.add("town", {"protocol": "ckan"})
    assert file.path.read_text() == WRITTEN


_PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.booleans() | st.integers(0, 9)


@given(st.lists(_PLAIN) | _PLAIN)
def test_what_is_written_is_read_again(value: object) -> None:
    import tomllib

    assert tomllib.loads(f"a = {_toml(value)}") == {"a": value}


@pytest.mark.parametrize("name", sorted(presets()))
def test_a_preset_is_a_whole_source(name: str, tmp_path: Path) -> None:
    source = SourcesFile(tmp_path / "clew.toml").add(name, {"preset": name})
    assert source.protocol in protocols()
    assert source.address.startswith("https://")
    assert source.title
    assert source.rights
    assert source.credit
    assert source.rate <= 1


def test_the_aim_changes_with_what_is_taken_and_nothing_else() -> None:
    source = Source(name="a", protocol="files", address="/a", take={"x": 1, "y": 2})
    same = Source(name="b", protocol="files", address="/a", take={"y": 2, "x": 1}, title="A")
    other = Source(name="a", protocol="files", address="/a", take={"x": 1})
    assert (source.aim == same.aim, source.aim == other.aim) == (True, False)
