"""The facts of a record as a table's rows."""

from __future__ import annotations

from collections.abc import Iterable

from clew.export.common.said import Statement, statement
from clew.export.common.words import count, span, verb
from clew.export.text.design import design_facts
from clew.export.text.variable import variable_facts
from clew.model import Contribution, Identifier, Kind, Record, Relation, Scheme

_SCHEMES: dict[str, str] = {
    Scheme.DOI: "DOI",
    Scheme.AWARD: "Award reference",
    Scheme.UKDA: "Study number",
    Scheme.ISBN: "ISBN",
    Scheme.ISSN: "ISSN",
    Scheme.ORCID: "ORCID",
    Scheme.ROR: "ROR",
    Scheme.ARXIV: "arXiv",
    Scheme.HANDLE: "Handle",
    Scheme.GTR: "GtR number",
    Scheme.GTR_OUTCOME: "GtR outcome",
    Scheme.URL: "Address",
    Scheme.LOCAL: "Local number",
}


def facts(record: Record) -> list[Statement]:
    """Return what a record states in few words, in the order people ask for it."""
    rows = [
        statement("Subtitle", record.subtitle),
        *(statement("Also called", title) for title in record.alternative_titles),
        statement("Type", record.subtype),
        *(statement(_SCHEMES.get(i.scheme, i.scheme), i.value) for i in record.identifiers),
        *(statement(str(part.role).capitalize(), who(part)) for part in record.contributions),
        statement("Period", span(record.period) if record.period else None),
        statement("Published", record.published),
        statement("Amount", record.amount),
        statement("Status", record.status),
        statement("Degree", record.degree),
        statement("In", _container(record)),
        statement("Pages", record.pages),
        statement("Places", _list(place.name for place in record.places)),
        statement("Language", record.language),
        design_facts(record.design),
        statement("Access", record.access),
        statement("Licence", record.licence),
        statement("Keywords", _list(record.keywords)),
        statement("Subjects", _list(record.subjects)),
        *(statement("Listed in", _named(one.name, one.url)) for one in record.catalogues),
        *(statement("Link", url) for url in record.urls),
        *(variable_facts(one) for one in record.variables if record.kind == Kind.VARIABLE),
        _relations(record.relations),
    ]
    return [row for rows_of_one in rows for row in rows_of_one]


def who(part: Contribution) -> str:
    """Name a contributor with where they work.

    Example: ``Ada Okafor (University of Wexmoor, School of Social Work), ORCID 0000-…``
    """
    at = ", ".join(place for place in (part.affiliation, part.department) if place)
    known = [i.value for i in part.agent.identifiers if i.scheme == Scheme.ORCID]
    words = [
        part.agent.name,
        *([f"({at})"] if at else []),
        *([f"– {part.note}"] if part.note else []),
    ]
    return " ".join(words) + "".join(f", ORCID {orcid}" for orcid in known)


def _container(record: Record) -> str | None:
    parts = [
        record.container,
        f"volume {record.volume}" if record.volume else None,
        f"issue {record.issue}" if record.issue else None,
    ]
    return ", ".join(part for part in parts if part) or None


def _relations(relations: Iterable[Relation]) -> list[Statement]:
    """Say the stated links; those to records of the same document are many, and only counted."""
    elsewhere, within = [], 0
    for relation in relations:
        if relation.target.identifier:
            elsewhere += statement("Stated", _relation(relation, relation.target.identifier))
        else:
            within += 1
    counted = f"{count(within, 'link')} to what the same document tells of" if within else None
    return [*elsewhere, *statement("Stated", counted)]


def _relation(relation: Relation, other: Identifier) -> str:
    """Say a stated link: ``is funded by ZZ/K00417X/1 – “words”``, or what another is to this."""
    word = verb(relation.type)
    said = f"{other} {word} this" if relation.inverse else f"{word} {other}"
    return f"{said} – “{relation.quote}”" if relation.quote else said


def _list(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None


def _named(name: str, url: str | None) -> str:
    return f"{name} ({url})" if url else name
