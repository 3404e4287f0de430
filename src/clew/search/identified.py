"""Identifiers in a query: alone they go straight to their resource, within text they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.index import Engine, Filters
from clew.index.query import Known, Or, Query
from clew.model import Scheme, find_identifiers, parse_identifier

_LONGEST = 300
# One word, or the digits of an ISBN in groups, perhaps after the name of its scheme.
_ALONE = re.compile(
    r"(?:(?:doi|arxiv|isbn(?:-1[03])?)\s{0,3}:?\s{0,3})?(?:\S+|[\d\s-]+[\dXx])", re.IGNORECASE
)
_STUDY = re.compile(r"(?:UKDA-)?SN[\s:-]{0,3}(\d{3,6})", re.IGNORECASE)


def only_identifier(text: str, engine: Engine) -> Query | None:
    """Return the tree of a query that is nothing but an identifier that some resource has."""
    if len(text) > _LONGEST:
        return None
    return next((known for known in _readings(text.strip()) if _exists(known, engine)), None)


def leading(text: str, engine: Engine) -> tuple[int, ...]:
    """Return the resources whose identifiers stand in a longer text, such as a citation."""
    found = dict.fromkeys(
        f"{identifier.scheme}:{identifier.value}" for identifier, _, _ in find_identifiers(text)
    )
    if not found:
        return ()
    tree = Or(tuple(Known(identifier) for identifier in found))
    return tuple(engine.numbers(tree, Filters()).tolist())


def _readings(text: str) -> Iterator[Query]:
    if match := _STUDY.fullmatch(text):
        yield Known(f"{Scheme.UKDA}:{match[1]}")
    if _ALONE.fullmatch(text) and (identifier := parse_identifier(text)):
        yield Known(f"{identifier.scheme}:{identifier.value}")


def _exists(tree: Query, engine: Engine) -> bool:
    return engine.count(tree, Filters()) > 0
