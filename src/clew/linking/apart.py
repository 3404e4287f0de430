"""Whether documents that arrive together have nothing to do with one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clew.model import Identifier, Kind, Record, study_number


def alone(records: Iterable[Record]) -> bool:
    """Say whether a document may have to do with others in more ways than by an identifier.

    Works that a bibliography names are known again by their titles, awards by the stem of their
    references and by the titles of datasets.
    """
    return any(record.cited or record.kind == Kind.AWARD for record in records)


def handles(records: Iterable[Record]) -> frozenset[Identifier]:
    """Return the identifiers by which a document's records find others, or are found by them.

    Two documents that stand not :func:`alone` and share none of these cannot meet: neither does
    one of them join a resource of the other's, nor does a rule link them.
    """
    return frozenset(each for one in _named(records) for each in (one, study_number(one)) if each)


def _named(records: Iterable[Record]) -> Iterator[Identifier]:
    for record in records:
        yield from record.identifiers
        yield from (r.target.identifier for r in record.relations if r.target.identifier)
