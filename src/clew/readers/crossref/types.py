"""What each type of Crossref stands for: a kind."""

from __future__ import annotations

from clew.model import Kind

# Source: https://api.crossref.org/types; all others are publications.
_KINDS = {
    "database": Kind.DATASET,
    "dataset": Kind.DATASET,
    "dissertation": Kind.THESIS,
    "grant": Kind.AWARD,
    "component": Kind.PUBLICATION,
    "software": Kind.SOFTWARE,
}
_VAGUE = frozenset({"", "other"})


def kind_and_subtype(type: str) -> tuple[Kind, str | None]:
    """Return the kind of a work, and its type in words: ``"Journal article"``."""
    subtype = None if type in _VAGUE else type.replace("-", " ").capitalize()
    return _KINDS.get(type, Kind.PUBLICATION), subtype
