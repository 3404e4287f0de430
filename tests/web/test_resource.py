"""The page of a resource, for people and for machines."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from pages import faults, graph, page, scripts, text, texts

THESIS = "waiting-to-be-let-in-time-thresholds-and-attention-in-child-protection-home"
DATASET = "marlowe-vale-cohort-study-wave-1-2014-15"
AWARD = "es-z900017-2"
COURSE = "a-second-look-keeping-children-in-view-on-home-visits"
ALL = (THESIS, DATASET, AWARD, COURSE)


@pytest.mark.parametrize("slug", [*ALL, "ingrid-tallow", "university-of-fenholt"])
def test_the_page_is_sound(client: TestClient, slug: str) -> None:
    found = page(client, f"/r/{slug}")
    assert faults(found) == []
    assert scripts(found) == []
    assert found.xpath("//link[@rel='canonical']/@href") == [f"http://testserver/r/{slug}"]


def test_a_dataset_tells_how_to_get_it(client: TestClient) -> None:
    found = page(client, f"/r/{DATASET}")
    (get,) = found.xpath("//section[h2='How to get it']")
    assert "Registered users. Friendship data: secure room only." in text(get)
    (door,) = get.xpath(".//a[contains(@class, 'go-there')]")
    assert door.get("href") == "https://doi.org/10.5555/nda-sn-902210"
    assert "external" in door.get("rel")
    hosts = texts(get, ".//ul[@class='doors']//a")
    # A source has the DOI at dx.doi.org as well, which is no other way.
    assert "dx.doi.org" not in hosts
    assert len(hosts) == 5
    (sample,) = found.xpath("//dl[@class='design']/div[dt='Sample']/dd")
    assert text(sample) == "1,168"


def test_what_each_source_says_stands_side_by_side(client: TestClient) -> None:
    found = page(client, f"/r/{DATASET}")
    (table,) = found.xpath("//table[contains(@class, 'sides')]")
    assert len(table.xpath("./thead//th")) == 1 + 3
    (row,) = table.xpath("./tbody/tr[@class='conflict']")
    assert texts(row, "./th") == ["Title conflict"]
    assert len(set(texts(row, "./td"))) == 2
    assert "same DOI" in text(found.xpath("//details[summary='Why they are one']")[0])


def test_variables_are_a_table_to_be_sifted_and_taken_away(client: TestClient) -> None:
    found = page(client, f"/r/{DATASET}?v=friends")
    assert texts(found, "//table[@id='variables-table']/tbody/tr/th") == ["w1_frn_n"]
    assert "1 of 6" in text(found.xpath("//section[@id='variables']")[0])
    in_order = page(client, f"/r/{DATASET}?sort=name")
    names = texts(in_order, "//table[@id='variables-table']/tbody/tr/th")
    assert names == sorted(names)
    assert in_order.xpath("//th[@aria-sort='ascending']")
    answer = client.get(f"/r/{DATASET}/variables.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    lines = answer.text.removeprefix("\ufeff").splitlines()
    assert lines[0] == "name,label,question,answers,wave,file"
    assert len(lines) == 1 + 6


def test_a_variable_tells_where_else_it_was_asked(client: TestClient) -> None:
    found = page(client, f"/r/{DATASET}--w1-mmi-07")
    assert faults(found) == []
    assert "I have felt like crying" in text(found.xpath("//section[h2='Question']")[0])
    (same,) = found.xpath("//section[h2='The same elsewhere']//li")
    assert "w2_mmi_07 in Marlowe Vale Cohort: Wave 2" in text(same)
    assert "/r/marlowe-vale-cohort-wave-2-2016-2017--w2-mmi-07" in same.xpath(".//a/@href")


def test_citations_in_four_styles(client: TestClient) -> None:
    found = page(client, f"/r/{THESIS}")
    assert texts(found, "//details[@class='citation']/summary") == [
        "APA",
        "Harvard",
        "Chicago",
        "Vancouver",
    ]
    assert found.xpath("//details[@class='citation']//a/@href") == [
        f"/r/{THESIS}/as/{style}" for style in ("apa", "harvard", "chicago", "vancouver")
    ]
    for style, begins in (
        ("apa", "Oakhollow, M. E. (2020). Waiting to be let in"),
        ("harvard", "Oakhollow, M.E. (2020) Waiting to be let in"),
        ("chicago", "Oakhollow, Maren Elise. 2020. “Waiting to Be Let In"),
        ("vancouver", "Oakhollow ME. Waiting to be let in"),
    ):
        (way,) = found.xpath(f"//details[summary]/@data-loads[contains(., '/{style}')]")
        part = client.get(str(way)).text
        assert part.startswith(f'<p id="cite-{style}">{begins}')
        assert f'data-copies="cite-{style}"' in part
    assert client.get(f"/r/{THESIS}/cite/kettle").status_code == 404
    assert client.get("/r/no-such-thing/cite/apa").status_code == 404


def test_what_is_like_it_comes_after_the_page(client: TestClient) -> None:
    found = page(client, f"/r/{DATASET}")
    (section,) = found.xpath("//section[@aria-labelledby='alike']")
    assert section.xpath(".//a/@href") == [f"/search?like={DATASET}"]
    (way,) = section.xpath("./div/@data-hx-get")
    part = page(client, str(way))
    ways = part.xpath("//ul[@class='alike']/li/a/@href")
    assert 1 <= len(ways) <= 5
    assert f"/r/{DATASET}" not in ways
    assert client.get(str(ways[0])).status_code == 200
    assert client.get("/r/no-such-thing/like").status_code == 404


def test_people_and_keywords_lead_on(client: TestClient) -> None:
    found = page(client, f"/r/{THESIS}")
    assert found.xpath("//ul[@class='tags']//a/@href")[0] == "/search?keyword=home+visits"
    (author,) = found.xpath("//p[@class='makers']/a")
    assert text(author) == "Maren Elise Oakhollow"
    assert author.get("href") == "/r/maren-elise-oakhollow"
    supervised = texts(found, "//section[h2='People and organisations']//li")
    assert any("Ingrid Tallow" in line for line in supervised)


def test_links_say_how_sure_they_are_and_why(client: TestClient) -> None:
    found = page(
        client, "/r/the-doorstep-and-beyond-how-home-visits-keep-sight-of-children-or-lose-it-a"
    )
    (funded,) = found.xpath("//div[@class='ties'][h3='Funded by']/ul/li")
    assert funded.xpath(f".//a[@href='/r/{AWARD}']")
    assert "suggested" in text(funded)
    assert funded.xpath(".//details[@class='said']//li")


def test_contents_lead_into_the_text(client: TestClient) -> None:
    found = page(client, f"/r/{THESIS}")
    lines = found.xpath("//ol[@class='contents']/li")
    (line,) = [one for one in lines if text(one).startswith("2.1 The unanswered door")]
    (link,) = line.xpath("./a/@href")
    opened = page(client, link.partition("#")[0])
    assert texts(opened, "//h1") == ["2 Visiting in the literature"]
    assert texts(opened, "//h2")[0] == "2.1 The unanswered door"
    assert opened.xpath("//div[@id='at']")
    assert faults(opened) == []


def test_the_reader_goes_from_chapter_to_chapter(client: TestClient) -> None:
    path, seen = f"/r/{THESIS}/read", []
    for _ in range(30):
        found = page(client, path)
        seen += texts(found, "//h1")
        following = found.xpath("//a[@rel='next']/@href")
        if not following:
            break
        path = following[0]
    (chapters,) = found.xpath("//nav[@aria-label='Chapters']/ol")
    assert seen[1:] == texts(chapters, "./li")[1:]
    assert len(seen) > 7


def test_a_text_is_searched_and_opened_where_it_says_it(client: TestClient) -> None:
    (form,) = page(client, f"/r/{THESIS}").xpath("//form[@aria-label='This text']")
    assert form.xpath("./@action") == [f"/r/{THESIS}/read"]
    found = page(client, f"/r/{THESIS}/read?q=home+visits")
    passages = found.xpath("//article//ol[@class='passages']/li")
    assert texts(found, "//h1") == [f"{len(passages)} passages on “home visits”"]
    assert found.xpath("//input[@id='find']/@value") == ["home visits"]
    assert passages[0].xpath(".//mark")
    assert not found.xpath("//nav[@aria-label='Chapters']//a[@aria-current]")
    (link,) = passages[0].xpath(".//p[@class='place']/a/@href")
    opened = page(client, link.partition("#")[0])
    (at,) = opened.xpath("//div[@id='at']")
    words = " ".join(passages[0].xpath("string(.//blockquote)").strip("… ").split())[:60]
    assert words in " ".join(text(at).split())
    (back,) = opened.xpath("//nav[@aria-label='Chapters']/p/a[contains(., 'All passages')]/@href")
    assert back == f"/r/{THESIS}/read?q=home%20visits"
    assert faults(found) == []
    assert faults(opened) == []


def test_a_text_that_does_not_say_it_helps_on(client: TestClient) -> None:
    found = page(client, f"/r/{THESIS}/read?q=%22xylophone+quartet%22%3Cb%3E")
    assert texts(found, "//h1") == ['0 passages on “"xylophone quartet"<b>”']
    assert found.xpath("//article//a[starts-with(@href, '/search?q=')]")
    assert faults(found) == []


def test_only_spaces_are_no_search_of_a_text(client: TestClient) -> None:
    blank, plain = page(client, f"/r/{THESIS}/read?q=+"), page(client, f"/r/{THESIS}/read")
    assert texts(blank, "//h1") == texts(plain, "//h1")


def test_a_resource_without_text_has_nothing_to_read(client: TestClient) -> None:
    answer = client.get(f"/r/{DATASET}/read", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, f"/r/{DATASET}")


@pytest.mark.parametrize(
    ("slug", "type"),
    [(DATASET, "Dataset"), (AWARD, "MonetaryGrant"), (THESIS, "Thesis"), (COURSE, "Course")],
)
def test_the_graph_is_of_the_right_type(client: TestClient, slug: str, type: str) -> None:
    found = graph(page(client, f"/r/{slug}"))
    assert found["@context"] == "https://schema.org/"
    assert found["@type"] == type


def test_the_graph_has_what_google_asks_of_a_dataset(client: TestClient) -> None:
    found = graph(page(client, f"/r/{DATASET}"))
    assert found["name"]
    assert 50 <= len(found["description"]) <= 5000
    for name in ("identifier", "keywords", "temporalCoverage", "includedInDataCatalog", "url"):
        assert found[name], name
    assert found["temporalCoverage"] == "2014/2015"
    assert all(one["@type"] in ("Person", "Organization") for one in found["creator"])
    assert "" not in _values(found)


def test_others_get_a_title_a_description_and_a_picture(client: TestClient) -> None:
    found = page(client, f"/r/{DATASET}")
    tags = {one.get("property"): one.get("content") for one in found.xpath("//meta[@property]")}
    assert tags["og:title"] == "Marlowe Vale Cohort Study, Wave 1 (2014/15)"
    assert tags["og:url"] == f"http://testserver/r/{DATASET}"
    assert tags["og:description"].startswith("First wave of a cohort of 1,168 children")
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    picture = client.get(tags["og:image"])
    assert picture.headers["content-type"] == "image/png"
    # Width and height stand in the header of a PNG.
    assert picture.content[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)


def test_an_identifier_leads_to_the_page(client: TestClient) -> None:
    answer = client.get("/r/ES%2FZ900017%2F2", follow_redirects=False)
    assert answer.status_code in (301, 404)


def test_nobody_of_that_name(client: TestClient) -> None:
    found = page(client, "/r/nobody-has-this", 404)
    assert texts(found, "//h1") == ["The thread ends here"]
    assert faults(found) == []


def test_a_person_shows_their_work(client: TestClient) -> None:
    found = page(client, "/r/ingrid-tallow")
    works = texts(found, "//section[contains(h2, 'Work') or .//h2[contains(., 'Work')]]//li/a")
    assert (
        "Waiting to be let in: time, thresholds and attention in child protection home visits"
        in works
    )


def _values(node: object) -> list[object]:
    if isinstance(node, dict):
        return [value for one in node.values() for value in _values(one)]
    if isinstance(node, list):
        return [value for one in node for value in _values(one)]
    return [node]
