"""From JSON to the facts of each study, by language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from clew.model import Document
from clew.readers.common.json_document import read_json

_ENGLISH = "en"
# Stands for no language in particular.
_ANY = "*"


class Study:
    """The facts of a study, taken one by one; those nobody takes are left over.

    English leads where there is an English title, else the first language there is a title in.
    """

    def __init__(self, facts: dict[str, Any]) -> None:
        self._facts = facts
        titles = facts.get("titleStudy")
        spoken = [name for name in titles if name != _ANY] if isinstance(titles, dict) else []
        self.language = _ENGLISH if _ENGLISH in spoken else next(iter(spoken), None)
        self.others: dict[str, dict[str, Any]] = {}

    def plain(self, name: str) -> Any:
        """Take a fact that is in no language."""
        return self._facts.pop(name, None)

    def said(self, name: str, field: str) -> Any:
        """Take what is said in the leading language, else in another; the rest is kept beside.

        Example: ``{"en": "Doors", "cy": "Drysau"}`` → ``"Doors"``
        """
        told = self._facts.pop(name, None)
        if not isinstance(told, dict):
            return told
        order = [self.language, _ANY, _ENGLISH, *told]
        chosen = next((each for each in order if each is not None and told.get(each)), None)
        for language, value in told.items():
            if language != chosen and value and value != told.get(chosen or ""):
                self.others.setdefault(language, {})[field] = value
        return told[chosen] if chosen is not None else None

    def entries(self, name: str, field: str) -> list[dict[str, Any]]:
        """Take a list of things."""
        told = self.said(name, field)
        listed = told if isinstance(told, list) else [told]
        return [one for one in listed if isinstance(one, dict)]

    def texts(self, name: str, field: str) -> list[str]:
        """Take a list of texts."""
        told = self.said(name, field)
        listed = told if isinstance(told, list) else [told]
        return [one for one in listed if isinstance(one, str) and one.strip()]

    def keep(self, name: str, value: Any) -> None:
        """Put back a part of what was taken."""
        self._facts[name] = value

    @property
    def rest(self) -> dict[str, Any]:
        """What nobody took, without what is empty."""
        return {
            name: value for name, value in self._facts.items() if value not in (None, "", [], {})
        }


class Studies(NamedTuple):
    """The studies of a document."""

    studies: tuple[Study, ...]
    location: str


def parse(document: Document) -> Studies:
    """Parse a document and find the studies in it.

    Raises
    ------
    BrokenDocument: when it is not JSON, or nested too deep.
    TooLarge: when there is too much of it.
    """
    value = read_json(document, [])
    return Studies(tuple(map(Study, _found(value))), document.location)


def _found(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _found(item)
    elif isinstance(value, dict):
        yield value
