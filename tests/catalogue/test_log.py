"""How records came together, as the log tells it: found without reading all of it."""

from __future__ import annotations

from support import Weave

from clew.catalogue import Catalogue
from clew.model import Identifier, Kind, Record, Scheme

DOI = Identifier(scheme=Scheme.DOI, value="10.5555/kettles")


def test_memberships_are_those_of_the_records_asked_for(catalogue: Catalogue, weave: Weave) -> None:
    for at in ("a.html", "b.html", "c.html"):
        weave(Record(key="k", kind=Kind.DATASET, title="Kettles", identifiers=(DOI,)), at=at)
    weave(Record(key="s", kind=Kind.DATASET, title="Spoons"), at="s.html")
    found = catalogue.log.memberships([1, 3, 4])
    whole = [
        entry
        for entry in catalogue.log.entries()
        if entry.action in ("joined", "moved") and entry.record in (1, 3, 4)
    ]
    assert [(entry.action, entry.record) for entry in found] == [("joined", 3)]
    assert found == whole
    assert catalogue.log.memberships([]) == []


def test_the_log_is_not_read_from_end_to_end(catalogue: Catalogue) -> None:
    plan = catalogue._database.connection.execute(
        "EXPLAIN QUERY PLAN SELECT * FROM log WHERE action IN ('joined', 'moved')"
        " AND record IN (SELECT value FROM json_each('[1]')) ORDER BY number"
    ).fetchall()
    assert any("USING INDEX log_memberships" in row[-1] for row in plan)
