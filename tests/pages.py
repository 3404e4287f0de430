"""Pages taken apart, for tests that look at them."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from typing import Any
from urllib.parse import urljoin, urlsplit

from fastapi.testclient import TestClient
from lxml import etree

RUNNING = ("javascript:", "data:text", "vbscript:")


def page(client: TestClient, path: str, status: int = 200) -> Any:
    """Return the page at a path."""
    answer = client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}"
    root = etree.fromstring(answer.text.encode(), etree.HTMLParser(encoding="utf-8"))
    assert root is not None
    return root


def text(element: Any) -> str:
    """Return what an element says, with single spaces."""
    return " ".join(str(element.xpath("string()")).split())


def texts(root: Any, path: str) -> list[str]:
    """Return what the elements on a path say."""
    return [text(one) for one in root.xpath(path)]


def addresses(root: Any) -> list[str]:
    """Return where the links of a page lead."""
    return [str(one) for one in root.xpath("//a/@href | //link/@href | //form/@action")]


def within(root: Any, base: str = "/") -> set[str]:
    """Return the addresses on the same site that a page leads to, fragments left off."""
    whole = (urljoin(f"http://testserver{base}", one) for one in addresses(root))
    inside = (urlsplit(one) for one in whole if one.startswith("http://testserver/"))
    return {one._replace(scheme="", netloc="", fragment="").geturl() for one in inside}


def graph(root: Any) -> dict[str, Any]:
    """Return the JSON-LD that a page holds."""
    (one,) = root.xpath('//script[@type="application/ld+json"]/text()')
    found: dict[str, Any] = json.loads(one)
    return found


def faults(root: Any) -> list[str]:
    """Return what is wrong with a page for those who cannot see it, or with its markup."""
    return [*_headings(root), *_ids(root), *_controls(root), *_parts(root)]


def _headings(root: Any) -> list[str]:
    levels = [int(one.tag[1]) for one in root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    found = [] if levels.count(1) == 1 else [f"{levels.count(1)} h1"]
    steps = itertools.pairwise(levels)
    return found + [f"h{a} is followed by h{b}" for a, b in steps if b > a + 1]


def _ids(root: Any) -> list[str]:
    ids = Counter(str(one) for one in root.xpath("//@id"))
    found = [f"id {one} stands {count} times" for one, count in ids.items() if count > 1]
    for name in ("aria-labelledby", "aria-controls", "aria-describedby", "for", "form"):
        for one in root.xpath(f"//@{name}"):
            found += [f"{name}={ref} leads nowhere" for ref in str(one).split() if ref not in ids]
    return found


def _controls(root: Any) -> list[str]:
    labelled = {str(one) for one in root.xpath("//label/@for")}
    found = []
    for one in root.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        named = one.get("id") in labelled or one.get("aria-label") or one.xpath("ancestor::label")
        if not named:
            found.append(f"{one.tag} {one.get('name')} has no label")
    for one in root.xpath("//button | //a[@href] | //summary"):
        if not text(one) and not one.get("aria-label"):
            found.append(f"{etree.tostring(one)[:80]!r} has no name")
    return found


def _parts(root: Any) -> list[str]:
    found = [] if root.get("lang") else ["no language"]
    found += [] if root.xpath("//main") and root.xpath("//title/text()") else ["no main or title"]
    found += [
        "a table without caption" for one in root.xpath("//table") if not one.xpath("caption")
    ]
    found += ["a picture without alt" for one in root.xpath("//img") if one.get("alt") is None]
    found += [f"style on {one.tag}" for one in root.xpath("//*[@style] | //style")]
    found += ["fieldset without legend" for one in root.xpath("//fieldset[not(legend)]")]
    return found


def scripts(root: Any) -> list[str]:
    """Return whatever a browser would run on a page that is not the site's own."""
    found = [
        f"script {one.get('src') or one.text!r}"
        for one in root.xpath("//script")
        if one.get("type") != "application/ld+json"
        and not str(one.get("src", "")).startswith("/static/")
    ]
    found += [f"{name} on a tag" for name in set(root.xpath("//@*[starts-with(name(), 'on')]"))]
    for one in root.xpath("//@href | //@src | //@action | //@formaction"):
        if str(one).strip().lower().startswith(RUNNING):
            found.append(str(one))
    return found + [f"<{one.tag}>" for one in root.xpath("//iframe | //object | //embed | //base")]
