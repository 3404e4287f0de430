"""A whole catalogue in one file, back again, and snapshots of what it says."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from clew.catalogue import Catalogue
from clew.errors import CatalogueError
from clew.export import Format
from clew.exporting import everything
from clew.home import Home
from clew.members import Members

PACKAGE = "datapackage.json"
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"  # what a snapshot's folder is called
_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
_PROFILE = "clew-dump"
_CHUNK = 2**20
_PARTS = ("catalogue.db", "clew.toml", "members.db")


def dump(catalogue: Catalogue, home: Home, path: Path, *, people: bool = False) -> int:
    """Write a catalogue with its settings and vocabularies to a zip file; return its size.

    Parameters
    ----------
    people: with accounts, collections and searches as well.
    """
    with _finished(path) as unfinished, tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "catalogue.db"
        catalogue.copy_to(copy)
        parts = {"catalogue.db": copy, **_beside(home)}
        if people:
            parts |= _of_people(home, Path(folder))
            os.fchmod(unfinished.fileno(), 0o600)  # what people keep is for the server alone
        with ZipFile(unfinished, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            resources = [_packed(archive, name, part) for name, part in parts.items()]
            archive.writestr(PACKAGE, _package("catalogue", resources, profile=_PROFILE))
    return path.stat().st_size


def restore(path: Path, home: Home) -> None:
    """Make a catalogue of a dump; it is there whole or not at all.

    Raises
    ------
    CatalogueError: when there is a catalogue already, or the file is no dump, or a damaged one.
    """
    if home.catalogue.exists():
        raise CatalogueError(
            f"{home.folder} holds a catalogue already.", hint="Restore to another --home."
        )
    home.folder.mkdir(parents=True, exist_ok=True)
    try:
        with ZipFile(path) as archive, tempfile.TemporaryDirectory(dir=home.folder) as folder:
            for one in _described(archive, path):
                _unpack(archive, one, Path(folder))
            _settle(Path(folder), home)
    except (BadZipFile, OSError, EOFError) as error:
        raise CatalogueError(
            f"{path} cannot be read as a dump: {error}.", hint="Make it again with `clew dump`."
        ) from error


def snapshot(
    catalogue: Catalogue, folder: Path, day: str, formats: list[Format], keep: int | None = None
) -> Path:
    """Write what a catalogue says to a folder of its own; return the folder.

    Parameters
    ----------
    folder: where snapshots are kept, one folder a day.
    day: the day, which names the folder: ``2031-05-02``.
    formats: one file is written in each.
    keep: how many snapshots to keep, the latest; all by default.
    """
    made = folder / day
    unfinished = folder / f".{day}.part"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    resources = [_written(catalogue, unfinished, one) for one in formats]
    (unfinished / PACKAGE).write_text(_package(f"snapshot-{day}", resources, created=day), "utf-8")
    shutil.rmtree(made, ignore_errors=True)
    os.replace(unfinished, made)
    # What else is kept there is none of ours to delete, whatever it is called.
    days = sorted(one.parent for one in folder.glob(f"{_DAY}/{PACKAGE}"))
    for old in days[: -keep if keep else 0]:
        shutil.rmtree(old)
    return made


def _beside(home: Home) -> dict[str, Path]:
    """Return what belongs to a catalogue beside its file, by the name it has in a dump."""
    found = {home.sources.name: home.sources} if home.sources.is_file() else {}
    listed = sorted(home.vocabularies.rglob("*")) if home.vocabularies.is_dir() else []
    inside = {str(one.relative_to(home.folder)): one for one in listed if one.is_file()}
    return found | inside


def _of_people(home: Home, folder: Path) -> dict[str, Path]:
    """Copy what people keep, which the site may be writing; nobody may keep anything here."""
    if not home.members.is_file():
        return {}
    copy = folder / home.members.name
    with closing(Members(home.members)) as members:
        members.copy_to(copy)
    return {copy.name: copy}


def _packed(archive: ZipFile, name: str, part: Path) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with part.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        for piece in _pieces(source):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    return _resource(name, size, digest.hexdigest())


def _described(archive: ZipFile, path: Path) -> list[dict[str, Any]]:
    try:
        package = json.loads(archive.read(PACKAGE))
        resources: list[dict[str, Any]] = package["resources"]
        whole = package.get("clew:kind") == _PROFILE
    except (KeyError, ValueError, TypeError) as error:
        raise CatalogueError(f"{path} is a zip file, but no dump of a catalogue.") from error
    if not whole:
        raise CatalogueError(f"{path} is a data package, but no dump of a catalogue.")
    return resources


def _unpack(archive: ZipFile, told: dict[str, Any], folder: Path) -> None:
    name = str(told.get("path"))
    # Only names that a dump has: nothing in the file may lead out of the folder.
    known = name in _PARTS or (name.startswith("vocabularies/") and ".." not in Path(name).parts)
    if not known:
        raise CatalogueError(f"The dump holds {name!r}, which is no part of a catalogue.")
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), int(told.get("bytes", 0))
    with archive.open(name) as source, target.open("wb") as file:
        for piece in _pieces(source):
            digest.update(piece)
            left -= len(piece)
            if left < 0:
                break
            file.write(piece)
    if left or f"sha256:{digest.hexdigest()}" != told.get("hash"):
        raise CatalogueError(
            f"The part {name} of the dump is damaged.", hint="Use another copy of the dump."
        )


def _settle(folder: Path, home: Home) -> None:
    """Move what was unpacked to its place, the catalogue's own file last."""
    if not (folder / "catalogue.db").is_file():
        raise CatalogueError("The dump holds no catalogue.")
    for one in sorted(folder.iterdir(), key=lambda part: part.name == "catalogue.db"):
        target = home.folder / one.name
        if target.exists():
            raise CatalogueError(f"{target} is there already.", hint="Restore to another --home.")
        if one.name == "members.db":
            one.chmod(0o600)
        os.replace(one, target)


def _written(catalogue: Catalogue, folder: Path, form: Format) -> dict[str, Any]:
    path = folder / f"resources.{form.extension}"
    if path.exists():
        path = folder / f"resources-{form.name}.{form.extension}"
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for piece in form.write(everything(catalogue)):
            encoded = piece.encode()
            digest.update(encoded)
            size += file.write(encoded)
    told = {"mediatype": form.media_type, "format": form.extension, "encoding": "utf-8"}
    return _resource(path.name, size, digest.hexdigest()) | told


def _resource(name: str, size: int, sha256: str) -> dict[str, Any]:
    plain = "".join(c if c.isalnum() or c in "-_." else "-" for c in name.lower())
    return {"name": plain, "path": name, "bytes": size, "hash": f"sha256:{sha256}"}


def _package(
    name: str, resources: list[dict[str, Any]], profile: str | None = None, **more: str
) -> str:
    kind = {"clew:kind": profile} if profile else {}
    told = {"$schema": _SCHEMA, "name": name, **more, **kind, "resources": resources}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _pieces(stream: Any) -> Iterator[bytes]:
    return iter(lambda: stream.read(_CHUNK), b"")


@contextmanager
def _finished(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that has its name only once it is whole."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            yield file
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
