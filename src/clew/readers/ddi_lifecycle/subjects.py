"""What a study is about: keywords and topics, with the vocabularies they come from."""

from __future__ import annotations

from typing import Any

from clew.readers.common.branch import Branch
from clew.readers.common.languages import Languages
from clew.vocabularies import find

_TOPICS = "Coverage/TopicalCoverage"
# 3.3 says controlledVocabulary…, 3.2 codeList….
_ATTRIBUTES = {
    "controlledVocabularyName": "vocabulary",
    "codeListName": "vocabulary",
    "controlledVocabularyURN": "uri",
    "codeListURN": "uri",
    "controlledVocabularyAgencyName": "agency",
    "codeListAgencyName": "agency",
}


class Subjects:
    """The terms of a study; ``extra`` tells for each that has one its vocabulary."""

    def __init__(self, study: Branch, languages: Languages) -> None:
        self._vocabularies: dict[str, list[dict[str, Any]]] = {}
        self.keywords = self._take(study, languages, "keywords", "Keyword")
        self.topics = self._take(study, languages, "subjects", "Subject")

    @property
    def extra(self) -> dict[str, Any]:
        """The vocabularies, by field."""
        return {"vocabularies": self._vocabularies} if self._vocabularies else {}

    def _take(self, study: Branch, languages: Languages, field: str, name: str) -> tuple[str, ...]:
        terms: dict[str, None] = {}
        for one in languages.pick(field, study.all(f"{_TOPICS}/{name}")):
            term = one.line()
            told = {
                meaning: value
                for attribute, meaning in _ATTRIBUTES.items()
                if (value := one.attribute(attribute))
            }
            if not term:
                continue
            concept = find("TopicClassification", term) if field == "subjects" else None
            if concept and concept.code == term:
                # Norwegian exports give the code alone: "Health.PublicHealth".
                term, told = concept.term, told | {"code": concept.code}
            terms[term] = None
            if told:
                self._vocabularies.setdefault(field, []).append({"term": term} | told)
        return tuple(terms)
