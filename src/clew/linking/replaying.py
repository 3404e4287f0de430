"""A log told again: what people decided in one catalogue, done in another of the same documents."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from clew.catalogue import Catalogue
from clew.catalogue.log import Change, RecordName
from clew.errors import LinkingError
from clew.linking.deciding import Deciding


def replay(catalogue: Catalogue, changes: Iterable[Change]) -> int:
    """Make the decisions of a log again, and undo those that it undoes; return how many.

    All else in a log follows from the documents and needs no telling: the same documents, linked
    in whatever order, and the same decisions give the same threads.

    Parameters
    ----------
    changes: the log of another catalogue, oldest first.

    Raises
    ------
    LinkingError: when a decision is about a record that the catalogue has not.
    """
    made: dict[int, int] = {}
    decided = [change for change in changes if change.decision is not None]
    for (decision, action), rows in groupby(decided, key=lambda c: (c.decision, c.action)):
        told = list(rows)
        if action == "decided" and decision is not None:
            made[decision] = _make(catalogue, told)
        elif decision in made:
            Deciding(catalogue, told[0].reason or "").undo(made[decision])
    return len(made)


def _make(catalogue: Catalogue, told: list[Change]) -> int:
    first = told[0]
    pairs = [(_number(catalogue, one.record), _number(catalogue, one.other)) for one in told]
    deciding = Deciding(catalogue, first.by or "")
    return deciding.make(first.state or "", pairs, first.type, first.note)


def _number(catalogue: Catalogue, name: RecordName | None) -> int:
    found = catalogue.lookup.named(name.source, name.location, name.key) if name else None
    if name is None or found is None:
        raise LinkingError(
            f"A decision is about {name.location if name else 'a record'}, which is not here.",
            hint="Add the documents that the log was made with, then replay it again.",
        )
    return found
