"""Links between resources, each standing on pieces of evidence that fall with their records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from clew.catalogue.resources import Resources
from clew.model import Evidence, Link, LinkState, LinkType

_EVIDENCE = msgspec.json.Decoder(Evidence)
_DECIDED = (LinkState.CONFIRMED, LinkState.REJECTED)


class Proposal(NamedTuple):
    """A link to make or to strengthen: resources and records by number, with the evidence.

    ``record`` and ``other`` are the records the evidence rests on (the same one twice when one
    record says it all).
    """

    subject: int
    type: LinkType
    object: int
    state: LinkState
    evidence: Evidence
    record: int
    other: int


class Links:
    """The links of a catalogue."""

    def __init__(self, connection: sqlite3.Connection, resources: Resources) -> None:
        self._connection = connection
        self._resources = resources

    def propose(self, proposals: Iterable[Proposal]) -> None:
        """Add evidence, making the links that it speaks for; a link to itself is none."""
        touched: set[int] = set()
        for proposal in proposals:
            if proposal.subject != proposal.object:
                self._add(proposal)
                touched |= {proposal.subject, proposal.object}
        self._resources.touch(touched)

    def _add(self, proposal: Proposal) -> None:
        subject, kind, target, state, evidence, record, other = proposal
        # A source's word outweighs a rule's suggestion; a person's decision outweighs both.
        (number,) = self._connection.execute(
            "INSERT INTO links (subject, type, object, state) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (subject, type, object) DO UPDATE SET state ="
            " CASE WHEN state = 'suggested' THEN excluded.state ELSE state END RETURNING number",
            (subject, kind, target, state),
        ).fetchone()
        self._connection.execute(
            "INSERT OR REPLACE INTO evidence VALUES (?, ?, ?, ?, ?, ?)",
            (number, evidence.rule, record, other, state, msgspec.json.encode(evidence).decode()),
        )

    def forget(self, records: Sequence[int]) -> None:
        """Take back all evidence that rests on these records, and links that have none left.

        What a person confirmed or rejected stays.
        """
        numbers = msgspec.json.encode(records).decode()
        rows = self._connection.execute(
            "DELETE FROM evidence WHERE record IN (SELECT value FROM json_each(?1))"
            " OR other IN (SELECT value FROM json_each(?1)) RETURNING link",
            (numbers,),
        ).fetchall()
        for link in sorted({link for (link,) in rows}):
            self._weigh_again(link)

    def _weigh_again(self, link: int) -> None:
        subject, target, state = self._connection.execute(
            "SELECT subject, object, state FROM links WHERE number = ?", (link,)
        ).fetchone()
        left = {
            row[0]
            for row in self._connection.execute(
                "SELECT state FROM evidence WHERE link = ?", (link,)
            )
        }
        if state in _DECIDED:
            return
        if left:
            best = LinkState.STATED if LinkState.STATED in left else LinkState.SUGGESTED
            self._connection.execute("UPDATE links SET state = ? WHERE number = ?", (best, link))
        else:
            self._connection.execute("DELETE FROM links WHERE number = ?", (link,))
        self._resources.touch((subject, target))

    def of(self, resources: Sequence[int]) -> list[Link]:
        """Return every link that has one of these resources at either end, rejected ones too."""
        rows = self._connection.execute(
            "SELECT l.number, s.slug, l.type, o.slug, l.state, l.confidence FROM links l"
            " JOIN resources s ON s.number = l.subject JOIN resources o ON o.number = l.object"
            " WHERE l.subject IN (SELECT value FROM json_each(?1))"
            " OR l.object IN (SELECT value FROM json_each(?1))"
            " ORDER BY s.number, l.type, o.number",
            (msgspec.json.encode(resources).decode(),),
        ).fetchall()
        return [
            Link(
                subject=subject,
                type=LinkType(kind),
                object=target,
                state=LinkState(state),
                confidence=confidence,
                evidence=self._evidence(number),
            )
            for number, subject, kind, target, state, confidence in rows
        ]

    def neighbours(self, resources: Sequence[int]) -> set[int]:
        """Return the resources one link away from any of these; rejected links do not count."""
        rows = self._connection.execute(
            "SELECT subject, object FROM links WHERE state <> 'rejected' AND ("
            " subject IN (SELECT value FROM json_each(?1))"
            " OR object IN (SELECT value FROM json_each(?1)))",
            (msgspec.json.encode(resources).decode(),),
        )
        return {end for row in rows for end in row} - set(resources)

    def _evidence(self, link: int) -> tuple[Evidence, ...]:
        rows = self._connection.execute(
            "SELECT body FROM evidence WHERE link = ? ORDER BY state, rule, record, other", (link,)
        )
        return tuple(_EVIDENCE.decode(body) for (body,) in rows)
