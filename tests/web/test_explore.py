"""Pictures of a search: every mark is a search that finds as many; files to take away."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import etree

import clew
from clew.web.drawing import drawing
from clew.web.explore import Chart, Mark, grid

SVG = "{http://www.w3.org/2000/svg}"


def page(client: TestClient, path: str) -> Any:
    found = client.get(path)
    assert found.status_code == 200, found.text
    return etree.fromstring(found.text, etree.HTMLParser())


def names(tree: Any) -> list[str]:
    return [one.get("id").removesuffix("-head") for one in tree.xpath("//section/h2")]


def test_the_whole_catalogue_has_its_pictures(client: TestClient) -> None:
    tree = page(client, "/explore")
    assert {"period", "published", "kind", "keyword", "funder", "award-value"} <= set(names(tree))
    for section in tree.xpath("//section[contains(@class, 'picture')]"):
        assert len(section.xpath(".//svg")) == 1
        assert len(section.xpath(".//table/tbody/tr")) > 1
        assert len(section.xpath(".//a[contains(@href, '.svg') or contains(@href, '.csv')]")) == 2


@pytest.mark.parametrize("name", ["kind", "keyword", "funder", "award-value", "together"])
def test_a_mark_leads_to_as_many_results_as_it_says(client: TestClient, name: str) -> None:
    tree = page(client, "/explore")
    if name not in names(tree):
        pytest.skip(f"the corpus has nothing to draw for {name}")
    rows = tree.xpath(f"//section[h2/@id='{name}-head']//tbody/tr")
    for row in rows[:4]:
        (address,) = row.xpath("th/a/@href")
        (count,) = row.xpath("td[last()]/text()")
        found = page(client, address)
        total = "".join(found.xpath("//*[@role='status'][1]//text()"))
        if name == "together":
            continue
        assert count in total, (address, total)


def test_pictures_follow_the_search(client: TestClient, filled: Path) -> None:
    tree = page(client, "/explore?q=home+visits&kind=dataset")
    assert "kind" not in names(tree)
    with clew.open(filled) as catalogue:
        total = catalogue.search("home visits", kind="dataset").total
    assert f"{total} result" in "".join(tree.xpath("//p[@role='status']//text()"))
    for address in tree.xpath("//svg//a/@href"):
        asked = parse_qs(urlsplit(address).query)
        assert asked["q"][0].startswith("home visits")
        assert asked["kind"] == ["dataset"]


def test_a_picture_is_a_file(client: TestClient) -> None:
    answer = client.get("/explore/kind.svg?q=children")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = etree.fromstring(answer.content)
    assert root.findtext(f"{SVG}title") == "Kinds of thing"
    assert root.find(f"{SVG}style") is not None
    assert all(
        str(one.get("href")).startswith("http://testserver/search?") for one in root.iter(f"{SVG}a")
    )


def test_its_numbers_are_a_file(client: TestClient) -> None:
    answer = client.get("/explore/kind.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    head, *rows = list(csv.reader(io.StringIO(answer.text)))
    assert head == ["value", "results"]
    drawn = page(client, "/explore").xpath("//section[h2/@id='kind-head']//tbody/tr")
    assert len(rows) == len(drawn)


@pytest.mark.parametrize("path", ["/explore/kettle.svg", "/explore/kettle.csv"])
def test_a_picture_that_is_none_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert "keyword" in answer.json()["hint"]


def test_a_search_that_finds_nothing_says_so(client: TestClient) -> None:
    tree = page(client, '/explore?q="zzyzx+qqfwx"')
    assert "too little here to draw" in "".join(tree.xpath("//main//text()"))


def test_bars_are_as_long_as_their_counts() -> None:
    marks = (Mark("Tea", 10, "/search?q=tea"), Mark("Milk & <b>", 5, "/search?q=milk"))
    root = etree.fromstring(drawing(Chart("x", "Cups", "bars", marks)))
    widths = [float(one.get("width", "")) for one in root.iter(f"{SVG}rect")]
    assert widths == [360.0, 180.0]
    labels = [one.get("aria-label") for one in root.iter(f"{SVG}a")]
    assert labels == ["Tea: 10 results", "Milk & <b>: 5 results"]


def test_a_grid_has_a_line_for_each_group() -> None:
    marks = (
        Mark("2010–2014", 4, "/a", "North"),
        Mark("2015–2019", 1, "/b", "North"),
        Mark("2015–2019", 2, "/c", "South"),
    )
    chart = Chart("x", "Funders", "grid", marks)
    columns, lines = grid(chart)
    assert columns == ["2010–2014", "2015–2019"]
    assert lines == [("North", [marks[0], marks[1]]), ("South", [None, marks[2]])]
    root = etree.fromstring(drawing(chart))
    radii = [float(one.get("r", "")) for one in root.iter(f"{SVG}circle")]
    assert radii[0] == pytest.approx(2 * radii[1])


def test_numbers_are_no_formulas() -> None:
    chart = Chart("x", "Cups", "bars", (Mark("=1+1", 2, "/a"), Mark("tea, hot", 1, "/b")))
    assert chart.table() == 'value,results\r\n\'=1+1,2\r\n"tea, hot",1\r\n'
