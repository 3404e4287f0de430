"""The list of page types has every page there is, each at an address that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import fill
from fastapi.testclient import TestClient
from page_types import PAGE_TYPES, PageType, Who
from pages import faults, page, scripts
from starlette.routing import Match, Route

from clew.web.application import application
from clew.web.pages import PAGES
from clew.web.visitor import SESSION

Sites = dict[Who, TestClient]

# What answers with something else than a page, or with a part of one, or sends people on.
NO_PAGES = {
    "/collections/{number}/as/{name}",
    "/explore/{name}.csv",
    "/explore/{name}.svg",
    "/explore/{name}.vl.json",
    "/compare.csv",
    "/compare.md",
    "/feeds/{secret}",
    "/opensearch.xml",
    "/r/{slug}/as/{name}",
    "/r/{slug}/card.png",
    "/r/{slug}/cite/{style}",
    "/r/{slug}/like",
    "/r/{slug}/linkset",
    "/r/{slug}/variables.csv",
    "/robots.txt",
    "/search/as/{name}",
    "/search/feed",
    "/search/suggest",
    "/search/suggest.json",
    "/shared/{share}/as/{name}",
    "/shared/{share}/feed",
    "/sign-in/openid",
    "/sign-in/openid/back",
    "/signed-out",  # only where people sign in elsewhere
    "/sitemap-{revision}-{number}.xml",
    "/sitemap.xml",
    "/source/{name}/feed",
    "/static/thread.css",
    "/t/{slug}/as/{name}",
    "/t/{slug}/picture",
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Sites, str]]:
    home: Path = tmp_path_factory.mktemp("typed")
    secrets, share = fill(home)
    app = application(home)
    with TestClient(app, headers={"Accept": "text/html"}) as anybody:
        made = {Who.ANYBODY: anybody}
        for who, secret in secrets.items():
            made[who] = TestClient(app, headers={"Accept": "text/html"}, cookies={SESSION: secret})
        yield made, share


@pytest.mark.parametrize("one", PAGE_TYPES, ids=str)
def test_it_is_a_sound_page(one: PageType, sites: tuple[Sites, str]) -> None:
    made, share = sites
    found = page(made[one.who], one.path.format(share=share), one.status)
    assert found.tag == "html"
    assert faults(found) == []
    assert scripts(found) == []


def test_no_two_have_one_name() -> None:
    names = [one.name for one in PAGE_TYPES]
    assert len(names) == len(set(names))
    assert names[0] == str(replace(PAGE_TYPES[0], path="/elsewhere"))


def test_every_page_is_in_the_list() -> None:
    routes = [one for router in PAGES for one in router.routes if isinstance(one, Route)]
    gets = {one.path: one for one in routes if "GET" in (one.methods or ())}
    shown = {
        next(path for path, route in gets.items() if _leads_to(route, one)) for one in PAGE_TYPES
    }
    assert set(gets) - shown == NO_PAGES


def _leads_to(route: Route, one: PageType) -> bool:
    path = urlsplit(one.path.replace("{share}", "share")).path
    match, _ = route.matches({"type": "http", "method": "GET", "path": path})
    return match == Match.FULL
