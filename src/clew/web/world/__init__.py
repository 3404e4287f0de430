"""The world as a map: the outline of each country, by its ISO 3166 code."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from clew.vocabularies.countries import country_code
from clew.vocabularies.table import rows

WIDE, HIGH = 960, 416
_NAMELESS = "-"


@cache
def outlines() -> MappingProxyType[str, str]:
    """Return the outlines of countries as SVG paths."""
    found = rows("outlines.tsv", __package__)
    return MappingProxyType({code: path for code, path in found if code != _NAMELESS})


@cache
def land() -> str:
    """Return all land as one SVG path."""
    return "".join(path for _, path in rows("outlines.tsv", __package__))


def code_of(place: str) -> str | None:
    """Return the code of the country that a place is, or is a part of, if the map has it.

    Example: ``"Scotland"`` → ``"GB"``
    """
    code = (country_code(place) or "").split("-")[0]
    return code if code in outlines() else None
