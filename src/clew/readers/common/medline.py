"""What PubMed's formats share: kinds of publication, grants, subject headings."""

from __future__ import annotations

from collections.abc import Iterable

from clew.model import Kind, Relation
from clew.readers.common.funding import funded_by
from clew.readers.common.kind_words import kind_named

# Types that say how a work was paid for or kept, not what it is.
_NO_KIND = ("research support", "journal article", "retracted publication")


def kind_and_subtype(types: Iterable[str]) -> tuple[Kind, str | None]:
    """Return the kind of a work, and the type that says most about it.

    Example: ``["Journal Article", "Research Support, Non-U.S. Gov't", "Review"]`` →
    publication, ``"Review"``
    """
    listed = list(types)
    kind = next((kind for kind in map(kind_named, listed) if kind in _POSSIBLE), None)
    telling = [one for one in listed if not one.lower().startswith(_NO_KIND)]
    return kind or Kind.PUBLICATION, next(iter([*telling, *listed]), None)


_POSSIBLE = (Kind.THESIS, Kind.DATASET, Kind.SOFTWARE)


def heading(text: str) -> str:
    """Write a subject heading without the star of a major topic: ``"Lamps/*standards"``."""
    return text.replace("*", "")


def grant(text: str, term: str) -> Relation | None:
    """Read a grant: number, acronym, agency and country between slashes.

    Example: ``"ES/Z000001/1/ESRC_/Lamp Council/United Kingdom"`` and ``"LC-7/Lamp Council"``
    """
    parts = [part.strip() for part in text.split("/")]
    # The number may hold slashes of its own: it ends where the words begin.
    words = next((at for at, part in enumerate(parts) if at and not _numbered(part)), len(parts))
    number = "/".join(parts[:words])
    return funded_by(number, _agency(parts[words:]), term=term)


def _numbered(part: str) -> bool:
    return any(c.isdigit() for c in part) and " " not in part


def _agency(parts: list[str]) -> str | None:
    """Return the agency out of acronym, agency and country."""
    named = [part for part in parts if part and not part.endswith("_") and len(part) > 2]
    return named[0] if named else None
