"""What a person could decide, and how much hangs on it."""

from __future__ import annotations

import sqlite3
from math import log2
from typing import NamedTuple

from clew.catalogue.candidates import Pair, pair_of
from clew.model import LinkType

CONSIDERED = 20_000  # suggested links, the most doubtful ones; what hangs on each is counted
_CROWD = 100  # links of a thing; more of them do not count

# A thing that a person left open, or decided on as two records, is not asked about again.
_LEFT = """
left_open (subject, type, object) AS MATERIALIZED (
    SELECT a.resource, coalesce(d.type, 'same-as'), b.resource FROM decisions d
    JOIN decided p ON p.decision = d.number
    JOIN records a ON a.number = p.one JOIN records b ON b.number = p.other
    WHERE d.undone_at IS NULL AND (d.type IS NULL OR d.verdict = 'unsure')
    UNION
    SELECT b.resource, 'same-as', a.resource FROM decisions d
    JOIN decided p ON p.decision = d.number
    JOIN records a ON a.number = p.one JOIN records b ON b.number = p.other
    WHERE d.undone_at IS NULL AND d.type IS NULL
)"""
_LINKS = f"""
WITH {_LEFT},
doubtful AS (
    SELECT number, subject, type, object, coalesce(confidence, 0.5) AS sure FROM links
    WHERE state = 'suggested' AND subject <> object
    AND (subject, type, object) NOT IN (SELECT * FROM left_open)
    ORDER BY sure * (1 - sure) DESC, number LIMIT ?
),
counted AS (
    SELECT *, (SELECT count(*) FROM (SELECT 1 FROM links WHERE subject = d.subject LIMIT ?2))
        + (SELECT count(*) FROM (SELECT 1 FROM links WHERE object = d.subject LIMIT ?2)) AS before,
        (SELECT count(*) FROM (SELECT 1 FROM links WHERE subject = d.object LIMIT ?2))
        + (SELECT count(*) FROM (SELECT 1 FROM links WHERE object = d.object LIMIT ?2)) AS behind
    FROM doubtful d
)
SELECT subject, type, object, sure, min(before, behind) FROM counted ORDER BY number
"""
_PAIRS = """
SELECT p.one, p.other, p.verdict, p.bits, p.body FROM pairs p
JOIN records a ON a.number = p.one JOIN records b ON b.number = p.other
WHERE p.verdict = 'same' AND a.resource {same} b.resource
AND NOT EXISTS (SELECT 1 FROM decisions d JOIN decided s ON s.decision = d.number
    WHERE d.undone_at IS NULL AND d.type IS NULL
    AND ((s.one = p.one AND s.other = p.other) OR (s.one = p.other AND s.other = p.one)))
ORDER BY p.bits {order}, p.one, p.other LIMIT ?
"""


class Doubt(NamedTuple):
    """A suggested link between two resources, how sure it is, and what deciding it is worth."""

    subject: int
    type: LinkType
    object: int
    confidence: float
    value: float


class Doubts:
    """The doubts of a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def links(self) -> list[Doubt]:
        """Return suggested links that nobody has decided on, most valuable decision first."""
        rows = self._connection.execute(_LINKS, (CONSIDERED, _CROWD))
        found = [
            Doubt(subject, LinkType(kind), object, sure, value(LinkType(kind), sure, fewer))
            for subject, kind, object, sure, fewer in rows
        ]
        return sorted(found, key=lambda doubt: -doubt.value)

    def apart(self, limit: int) -> list[Pair]:
        """Return pairs of records that were judged the same, yet are in two resources."""
        rows = self._connection.execute(_PAIRS.format(same="<>", order="DESC"), (limit,))
        return [pair_of(*row) for row in rows]

    def together(self, limit: int) -> list[Pair]:
        """Return pairs of records that are in one resource for they were judged the same."""
        rows = self._connection.execute(_PAIRS.format(same="=", order="ASC"), (limit,))
        return [pair_of(*row) for row in rows]


def value(type: LinkType, confidence: float, links: int) -> float:
    """Return what it is worth to decide on a link.

    Most where it may as well be right as wrong, and where much hangs on it: the links of that one
    of its ends which has fewer are what it adds to the other's thread. Whether two things are one
    changes both, and counts double.
    """
    doubt = 4 * confidence * (1 - confidence)
    whole = 2 if type == LinkType.SAME_AS else 1
    return round(whole * doubt * (1 + log2(1 + links)), 3)
