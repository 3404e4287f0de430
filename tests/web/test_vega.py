"""Pictures as Vega-Lite specifications: the same numbers, the same order, the same searches."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from fastapi.testclient import TestClient
from lxml import etree

from clew.web.explore import Chart, Mark
from clew.web.vega import MEDIA_TYPE, specification

SCHEMA = "CLEW_TEST_VEGA_LITE"  # where the specification's own schema is: `npm pack vega-lite`
FORMS = ("bars", "years", "grid", "map")
CUPS = (Mark("Tea", 10, "/search?q=tea"), Mark("Milk & <b>", 5, "/search?q=milk"))


def chart(form: str, *marks: Mark, note: str = "") -> Chart:
    return Chart("cups", "Cups", form, marks or CUPS, note)


def test_bars_whole() -> None:
    assert specification(chart("bars", note="Of one house."), "https://clew.example") == {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": "Cups",
        "description": "Of one house.",
        "data": {
            "values": [
                {
                    "value": "Tea",
                    "results": 10,
                    "address": "https://clew.example/search?q=tea",
                },
                {
                    "value": "Milk & <b>",
                    "results": 5,
                    "address": "https://clew.example/search?q=milk",
                },
            ]
        },
        "mark": {"type": "bar", "color": "#a4322a", "cursor": "pointer"},
        "encoding": {
            "x": {"field": "results", "type": "quantitative", "title": "Results"},
            "y": {"field": "value", "type": "nominal", "title": None, "sort": None},
            "tooltip": [{"field": "value"}, {"field": "results"}],
            "href": {"field": "address"},
        },
    }


def test_years_stand_side_by_side() -> None:
    told = specification(chart("years", Mark("2010–2014", 4, "/a")))
    assert told["encoding"]["x"]["field"] == "value"
    assert told["encoding"]["y"]["field"] == "results"
    assert "description" not in told


def test_a_grid_has_a_line_for_each_group() -> None:
    told = specification(chart("grid", Mark("2010–2014", 4, "/a", "North")))
    values = [{"group": "North", "value": "2010–2014", "results": 4, "address": "/a"}]
    assert told["data"]["values"] == values
    assert told["mark"]["type"] == "circle"
    drawn = {name: told["encoding"][name]["field"] for name in ("x", "y", "size")}
    assert drawn == {"x": "value", "y": "group", "size": "results"}
    assert [one["field"] for one in told["encoding"]["tooltip"]] == ["group", "value", "results"]


@pytest.mark.parametrize("form", FORMS)
def test_it_is_what_the_schema_says(form: str) -> None:
    place = os.environ.get(SCHEMA)
    if not place:
        pytest.skip(f"no schema: `npm pack vega-lite`; {SCHEMA} says where its JSON schema is")
    schema = msgspec.json.decode(Path(place).read_bytes())
    jsonschema.Draft7Validator(schema).validate(specification(chart(form)))


def test_every_picture_of_a_search_is_there_with_its_numbers(client: TestClient) -> None:
    tree: Any = etree.fromstring(client.get("/explore?q=children").text, etree.HTMLParser())
    addresses = tree.xpath("//a[contains(@href, '.vl.json')]/@href")
    assert len(addresses) == len(tree.xpath("//section[contains(@class, 'picture')]")) > 3
    for address in addresses:
        answer = client.get(address)
        assert answer.headers["content-type"] == MEDIA_TYPE
        assert answer.headers["content-disposition"].endswith('.vl.json"')
        _, *rows = csv.reader(io.StringIO(client.get(address.replace(".vl.json", ".csv")).text))
        values = answer.json()["data"]["values"]
        told = [(one["value"], str(one["results"])) for one in values]
        assert told == [(row[-2], row[-1]) for row in rows]
        assert all(one["address"].startswith("http://testserver/search?") for one in values)


def test_a_picture_that_is_none_is_not_found(client: TestClient) -> None:
    answer = client.get("/explore/kettle.vl.json", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert "keyword" in answer.json()["hint"]
