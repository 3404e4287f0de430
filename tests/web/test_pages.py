"""Threads, sources, comparisons, and what machines are told; and a walk through the whole site."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from pages import faults, page, scripts, text, texts, within

from clew.export import formats

AWARD = "es-z900017-2"
DATASET = "marlowe-vale-cohort-study-wave-1-2014-15"
THESIS = "waiting-to-be-let-in-time-thresholds-and-attention-in-child-protection-home"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_a_thread_is_a_picture_and_the_same_in_words(client: TestClient) -> None:
    found = page(client, f"/t/{AWARD}")
    assert faults(found) == []
    (picture,) = found.xpath("//*[local-name()='svg' and contains(@class, 'clew-thread')]")
    assert not picture.xpath(".//*[local-name()='style']")
    told = found.xpath("//ul[@class='beads']/li//a[starts-with(@href, '/r/')]/@href")
    assert f"/r/{AWARD}" in told
    assert len(told) == len(set(told)) > 5
    near = page(client, f"/t/{AWARD}?depth=1")
    assert texts(near, "//a[@class='step' and @aria-current]") == ["1"]


def test_the_colours_of_pictures_are_in_a_file_of_their_own(client: TestClient) -> None:
    answer = client.get("/static/thread.css")
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert ".clew-thread{" in answer.text


def test_a_part_of_a_page_can_be_asked_for(client: TestClient) -> None:
    answer = client.get(f"/t/{AWARD}/picture")
    assert answer.text.startswith("<svg")
    assert "<style" not in answer.text


def test_sources_tell_what_they_hold(client: TestClient) -> None:
    found = page(client, "/sources")
    assert faults(found) == []
    (row,) = found.xpath("//tbody/tr")
    assert texts(row, "./th") == ["Documents added by hand"]
    one = page(client, "/source/files")
    assert faults(one) == []
    assert "/search?source=files&order=newest&kind=award" in within(one)
    assert page(client, "/source/nobody", 404) is not None


def test_resources_side_by_side(client: TestClient) -> None:
    found = page(client, f"/compare?ids={AWARD}&ids={DATASET},{THESIS}")
    assert faults(found) == []
    assert texts(found, "//h1") == ["3 resources side by side"]
    assert len(found.xpath("//thead//th")) == 3
    rows = {texts(row, "./th")[0]: texts(row, "./td") for row in found.xpath("//tbody/tr[td]")}
    assert rows["Amount (differs)"] == ["£291,640", "not stated", "not stated"]
    assert rows["Kind (differs)"] == ["Award", "Dataset", "Thesis"]
    assert f"/compare?ids={AWARD}&ids={THESIS}" in within(found)


def test_what_is_the_same_is_not_marked(client: TestClient) -> None:
    found = page(client, f"/compare?ids={AWARD}&ids={AWARD}")
    assert texts(found, "//h1") == ["1 resource side by side"]
    assert not found.xpath("//tr[@class='differs']")


def test_a_comparison_says_what_it_leaves_out(client: TestClient) -> None:
    assert "Not found: nobody." in text(page(client, f"/compare?ids=nobody&ids={AWARD}"))
    many = "&".join(f"ids=x{number}" for number in range(8))
    assert "2 more were left out" in text(page(client, f"/compare?{many}"))
    assert faults(page(client, "/compare")) == []


def test_a_comparison_is_taken_away(client: TestClient) -> None:
    asked = f"ids={AWARD}&ids={DATASET}"
    rows = client.get(f"/compare.csv?{asked}").text.removeprefix("\ufeff").splitlines()
    assert "Kind,Award,Dataset" in rows
    lines = client.get(f"/compare.md?{asked}").text.splitlines()
    assert lines[1] == "| --- | --- | --- |"
    assert {line.count(" | ") for line in lines} == {2}


def test_robots_are_told_where_things_are_listed(client: TestClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
    assert "Disallow: /" not in lines


def test_the_sitemap_lists_each_resource_once_with_its_day(client: TestClient) -> None:
    index = ElementTree.fromstring(client.get("/sitemap.xml").text)
    parts = [one.text or "" for one in index.iter(f"{SITEMAP}loc")]
    entries = [
        one
        for part in parts
        for one in ElementTree.fromstring(client.get(part).text).iter(f"{SITEMAP}url")
    ]
    locations = [one.findtext(f"{SITEMAP}loc") for one in entries]
    assert f"http://testserver/r/{AWARD}" in locations
    assert len(locations) == len(set(locations))
    assert all((one.findtext(f"{SITEMAP}lastmod") or "")[:2] == "20" for one in entries)


def test_browsers_learn_the_search_box(client: TestClient) -> None:
    answer = client.get("/opensearch.xml")
    assert answer.headers["content-type"] == "application/opensearchdescription+xml"
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ElementTree.fromstring(answer.text)
    assert root.findtext(f"{space}ShortName") == "Clew"
    assert [one.get("template") for one in root.iter(f"{space}Url")] == [
        "http://testserver/search?q={searchTerms}",
        "http://testserver/search/suggest.json?q={searchTerms}",
    ]
    typed, found = json.loads(client.get("/search/suggest.json?q=home+vis").text)
    assert typed == "home vis"
    assert "Home visits" in found


@pytest.mark.parametrize("name", [one.name for one in formats() if one.many])
def test_a_list_of_results_can_be_had_in_every_form(client: TestClient, name: str) -> None:
    answer = client.get(f"/search/as/{name}?q=home&kind=dataset")
    assert answer.status_code == 200
    assert answer.text.strip()
    assert "filename=" in answer.headers["content-disposition"]


def test_a_list_is_whole_and_in_order(client: TestClient) -> None:
    lines = client.get("/search/as/jsonl?kind=award&kind=publication").text.splitlines()
    told = texts(page(client, "/search?kind=award&kind=publication"), "//p[@role='status']/strong")
    assert [str(len(lines))] == told


def test_a_form_that_there_is_not(client: TestClient) -> None:
    assert client.get(f"/r/{AWARD}/as/stone").status_code == 406
    assert client.get("/search/as/stone?q=x").status_code == 406
    assert client.get("/search/as/json?cursor=x&from=soon").status_code == 400


def test_every_link_on_the_site_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    broken: list[str] = []
    while waiting and len(seen) < 250:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        if answer.status_code != 200:
            broken.append(f"{answer.status_code} {path}")
        elif answer.headers["content-type"].startswith("text/html") and "/search" not in path[:8]:
            found = page(client, path)
            assert scripts(found) == [], path
            waiting += sorted(within(found, path) - seen)
    assert broken == []
    assert len(seen) > 200
