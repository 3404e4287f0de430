"""Resources and threads: records that are one thing, and what their links reach."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from model.described import resource

from clew.model import (
    Bead,
    Compared,
    Evidence,
    Identifier,
    Kind,
    Link,
    LinkState,
    LinkType,
    Period,
    Record,
    Scheme,
    Thread,
)
from clew.model.base import Value

DOI = Identifier(scheme=Scheme.DOI, value="10.5555/kettle")


def as_json(value: Value) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))


def record(title: str | None = None, key: str = "k") -> Record:
    return Record(key=key, kind=Kind.DATASET, title=title, identifiers=(DOI,))


@pytest.mark.parametrize(
    ("records", "label"),
    [
        ((record("Kettles"), record("Tea")), "Kettles"),
        ((record(), record("Tea")), "Tea"),
        ((record(""), record("Tea")), "Tea"),
        ((record(), record()), "10.5555/kettle"),
    ],
)
def test_a_resource_is_called_by_the_first_title_it_has(
    records: tuple[Record, ...], label: str
) -> None:
    assert resource(*records).label == label


def test_its_records_are_in_the_order_they_are_held() -> None:
    one, other = record("Kettles"), record("Tea", key="other")
    assert resource(one, other).records == (one, other)


@pytest.mark.parametrize(
    ("keys", "only"),
    [(("cited:a",), True), (("cited:a", "cited:b"), True), (("a", "cited:b"), False)],
)
def test_a_work_that_nobody_has_described_yet(keys: tuple[str, ...], only: bool) -> None:
    assert resource(*(record("T", key) for key in keys)).only_cited is only


def test_a_link_says_what_speaks_for_it() -> None:
    evidence = Evidence(
        rule="same-title",
        reason="The titles agree.",
        confidence=0.9,
        compared=(Compared(field="year", level="same", bits=2.5),),
    )
    link = Link(
        subject="kettles",
        type=LinkType.CITES,
        object="tea",
        state=LinkState.SUGGESTED,
        evidence=(evidence,),
        confidence=0.9,
    )
    assert as_json(link) == {
        "subject": "kettles",
        "type": "cites",
        "object": "tea",
        "state": "suggested",
        "evidence": [
            {
                "rule": "same-title",
                "reason": "The titles agree.",
                "confidence": 0.9,
                "compared": [{"field": "year", "level": "same", "bits": 2.5}],
            }
        ],
        "confidence": 0.9,
    }


def test_a_stated_link_has_no_confidence() -> None:
    link = Link(subject="a", type=LinkType.TEACHES, object="b", state=LinkState.STATED)
    assert "confidence" not in msgspec.to_builtins(link)
    assert "evidence" not in msgspec.to_builtins(link)


def test_a_link_has_a_direction() -> None:
    ends = {"type": LinkType.CITES, "state": LinkState.STATED}
    assert Link(subject="a", object="b", **ends) != Link(subject="b", object="a", **ends)  # type: ignore[arg-type]


def test_a_thread_as_json() -> None:
    thread = Thread(
        root="kettles",
        beads=(
            Bead(id="kettles", kind=Kind.DATASET, title="Kettles", depth=0),
            Bead(
                id="tea",
                kind=Kind.THESIS,
                title="Tea",
                depth=1,
                identifiers=("10.5555/tea",),
                period=Period(start="2016", end="2017"),
                published="2018",
            ),
        ),
        links=(Link(subject="tea", type=LinkType.CITES, object="kettles", state=LinkState.STATED),),
    )
    assert as_json(thread) == {
        "root": "kettles",
        "beads": [
            {"id": "kettles", "kind": "dataset", "title": "Kettles", "depth": 0},
            {
                "id": "tea",
                "kind": "thesis",
                "title": "Tea",
                "depth": 1,
                "identifiers": ["10.5555/tea"],
                "period": {"start": "2016", "end": "2017"},
                "published": "2018",
            },
        ],
        "links": [{"subject": "tea", "type": "cites", "object": "kettles", "state": "stated"}],
    }
