from __future__ import annotations

import pytest

from clew.errors import ClewError, ExportError
from clew.export import choose, formats
from clew.model import Link, Reading, Record, Resource, Thread

THINGS = [
    "json",
    "jsonld",
    "text",
    "jsonl",
    "markdown",
    "csv",
    "ris",
    "bibtex",
    "csl-json",
    "apa",
    "harvard",
    "chicago",
    "vancouver",
    "datacite-json",
    "datacite",
    "dublin-core",
    "mods",
    "ddi",
    "dcat",
    "dcat-jsonld",
    "croissant",
]
WRITTEN = ", ".join(THINGS)


def test_formats_in_order_with_media_type_and_extension() -> None:
    assert [(one.name, one.media_type, one.extension) for one in formats()] == [
        ("json", "application/json", "json"),
        ("jsonld", "application/ld+json", "jsonld"),
        ("text", "text/plain", "txt"),
        ("jsonl", "application/x-ndjson", "jsonl"),
        ("markdown", "text/markdown", "md"),
        ("csv", "text/csv", "csv"),
        ("ris", "application/x-research-info-systems", "ris"),
        ("bibtex", "application/x-bibtex", "bib"),
        ("csl-json", "application/vnd.citationstyles.csl+json", "json"),
        ("apa", "text/x-bibliography; style=apa", "txt"),
        ("harvard", "text/x-bibliography; style=harvard", "txt"),
        ("chicago", "text/x-bibliography; style=chicago", "txt"),
        ("vancouver", "text/x-bibliography; style=vancouver", "txt"),
        ("datacite-json", "application/vnd.datacite.datacite+json", "json"),
        ("datacite", "application/vnd.datacite.datacite+xml", "xml"),
        ("dublin-core", "application/xml", "xml"),
        ("mods", "application/mods+xml", "xml"),
        ("ddi", "application/vnd.ddialliance.codebook+xml;version=2.5", "xml"),
        ("dcat", "text/turtle", "ttl"),
        ("dcat-jsonld", 'application/ld+json; profile="http://www.w3.org/ns/dcat#"', "jsonld"),
        (
            "croissant",
            'application/ld+json; profile="http://mlcommons.org/croissant/1.0"',
            "json",
        ),
        ("thread-text", "text/plain", "txt"),
        ("thread-svg", "image/svg+xml", "svg"),
    ]


@pytest.mark.parametrize(
    ("of", "names"),
    [
        (Record, THINGS),
        (Resource, THINGS),
        (Reading, THINGS),
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
        ("text/x-bibliography; style=chicago", None, "chicago"),
        ("text/x-bibliography;  Style=Vancouver", Record, "vancouver"),
        ("text/x-bibliography", None, "apa"),
        ('application/ld+json; profile="http://www.w3.org/ns/dcat#"', None, "dcat-jsonld"),
        ("application/vnd.ddialliance.codebook+xml;version=2.5", None, "ddi"),
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
            f"'pdf' is not an export format. Use one of: {WRITTEN}, thread-text, thread-svg.",
        ),
        (
            "svg",
            Record,
            f"'svg' is not an export format for a record. Use one of: {WRITTEN}.",
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
