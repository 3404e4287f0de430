"""Bags: folders with payload and checksums (BagIt 1.0, RFC 8493)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from clew.errors import BrokenDocument, SourceError
from clew.harvest.arrival import Arrival, open_file

# Strongest first; a bag needs one manifest (section 2.1.3).
_ALGORITHMS = ("sha512", "sha256", "sha1", "md5")


def is_bag(folder: Path) -> bool:
    """Say whether a folder is a bag."""
    return (folder / "bagit.txt").is_file() and (folder / "data").is_dir()


def payload(folder: Path) -> Iterator[Arrival]:
    """Yield the documents in a bag, in the order of their names.

    A file whose checksum is not the manifest's, or that the manifest does not name, is refused; a
    file that the manifest names but the bag has not is reported.

    Raises
    ------
    SourceError: when there is no manifest that can be checked.
    """
    algorithm, sums = _manifest(folder)
    here = {
        path.relative_to(folder).as_posix(): path
        for path in sorted((folder / "data").rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    for name, path in here.items():
        yield _file(name, path, algorithm, sums.get(name))
    elsewhere = _elsewhere(folder)
    for name in sorted(sums.keys() - here.keys()):
        if not Path(name).name.startswith("."):
            yield Arrival.of_trouble(
                str(folder.resolve() / name),
                SourceError(
                    f"{name} is in the manifest of {folder}, but not in the bag.",
                    hint=f"Its fetch.txt says where it is: {elsewhere[name]}."
                    if name in elsewhere
                    else "Fetch the bag again.",
                ),
            )


def _elsewhere(folder: Path) -> dict[str, str]:
    """Return where the files are that a bag leaves to be fetched (section 2.2.3).

    They are not fetched: who wrote the bag has no say in what this machine asks for.
    Example: ``https://fen.example/b.xml 100 data/b.xml``
    """
    path = folder / "fetch.txt"
    lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    named = (parts for line in lines if len(parts := line.split(None, 2)) == 3)
    return {_name(name): address for address, _, name in named}


def _manifest(folder: Path) -> tuple[str, dict[str, str]]:
    for algorithm in _ALGORITHMS:
        path = folder / f"manifest-{algorithm}.txt"
        if path.is_file():
            lines = path.read_text("utf-8", "replace").splitlines()
            pairs = (line.split(None, 1) for line in lines if line.strip())
            named = (pair for pair in pairs if len(pair) == 2)
            return algorithm, {_name(name): total.lower() for total, name in named}
    raise SourceError(
        f"{folder} is a bag without a manifest that Clew can check.",
        hint=f"It knows: {', '.join(_ALGORITHMS)}.",
    )


def _name(written: str) -> str:
    """Return a path as meant: line ends and per cents are written as ``%0A`` and ``%25``."""
    return unquote(written.strip().removeprefix("*").removeprefix("./"))


def _file(name: str, path: Path, algorithm: str, total: str | None) -> Arrival:
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, algorithm).hexdigest()
    error = None
    if total is None:
        error = BrokenDocument(
            f"{path} is in no manifest of its bag.", hint="Ask who made the bag."
        )
    elif found != total:
        error = BrokenDocument(
            f"{path} is not what its bag's manifest says ({algorithm}).",
            hint="Fetch the bag again.",
        )
    return Arrival(
        str(path.resolve()), partial(open_file, path), size=path.stat().st_size, error=error
    )
