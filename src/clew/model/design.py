"""How a study was made: typed facts, each with the source's words."""

from __future__ import annotations

from clew.model.base import Value
from clew.model.coverage import Period

# What amounts are called where a format has no field for them (schema.org's variableMeasured).
AMOUNTS = {
    "sample_size": "Sample size",
    "sites": "Number of sites",
    "waves": "Number of waves",
    "repeated": "Times each was seen",
    "durations": "Duration",
    "ages": "Age of those studied",
}


class Term(Value, frozen=True, kw_only=True):
    """A fact in words: ``text`` as the source says it and, where it is one, a term of a vocabulary.

    ``quote`` is there when no field states the fact and it was read from running text: the sentence
    that says it, which stands in ``place`` ("title", "abstract"). What is ``planned`` may have
    turned out otherwise.

    Example: ``Term(text="Web survey", code="SelfAdministeredQuestionnaire.CAWI", …)``
    """

    text: str
    code: str | None = None
    term: str | None = None
    vocabulary: str | None = None
    quote: str | None = None
    place: str | None = None
    planned: bool = False

    @property
    def from_text(self) -> bool:
        """Whether it was read from running text rather than stated in a field."""
        return self.quote is not None


class Amount(Value, frozen=True, kw_only=True):
    """A number of something, or a range with an end that may be open; the rest as in a term.

    Example: ``Amount(text="4 to 8 interviews each", least=4, most=8, unit="interviews")``
    """

    text: str
    least: int | float | None = None
    most: int | float | None = None
    unit: str | None = None
    quote: str | None = None
    place: str | None = None
    planned: bool = False

    @property
    def from_text(self) -> bool:
        """Whether it was read from running text rather than stated in a field."""
        return self.quote is not None


class Design(Value, frozen=True, kw_only=True):
    """What a source says of how a study was made (terms after DDI).

    ``collected`` is when the data were gathered; the time they tell of is the record's ``period``.
    Where it was read from running text, ``collected_as`` holds the words and their sentence.
    ``universe`` is who or what was studied, ``excluded`` who was left out of it, ``sample_size``
    how many there were in the end, ``repeated`` how often each was seen, ``durations`` how long
    they were followed. ``areas`` are countries (ISO 3166) beyond the record's own places, ``sites``
    numbers of places. ``consent`` is what taking part allows or forbids, ``access`` how far the
    data are open.
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
    areas: tuple[Term, ...] = ()
    consent: tuple[Term, ...] = ()
    access: tuple[Term, ...] = ()
    ages: tuple[Amount, ...] = ()
    sample_size: tuple[Amount, ...] = ()
    sites: tuple[Amount, ...] = ()
    waves: tuple[Amount, ...] = ()
    repeated: tuple[Amount, ...] = ()
    durations: tuple[Amount, ...] = ()
    collected: Period | None = None
    collected_as: Term | None = None
