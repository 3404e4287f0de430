"""Links between resources: what pieces of evidence, tied to records, come to, and what people say.

A link is derived: from the evidence between the records of its two ends and from people's
decisions. When records move to other resources, their evidence goes with them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from math import prod
from typing import NamedTuple

import msgspec

from clew.catalogue.database import inserted
from clew.catalogue.resources import Resources
from clew.model import Evidence, Kind, Link, LinkState, LinkType

SUREST = 0.99  # several suggestions together still are suggestions

_SURE = "l.state IN ('stated', 'confirmed') AND l.type <> ?2 AND l.subject <> l.object"
_EVIDENCE = msgspec.json.Decoder(Evidence)
_ADD = (
    "INSERT INTO evidence (link, rule, record, other, state, body, turned)"
    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
    " state = excluded.state, body = excluded.body, turned = excluded.turned"
)
_DECIDED = {
    "confirm": LinkState.CONFIRMED,
    "join": LinkState.CONFIRMED,
    "reject": LinkState.REJECTED,
    "split": LinkState.REJECTED,
}


class Proposal(NamedTuple):
    """A link to make or to strengthen: resources and records by number, with the evidence.

    ``record`` and ``other`` are the records the evidence rests on; the first is the subject's,
    unless it is ``turned``.
    """

    subject: int
    type: LinkType
    object: int
    state: LinkState
    evidence: Evidence
    record: int
    other: int
    turned: bool = False


class Links:
    """The links of a catalogue."""

    def __init__(self, connection: sqlite3.Connection, resources: Resources) -> None:
        self._connection = connection
        self._resources = resources

    def propose(self, proposals: Iterable[Proposal]) -> None:
        """Add evidence, making the links that it speaks for.

        Evidence for a link of a resource to itself is kept, for its records may part again.
        """
        touched: set[int] = set()
        weighed: set[int] = set()
        pieces: list[tuple[object, ...]] = []
        decided = self._any_decisions()
        for proposal in proposals:
            link, fresh = self._link(
                proposal.subject,
                proposal.type,
                proposal.object,
                proposal.state,
                proposal.evidence.confidence,
            )
            pieces.append(_piece(link, proposal))
            if decided or not fresh:
                weighed.add(link)
            touched |= {proposal.subject, proposal.object}
        self._connection.executemany(_ADD, pieces)
        self._weigh_all(weighed)
        self._resources.touch(touched)

    def _any_decisions(self) -> bool:
        row = self._connection.execute("SELECT 1 FROM decisions LIMIT 1").fetchone()
        return row is not None

    def _link(
        self,
        subject: int,
        kind: str,
        target: int,
        state: LinkState = LinkState.SUGGESTED,
        confidence: float | None = None,
    ) -> tuple[int, bool]:
        """Return the number of a link, and whether it was made just now."""
        cursor = self._connection.execute(
            "INSERT INTO links (subject, type, object, state, confidence) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (subject, kind, target, state, confidence),
        )
        made = inserted(cursor)
        if made is not None:
            return made, True
        (number,) = self._connection.execute(
            "SELECT number FROM links WHERE subject = ? AND type = ? AND object = ?",
            (subject, kind, target),
        ).fetchone()
        return number, False

    def forget(
        self, records: Sequence[int], rules: Sequence[str] = (), *, own: bool = False
    ) -> None:
        """Take back all evidence that rests on these records, and links that have none left.

        Parameters
        ----------
        records: by number.
        rules: only what these rules found; all evidence when none is named.
        own: only what was read from them, not what others say of them.
        """
        if not records:
            return
        rows = self._connection.execute(
            "DELETE FROM evidence WHERE (record IN (SELECT value FROM json_each(?1))"
            " OR other IN (SELECT value FROM json_each(?3)))"
            " AND (?2 = '[]' OR rule IN (SELECT value FROM json_each(?2))) RETURNING link",
            (_json(records), _json(rules), _json(() if own else records)),
        ).fetchall()
        self._weigh_all(link for (link,) in rows)

    def part(self, pairs: Iterable[tuple[int, int]], rules: Sequence[str]) -> None:
        """Take back what rules found between the two records of pairs."""
        both = [ends for one, other in pairs for ends in ((one, other), (other, one))]
        rows = self._connection.execute(
            "DELETE FROM evidence WHERE record IN (SELECT value ->> 0 FROM json_each(?1))"
            " AND (+record, other) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))"
            " AND rule IN (SELECT value FROM json_each(?2)) RETURNING link",
            (_json(both), _json(rules)),
        ).fetchall()
        self._weigh_all(link for (link,) in rows)

    def follow(self, records: Sequence[int], former: Iterable[int]) -> None:
        """Bring the evidence and decisions of records that have moved to where they are now.

        Parameters
        ----------
        former: the resources that the records were in.
        """
        self._weigh_all(self._bring(records) | self._concerned(records, former))

    def _bring(self, records: Sequence[int]) -> set[int]:
        """Move evidence to the links between the resources of its records; return all touched."""
        rows = self._connection.execute(
            "SELECT e.link, e.rule, e.record, e.other, l.type, a.resource, b.resource"
            " FROM evidence e JOIN links l ON l.number = e.link"
            " JOIN records a ON a.number = iif(e.turned, e.other, e.record)"
            " JOIN records b ON b.number = iif(e.turned, e.record, e.other)"
            " WHERE (e.record IN (SELECT value FROM json_each(?1))"
            " OR e.other IN (SELECT value FROM json_each(?1)))"
            " AND (l.subject <> a.resource OR l.object <> b.resource)",
            (_json(records),),
        ).fetchall()
        changed = {row[0] for row in rows}
        for link, rule, record, other, kind, subject, target in rows:
            there, _ = self._link(subject, kind, target)
            changed.add(there)
            self._connection.execute(
                "UPDATE evidence SET link = ? WHERE link = ? AND rule = ? AND record = ?"
                " AND other = ?",
                (there, link, rule, record, other),
            )
        return changed

    def _concerned(self, records: Sequence[int], former: Iterable[int]) -> set[int]:
        """Return the links that decisions on some records are or were about."""
        rows = self._connection.execute(
            "SELECT DISTINCT a.resource, coalesce(d.type, 'same-as'), b.resource"
            " FROM decided p JOIN decisions d ON d.number = p.decision"
            " JOIN records a ON a.number = p.one JOIN records b ON b.number = p.other"
            " WHERE (p.one IN (SELECT value FROM json_each(?1))"
            " OR p.other IN (SELECT value FROM json_each(?1))) AND d.undone_at IS NULL",
            (_json(records),),
        ).fetchall()
        if not rows:
            return set()
        made = {self._link(*row)[0] for row in rows if row[1] != LinkType.SAME_AS}
        resources = {end for one, _, other in rows for end in (one, other)}
        return made | self._between({*former, *resources}, {kind for _, kind, _ in rows})

    def decide(self, pairs: Iterable[tuple[int, str, int]]) -> None:
        """Weigh links anew after a decision on them, given as (subject, type, object)."""
        self._weigh_all(self._link(*pair)[0] for pair in pairs)

    def weigh_identity(self, records: Sequence[int]) -> None:
        """Weigh anew whether records and others are one thing, after a decision on that."""
        rows = self._connection.execute(
            "SELECT resource FROM records WHERE number IN (SELECT value FROM json_each(?))",
            (_json(records),),
        )
        self._weigh_all(self._between({number for (number,) in rows}, [LinkType.SAME_AS]))

    def _between(self, resources: Iterable[int], types: Iterable[str]) -> set[int]:
        """Return the links of some types that any of these resources is an end of."""
        rows = self._connection.execute(
            "SELECT number FROM links WHERE type IN (SELECT value FROM json_each(?2))"
            " AND (subject IN (SELECT value FROM json_each(?1))"
            " OR object IN (SELECT value FROM json_each(?1)))",
            (_json(sorted(resources)), _json(sorted(types))),
        )
        return {number for (number,) in rows}

    def _weigh_all(self, links: Iterable[int]) -> None:
        for link in sorted(set(links)):
            self._weigh(link)

    def _weigh(self, link: int) -> None:
        """Say again how sure a link is; one that nothing and nobody speaks of goes.

        That two things are one, or not, is a link only where something speaks for it.
        """
        subject, kind, target = self._connection.execute(
            "SELECT subject, type, object FROM links WHERE number = ?", (link,)
        ).fetchone()
        rows = self._connection.execute(
            "SELECT state, rule, max(coalesce(json_extract(body, '$.confidence'), 0))"
            " FROM evidence WHERE link = ? GROUP BY state, rule",
            (link,),
        ).fetchall()
        said = self._decision(subject, kind, target)
        stated = any(state == LinkState.STATED for state, _, _ in rows)
        sure = 1 - prod(1 - confidence for _, _, confidence in rows)
        if rows or (said and kind != LinkType.SAME_AS):
            state = said or (LinkState.STATED if stated else LinkState.SUGGESTED)
            weighed = None if stated or said or not sure else round(min(sure, SUREST), 6)
            self._set(link, state, weighed)
        else:
            self._connection.execute("DELETE FROM links WHERE number = ?", (link,))
        self._resources.touch((subject, target))

    def _set(self, link: int, state: LinkState, confidence: float | None) -> None:
        self._connection.execute(
            "UPDATE links SET state = ?, confidence = ? WHERE number = ?", (state, confidence, link)
        )

    def _decision(self, subject: int, kind: str, target: int) -> LinkState | None:
        """Return what people last said of a link; that two things are one has no direction."""
        row = self._connection.execute(
            "SELECT d.verdict FROM records a JOIN decided p ON p.one = a.number"
            " JOIN decisions d ON d.number = p.decision JOIN records b ON b.number = p.other"
            " WHERE ((a.resource = ?1 AND b.resource = ?3) OR (?2 = 'same-as'"
            " AND a.resource = ?3 AND b.resource = ?1)) AND a.resource IN (?1, ?3)"
            " AND coalesce(d.type, 'same-as') = ?2 AND d.undone_at IS NULL"
            " AND d.verdict IN ('confirm', 'reject', 'join', 'split')"
            " ORDER BY d.number DESC LIMIT 1",
            (subject, kind, target),
        ).fetchone()
        return _DECIDED[row[0]] if row else None

    def of(self, resources: Sequence[int]) -> list[Link]:
        """Return every link that has one of these resources at either end, rejected ones too.

        Of a dataset's variables, which are thousands, only those asked for come with their links.
        """
        rows = self._connection.execute(
            "SELECT l.number, s.slug, l.type, o.slug, l.state, l.confidence FROM links l"
            " JOIN resources s ON s.number = l.subject JOIN resources o ON o.number = l.object"
            " WHERE l.subject <> l.object AND (l.subject IN (SELECT value FROM json_each(?1))"
            " OR l.object IN (SELECT value FROM json_each(?1)))"
            " AND (s.kind <> 'variable' OR l.subject IN (SELECT value FROM json_each(?1)))"
            " ORDER BY s.number, l.type, o.number",
            (_json(resources),),
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

    def neighbours(
        self,
        resources: Sequence[int],
        types: Sequence[str] = (),
        surer_than: float = 0,
        states: Sequence[str] = (),
    ) -> set[int]:
        """Return the resources one link away from any of these.

        Parameters
        ----------
        resources: by number.
        types: only links of these types; all when none is named.
        surer_than: the least confidence a suggested link must have.
        states: only links in these states; all but rejected ones when none is named.
        """
        rows = self._connection.execute(
            "SELECT subject, object FROM links WHERE"
            " iif(?4 = '[]', state <> 'rejected', state IN (SELECT value FROM json_each(?4)))"
            " AND (?2 = '[]' OR type IN (SELECT value FROM json_each(?2)))"
            " AND (state <> 'suggested' OR coalesce(confidence, 0.5) >= ?3)"
            " AND (subject IN (SELECT value FROM json_each(?1))"
            " OR object IN (SELECT value FROM json_each(?1)))",
            (_json(resources), _json(types), surer_than, _json(states)),
        )
        return {end for row in rows for end in row} - set(resources)

    def people(self, resources: Sequence[int]) -> dict[tuple[int, str], str]:
        """Return the ids of people and organisations by (resource, how it names them)."""
        rows = self._connection.execute(
            "SELECT l.object, json_extract(e.body, '$.quote'), s.slug FROM links l"
            " JOIN resources s ON s.number = l.subject JOIN evidence e ON e.link = l.number"
            " WHERE l.object IN (SELECT value FROM json_each(?1)) AND l.state <> 'rejected'"
            " AND s.kind IN ('person', 'organisation')"
            " UNION SELECT l.subject, json_extract(e.body, '$.quote'), o.slug FROM links l"
            " JOIN resources o ON o.number = l.object JOIN evidence e ON e.link = l.number"
            " WHERE l.subject IN (SELECT value FROM json_each(?1)) AND l.state <> 'rejected'"
            " AND o.kind IN ('person', 'organisation') ORDER BY 1, 2, 3",
            (_json(resources),),
        )
        return {(number, name): slug for number, name, slug in rows if name}

    def leaves(self, resources: Sequence[int]) -> set[int]:
        """Return those of some resources that nobody described and only one other names."""
        rows = self._connection.execute(
            "SELECT o.number FROM resources o WHERE o.number IN (SELECT value FROM json_each(?))"
            " AND NOT EXISTS (SELECT 1 FROM records r WHERE r.resource = o.number"
            " AND NOT r.withdrawn AND r.key NOT GLOB 'cited:*')"
            " AND (SELECT count(*) FROM links WHERE subject = o.number AND state <> 'rejected'"
            " AND type <> 'same-as')"
            " + (SELECT count(*) FROM links WHERE object = o.number AND state <> 'rejected'"
            " AND type <> 'same-as') < 2",
            (_json(resources),),
        )
        return {number for (number,) in rows}

    def kinds_beside(self, resources: Sequence[int]) -> dict[int, set[Kind]]:
        """Return what sorts of thing each of some resources is linked to.

        Only links that a source states or a person confirmed; what is cited is no more than that.
        """
        rows = self._connection.execute(
            "SELECT l.subject, o.kind FROM links l JOIN resources o ON o.number = l.object"
            f" WHERE l.subject IN (SELECT value FROM json_each(?1)) AND {_SURE}"
            " UNION SELECT l.object, s.kind FROM links l JOIN resources s ON s.number = l.subject"
            f" WHERE l.object IN (SELECT value FROM json_each(?1)) AND {_SURE}",
            (_json(resources), LinkType.CITES),
        )
        found: dict[int, set[Kind]] = {}
        for number, kind in rows:
            found.setdefault(number, set()).add(Kind(kind))
        return found

    def wholes(self, resources: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """Return the dataset that a variable is part of, the awards that a work came out of.

        Parameters
        ----------
        resources: of any kind; those of other kinds belong to nothing.
        """
        rows = self._connection.execute(
            "SELECT l.subject, l.object FROM links l JOIN resources s ON s.number = l.subject"
            " JOIN resources o ON o.number = l.object"
            f" WHERE l.subject IN (SELECT value FROM json_each(?1)) AND {_SURE}"
            " AND (s.kind, l.type, o.kind) IN (VALUES ('variable', 'part-of', 'dataset'),"
            " ('publication', 'output-of', 'award'), ('software', 'output-of', 'award'))"
            " ORDER BY l.subject, l.object",
            (_json(resources), LinkType.CITES),
        )
        found: dict[int, tuple[int, ...]] = {}
        for subject, whole in rows:
            found[subject] = (*found.get(subject, ()), whole)
        return found

    def resting_on(self, records: Sequence[int], rules: Sequence[str]) -> list[tuple[int, int]]:
        """Return (record, other) of the evidence of some rules that rests on any of these."""
        return self._connection.execute(
            "SELECT record, other FROM evidence WHERE (record IN (SELECT value FROM json_each(?1))"
            " OR other IN (SELECT value FROM json_each(?1)))"
            " AND rule IN (SELECT value FROM json_each(?2)) ORDER BY record, other",
            (_json(records), _json(rules)),
        ).fetchall()

    def _evidence(self, link: int) -> tuple[Evidence, ...]:
        rows = self._connection.execute(
            "SELECT body FROM evidence WHERE link = ? ORDER BY state, rule, record, other", (link,)
        )
        # Two records of one thing may rest on the same words; they are shown once.
        return tuple(_EVIDENCE.decode(body) for body in dict.fromkeys(body for (body,) in rows))


def _piece(link: int, proposal: Proposal) -> tuple[object, ...]:
    """Return the row of a proposal's evidence."""
    evidence = proposal.evidence
    found = link, evidence.rule, proposal.record, proposal.other, proposal.state
    return *found, _json(evidence), proposal.turned


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
