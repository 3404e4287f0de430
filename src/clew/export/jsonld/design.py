"""How a study was made, in the words that schema.org has for it."""

from __future__ import annotations

from itertools import chain

from clew.export.common.terms import vocabulary_address
from clew.export.jsonld.node import Node, node
from clew.model import Amount, Design, Record, Term
from clew.model.design import AMOUNTS

_READ = "Read from the text"
_PLANNED = "Planned; read from the text"


def techniques(design: Design | None) -> list[Node]:
    """Return how the data were gathered, as terms of their vocabularies with their evidence."""
    if design is None:
        return []
    told = (
        design.time_method,
        design.sampling,
        design.modes_of_collection,
        design.instruments,
        design.kinds_of_data,
    )
    return list(map(_term, dict.fromkeys(chain.from_iterable(told))))


def places(record: Record) -> list[Node]:
    """Return the countries that were read from the text, beside the record's own places."""
    found = record.design.areas if record.design else ()
    return [
        node("Place", name=one.term or one.text, identifier=one.code, **_evidence(one))
        for one in found
    ]


def coverage(record: Record) -> str | None:
    """Return the time it covers, else when its data were gathered, as an ISO 8601 interval."""
    period = record.period or (record.design.collected if record.design else None)
    return str(period) if period else None


def measured(design: Design | None) -> list[Node]:
    """Return amounts as properties with their unit and range, and who was studied."""
    if design is None:
        return []
    amounts = [
        _amount(name, one) for field, name in AMOUNTS.items() for one in getattr(design, field)
    ]
    sexes = [_value("Sex", one) for one in design.sexes]
    units = [_value("Unit of analysis", one) for one in design.analysis_units]
    consent = [_value("Consent", one) for one in design.consent]
    return [*amounts, *sexes, *units, *consent]


def _term(one: Term) -> Node:
    return node(
        "DefinedTerm",
        name=one.term or one.text,
        alternateName=one.text if one.term and one.text != one.term else None,
        termCode=one.code,
        inDefinedTermSet=vocabulary_address(one) or one.vocabulary,
        **_evidence(one),
    )


def _amount(name: str, one: Amount) -> Node:
    same = one.least is not None and one.least == one.most
    return node(
        "PropertyValue",
        name=name,
        value=one.least if same else one.text,
        minValue=None if same else one.least,
        maxValue=None if same else one.most,
        unitText=one.unit,
        **_evidence(one),
    )


def _value(name: str, one: Term) -> Node:
    return node("PropertyValue", name=name, value=one.term or one.text, **_evidence(one))


def _evidence(one: Term | Amount) -> dict[str, str | None]:
    """Return the sentence a fact was read from, and the mark that it was."""
    if not one.from_text:
        return {}
    mark = _PLANNED if one.planned else _READ
    place = f" ({one.place})" if one.place else ""
    return {"description": one.quote, "disambiguatingDescription": f"{mark}{place}"}
