"""How a study was made: times, places, units, sampling, collection."""

from __future__ import annotations

from clew.export.common.clean import one_line
from clew.export.common.terms import vocabulary_address
from clew.export.common.xml import Element, add, leaf
from clew.export.ddi_codebook.people import collectors, noted
from clew.model import Amount, Design, Period, Record, Term


def summary(information: Element, record: Record) -> None:
    """Write what the study covers: times, countries and places, units, who was studied."""
    design = record.design or Design()
    if not (record.period or record.places or record.design):
        return
    held = add(information, "sumDscr")
    _period(held, "timePrd", record.period)
    _period(held, "collDate", design.collected)
    for place in record.places:
        if place.code:
            leaf(held, "nation", place.name, abbr=place.code)
    for place in record.places:
        if not place.code:
            leaf(held, "geogCover", place.name)
    _terms(held, "anlyUnit", design.analysis_units)
    for clusion, terms in (("I", design.universe), ("E", design.excluded)):
        for term in terms:
            leaf(held, "universe", term.text, clusion=clusion)
    _terms(held, "dataKind", design.kinds_of_data)


def method(study: Element, record: Record) -> None:
    """Write how the data were gathered."""
    design = record.design or Design()
    told = (
        *(design.time_method, design.sampling, design.modes_of_collection, design.instruments),
        *(design.sample_size, noted(record, "data collector")),
    )
    if not any(told):
        return
    held = add(add(study, "method"), "dataColl")
    _terms(held, "timeMeth", design.time_method)
    collectors(held, record)
    _terms(held, "sampProc", design.sampling)
    _sizes(held, design.sample_size)
    _terms(held, "collMode", design.modes_of_collection)
    _terms(held, "resInstru", design.instruments)


def _period(held: Element, name: str, period: Period | None) -> None:
    if period is None:
        return
    if period.start and period.start == period.end:
        leaf(held, name, period.start, date=period.start, event="single")
        return
    for event, date in (("start", period.start), ("end", period.end)):
        if date:
            leaf(held, name, date, date=date, event=event)


def _terms(held: Element, name: str, terms: tuple[Term, ...]) -> None:
    for term in terms:
        if not one_line(term.text):
            continue
        made = add(held, name, term.text)
        if term.code:
            address = vocabulary_address(term)
            leaf(made, "concept", term.code, vocab=term.vocabulary, vocabURI=address)


def _sizes(held: Element, sizes: tuple[Amount, ...]) -> None:
    """Write how many were studied; what says more than a number is none to the schema."""
    numbers = [size.text for size in sizes if size.text.isascii() and size.text.isdigit()]
    for number in numbers:
        leaf(add(held, "targetSampleSize"), "sampleSize", number)
    for size in sizes:
        if size.text not in numbers:
            leaf(held, "deviat", size.text)
