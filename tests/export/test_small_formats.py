"""JSON Lines, CSV and Markdown; and JSON of text that UTF-8 cannot hold."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import msgspec

from clew.export import Item, Tie, choose
from clew.export.json.render import Tied
from clew.model import (
    Identifier,
    Kind,
    LinkState,
    LinkType,
    Money,
    Record,
    Resource,
    Scheme,
    Section,
)

TIE = Tie(
    type=LinkType.FUNDED_BY,
    state=LinkState.STATED,
    slug="kettle-award",
    kind=Kind.AWARD,
    title="Kettle on: how home visits begin",
    identifiers=(Identifier(scheme=Scheme.AWARD, value="ZZ/K00417X/1"),),
)


def test_half_a_surrogate_pair_becomes_a_replacement_sign() -> None:
    record = Record(
        key="k",
        kind=Kind.AWARD,
        title="Do\ud83dors 🚪",
        amount=Money(amount=Decimal("12.50"), currency="GBP"),
        extra={"odd \udc00": ["\ud800", 1]},
    )
    told = msgspec.json.decode(choose("json").render(record), type=Record)
    assert told == msgspec.structs.replace(
        record, title="Do\ufffdors 🚪", extra={"odd \ufffd": ["\ufffd", 1]}
    )
    assert '"amount": 12.50' in choose("json").render(record)


def test_a_line_for_each_thing_with_all_that_is_known(resource: Resource, award: Record) -> None:
    items = [Item(resource=resource, ties=(TIE,)), Item.of(award)]
    first, second, end = "".join(choose("jsonl").write(items)).split("\n")
    tied = msgspec.json.decode(first, type=Tied)
    assert (tied.slug, tied.held, tied.links) == (resource.slug, resource.held, (TIE,))
    assert msgspec.json.decode(second, type=Record) == award
    assert end == ""


def test_json_of_many_is_a_list(resource: Resource) -> None:
    written = "".join(choose("json").write([Item(resource=resource)] * 2))
    assert [one["slug"] for one in msgspec.json.decode(written)] == ["kettle-on", "kettle-on"]
    assert msgspec.json.decode("".join(choose("json").write([]))) == []


def rows(*items: Item) -> list[dict[str, str]]:
    written = "".join(choose("csv").write(items))
    return list(csv.DictReader(io.StringIO(written, newline="")))


def test_a_row(resource: Resource) -> None:
    (row,) = rows(Item(resource=resource, ties=(TIE,)))
    assert {name: value for name, value in row.items() if value} == {
        "id": "kettle-on",
        "kind": "dataset",
        "title": "Kettle on: first minutes of a home visit",
        "subtitle": "Audio and field notes",
        "authors": "Lindqvist, Pia; Field, Mo",
        "published": "2033-06",
        "period": "2031-10-01/2033-01-31",
        "publisher": "Meridian Archive",
        "doi": "10.99999/mra-4471",
        "identifiers": "doi:10.99999/mra-4471; local:row-9",
        "url": "https://doi.org/10.99999/mra-4471",
        "abstract": "Forty visits were recorded from the pavement to the first question asked.",
        "keywords": "home visits; doorways; thresholds",
        "subjects": "Social welfare",
        "places": "Wexmoor",
        "language": "en",
        "access": "Open",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "funders": "Council for Everyday Life",
        "awards": "ZZ/K00417X/1",
        "sources": "Meridian Archive; Finder",
    }


def test_money_and_nothing(award: Record) -> None:
    row, bare = rows(Item.of(award), Item.of(Record(key="k", kind=Kind.PERSON, title="Bo")))
    assert (row["amount"], row["currency"]) == ("412305", "GBP")
    assert {value for value in bare.values() if value} == {"k", "person", "Bo"}


def test_no_cell_is_run() -> None:
    for title in ('=HYPERLINK("http://a.example")', "+1", "-1", "@SUM(A1)"):
        (row,) = rows(Item.of(Record(key="k", kind=Kind.DATASET, title=title)))
        assert row["title"] == f"'{title}"
    assert '"say ""no"""' in choose("csv").render(
        Record(key="k", kind=Kind.DATASET, title='say "no"')
    )


def test_markdown(resource: Resource) -> None:
    assert choose("markdown").render(Item(resource=resource, ties=(TIE,))) == (
        "# Kettle on: first minutes of a home visit\n\n"
        "*Audio and field notes*\n\n"
        "- **Kind:** dataset\n"
        "- **People and organisations:** Pia Lindqvist (creator); Bo Ansah (researcher);"
        " Meridian Archive (publisher); Council for Everyday Life (funder); Mo Field (creator)\n"
        "- **Period:** 2031-10-01 to 2033-01-31\n"
        "- **Published:** 2033-06\n"
        "- **Places:** Wexmoor\n"
        "- **Keywords:** home visits, doorways, thresholds, Social welfare\n"
        "- **Access:** Open\n"
        "- **Licence:** https://creativecommons.org/licenses/by/4.0/\n"
        "- **Identifiers:** 10.99999/mra-4471, row-9\n"
        "- **On the web:** <https://archive.example.org/studies/4471>,"
        " <https://finder.example.net/kettle>, <https://doi.org/10.99999/mra-4471>\n\n"
        "## Abstract\n\n"
        "Forty visits were recorded from the pavement to the first question asked.\n\n"
        "## Methods\n\n"
        "Two observers, one recorder, no camera.\n\n"
        "## Links\n\n"
        "- is funded by [Kettle on: how home visits begin]"
        "(https://gtr.ukri.org/projects?ref=ZZ%2FK00417X%2F1)\n\n"
        "> Lindqvist, P. and Field, M. (2033) ‘Kettle on: first minutes of a home visit: Audio"
        " and field notes’. Meridian Archive. Available at: https://doi.org/10.99999/mra-4471.\n"
    )


def test_markdown_takes_no_orders() -> None:
    record = Record(
        key="k",
        kind=Kind.PERSON,
        title="# [x](javascript:alert(1)) <b>*bold*",
        description=(Section(name="note", text="1. one\n- two\n> three\n# four"),),
        urls=("https://a.example/(x) y>",),
    )
    written = choose("markdown").render(record)
    assert written.splitlines()[0] == r"# # \[x\](javascript:alert(1)) \<b\>\*bold\*"
    assert "1\\. one\n\\- two\n\\> three\n\\# four" in written
    assert "<https://a.example/%28x%29%20y%3E>" in written


def test_a_list_in_markdown_is_parted_by_rules(resource: Resource) -> None:
    written = "".join(choose("markdown").write([Item(resource=resource)] * 2))
    assert written.count("\n---\n") == 1
