"""Sitemaps (sitemaps.org 0.9): every page that a site lists."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from clew.errors import SourceError
from clew.harvest.moments import now, stamp
from clew.harvest.protocol import Errand, taken
from clew.harvest.step import Mark, Step, Whole
from clew.harvest.visiting import Call, visit
from clew.model.base import Value

_DEEPEST = 4  # sitemap indexes within indexes
_LIMIT = 256 * 2**20  # bytes of one sitemap, unpacked (the standard allows 50 MB)
_MOST = 5_000_000  # pages


class Take(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which pages to take.

    ``include``: only addresses that hold one of these pieces of text; ``leave_out``: none that hold
    one of these; ``hosts``: other hosts than the sitemap's own that its pages may be on.
    """

    include: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()

    def wants(self, url: str, host: str | None) -> bool:
        """Say whether a page is one to take; a site may only list its own (section "Location")."""
        return (
            urlsplit(url).hostname in {host, *self.hosts}
            and (not self.include or any(part in url for part in self.include))
            and not any(part in url for part in self.leave_out)
        )


class Listed(NamedTuple):
    """An address in a sitemap, when it changed last, and whether it is a sitemap itself."""

    url: str
    changed: str | None
    nested: bool


class Sitemap:
    """Harvests the pages of a site, unchanged ones left alone, closed ones left out."""

    name = "sitemap"
    takes = Take

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield the pages that the sitemap, and sitemaps it leads to, list."""
        take = taken(errand.take, Take)
        host = urlsplit(errand.address).hostname
        pages = [
            Call(one.url, stamp=one.changed)
            for one in _walk(errand, errand.address, _DEEPEST, set())
            if take.wants(one.url, host)
        ]
        yield Mark(dict(errand.state) or {"asof": stamp(now())}, len(pages))
        yield from visit(errand, pages, robots=True)
        yield Whole()


def parse_sitemap(content: bytes, url: str) -> list[Listed]:
    """Read a sitemap, a sitemap index, or a plain list of addresses; packed or not.

    Raises
    ------
    SourceError: when it is none of these, is broken, or unpacks to too much.
    """
    content = _unpacked(content, url)
    if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        lines = content.decode("utf-8", "replace").split()
        return [Listed(line, None, False) for line in lines if line.startswith("http")]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(
            f"{url} is a broken sitemap: {error.msg}.", hint="Tell the site's owner."
        ) from error
    kind = etree.QName(root).localname
    if kind not in ("urlset", "sitemapindex") or root.getroottree().docinfo.internalDTD is not None:
        raise SourceError(f"{url} is no sitemap.", hint="Look for its address in robots.txt.")
    return [found for child in root if (found := _listed(child, kind == "sitemapindex"))]


def _walk(errand: Errand, url: str, depth: int, seen: set[str]) -> Iterator[Listed]:
    if depth < 0 or url in seen:
        return
    seen.add(url)
    answer = errand.client.get(url)
    if answer.missing:
        raise SourceError(f"There is no sitemap at {url}.", hint="Check its address.")
    for one in parse_sitemap(answer.content, url):
        if len(seen) > _MOST:
            return
        if one.nested:
            yield from _walk(errand, one.url, depth - 1, seen)
        elif one.url not in seen:
            seen.add(one.url)
            yield one


def _listed(element: etree._Element, nested: bool) -> Listed | None:
    said = {
        etree.QName(child).localname: (child.text or "").strip()
        for child in element
        if isinstance(child.tag, str)
    }
    url = said.get("loc")
    return Listed(url, said.get("lastmod") or None, nested) if url else None


def _unpacked(content: bytes, url: str) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.open(BytesIO(content)) as stream:
            unpacked = stream.read(_LIMIT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(
            f"{url} is a damaged gzip file: {error}.", hint="Try again later."
        ) from error
    if len(unpacked) > _LIMIT:
        raise SourceError(
            f"{url} unpacks to more than {_LIMIT:,} bytes.", hint="Tell the site's owner."
        )
    return unpacked
