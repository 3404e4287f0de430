"""Languages by their names and older codes, under the codes that BCP 47 uses."""

from __future__ import annotations

from functools import cache, lru_cache

from clew.model import fold
from clew.vocabularies.table import rows

_LONGEST = 60


@lru_cache(maxsize=1024)
def language_code(words: str) -> str:
    """Return the BCP 47 tag of a language; what is not known is returned as it stands.

    Examples: ``"eng"`` → ``"en"``; ``"German"`` → ``"de"``; ``"en_us"`` → ``"en-US"``
    """
    words = words.strip()
    first, *regions = words.replace("_", "-").split("-")
    if len(words) > _LONGEST:
        return words
    known = _codes().get(first.casefold()) if regions else _codes().get(fold(words))
    tags = [part.upper() if len(part) == 2 else part for part in regions]
    return "-".join([known, *tags]) if known else words


def language_name(code: str) -> str:
    """Return the English name of a language by its tag; what is not known is returned as it stands.

    Examples: ``"fi"`` → ``"Finnish"``; ``"en-GB"`` → ``"English (GB)"``
    """
    first, _, region = code.partition("-")
    known = _names().get(first.casefold())
    return f"{known} ({region})" if known and region else known or code


@cache
def _names() -> dict[str, str]:
    return {code: name for code, _, name, _ in rows("languages.tsv")}


@cache
def _codes() -> dict[str, str]:
    return {
        fold(one): code
        for code, others, name, also in rows("languages.tsv")
        for one in (code, name, *others.split("|"), *also.split("|"))
        if one
    }
