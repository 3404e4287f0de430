"""Opens what a person pointed at: a file, a folder, an archive, an address, a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from clew.errors import SourceError
from clew.harvest.archive import is_archive, members
from clew.harvest.arrival import Arrival, open_file
from clew.harvest.bagit import is_bag, payload
from clew.harvest.web import fetch


def arrivals(target: str) -> Iterator[Arrival]:
    """Yield every document at a target, in an order that is the same each time.

    Parameters
    ----------
    target: a file, a folder (walked whole, hidden names left out), a bag, a tar or zip archive of
        documents, an ``http(s)://`` address, or ``-`` for standard input.

    Raises
    ------
    SourceError: when there is no such place or it cannot be opened.
    """
    if target == "-":
        yield Arrival.of_bytes("stdin:", sys.stdin.buffer.read())
    elif target.startswith(("http://", "https://")):
        yield fetch(target)
    else:
        yield from _from_path(Path(target).expanduser())


def _from_path(path: Path) -> Iterator[Arrival]:
    if path.is_dir() and is_bag(path):
        yield from payload(path)
    elif path.is_dir():
        for name in sorted(os.listdir(path)):
            if not name.startswith("."):
                yield from _from_path(path / name)
    elif path.is_file():
        yield from members(path) if is_archive(path) else (_file(path),)
    elif path.exists():
        raise SourceError(
            f"{path} is neither a file nor a folder.", hint="Name a file or a folder."
        )
    else:
        raise SourceError(f"There is no {path}.", hint="Check the path.")


def _file(path: Path) -> Arrival:
    return Arrival(str(path.resolve()), partial(open_file, path), size=path.stat().st_size)
