"""Readable ids, made from titles in any script and never changed once given."""

from __future__ import annotations

import re
import sqlite3

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


def new_slug(connection: sqlite3.Connection, label: str) -> str:
    """Return an id that no resource has: the stem itself, or the stem with the next free number.

    Example: a second "Annual report" is ``annual-report-2``.
    """
    stem = slug_stem(label)
    while True:
        (used,) = connection.execute(
            "INSERT INTO slug_stems VALUES (?, 1)"
            " ON CONFLICT (stem) DO UPDATE SET used = used + 1 RETURNING used",
            (stem,),
        ).fetchone()
        slug = stem if used == 1 else f"{stem}-{used}"
        # "report 2" may have taken what the second "report" would be called.
        if not connection.execute("SELECT 1 FROM resources WHERE slug = ?", (slug,)).fetchone():
            return slug
