"""What a page says for sharing it (OpenGraph), and what its head says in plain HTML.

Source: The Open Graph protocol, ogp.me.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.model import Contribution, Kind, Record, Role, Scheme, Section, parse_identifier
from clew.readers.common.names import agent
from clew.readers.common.text import one_line, paragraphs
from clew.readers.web_page.claim import Claim, key_of, spare
from clew.readers.web_page.dates import meta_date
from clew.readers.web_page.parse import Page

_AUTHORS = ("article:author", "book:author")
_DATES = ("article:published_time", "book:release_date")
_DESCRIPTIONS = ("description", "dcterms.abstract", "dc.description", "og:description")
_TAGS = ("article:tag", "book:tag")
_PUBLICATIONS = ("article", "book")
_PLACED = {
    "og:title", "og:description", "og:type", "og:url", "og:locale",
    # Pictures for a preview say nothing of the thing.
    "og:image", "og:image:url", "og:image:secure_url", "og:image:width", "og:image:height",
    "og:image:alt", "og:image:type",
}  # fmt: skip
# What sites add to the title: " | Hallowmoor Research Store".
_SITE = re.compile(r"\s+(?:\||–|—|-|::|»)\s+")


def open_graph(page: Page) -> Claim | None:
    """Read what a page says for sharing it, ``None`` if it has no title in it."""
    title = page.first("og:title")
    if not title:
        return None
    type = (page.first("og:type") or "").lower()
    isbn = parse_identifier(page.first("book:isbn", "books:isbn") or "", Scheme.ISBN)
    address = page.first("og:url")
    record = Record(
        key=key_of(Kind.PUBLICATION, filter(None, [isbn]), address or page.address, title),
        kind=Kind.PUBLICATION,
        title=one_line(title),
        subtype=type.capitalize() if type in _PUBLICATIONS else None,
        identifiers=(isbn,) if isbn else (),
        description=tuple(_section(page.first("og:description"))),
        contributions=tuple(_authors(page.said(*_AUTHORS))),
        keywords=tuple(dict.fromkeys(map(one_line, page.said(*_TAGS)))),
        subjects=tuple(dict.fromkeys(map(one_line, page.said("article:section")))),
        published=next(filter(None, map(meta_date, page.said(*_DATES))), None),
        urls=(address,) if address and address.startswith("http") else (),
        extra=spare(page, "og:", _PLACED),
    )
    return Claim(record, type in _PUBLICATIONS)


def head(page: Page) -> Claim | None:
    """Read title, description, author and keywords as every page may have them."""
    title = page.heading or (_SITE.split(one_line(page.title))[0] if page.title else None)
    if not title:
        return None
    keywords = [part for text in page.said("keywords") for part in text.split(",")]
    record = Record(
        key=key_of(Kind.PUBLICATION, (), page.address, title),
        kind=Kind.PUBLICATION,
        title=one_line(title),
        description=tuple(_section(page.first(*_DESCRIPTIONS))),
        contributions=tuple(_authors(page.said("author"))),
        keywords=tuple(dict.fromkeys(line for part in keywords if (line := one_line(part)))),
        urls=(page.address,) if page.address else (),
        language=page.language,
    )
    return Claim(record, False)


def _section(text: str | None) -> Iterator[Section]:
    if text and (tidy := paragraphs(text)):
        yield Section(name="description", text=tidy)


def _authors(names: list[str]) -> Iterator[Contribution]:
    """Yield authors by name; the address of a profile is no name."""
    for name in dict.fromkeys(names):
        if not name.startswith("http"):
            yield Contribution(agent=agent(name), role=Role.AUTHOR)
