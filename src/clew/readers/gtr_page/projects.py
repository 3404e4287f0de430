"""The table of related projects, and the awards in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clew.model import (
    Agent,
    Contribution,
    Identifier,
    Kind,
    Notice,
    Record,
    Relation,
    Role,
    Scheme,
    Target,
    parse_identifier,
)
from clew.readers.gtr_xml.fields import Fields
from clew.readers.gtr_xml.hierarchy import link_type

PLACE = "Related Projects"
_REFERENCE = re.compile(r"(?=\S*\d)[A-Z0-9][A-Z0-9_/.-]{4,40}")
_DAY = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")


class Project:
    """A row: an award, what it is to another, its period and value, or the student's name.

    Example: ``"ES/Z900017/2 Transfer ES/Z900017/1 01/04/2018 31/12/2019 £291,640"``
    """

    def __init__(self, line: str, notices: list[Notice]) -> None:
        self.quote = " ".join(line.split())
        first, *words = self.quote.split()
        self.identifier = _award(first)
        dates = [n for n, word in enumerate(words) if _DAY.fullmatch(word)][:2]
        money = next((n for n, word in enumerate(words) if word.startswith("£")), len(words))
        before = words[: dates[0] if dates else money]
        self.related = _award(before.pop()) if before and _REFERENCE.fullmatch(before[-1]) else None
        self.term = " ".join(before) or None
        after = " ".join(words[dates[-1] + 1 if dates else money :])
        content = dict(zip(("Start", "End"), (words[n] for n in dates), strict=False))
        content["Award Value" if after.startswith("£") else "Student Name"] = after
        fields = Fields(content, f"{PLACE}, {first}", notices)
        self.period = fields.period("Start", "End")
        self.amount = fields.pounds("Award Value")
        self.student = fields.line("Student Name")
        self.extra = fields.rest

    def relation(self) -> Relation | None:
        """What the award is to the one it is related to."""
        if not self.related or self.related == self.identifier:
            return None
        return Relation(
            type=link_type(self.term),
            target=Target(key=self.related.value),
            quote=self.quote,
            place=PLACE,
            term=self.term,
        )

    def record(self) -> Record:
        """Make the record of the award, of which the table says all there is."""
        relation = self.relation()
        student = self.student and Agent.person(self.student)
        return Record(
            key=self.identifier.value,
            kind=Kind.AWARD,
            identifiers=(self.identifier,),
            contributions=(Contribution(agent=student, role=Role.STUDENT),) if student else (),
            period=self.period,
            amount=self.amount,
            relations=(relation,) if relation else (),
            extra=self.extra,
        )


def projects(lines: list[str], notices: list[Notice]) -> tuple[list[Project], list[str]]:
    """Read the rows of the table; lines that are no rows are returned beside them."""
    rows: list[Project] = []
    others: list[str] = []
    for line in filter(None, lines):
        words = line.split()
        if _REFERENCE.fullmatch(words[0]) and len(words) > 1:
            rows.append(Project(line, notices))
        elif not line.startswith("Project Reference"):
            others.append(line)
    return rows, others


def related(rows: Iterable[Project], award: str) -> Iterator[Record]:
    """Yield the awards of the table, each once, apart from the one that the page is about."""
    rows = list(rows)
    listed = {row.identifier.value: row for row in reversed(rows)}
    yield from (row.record() for key, row in listed.items() if key != award)
    for row in rows:
        if row.related and row.related.value not in (award, *listed):
            listed[row.related.value] = row
            key = row.related.value
            yield Record(key=key, kind=Kind.AWARD, identifiers=(row.related,))


def _award(reference: str) -> Identifier:
    known = parse_identifier(reference, Scheme.AWARD)
    return known or Identifier(scheme=str(Scheme.LOCAL), value=reference)
