"""A study that its archive describes in three languages, read in the one that a reader prefers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from pages import faults, page, text, texts

import clew
from clew.cli.main import main
from clew.web.application import application
from clew.web.words import facet_value

STUDY = """<codeBook xmlns="ddi:codebook:2_5" version="2.5"><stdyDscr>
<citation><titlStmt>
<titl xml:lang="en">Who opens the door, 2019</titl>
<titl xml:lang="fi">Kuka avaa oven 2019</titl>
<titl xml:lang="sv">Vem öppnar dörren 2019</titl>
<IDNo agency="DOI">10.5555/doors.2019</IDNo></titlStmt></citation>
<stdyInfo><subject>
<keyword xml:lang="en">visits</keyword><keyword xml:lang="fi">käynnit</keyword></subject>
<abstract xml:lang="en">We rang at four hundred doors.</abstract>
<abstract xml:lang="fi">Soitimme neljänsadan oven kelloa.</abstract>
</stdyInfo></stdyDscr></codeBook>
"""
SLUG = "/r/who-opens-the-door-2019"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    (folder / "doors.xml").write_text(STUDY, encoding="utf-8")
    with clew.open(folder / "home") as catalogue:
        catalogue.add(str(folder / "doors.xml"))
    return folder / "home"


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[TestClient]:
    with TestClient(application(home), headers={"Accept": "text/html"}) as made:
        yield made


def title(site: TestClient, address: str = SLUG, asked: str = "") -> str:
    site.headers["Accept-Language"] = asked
    return text(page(site, address).xpath("//h1")[0])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", "Who opens the door, 2019"),
        ("en-GB, fi;q=0.8", "Who opens the door, 2019"),
        ("fi-FI, en;q=0.8", "Kuka avaa oven 2019"),
        ("de, sv;q=0.9, fi;q=0.8", "Vem öppnar dörren 2019"),
        ("de, fr", "Who opens the door, 2019"),
    ],
)
def test_a_browser_says_what_its_reader_reads(site: TestClient, asked: str, expected: str) -> None:
    # Twice, for the second page is one that was kept.
    assert [title(site, asked=asked) for _ in range(2)] == [expected, expected]


def test_an_address_says_it_louder(site: TestClient) -> None:
    assert title(site, f"{SLUG}?lang=sv", "fi") == "Vem öppnar dörren 2019"
    assert title(site, f"{SLUG}?lang=en", "fi") == "Who opens the door, 2019"
    assert title(site, f"{SLUG}?lang=tlh") == "Who opens the door, 2019"


def test_the_page_is_marked_with_its_language_and_leads_to_the_others(site: TestClient) -> None:
    found = page(site, f"{SLUG}?lang=fi")
    assert faults(found) == []
    assert found.xpath("//h1/@lang") == ["fi"]
    (prose,) = found.xpath("//section[contains(@class, 'prose')]")
    assert prose.get("lang") == "fi"
    assert "Soitimme neljänsadan oven kelloa." in text(prose)
    assert texts(found, "//ul[@class='tags']/li") == ["käynnit"]
    (others,) = found.xpath("//p[@class='tongues']")
    assert text(others) == "Also told in English, Swedish"
    assert others.xpath("a/@href") == ["?lang=en", "?lang=sv"]
    assert others.xpath("a/@hreflang") == ["en", "sv"]
    assert found.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{SLUG}"]


def test_what_a_language_lacks_is_told_in_the_leading_one(site: TestClient) -> None:
    found = page(site, f"{SLUG}?lang=sv")
    assert "We rang at four hundred doors." in text(found)
    assert texts(found, "//ul[@class='tags']/li") == ["visits"]


def test_caches_are_told(site: TestClient) -> None:
    assert "Accept-Language" in site.get(SLUG).headers["vary"]


def test_forms_to_take_away_are_told_in_it_too(site: TestClient) -> None:
    headers = {"Accept": "application/x-research-info-systems", "Accept-Language": "fi"}
    assert "Kuka avaa oven 2019" in site.get(SLUG, headers=headers).text


def test_a_language_is_called_by_its_name(site: TestClient) -> None:
    site.headers["Accept-Language"] = ""
    (fact,) = page(site, SLUG).xpath("//dl[@class='facts']/div[dt='Language']/dd")
    assert text(fact) == "English"
    assert [facet_value(one, "language") for one in ("fi", "tlh")] == ["Finnish", "tlh"]


def test_the_command_line_and_python_tell_it_in_a_language(home: Path) -> None:
    with clew.open(home) as catalogue:
        assert catalogue.item("10.5555/doors.2019", ["fi"]).record.title == "Kuka avaa oven 2019"
        assert catalogue.get("10.5555/doors.2019").label == "Who opens the door, 2019"
    said = CliRunner().invoke(
        main, ["show", "10.5555/doors.2019", "--language", "sv", "--home", str(home)]
    )
    assert said.exit_code == 0
    assert said.output.startswith("Vem öppnar dörren 2019\n")
