"""Countries by what their people and things are called."""

from __future__ import annotations

from functools import cache

from clew.vocabularies.table import rows


def country_of(adjective: str) -> str | None:
    """Return the ISO 3166 code of the country that an adjective belongs to.

    Example: ``"Finnish"`` → ``"FI"``; capitals matter, since "polish" is another word
    """
    return _codes().get(adjective)


@cache
def _codes() -> dict[str, str]:
    return {one: code for code, names in rows("peoples.tsv") for one in names.split("|")}
