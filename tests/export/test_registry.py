from __future__ import annotations

import pytest

from clew.errors import ClewError, ExportError
from clew.export import choose, formats
from clew.model import Link, Reading, Record, Resource, Thread


def test_formats_in_order_with_media_type_and_extension() -> None:
    assert [(one.name, one.media_type, one.extension) for one in formats()] == [
        ("json", "application/json", "json"),
        ("jsonld", "application/ld+json", "jsonld"),
        ("text", "text/plain", "txt"),
        ("thread-text", "text/plain", "txt"),
        ("thread-svg", "image/svg+xml", "svg"),
    ]


@pytest.mark.parametrize(
    ("of", "names"),
    [
        (Record, ["json", "jsonld", "text"]),
        (Resource, ["json", "jsonld", "text"]),
        (Reading, ["json", "jsonld", "text"]),
        (Thread, ["json", "thread-text", "thread-svg"]),
        (Link, ["json"]),
        (str, []),
    ],
)
def test_formats_for_one_type(of: type, names: list[str]) -> None:
    assert [one.name for one in formats(of)] == names


@pytest.mark.parametrize(
    ("asked", "of", "name"),
    [
        ("jsonld", None, "jsonld"),
        ("JSONLD", Record, "jsonld"),
        ("application/ld+json; profile=x", Resource, "jsonld"),
        ("text", Record, "text"),
        ("text", Thread, "thread-text"),
        ("svg", Thread, "thread-svg"),
        ("thread-svg", None, "thread-svg"),
        ("thread-svg", Thread, "thread-svg"),
        ("text/plain", Thread, "thread-text"),
        ("image/svg+xml", None, "thread-svg"),
    ],
)
def test_choose(asked: str, of: type | None, name: str) -> None:
    assert choose(asked, of).name == name


@pytest.mark.parametrize(
    ("asked", "of", "message"),
    [
        (
            "pdf",
            None,
            "'pdf' is not an export format."
            " Use one of: json, jsonld, text, thread-text, thread-svg.",
        ),
        (
            "svg",
            Record,
            "'svg' is not an export format for a record. Use one of: json, jsonld, text.",
        ),
        (
            "jsonld",
            Thread,
            "'jsonld' is not an export format for a thread."
            " Use one of: json, thread-text, thread-svg.",
        ),
        (
            "",
            Link,
            "'' is not an export format for a link. Use one of: json.",
        ),
    ],
)
def test_choose_tells_what_there_is(asked: str, of: type | None, message: str) -> None:
    with pytest.raises(ExportError) as raised:
        choose(asked, of)
    assert str(raised.value) == message
    assert isinstance(raised.value, ClewError)


def test_a_format_refuses_what_it_cannot_hold(thread: Thread, dataset: Record) -> None:
    with pytest.raises(ExportError) as raised:
        choose("jsonld").render_thread(thread)
    assert raised.value.as_json() == {
        "error": "ExportError",
        "message": "The format jsonld cannot hold a thread.",
        "hint": "Use one of: json, thread-text, thread-svg.",
    }
    with pytest.raises(ExportError, match="thread-svg cannot hold a record"):
        choose("thread-svg").render_record(dataset)
    with pytest.raises(ExportError, match=r"cannot hold a str\. No format can"):
        choose("json").render("words")


def test_typed_verbs_are_render(dataset: Record, resource: Resource, thread: Thread) -> None:
    reading = Reading(records=(dataset,))
    one = choose("json")
    assert one.render_record(dataset) == one.render(dataset)
    assert one.render_resource(resource) == one.render(resource)
    assert one.render_reading(reading) == one.render(reading)
    assert one.render_thread(thread) == one.render(thread)


@pytest.mark.parametrize("of", [Record, Resource, Reading, Thread])
def test_every_format_ends_with_a_line_end_and_repeats_itself(
    of: type, dataset: Record, resource: Resource, thread: Thread
) -> None:
    values: dict[type, object] = {
        Record: dataset,
        Resource: resource,
        Reading: Reading(records=(dataset,)),
        Thread: thread,
    }
    for one in formats(of):
        written = one.render(values[of])
        assert written.endswith("\n")
        assert not written.endswith("\n\n")
        assert one.render(values[of]) == written
