"""How a study was made, as our own JSON-LD tells it: amounts and terms among what was measured.

Schema.org has no fields for the size of a sample or for how often people were seen. Where a
property of such a name has a value, it is a fact about the study and not one of its variables.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from clew.model import Amount, Design, Term
from clew.model.design import AMOUNTS
from clew.readers.common.schema_org.node import Node
from clew.vocabularies import matched

_AMOUNTS = {name: field for field, name in AMOUNTS.items()}
_TERMS = {
    "Sex": ("sexes", "Sex"),
    "Unit of analysis": ("analysis_units", "AnalysisUnit"),
    "Consent": ("consent", "Consent"),
}
# The vocabularies that techniques are terms of.
_TECHNIQUES = {
    "TimeMethod": "time_method",
    "SamplingProcedure": "sampling",
    "ModeOfCollection": "modes_of_collection",
    "TypeOfInstrument": "instruments",
    "GeneralDataFormat": "kinds_of_data",
    "KindOfData": "kinds_of_data",
}
_Fact = TypeVar("_Fact", Term, Amount)
# "Planned; read from the text (abstract)"
_READ = re.compile(r"(planned; )?read from the text(?: \((.{1,60})\))?", re.I)


def is_fact(node: Node) -> bool:
    """Say whether something measured is a fact about the study: of a known name, with a value."""
    name = str(node.raw.get("name"))
    known = name in _AMOUNTS or name in _TERMS
    return known and any(node.raw.get(one) is not None for one in ("value", "minValue", "maxValue"))


def design(node: Node) -> Design | None:
    """Take the facts about a study; techniques that are terms of no known vocabulary stay."""
    found: dict[str, list[Any]] = {}
    for one in filter(is_fact, node.nodes("variableMeasured")):
        name = str(one.raw["name"])
        if name in _AMOUNTS:
            found.setdefault(_AMOUNTS[name], []).append(_amount(one))
        else:
            field, vocabulary = _TERMS[name]
            term = matched(vocabulary, one.text("value") or "")
            found.setdefault(field, []).append(_with_evidence(term, one))
    for one in node.nodes("measurementTechnique"):
        known = _vocabulary(one)
        if not known:
            node.put_back("measurementTechnique")
            continue
        code, name = one.text("termCode"), one.text("name") or ""
        term = matched(known, one.text("alternateName") or name, code, name)
        found.setdefault(_TECHNIQUES[known], []).append(_with_evidence(term, one))
    fields: dict[str, Any] = {field: tuple(dict.fromkeys(told)) for field, told in found.items()}
    return Design(**fields) if fields else None


def _vocabulary(node: Node) -> str | None:
    """Name the vocabulary of a term by its address: ``…/DDI-CV/ModeOfCollection_4.0.html``."""
    address = node.text("inDefinedTermSet") or ""
    return next((name for name in _TECHNIQUES if name in address), None)


def _amount(node: Node) -> Amount:
    value = node.values("value")
    one = value[0] if value and isinstance(value[0], (int, float)) else None
    least, most = (_number(node, name) for name in ("minValue", "maxValue"))
    unit = node.text("unitText")
    words = node.text("value") or " to ".join(str(n) for n in (least, most) if n is not None)
    text = " ".join(part for part in (words, unit) if part) if one is not None else words
    amount = Amount(
        text=text,
        least=one if one is not None else least,
        most=one if one is not None else most,
        unit=unit,
    )
    return _with_evidence(amount, node)


def _number(node: Node, name: str) -> int | float | None:
    value = next(iter(node.values(name)), None)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _with_evidence(fact: _Fact, node: Node) -> _Fact:
    """Add the sentence that a fact was read from, where it says that it was."""
    read = _READ.fullmatch(node.text("disambiguatingDescription") or "")
    if not read:
        return fact
    return msgspec.structs.replace(
        fact, quote=node.text("description"), place=read[2], planned=bool(read[1])
    )
