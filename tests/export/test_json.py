from __future__ import annotations

import json
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.export.json import format
from clew.model import (
    Kind,
    Link,
    LinkState,
    LinkType,
    Money,
    Notice,
    Reading,
    Record,
    Resource,
    Thread,
)


def test_a_record_shows_what_is_known_and_nothing_else() -> None:
    record = Record(
        key="a",
        kind=Kind.AWARD,
        title="Doors & “hinges” <b>",
        amount=Money(amount=Decimal("1234.50"), currency="GBP"),
        extra={"zeta": 1, "alpha": [None, ""]},
    )
    assert format.render_record(record) == (
        "{\n"
        '  "key": "a",\n'
        '  "kind": "award",\n'
        '  "title": "Doors & “hinges” <b>",\n'
        '  "amount": {\n'
        '    "amount": 1234.50,\n'
        '    "currency": "GBP"\n'
        "  },\n"
        '  "extra": {\n'
        '    "alpha": [\n'
        "      null,\n"
        '      ""\n'
        "    ],\n"
        '    "zeta": 1\n'
        "  }\n"
        "}\n"
    )


def test_a_link() -> None:
    link = Link(subject="a", type=LinkType.CITES, object="b", state=LinkState.STATED)
    assert msgspec.json.decode(format.render(link)) == {
        "subject": "a",
        "type": "cites",
        "object": "b",
        "state": "stated",
    }


@pytest.mark.parametrize("name", ["dataset", "award", "thesis", "course", "article"])
def test_records_read_back(name: str, request: pytest.FixtureRequest) -> None:
    record: Record = request.getfixturevalue(name)
    assert msgspec.json.decode(format.render_record(record), type=Record) == record


def test_resources_readings_and_threads_read_back(
    dataset: Record, resource: Resource, thread: Thread
) -> None:
    reading = Reading(records=(dataset,), notices=(Notice(message="cut short", place="line 3"),))
    assert msgspec.json.decode(format.render_resource(resource), type=Resource) == resource
    assert msgspec.json.decode(format.render_reading(reading), type=Reading) == reading
    assert msgspec.json.decode(format.render_thread(thread), type=Thread) == thread


def test_where_sources_disagree_is_told_beside_the_records(resource: Resource) -> None:
    told = json.loads(format.render_resource(resource))["conflicts"]
    assert [(one["field"], [claim["value"] for claim in one["claims"]]) for one in told] == [
        ("end", ["2033-01-31", "2032-12-31"])
    ]
    assert told[0]["claims"][1] == {
        "value": "2032-12-31",
        "source": "Finder",
        "location": "rows/9.json",
        "read_at": resource.held[1].read_at,
    }
    alone = msgspec.structs.replace(resource, held=resource.held[:1])
    assert "conflicts" not in json.loads(format.render_resource(alone))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(title=st.text(), extra=st.dictionaries(st.text(), JSON, max_size=4))
def test_any_text_reads_back(title: str, extra: dict[str, object]) -> None:
    record = Record(key="k", kind=Kind.DATASET, title=title, extra=extra)
    written = format.render_record(record)
    assert msgspec.json.decode(written, type=Record) == record
    reordered = msgspec.structs.replace(record, extra=dict(reversed(extra.items())))
    assert format.render_record(reordered) == written
