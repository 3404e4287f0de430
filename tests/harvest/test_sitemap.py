"""Sitemaps: packed, nested and odd ones; changed pages only; rules for robots."""

from __future__ import annotations

import gzip
from typing import Any
from xml.sax.saxutils import escape

import httpx
import pytest
from harvest.server import Site
from harvest.web import Handler, client, told

from clew.errors import SourceError
from clew.harvest import Arrival, Mark, Step
from clew.harvest.arrival import Visit
from clew.harvest.protocol import Errand
from clew.harvest.registry import protocol
from clew.harvest.sitemap import Listed, parse_sitemap

HOST = "ashby.example"
MAP = f"http://{HOST}/sitemap.xml"
NS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def served(site: Site) -> Handler:
    def answer(request: httpx.Request) -> httpx.Response:
        reply = site.answer(request.url.path, dict(request.headers), request.url.host)
        return httpx.Response(reply.status, content=reply.body, headers=reply.headers)

    return answer


def steps(site: Site, **wish: Any) -> list[Step]:
    return list(protocol("sitemap").steps(Errand(MAP, client(served(site)), **wish)))


def page(name: str) -> str:
    return f"http://{HOST}/{name}"


PAGES = {"a": "<p>one", "b": "<p>two"}


@pytest.mark.parametrize("packed", [False, True])
def test_every_page_through_an_index(packed: bool) -> None:
    found = steps(Site(PAGES, packed=packed))
    assert told(found) == [(page("a"), b"<p>one"), (page("b"), b"<p>two"), "whole"]
    assert isinstance(found[0], Mark)
    assert found[0].total == 2


def test_a_page_whose_day_has_not_changed_is_not_fetched() -> None:
    site = Site(PAGES, days={"a": "2031-05-01", "b": "2031-05-02"})
    found = steps(site, known=lambda location: Visit(stamp="2031-05-01"))
    assert told(found) == [f"seen {page('a')}", (page("b"), b"<p>two"), "whole"]
    assert "/a" not in site.asked


def test_a_page_without_a_day_is_asked_for_only_if_it_has_changed() -> None:
    site = Site(PAGES)
    first = steps(site)
    left = {s.location: s.visit for s in first if isinstance(s, Arrival)}
    site.pages = PAGES | {"b": "<p>new"}
    assert told(steps(site, known=left.get)) == [
        f"seen {page('a')}",
        (page("b"), b"<p>new"),
        "whole",
    ]


def test_a_page_that_this_run_has_is_passed_over() -> None:
    found = steps(Site(PAGES), done=lambda location: location.endswith("/a"))
    assert told(found) == [(page("b"), b"<p>two"), "whole"]


def test_pages_that_are_gone_closed_moved_or_broken() -> None:
    site = Site(
        PAGES,
        faults={"g": 410, "h": 403, "i": 500},
        moved={"m": "a"},
        robots="User-agent: *\nDisallow: /b",
    )
    found = {one.location: one for one in steps(site) if not isinstance(one, Mark | tuple)}
    moved = found[page("m")]
    assert isinstance(moved, Arrival)
    assert moved.visit.moved_to == page("a")
    for name, error in (
        ("b", "is closed to robots by its site"),
        ("h", "answered 403 Forbidden"),
        ("i", "answered 500 Internal Server Error"),
    ):
        trouble = found[page(name)]
        assert isinstance(trouble, Arrival)
        with pytest.raises(SourceError, match=error):
            trouble.open()
    assert f"gone {page('g')}" in told(s for s in steps(site) if isinstance(s, tuple))


def test_a_site_that_is_down_is_left() -> None:
    site = Site({}, faults={f"p{number:02}": 500 for number in range(40)})
    found: list[Step] = []
    walk = protocol("sitemap").steps(Errand(MAP, client(served(site))))
    with pytest.raises(SourceError, match="answered 500"):
        found.extend(walk)
    assert sum(isinstance(step, Arrival) for step in found) == 19


def test_only_what_is_wanted() -> None:
    site = Site({"items/a": "", "items/b-old": "", "search": ""})
    take = {"include": ["/items/"], "leave_out": ["-old"]}
    assert told(steps(site, take=take)) == [(page("items/a"), b""), "whole"]


def listed(*addresses: str) -> bytes:
    rows = "".join(f"<url><loc>{escape(one)}</loc></url>" for one in addresses)
    return f'<urlset xmlns="{NS}">{rows}</urlset>'.encode()


def test_a_site_may_list_only_its_own_pages() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/sitemap.xml":
            return httpx.Response(200, content=listed(page("a"), "http://other.example/b"))
        return httpx.Response(200 if request.url.path == "/a" else 404)

    asking = client(answer)
    assert told(protocol("sitemap").steps(Errand(MAP, asking))) == [(page("a"), b""), "whole"]
    both = Errand(MAP, client(answer), {"hosts": ["other.example"]})
    assert told(protocol("sitemap").steps(both))[1] == "gone http://other.example/b"


def test_an_index_that_leads_to_itself_ends() -> None:
    index = f'<sitemapindex xmlns="{NS}"><sitemap><loc>{MAP}</loc></sitemap></sitemapindex>'
    asking = client(lambda request: httpx.Response(200, text=index))
    assert told(protocol("sitemap").steps(Errand(MAP, asking))) == ["whole"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (listed("http://a/?x=1&y=2"), [Listed("http://a/?x=1&y=2", None, False)]),
        (gzip.compress(listed("http://a/"), mtime=0), [Listed("http://a/", None, False)]),
        (
            b"http://a/\r\nhttp://b/\n\nnonsense\n",
            [Listed("http://a/", None, False), Listed("http://b/", None, False)],
        ),
        (
            f"<urlset xmlns='{NS}'><url><lastmod>2031</lastmod></url><!-- --><url><loc>\n http://a/"
            f" \n</loc><lastmod> 2031-05-02 </lastmod></url></urlset>".encode(),
            [Listed("http://a/", "2031-05-02", False)],
        ),
        (b"<urlset><url><loc>http://a/</loc></url></urlset>", [Listed("http://a/", None, False)]),
        (b"", []),
    ],
)
def test_a_sitemap(content: bytes, expected: list[Listed]) -> None:
    assert parse_sitemap(content, MAP) == expected


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"<urlset>", "is a broken sitemap"),
        (b"<html/>", "is no sitemap"),
        (b"<!DOCTYPE urlset [<!ENTITY x 'ha'>]><urlset>&x;</urlset>", "is no sitemap"),
        (gzip.compress(listed("http://a/"), mtime=0)[:-12], "is a damaged gzip file"),
        (b"\x1f\x8bnonsense", "is a damaged gzip file"),
    ],
)
def test_a_sitemap_that_is_none(content: bytes, error: str) -> None:
    with pytest.raises(SourceError, match=error):
        parse_sitemap(content, MAP)


def test_a_sitemap_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.harvest.sitemap._LIMIT", 1000)
    with pytest.raises(SourceError, match="unpacks to more than 1,000 bytes"):
        parse_sitemap(gzip.compress(bytes(10_000)), MAP)


def test_no_sitemap() -> None:
    with pytest.raises(SourceError, match="There is no sitemap at"):
        list(protocol("sitemap").steps(Errand(MAP, client(lambda r: httpx.Response(404)))))


def test_the_reference_systems_sitemap(shared: Any) -> None:
    content = (shared / "data" / "harmony-items" / "site" / "sitemap.xml").read_bytes()
    found = parse_sitemap(content, MAP)
    assert len(found) == 36
    assert sum("/search/studies/" in one.url for one in found) > 5


class TestSingleAddresses:
    def test_each_is_a_document(self) -> None:
        errand = Errand(page("a"), client(served(Site(PAGES))), {"more": [page("b"), page("a")]})
        assert told(protocol("url").steps(errand)) == [
            (page("a"), b"<p>one"),
            (page("b"), b"<p>two"),
            "whole",
        ]

    def test_robots_are_heard(self) -> None:
        site = Site(PAGES, robots="User-agent: clew\nDisallow: /")
        (first, _) = protocol("url").steps(Errand(page("a"), client(served(site))))
        assert isinstance(first, Arrival)
        with pytest.raises(SourceError, match="closed to robots"):
            first.open()
