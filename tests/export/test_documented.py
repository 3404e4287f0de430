"""The guide to exports names every format, and tells what each keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from clew.export import Format, formats
from clew.export.registry import WORKS

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"
READ = [one for one in formats() if one.keeps and one.name not in ("json", "jsonl")]


def table() -> str:
    rows = [f"| `{one.name}` | {', '.join(sorted(one.keeps - {'kind'}))} |" for one in READ]
    return "\n".join(["| format | fields |", "|---|---|", *rows])


def test_the_guide_tells_what_each_format_keeps() -> None:
    text = PAGE.read_text("utf-8")
    told = text.split("<!-- keeps: begin -->\n")[1].split("\n<!-- keeps: end -->")[0]
    assert told == table()


@pytest.mark.parametrize("one", formats(), ids=lambda one: one.name)
def test_a_format_is_in_the_guide(one: Format) -> None:
    text = PAGE.read_text("utf-8")
    assert f"`{one.name}`" in text
    assert one.media_type.partition(";")[0] in text


def test_formats_say_what_they_hold() -> None:
    assert {one.name: sorted(one.kinds) for one in formats() if len(one.kinds) == 1} == {
        name: ["dataset"] for name in ("ddi", "dcat", "dcat-jsonld", "croissant")
    }
    assert {one.name: one.prefix for one in formats() if one.prefix} == {
        "datacite": "oai_datacite",
        "dublin-core": "oai_dc",
        "mods": "mods",
        "ddi": "oai_ddi25",
    }
    assert all(one.schema and one.profile for one in formats() if one.prefix)
    assert [one.name for one in formats() if one.kinds == WORKS] == [
        *("ris", "bibtex", "csl-json", "apa", "harvard", "chicago", "vancouver"),
        *("datacite-json", "datacite"),
    ]
