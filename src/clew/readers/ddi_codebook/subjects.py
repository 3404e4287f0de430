"""What a study is about: keywords and topics, with the vocabularies they come from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clew.model import fold
from clew.readers.common.branch import Branch
from clew.readers.common.languages import Languages
from clew.readers.common.text import one_line
from clew.vocabularies import find

_SUBJECT = "stdyDscr/stdyInfo/subject"
_ATTRIBUTES = {"vocabulary": "vocab", "uri": "vocabURI", "id": "ID"}
_CESSDA = "cessda topic"


class Subjects:
    """The terms of a study.

    ``vocabularies`` tells for each term that has one its vocabulary, address and code.
    """

    def __init__(self, book: Branch, languages: Languages) -> None:
        self._vocabularies: dict[str, list[dict[str, Any]]] = {}
        self.keywords = self._take(book, languages, "keywords", "keyword")
        self.topics = self._take(book, languages, "subjects", "topcClas")

    @property
    def extra(self) -> dict[str, Any]:
        """The vocabularies, by field."""
        return {"vocabularies": self._vocabularies} if self._vocabularies else {}

    def _take(self, book: Branch, languages: Languages, field: str, name: str) -> tuple[str, ...]:
        terms: dict[str, None] = {}
        for one in languages.pick(field, book.all(f"{_SUBJECT}/{name}"), _term):
            told = dict(_told(one))
            term = _term(one) or told.get("id")
            if not term:
                continue
            terms[term] = None
            if told:
                self._vocabularies.setdefault(field, []).append({"term": term} | _coded(term, told))
        return tuple(terms)


def _term(one: Branch) -> str | None:
    """Take a term, else the concept in it; a concept that says no other word is dropped.

    A bare code says what an empty element means: ``<keyword ID="adolescents"/>``.
    """
    words = one_line(one.own() or "")
    for concept in one.all("concept"):
        if not words or fold(concept.peek()) == fold(words):
            words = words or concept.peek()
            concept.clear()
    return words or None


def _told(one: Branch) -> Iterator[tuple[str, str]]:
    for name, attribute in _ATTRIBUTES.items():
        value = one.attribute(attribute)
        if value:
            yield name, value


def _coded(term: str, told: dict[str, str]) -> dict[str, str]:
    """Add the code of a CESSDA topic, whatever the source uses as its id."""
    concept = (
        find("TopicClassification", term) if _CESSDA in told.get("vocabulary", "").lower() else None
    )
    return told | ({"code": concept.code} if concept else {})
