"""What each type of OpenAlex stands for: a kind."""

from __future__ import annotations

from clew.model import Kind

# Source: https://api.openalex.org/work-types; all others are publications.
_KINDS = {
    "dataset": Kind.DATASET,
    "database": Kind.DATASET,
    "dissertation": Kind.THESIS,
    "grant": Kind.AWARD,
    "software": Kind.SOFTWARE,
}
_VAGUE = frozenset({"", "other"})


def kind_and_subtype(type: str) -> tuple[Kind, str | None]:
    """Return the kind of a work, and its type in words: ``"Book chapter"``."""
    subtype = None if type in _VAGUE else type.replace("-", " ").capitalize()
    return _KINDS.get(type, Kind.PUBLICATION), subtype
