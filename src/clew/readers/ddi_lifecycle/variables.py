"""The variables of a study, with their questions and answers gathered from where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clew.model import Category, Variable
from clew.readers.common.branch import Branch
from clew.readers.common.languages import spoken, spoken_in_others
from clew.readers.ddi_lifecycle.parse import Instance

BORING = frozenset(
    {
        *("URN", "Agency", "ID", "Version", "TypeOfObject", "VersionResponsibility"),
        *("VersionRationale", "isUniversallyUnique", "versionDate", "scopeOfUniqueness"),
        *("isMaintainable", "isVersionable", "isIdentifiable", "UserAttributePair"),
    }
)
_QUESTIONS = ("QuestionItem", "QuestionGrid", "QuestionBlock")
_FREQUENCY = ("frequency", "count")


class Variables:
    """The variables of an instance, told in one language with the others beside it."""

    def __init__(self, instance: Instance, language: str | None) -> None:
        self._instance = instance
        self._language = language
        self._counts = dict(self._statistics())

    def of(self, study: Branch, *, alone: bool) -> tuple[Variable, ...]:
        """Return the variables of a study: those it holds, and all others if it stands alone."""
        held = list(study.inside("Variable"))
        found = self._instance.all("Variable") if alone else held
        made = [self._variable(one) for one in found if one.parts]
        return tuple(one for one in made if one)

    def _variable(self, one: Branch) -> Variable | None:
        labels = one.all("Label/Content")
        label = spoken(labels, self._language)
        name = spoken(one.all("VariableName/String"), self._language) or label
        if not name:
            return None
        texts = [text for each in self._questions(one) for text in _question_texts(each)]
        categories = tuple(self._categories(one))
        others = {
            language: {"label": words}
            for language, words in spoken_in_others(labels, self._language).items()
        }
        for part in ("Label", "VariableName", "QuestionReference", "SourceParameterReference"):
            for each in one.all(part):
                each.clear()
        extra: dict[str, Any] = one.rest_without(BORING) or {}
        one.clear()
        return Variable(
            name=name,
            label=label,
            question=spoken(texts, self._language),
            options=tuple(option for each in categories if (option := each.label or each.code)),
            categories=categories,
            extra=extra | ({"languages": others} if others else {}),
        )

    def _questions(self, one: Branch) -> list[Branch]:
        references = [*one.all("QuestionReference"), *one.all("SourceQuestionReference")]
        found = (self._instance.follow(reference) for reference in references)
        return [each for each in found if each and each.name in _QUESTIONS]

    def _categories(self, one: Branch) -> Iterator[Category]:
        """Yield the answers of the code list that stands in a variable or behind a reference."""
        number = one.first("ID")
        counts = self._counts.get(number.peek() if number else "", {})
        for representation in one.all("VariableRepresentation/CodeRepresentation"):
            for codes in self._instance.linked(representation, "CodeList"):
                for code in codes.all("Code"):
                    value = code.first("Value")
                    text = value.peek() if value else ""
                    label = next(filter(None, map(self._label, self._behind(code))), None)
                    yield Category(code=text or None, label=label, frequency=counts.get(text))

    def _behind(self, code: Branch) -> Iterator[Branch]:
        yield from self._instance.linked(code, "Category")

    def _label(self, category: Branch) -> str | None:
        return spoken(category.all("Label/Content", "CategoryName/String"), self._language)

    def _statistics(self) -> Iterator[tuple[str, dict[str, int | float]]]:
        """Yield how often each answer was given, by the variable's number."""
        for one in self._instance.all("VariableStatistics"):
            number = one.first("VariableReference/ID")
            counts: dict[str, int | float] = {}
            for each in one.inside("VariableCategory"):
                value = each.first("CategoryValue", "Value")
                for statistic in each.all("CategoryStatistic"):
                    kind = statistic.first("TypeOfCategoryStatistic")
                    count = statistic.first("Statistic")
                    known = kind is None or kind.peek().lower() in _FREQUENCY
                    if value and count and known and count.peek().isdigit():
                        counts[value.peek()] = int(count.peek())
            if number and counts:
                yield number.peek(), counts


def _question_texts(question: Branch) -> list[Branch]:
    return question.all("QuestionText/LiteralText/Text", "QuestionText/Text")
