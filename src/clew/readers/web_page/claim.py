"""What one vocabulary of a page says it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from clew.model import Identifier, Kind, Record, title_key
from clew.readers.web_page.parse import Page


class Claim(NamedTuple):
    """A record in one vocabulary; ``certain`` says whether that tells the kind of thing."""

    record: Record
    certain: bool


def key_of(
    kind: Kind, identifiers: Iterable[Identifier], address: str | None, title: str | None
) -> str:
    """Name a record by what is least likely to change: a number, its address, its title."""
    number = next((str(one) for one in identifiers), None)
    return number or address or (f"{kind}:{title_key(title)}" if title else str(kind))


def spare(page: Page, prefix: str, placed: Collection[str]) -> dict[str, Any]:
    """Return metadata of a vocabulary that has no field of its own, under its own names."""
    found: dict[str, list[str]] = {}
    for name, content in page.metas:
        if name.startswith(prefix) and name not in placed:
            found.setdefault(name, []).append(content)
    return {name: texts[0] if len(texts) == 1 else texts for name, texts in found.items()}
