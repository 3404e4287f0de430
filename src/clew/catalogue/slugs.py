"""Readable ids, made from titles in any script and never changed once given."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from anyascii import anyascii

LENGTH = 80

_REST = re.compile(r"[^a-z0-9]+")


def slug_stem(label: str) -> str:
    """Turn a title into the beginning of a readable id.

    Example: ``"Children’s Rights: São Paulo, 2004"`` → ``"children-s-rights-sao-paulo-2004"``
    """
    whole = _REST.sub("-", anyascii(label).lower()).strip("-")
    if len(whole) <= LENGTH:
        return whole or "untitled"
    cut = whole[: LENGTH + 1].rpartition("-")[0]
    return cut or whole[:LENGTH]


def slugs(connection: sqlite3.Connection, label: str) -> Iterator[str]:
    """Yield ids to try: the stem itself, or the stem with the next number that nobody asked for.

    Example: a second "Annual report" is ``annual-report-2``, unless a report of that name is here.
    """
    stem = slug_stem(label)
    first = connection.execute("INSERT OR IGNORE INTO slug_stems VALUES (?, 1)", (stem,))
    if first.rowcount == 1:
        yield stem
    while True:
        (used,) = connection.execute(
            "UPDATE slug_stems SET used = used + 1 WHERE stem = ? RETURNING used", (stem,)
        ).fetchone()
        yield f"{stem}-{used}"
