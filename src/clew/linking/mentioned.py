"""Things that a record points at by an identifier which tells what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clew.model import Kind, Record, Scheme

# A UK Data Service number always names a dataset, an award reference an award.
_KINDS = {Scheme.UKDA: Kind.DATASET, Scheme.AWARD: Kind.AWARD}


def mentioned(records: Sequence[Record]) -> Iterator[Record]:
    """Yield a bare record for each thing that a stated relation names but no record describes.

    It holds the identifier and nothing else: all that the source says of it. Once a source that
    describes the thing arrives, both are one resource, for they share the identifier.
    """
    have = {identifier for record in records for identifier in record.identifiers}
    for record in records:
        for relation in record.relations:
            target = relation.target.identifier
            kind = _KINDS.get(Scheme(target.scheme)) if target and target.scheme in _KINDS else None
            if target and kind and target not in have:
                have.add(target)
                yield Record(key=f"{target.scheme}:{target}", kind=kind, identifiers=(target,))
