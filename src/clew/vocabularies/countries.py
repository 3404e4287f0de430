"""Countries by the names people use, under their ISO 3166 codes."""

from __future__ import annotations

from functools import cache

from clew.model import fold
from clew.vocabularies.table import rows

_LONGEST = 100
# Codes that people write, and the one in ISO 3166-1.
_OTHER_CODES = {"UK": "GB", "EL": "GR", "SCT": "GB-SCT", "ENG": "GB-ENG", "NIR": "GB-NIR"}


def country_code(words: str) -> str | None:
    """Return the ISO 3166 code of a country, or of a part of the United Kingdom.

    Examples: ``"UK"``, ``"Great Britain"`` and ``"gb"`` → ``"GB"``; ``"Wales"`` → ``"GB-WLS"``
    """
    words = words.strip()
    if len(words) > _LONGEST:
        return None
    code = words.upper()
    code = _OTHER_CODES.get(code, code)
    return code if code in _names() else _codes().get(fold(words))


def country_name(code: str) -> str | None:
    """Return the English name of a country by its ISO 3166 code."""
    return _names().get(code)


@cache
def _names() -> dict[str, str]:
    return {code: name for code, name, _ in rows("countries.tsv")}


@cache
def _codes() -> dict[str, str]:
    return {
        fold(one): code
        for code, name, also in rows("countries.tsv")
        for one in (name, *also.split("|"))
        if one
    }
