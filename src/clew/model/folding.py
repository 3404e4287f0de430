"""What titles and names are compared by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from clew.model.reference import Reference

_YEARS = re.compile(r"(?: (?:1[89]|20)\d\d)+$")
_LETTER = re.compile(r"(?<=\d)[a-z]$")
# The combining classes of accents and of points that writers leave out (Unicode, chapter 4.3).
# Vowel signs and the like, which make other words of a word, are of other classes.
_ACCENTS = frozenset({1, 7, *range(10, 37), *range(200, 241)})


def _signs() -> frozenset[str]:
    """Return the marks that belong to words: vowel signs of Indic and other scripts, voicing."""
    blocks = (range(0x300, 0x3100), range(0xA800, 0xAC00), range(0x11000, 0x12000))
    signs = (chr(code) for block in blocks for code in block)
    return frozenset(
        sign
        for sign in signs
        if unicodedata.category(sign) in ("Mn", "Mc")
        and unicodedata.combining(sign) not in _ACCENTS
    )


_SIGNS = _signs()
_WORD = re.compile(r"[^\W_]+")
_SIGNED = re.compile(rf"[\w{''.join(sorted(_SIGNS))}]+")


_SHORT_FORM = 4  # letters that a word in capitals has at most that is an acronym
_SHORT = 300  # characters: titles and names, which are compared again and again


def fold(text: str) -> str:
    """Reduce text to what two spellings of it share: letters and digits, no case, no accents.

    Vowel signs are letters: Hindi "कि" and "के" stay two words.

    Example: ``"Children’s Rights: a Review."`` → ``"children s rights a review"``
    """
    return _lately_folded(text) if len(text) <= _SHORT else _folded(text)


def in_one_case(words: str) -> str:
    """Write a keyword as most do, so that "CHILD CARE", "child care" and "Child care" are one.

    What has capitals within is left as it is, for names have them: "Great Britain"; so are the
    short forms of a word: "PTSD".

    Example: ``"HOME VISITS"`` → ``"Home visits"``
    """
    longest = max(map(len, _WORD.findall(words)), default=0)
    if words.isupper() and (longest > _SHORT_FORM or (longest == _SHORT_FORM and " " in words)):
        words = words.lower()
    first = words.partition(" ")[0]
    return f"{words[:1].upper()}{words[1:]}" if first.islower() else words


def _folded(text: str) -> str:
    plain = text.casefold()
    if not plain.isascii():
        # What was one sign, as "™" was, may come apart into capitals.
        spread = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join(c for c in spread if unicodedata.combining(c) not in _ACCENTS)
        if not _SIGNS.isdisjoint(plain):
            return " ".join(_SIGNED.findall(plain.replace("_", " ")))
    return " ".join(_WORD.findall(plain))


_lately_folded = lru_cache(maxsize=2048)(_folded)


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
