"""What titles and names are compared by."""

from __future__ import annotations

import re
import unicodedata

from clew.model.reference import Reference

_YEARS = re.compile(r"(?: (?:1[89]|20)\d\d)+$")
_LETTER = re.compile(r"(?<=\d)[a-z]$")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Reduce text to what two spellings of it share: letters and digits, no case, no accents.

    Example: ``"Children’s Rights: a Review."`` → ``"children s rights a review"``
    """
    plain = text.casefold()
    if not plain.isascii():
        # What was one sign, as "™" was, may come apart into capitals.
        spread = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join(c for c in spread if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain))


def title_key(title: str | None) -> str | None:
    """Return what equal titles share, a trailing period such as "2017-2018" left out.

    Example: ``"Social work practice: a study, 2017–2018"`` → ``"social work practice a study"``
    """
    folded = fold(title) if title else ""
    return _YEARS.sub("", folded) or folded or None


def citation_keys(reference: Reference) -> tuple[str | None, str | None, str | None]:
    """Return a citation's title key, year without letter, and first author's folded family name."""
    first = next(iter(reference.authors), None)
    family = (first.family or first.name) if first else None
    year = _LETTER.sub("", reference.year) if reference.year else None
    return title_key(reference.title), year, fold(family) if family else None
