"""How the study was made, from the site's own facts."""

from __future__ import annotations

from typing import Any

from clew.model import Amount, Design, Term
from clew.vocabularies import matched

_OLDEST = 120
# The site's "sex" stays under its name: nearly always "all", and where not, guessed from the text.
_WORDS = ("study_design", "studyDesign", "instruments")
_NUMBERS = ("sample_size", "age_lower", "age_upper", "num_sweeps")


def design(facts: dict[str, Any]) -> Design | None:
    """Take what the site says of how a study was made, ``None`` when it says nothing.

    Example: ``{"study_design": ["cohort"], "sample_size": 812, "age_lower": 50, "num_sweeps": 3}``
    """
    methods = (*_texts(facts, "study_design"), *_texts(facts, "studyDesign"))
    made = Design(
        time_method=_terms("TimeMethod", methods),
        instruments=_terms("TypeOfInstrument", _texts(facts, "instruments")),
        ages=_ages(_number(facts, "age_lower"), _number(facts, "age_upper")),
        sample_size=_amount(_number(facts, "sample_size"), None),
        waves=_amount(_number(facts, "num_sweeps"), "sweeps"),
    )
    return made if made != Design() else None


def placed(facts: dict[str, Any]) -> set[str]:
    """Return the names of the facts that a design holds; odd values stay where they are."""
    words = {name for name in _WORDS if _texts(facts, name)}
    return words | {name for name in _NUMBERS if _number(facts, name)}


def _terms(vocabulary: str, texts: tuple[str, ...]) -> tuple[Term, ...]:
    return tuple(matched(vocabulary, text) for text in dict.fromkeys(texts))


def _ages(least: int | None, most: int | None) -> tuple[Amount, ...]:
    told = [str(age) for age in (least, most) if age]
    return (Amount(text=" to ".join(told), least=least, most=most, unit="years"),) if told else ()


def _amount(number: int | None, unit: str | None) -> tuple[Amount, ...]:
    return (Amount(text=str(number), least=number, most=number, unit=unit),) if number else ()


def _texts(facts: dict[str, Any], name: str) -> tuple[str, ...]:
    """Return a list of texts, empty unless it is one of nothing else."""
    values = facts.get(name)
    listed = isinstance(values, list) and all(isinstance(one, str) and one for one in values)
    return tuple(values) if listed and values else ()


def _number(facts: dict[str, Any], name: str) -> int | None:
    value = facts.get(name)
    most = _OLDEST if name.startswith("age_") else 10**12
    counted = isinstance(value, int) and not isinstance(value, bool) and 0 < value < most
    return value if counted else None
