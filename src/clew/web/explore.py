"""What a search holds, as pictures: each has its numbers, and each mark leads to a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import NamedTuple

from clew.app import Clew
from clew.export.common.cells import sheet
from clew.exporting import BARE
from clew.index import NOT_STATED, Facet, Span
from clew.search import Answer
from clew.search.facets import Choice
from clew.web.asking import Asked
from clew.web.words import facet_value

MOST = 12  # marks of a picture of values
_PAIRS_AMONG = 300  # results whose people are looked at
_LENGTH = 5  # years of a column
_FUNDERS = 6
_AMOUNTS = (1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)
_COUNTRIES = 300  # more than there are
_FEWEST = {"map": 1}  # marks that a picture needs; one country on a map says where
_EARLIEST, _LATEST = 1700, 2100
_FACETS = {
    Facet.KIND: "Kinds of thing",
    Facet.KEYWORD: "Topics",
    Facet.TIME_METHOD: "How studies follow time",
    Facet.MODE: "How data were collected",
    Facet.FUNDER: "Funders",
    Facet.ORGANISATION: "Organisations",
    Facet.ACCESS: "Access",
    Facet.CONSENT: "What consent allows",
}


class Mark(NamedTuple):
    """One mark: what it stands for, how many results, and the search it leads to."""

    label: str
    results: int
    address: str
    group: str = ""


class Chart(NamedTuple):
    """A picture: its name in addresses, its title, and its marks; ``form`` says how it is drawn.

    ``form`` is ``bars`` (one value a line), ``years`` (columns side by side), ``grid`` (a line for
    each group, a column for each label) or ``map`` (the world; labels are countries).
    """

    name: str
    title: str
    form: str
    marks: tuple[Mark, ...]
    note: str = ""

    def table(self) -> str:
        """Return its numbers as CSV."""
        rows = [(mark.group, mark.label, str(mark.results)) for mark in self.marks]
        first = 0 if any(mark.group for mark in self.marks) else 1
        return sheet(row[first:] for row in [("group", "value", "results"), *rows])


class Explored(NamedTuple):
    """How many results a search has, and its pictures that have anything to show."""

    total: int
    charts: list[Chart]


def explored(catalogue: Clew, asked: Asked) -> Explored:
    """Look at a search in all the ways there are."""
    answer = _counted(catalogue, asked)
    made = [
        _years(answer, asked, Span.PERIOD, "Years covered"),
        _years(answer, asked, Span.PUBLISHED, "Years of publication"),
        *(_values(answer, asked, facet, title) for facet, title in _FACETS.items()),
        _map(catalogue, asked),
        _funders(catalogue, answer, asked),
        _amounts(catalogue, asked),
        _pairs(catalogue, asked),
    ]
    shown = [chart for chart in made if len(chart.marks) >= _FEWEST.get(chart.form, 2)]
    return Explored(answer.total, shown)


def _counted(catalogue: Clew, asked: Asked) -> Answer:
    options = asked.options(
        limit=1,
        cursor=None,
        facets=tuple(map(str, _FACETS)),
        years=(str(Span.PERIOD), str(Span.PUBLISHED)),
        settings={"facet_values": MOST, "snippet": 0, "passages": 0},
    )
    return catalogue.search(asked.words, **options)


def _values(answer: Answer, asked: Asked, facet: Facet, title: str) -> Chart:
    choices = next((one.choices for one in answer.facets if one.facet == facet), ())
    marks = _marks(choices[:MOST], asked, facet)
    return Chart(str(facet), title, "bars", marks)


def _marks(choices: Sequence[Choice], asked: Asked, facet: Facet) -> tuple[Mark, ...]:
    # Those that are not chosen are counted as what a further click would bring: not of this.
    chosen = any(one.chosen for one in choices)
    return tuple(
        Mark(
            facet_value(one.value, facet),
            one.count,
            asked.address(chosen={**asked.chosen, str(facet): (one.value,)}),
        )
        for one in choices
        if one.count and one.value != NOT_STATED and (one.chosen or not chosen)
    )


def _years(answer: Answer, asked: Asked, span: Span, title: str) -> Chart:
    counts = next((one for one in answer.years if one.span == span), None)
    known = {
        year: count
        for year, count in (counts.counts if counts else {}).items()
        if count and _EARLIEST <= year <= _LATEST
    }
    marks = tuple(
        Mark(label, max(known.get(year, 0) for year in range(first, first + _LENGTH)), address)
        for first in _columns(known)
        for label in [f"{first}–{first + _LENGTH - 1}"]
        for address in [asked.address(first=first, last=first + _LENGTH - 1, by=str(span))]
    )
    note = "A column is as high as its fullest year." if marks else ""
    return Chart(str(span), title, "years", marks, note)


def _columns(years: Iterable[int]) -> range:
    known = list(years)
    if not known:
        return range(0)
    first = min(known) // _LENGTH * _LENGTH
    return range(first, max(known) + 1, _LENGTH)


def _map(catalogue: Clew, asked: Asked) -> Chart:
    """Count by country; the index counts parts of a country with it."""
    options = asked.options(cursor=None, limit=_COUNTRIES)
    choices = catalogue.facet(Facet.COUNTRY, "", asked.words, **options).choices
    marks = _marks(choices, asked, Facet.COUNTRY)
    note = "Countries too small for the map are in the numbers."
    return Chart("places", "Places", "map", marks, note)


def _funders(catalogue: Clew, answer: Answer, asked: Asked) -> Chart:
    """Count each of the commonest funders by years."""
    choices = next((one.choices for one in answer.facets if one.facet == Facet.FUNDER), ())
    names = [one.value for one in choices if one.value != NOT_STATED][:_FUNDERS]
    marks = []
    for name in names:
        narrowed = {**asked.chosen, str(Facet.FUNDER): (name,)}
        own = replace(asked, chosen=narrowed)
        found = _counted(catalogue, own)
        years = _years(found, own, Span.PERIOD, "")
        marks += [mark._replace(group=name) for mark in years.marks if mark.results]
    return Chart("funders-over-years", "Funders over the years", "grid", tuple(marks))


def _amounts(catalogue: Clew, asked: Asked) -> Chart:
    """Count awards by what they are worth, a step for each power of ten."""
    bounds: Sequence[int | None] = (None, *_AMOUNTS, None)
    marks = []
    for low, high in pairwise(bounds):
        top = None if high is None else high - 1
        options = asked.options(limit=1, cursor=None, settings={"snippet": 0, "passages": 0})
        chosen = {**dict(options.get("filters") or {}), str(Span.AMOUNT): (low, top)}  # type: ignore[arg-type]
        options["filters"] = chosen
        count = catalogue.search(asked.words, **options).total
        query = f"value:{low or 0}..{top or ''}".removesuffix("..") + (".." if top is None else "")
        marks.append(Mark(_amount(low, high), count, _also(asked, query)))
    told = tuple(mark for mark in marks if mark.results)
    return Chart("award-value", "What awards are worth", "bars", told, "In each award's currency.")


def _pairs(catalogue: Clew, asked: Asked) -> Chart:
    """Count who is named together in the first results."""
    options = asked.options(limit=_PAIRS_AMONG, cursor=None, settings=BARE)
    hits = catalogue.search(asked.words, **options).hits
    pairs = Counter(pair for hit in hits for pair in combinations(sorted(set(hit.people[:12])), 2))
    marks = tuple(
        Mark(f"{one} and {other}", count, _also(asked, f'person:"{one}" person:"{other}"'))
        for (one, other), count in sorted(pairs.items(), key=lambda kept: (-kept[1], kept[0]))[
            :MOST
        ]
        if count > 1
    )
    note = f"Among the first {_PAIRS_AMONG} results." if len(hits) == _PAIRS_AMONG else ""
    return Chart("together", "Who works with whom", "bars", marks, note)


def _also(asked: Asked, query: str) -> str:
    return asked.address(words=f"{asked.words} {query}".strip())


def _amount(low: int | None, high: int | None) -> str:
    if low is None:
        return f"under {high:,}"
    return f"{low:,} and more" if high is None else f"{low:,} to {high - 1:,}"


def grid(chart: Chart) -> tuple[list[str], list[tuple[str, list[Mark | None]]]]:
    """Return the columns of a grid, and its lines with a mark or nothing in each column."""
    columns = sorted({mark.label for mark in chart.marks})
    lines: dict[str, dict[str, Mark]] = {}
    for mark in chart.marks:
        lines.setdefault(mark.group, {})[mark.label] = mark
    return columns, [(name, [row.get(one) for one in columns]) for name, row in lines.items()]


def scaled(marks: Iterable[Mark | None]) -> Iterator[float]:
    """Yield how large each mark is beside the largest, from 0 to 1."""
    known = list(marks)
    top = max((mark.results for mark in known if mark), default=1)
    return ((mark.results / top if mark else 0.0) for mark in known)
