"""How a study was made: typed facts, each with the source's words."""

from __future__ import annotations

from clew.model.base import Value
from clew.model.coverage import Period


class Term(Value, frozen=True, kw_only=True):
    """A fact in words: ``text`` as the source says it and, where it is one, a term of a vocabulary.

    ``quote`` is there when the fact was read from running text: the sentence that says it.

    Example: ``Term(text="Web survey", code="SelfAdministeredQuestionnaire.CAWI", …)``
    """

    text: str
    code: str | None = None
    term: str | None = None
    vocabulary: str | None = None
    quote: str | None = None


class Amount(Value, frozen=True, kw_only=True):
    """A number of something, or a range with an end that may be open; ``quote`` as in a term.

    Example: ``Amount(text="4 to 8 interviews each", least=4, most=8, unit="interviews")``
    """

    text: str
    least: int | float | None = None
    most: int | float | None = None
    unit: str | None = None
    quote: str | None = None


class Design(Value, frozen=True, kw_only=True):
    """What a source says of how a study was made (terms after DDI).

    ``collected`` is when the data were gathered; the time they tell of is the record's ``period``.
    ``universe`` is who or what was studied, ``excluded`` who was left out of it, ``sample_size``
    how many there were in the end, ``consent`` what taking part allows or forbids.
    """

    time_method: tuple[Term, ...] = ()
    modes_of_collection: tuple[Term, ...] = ()
    sampling: tuple[Term, ...] = ()
    analysis_units: tuple[Term, ...] = ()
    kinds_of_data: tuple[Term, ...] = ()
    instruments: tuple[Term, ...] = ()
    universe: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    sexes: tuple[Term, ...] = ()
    consent: tuple[Term, ...] = ()
    ages: tuple[Amount, ...] = ()
    sample_size: tuple[Amount, ...] = ()
    waves: tuple[Amount, ...] = ()
    collected: Period | None = None
