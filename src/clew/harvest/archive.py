"""Tar and zip archives, taken member by member without ever unpacking them to disk."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO

from clew.errors import BrokenDocument, DocumentError, LockedDocument, TooLarge
from clew.harvest.arrival import Arrival, open_file

MEMBER_LIMIT = 256 * 2**20  # bytes of one member
SWELL_LIMIT = 300  # unpacked bytes for each packed one, beyond SWELL_FREE
SWELL_FREE = 64 * 2**20

_BROKEN = (tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error, EOFError, OSError)


def is_archive(path: Path) -> bool:
    """Say whether a file is an archive of documents (and not one document in a zip, as EPUB is)."""
    if not zipfile.is_zipfile(path):
        return tarfile.is_tarfile(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return True
    return not names & {"[Content_Types].xml", "mimetype"}


def members(path: Path) -> Iterator[Arrival]:
    """Yield the documents in an archive, in its own order.

    A damaged archive or one that swells beyond reason ends with an arrival of the archive itself
    that carries the error; what came before it stays.
    """
    budget = _Budget(path)
    walk = _zip_members if zipfile.is_zipfile(path) else _tar_members
    try:
        yield from walk(path, budget)
    except _BROKEN as error:
        yield _refused(
            path,
            BrokenDocument(
                f"{path} is a damaged archive: {error}.", hint="Fetch it again; the rest was kept."
            ),
        )
    except DocumentError as error:
        yield _refused(path, error)


def _refused(path: Path, error: DocumentError) -> Arrival:
    return Arrival(
        str(path.resolve()), partial(open_file, path), size=path.stat().st_size, error=error
    )


class _Budget:
    """How much an archive may still unpack to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.left = SWELL_FREE + SWELL_LIMIT * path.stat().st_size

    def take(self, name: str, stream: IO[bytes]) -> bytes:
        """Read a member whole.

        Raises
        ------
        TooLarge: when it, or the archive so far, unpacks to more than is reasonable.
        """
        allowed = min(self.left, MEMBER_LIMIT)
        content = stream.read(allowed + 1)
        self.left -= len(content)
        if len(content) > allowed:
            raise TooLarge(
                f"{self.path} swells without measure: {name} has more than {allowed:,} bytes.",
                hint="If you trust it, unpack it yourself and add the folder.",
            )
        return content


def _tar_members(path: Path, budget: _Budget) -> Iterator[Arrival]:
    with tarfile.open(path, "r|*") as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream and not _hidden(member.name):
                yield _member(path, member.name, budget.take(member.name, stream))


def _zip_members(path: Path, budget: _Budget) -> Iterator[Arrival]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.is_dir() or _hidden(info.filename):
                continue
            if info.flag_bits & 1:
                raise LockedDocument(
                    f"{path} needs a password.", hint="Unpack it yourself and add the folder."
                )
            with archive.open(info) as stream:
                yield _member(path, info.filename, budget.take(info.filename, stream))


def _member(path: Path, name: str, content: bytes) -> Arrival:
    return Arrival.of_bytes(f"{path.resolve()}!{name.removeprefix('./')}", content)


def _hidden(name: str) -> bool:
    return any(part.startswith(".") and part != "." for part in name.split("/"))
