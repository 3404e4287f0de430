"""Names of people as sources write them, taken apart far enough to compare them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from clew.model import Agent, fold


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set, so that lists of words read as text."""
    return frozenset(text.split())


_NOTE = re.compile(r"\([^()]{0,40}\)|\b(?:Dr|Prof|Professor|Mrs|Mr|Ms|Sir|Dame)\b\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,3}")
_PARTICLES = word_set("al bin da dal de del della den der di dos du el la le ter van von")


class PersonName(NamedTuple):
    """A folded family name, and what is known of the given names: words or single letters.

    Example: ``"Delgado-Finch, Rosa M."`` → ``("delgado finch", ("rosa", "m"))``
    """

    family: str
    given: tuple[str, ...]
    unsure: bool = False  # two whole words without a comma: which is the family name?

    @property
    def initial(self) -> str:
        """The first letter of the first given name, or nothing."""
        return self.given[0][0] if self.given else ""

    @property
    def full(self) -> bool:
        """Whether a given name is written out."""
        return any(len(word) > 1 for word in self.given)

    def may_be(self, other: PersonName) -> bool:
        """Say whether two names may be one person's: no given name contradicts the other's.

        "Okoro Sam" may have its family name first or last.
        """
        return self._agrees(other) or self._turned()._agrees(other) or self._agrees(other._turned())

    def _agrees(self, other: PersonName) -> bool:
        return self.family == other.family and all(
            one.startswith(two) or two.startswith(one)
            for one, two in zip(self.given, other.given, strict=False)
        )

    def _turned(self) -> PersonName:
        if len(self.given) != 1 or len(self.given[0]) == 1 or not self.unsure:
            return self
        return PersonName(self.given[0], (self.family,))


@lru_cache(maxsize=65_536)
def person_name(text: str) -> PersonName:
    """Take a person's name apart, whichever end the family name stands at.

    Example: ``"Okoro S M"``, ``"S. M. Okoro"`` and ``"Okoro, S.M. (Author)"`` are the same.
    """
    plain = _NOTE.sub(" ", text).strip(" ,;")
    family, comma, given = plain.partition(",")
    words = family.split()
    if not comma and len(words) > 1:
        cut = _family_first(words) or _family_last(words)
        family, given = " ".join(words[cut]), " ".join(words[: cut.start] + words[cut.stop :])
    names = tuple(_given(given.partition(",")[0]))
    unsure = not comma and len(names) == 1 and len(names[0]) > 1
    return PersonName(fold(family), names, unsure)


def name_of(agent: Agent) -> PersonName:
    """Return a person's name as their source takes it apart, else as far as it can be told."""
    return person_name(f"{agent.family}, {agent.given or ''}" if agent.family else agent.name)


def _family_first(words: Sequence[str]) -> slice | None:
    """Find the family name in "Okoro S M": everything before initials in capitals at the end."""
    end = len(words)
    while end > 1 and _initials(words[end - 1]):
        end -= 1
    first_is_initial = _initials(words[0])
    return slice(0, end) if end < len(words) and not first_is_initial else None


def _family_last(words: Sequence[str]) -> slice:
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return slice(start, len(words))


def _initials(word: str) -> bool:
    return word == word.upper() and bool(_INITIALS.fullmatch(word))


def _given(text: str) -> list[str]:
    """Return given names folded; initials run together, "HJ" or "H.J.", as single letters."""
    found: list[str] = []
    for word in text.replace(".", ". ").split():
        folded = fold(word)
        if _initials(word):
            found += folded.replace(" ", "")
        else:
            found += folded.split()
    return found
