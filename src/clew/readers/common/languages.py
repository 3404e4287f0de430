"""One thing said in several languages: one leads, the others stand beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from clew.model import base_language
from clew.readers.common.branch import Branch

_ENGLISH = "en"
Read = Callable[[Branch], str | None]


class Languages:
    """The language of a record's fields, and what is said in others.

    English leads where there is an English title, else the language of the first title; what is
    marked with no language counts as said in the leading one.

    Parameters
    ----------
    titles: the elements that hold titles.
    """

    def __init__(self, titles: Iterable[Branch]) -> None:
        spoken = [_base(one.language) for one in titles if one.peek()]
        self.main = _ENGLISH if _ENGLISH in spoken else next(iter(spoken), None)
        self._others: dict[str, dict[str, list[str]]] = {}

    @property
    def extra(self) -> dict[str, Any]:
        """What is said in other languages: language, field, texts."""
        return {"languages": self._others} if self._others else {}

    def pick(self, field: str, said: Iterable[Branch], read: Read = Branch.line) -> list[Branch]:
        """Return the elements of one language, and keep the texts of the others beside them.

        A field that the leading language lacks is told in another one.
        """
        told = [one for one in said if one.peek() or one.attributes]
        if not told:
            return []
        spoken = [_base(one.language) for one in told if one.peek()]
        main = self._leading(spoken)
        picked = [one for one in told if _base(one.language) in (main, None)]
        same = {one.peek() for one in picked}
        for one in told:
            language = _base(one.language)
            if language not in (main, None) and one.peek() not in same:
                self._put(language or "", field, read(one))
            elif one not in picked:
                read(one)
        return picked

    def lines(self, field: str, said: Iterable[Branch]) -> list[str]:
        """Take the texts of one language, each on one line, each once."""
        found = (one.line() for one in self.pick(field, said))
        return list(dict.fromkeys(line for line in found if line))

    def texts(self, field: str, said: Iterable[Branch]) -> list[str]:
        """Take the texts of one language with their paragraphs, each once."""
        found = (one.prose() for one in self.pick(field, said, Branch.prose))
        return list(dict.fromkeys(text for text in found if text))

    def _leading(self, spoken: list[str | None]) -> str | None:
        if self.main in spoken or None in spoken or not spoken:
            return self.main
        return _ENGLISH if _ENGLISH in spoken else spoken[0]

    def _put(self, language: str, field: str, text: str | None) -> None:
        if text:
            texts = self._others.setdefault(language, {}).setdefault(field, [])
            if text not in texts:
                texts.append(text)


def _base(language: str | None) -> str | None:
    """Return a language without its region: ``en-GB`` → ``en``."""
    return base_language(language) if language else None


def spoken(branches: Iterable[Branch], language: str | None) -> str | None:
    """Read a text in a language, else in none, else in the first there is, and leave it."""
    texts = {_base(one.language): text for one in reversed(list(branches)) if (text := one.peek())}
    told = next((texts[each] for each in (language, None) if each in texts), None)
    return told or next(reversed(texts.values()), None)


def spoken_in_others(branches: Iterable[Branch], language: str | None) -> dict[str, list[str]]:
    """Read what is said in other languages than the leading one, and leave it."""
    found: dict[str, list[str]] = {}
    for one in branches:
        base = _base(one.language)
        if base and base != language and one.peek():
            found.setdefault(base, []).append(one.peek())
    return found
