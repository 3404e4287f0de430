"""Vocabularies are added to a catalogue, listed, replaced and removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from clew.errors import VocabularyError
from clew.vocabularies import Vocabularies

TABLE = "term,alternative\noak,oke\n"


@pytest.fixture
def added(tmp_path: Path) -> Vocabularies:
    return Vocabularies(tmp_path / "home" / "vocabularies")


def write(tmp_path: Path, name: str, text: str = TABLE) -> Path:
    file = tmp_path / name
    file.write_text(text)
    return file


def names(added: Vocabularies) -> list[str]:
    return [one.name for one in added.all()]


def test_none_at_first(added: Vocabularies, tmp_path: Path) -> None:
    assert (names(added), added.stamp) == ([], 0)
    assert not (tmp_path / "home").exists()


def test_adding_replacing_and_removing(added: Vocabularies, tmp_path: Path) -> None:
    first = added.add(write(tmp_path, "trees.csv"))
    assert (first.name, added.all()) == ("trees", [first])
    stamp = added.stamp
    added.add(write(tmp_path, "other.csv"), "a second one")
    assert added.stamp != stamp
    assert names(added) == ["a-second-one", "trees"]
    again = added.add(write(tmp_path, "trees.csv", "term\nash\n"))
    assert [heading.label for heading in again.headings] == ["ash"]
    assert names(added) == ["a-second-one", "trees"]
    added.remove("a second one")
    assert added.all() == [again]
    with pytest.raises(VocabularyError, match="There is no vocabulary trees2"):
        added.remove("trees2")


def test_what_cannot_be_read_changes_nothing(added: Vocabularies, tmp_path: Path) -> None:
    kept = added.add(write(tmp_path, "trees.csv"))
    with pytest.raises(VocabularyError):
        added.add(write(tmp_path, "trees.csv", "nothing of the kind"))
    assert added.all() == [kept]


def test_a_damaged_one_is_left_out(added: Vocabularies, tmp_path: Path) -> None:
    added.add(write(tmp_path, "trees.csv"))
    added.add(write(tmp_path, "shrubs.csv"))
    (tmp_path / "home" / "vocabularies" / "shrubs.json").write_text("{")
    assert names(added) == ["trees"]
