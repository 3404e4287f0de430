"""Pictures of a search: every mark is a search that finds as many; files to take away."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import etree

import clew
from clew.vocabularies.countries import country_name
from clew.web import world
from clew.web.application import application
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
        least = 1 if section.xpath(".//svg[contains(@class, 'map')]") else 2
        assert len(section.xpath(".//table/tbody/tr")) >= least
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


# The map


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return the site of invented studies in several places."""
    home = tmp_path_factory.mktemp("abroad")
    places = [
        ("Doors", ["France"]),
        ("Windows", ["France", "Kenya"]),
        ("Chimneys", ["Scotland"]),
        ("Stairs", ["Scotland", "Wales"]),
        ("Lifts", ["United Kingdom"]),
        ("Cellars", ["Malta"]),
        ("Attics", ["Lower Wexmoor"]),
        ("Gardens", []),
    ]
    for number, (title, where) in enumerate(places):
        graph = {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": f"{title} of the world",
            "spatialCoverage": [{"@type": "Place", "name": one} for one in where],
        }
        (home / f"{number}.jsonld").write_text(json.dumps(graph))
    with clew.open(home / "catalogue") as catalogue:
        catalogue.add(*(str(file) for file in sorted(home.glob("*.jsonld"))))
    with TestClient(application(home / "catalogue"), headers={"Accept": "text/html"}) as made:
        yield made


def test_the_map_counts_countries_with_their_parts(abroad: TestClient) -> None:
    tree = page(abroad, "/explore")
    rows = tree.xpath("//section[h2/@id='places-head']//tbody/tr")
    told = {str(row.xpath("th/a/text()")[0]): str(row.xpath("td/text()")[0]) for row in rows}
    assert told == {
        "United Kingdom": "3",
        "France": "2",
        "Kenya": "1",
        "Malta": "1",
    }
    for row in rows:
        (address,) = row.xpath("th/a/@href")
        (count,) = row.xpath("td/text()")
        found = "".join(page(abroad, address).xpath("//*[@role='status'][1]//text()"))
        assert f"{count} result" in found


def test_a_country_on_the_map_is_a_search(abroad: TestClient) -> None:
    root = etree.fromstring(abroad.get("/explore/places.svg").content)
    drawn = {str(one.get("aria-label")): one for one in root.iter(f"{SVG}a")}
    assert list(drawn) == [
        "United Kingdom: 3 results",
        "France: 2 results",
        "Kenya: 1 result",
    ]
    asked = parse_qs(urlsplit(str(drawn["United Kingdom: 3 results"].get("href"))).query)
    assert asked == {"country": ["United Kingdom"]}
    shades = [
        float(str(path.get("fill-opacity")))
        for one in drawn.values()
        for path in one.findall(f"{SVG}path")
    ]
    assert shades[0] == 1
    assert shades[0] > shades[1] > shades[2] >= 0.45
    (land,) = root.findall(f"{SVG}path")
    assert land.get("class") == "land"


def test_the_map_follows_the_search_and_is_a_table(abroad: TestClient) -> None:
    answer = abroad.get("/explore/places.csv?q=doors+OR+windows")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows == [["value", "results"], ["France", "2"], ["Kenya", "1"]]
    chosen = list(csv.reader(io.StringIO(abroad.get("/explore/places.csv?country=Kenya").text)))
    assert chosen == [["value", "results"], ["Kenya", "1"]]


def test_without_places_there_is_no_map(abroad: TestClient) -> None:
    assert "places" not in names(page(abroad, "/explore?q=gardens"))


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Scotland", "GB"),
        ("UK", "GB"),
        ("Czech Republic", "CZ"),
        ("Malta", None),
        ("Lower Wexmoor", None),
        ("-", None),
        ("", None),
    ],
)
def test_places_are_found_on_the_map(place: str, code: str | None) -> None:
    assert world.code_of(place) == code


def test_outlines_are_within_the_drawing() -> None:
    number = re.compile(r"-?\d+")
    for code, path in world.outlines().items():
        assert country_name(code), code
        for ring in path.split("M")[1:]:
            first, _, rest = ring.partition("l")
            x, y = map(int, number.findall(first))
            steps = [int(one) for one in number.findall(rest)]
            across = list(accumulate(steps[::2], initial=x))
            down = list(accumulate(steps[1::2], initial=y))
            assert 0 <= min(across) <= max(across) <= world.WIDE, code
            assert 0 <= min(down) <= max(down) <= world.HIGH, code


def test_numbers_are_no_formulas() -> None:
    chart = Chart("x", "Cups", "bars", (Mark("=1+1", 2, "/a"), Mark("tea, hot", 1, "/b")))
    assert chart.table() == 'value,results\r\n\'=1+1,2\r\n"tea, hot",1\r\n'
