"""How a study was made, as facets and ranges that can be chosen from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from clew.model import Amount, Design, Record, Term
from clew.model.base import Value
from clew.vocabularies import country_name, find

# What a facet shows where a source tells a fact in words that no vocabulary knows.
OTHERWISE = "in other words"

_SHORT = 60  # characters; longer words of a source are no name to choose by
_OLDEST = 120  # years
_PARTS_OF_A_YEAR = {"day": 365.25, "week": 52.18, "month": 12.0}

# The least and the most of something; an end that is not known is open.
Range = tuple[float | None, float | None]


class Studied(Value, frozen=True, kw_only=True):
    """What the records of a resource say of how a study was made.

    Terms of a vocabulary come with the broader ones they stand under, so that choosing "Interview"
    also gives telephone interviews. ``ages`` are all years of age that somebody may have had.
    """

    time_methods: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    sampling: tuple[str, ...] = ()
    analysis_units: tuple[str, ...] = ()
    data_kinds: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    waves: Range | None = None
    sample: Range | None = None


def studied(records: Sequence[Record]) -> Studied:
    """Gather what records say of how a study was made."""
    designs = [record.design for record in records if record.design]
    countries = tuple(dict.fromkeys(_countries(records)))
    if not designs:
        return Studied(countries=countries)

    def terms(pick: Callable[[Design], Iterable[Term]]) -> tuple[str, ...]:
        names = (name for design in designs for term in pick(design) for name in _names(term))
        return tuple(dict.fromkeys(names))

    def amounts(pick: Callable[[Design], Iterable[Amount]]) -> list[Amount]:
        return [amount for design in designs for amount in pick(design)]

    return Studied(
        time_methods=terms(lambda design: design.time_method),
        modes=terms(lambda design: design.modes_of_collection),
        sampling=terms(lambda design: design.sampling),
        analysis_units=terms(lambda design: design.analysis_units),
        data_kinds=terms(lambda design: design.kinds_of_data),
        instruments=terms(lambda design: design.instruments),
        sexes=terms(lambda design: design.sexes),
        countries=countries,
        consent=terms(lambda design: design.consent),
        access=terms(lambda design: design.access),
        ages=tuple(
            sorted({age for one in amounts(lambda design: design.ages) for age in _years(one)})
        ),
        waves=_hull(amounts(lambda design: design.waves)),
        sample=_hull(amounts(lambda design: design.sample_size)),
    )


def in_few_words(told: str) -> str:
    """Return a source's own words as they can be chosen by; a sentence or an address cannot."""
    return told if len(told) <= _SHORT and "://" not in told else OTHERWISE


def _names(term: Term) -> Iterator[str]:
    if term.code and term.vocabulary:
        parts = term.code.split(".")
        for length in range(1, len(parts)):
            broader = find(term.vocabulary, ".".join(parts[:length]))
            if broader:
                yield broader.term
    yield term.term or in_few_words(term.text)


def _countries(records: Sequence[Record]) -> Iterator[str]:
    for record in records:
        codes = [place.code for place in record.places]
        codes += [area.code for area in record.design.areas] if record.design else []
        for code in codes:
            # A part of a country, "GB-SCT", lies in the country.
            if code and (name := country_name(code.partition("-")[0])):
                yield name


def _years(amount: Amount) -> range:
    """The years of age that an amount spans; "up to 18" begins at birth."""
    share = _PARTS_OF_A_YEAR.get((amount.unit or "").casefold().removesuffix("s"), 1.0)
    if amount.least is None and amount.most is None:
        return range(0)
    first = max(0, int((amount.least or 0) / share))
    last = min(_OLDEST, int((_OLDEST * share if amount.most is None else amount.most) / share))
    return range(first, last + 1)


def _hull(amounts: Iterable[Amount]) -> Range | None:
    """The range that holds all the amounts, open where one is."""
    found = [one for one in amounts if one.least is not None or one.most is not None]
    if not found:
        return None
    least = [one.least for one in found]
    most = [one.most for one in found]
    low = None if None in least else min(n for n in least if n is not None)
    high = None if None in most else max(n for n in most if n is not None)
    return low, high
