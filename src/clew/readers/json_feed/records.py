"""Posts as records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from clew.model import (
    Contribution,
    Document,
    FullText,
    Identifier,
    Kind,
    Notice,
    Reading,
    Record,
    Reference,
    Role,
    Scheme,
    parse_identifier,
)
from clew.readers.common.bibliography import parse_reference
from clew.readers.common.fields import Fields
from clew.readers.common.json_document import read_json
from clew.readers.common.names import agent
from clew.readers.common.numbers import addresses_in, take_identifiers, with_study_numbers
from clew.readers.common.shelf import Shelf, key_for
from clew.vocabularies import language_code

_DATES = ("date_published", "published_at", "date_modified", "updated_at")
_EARLIEST, _LATEST = 0, 4_102_444_800  # 1970 and 2100, in seconds


def reading(document: Document) -> Reading:
    """Make a record of each post, with what its feed says of all.

    Raises
    ------
    BrokenDocument: when it is no JSON, or holds no posts.
    TooLarge: when there is too much of it.
    """
    notices: list[Notice] = []
    value = read_json(document, notices)
    shelf = Shelf(notices)
    for number, (post, feed) in enumerate(_posts(value), 1):
        place = f"post {number}"
        if isinstance(post, dict) and (post.get("title") or post.get("url")):
            shelf.offer(_record(post, feed, place, notices), place)
        else:
            shelf.skip(place, "It is no post with a title or an address, and is left out.")
    return shelf.reading(document, "post")


def _posts(value: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield posts, each with its feed: the object that holds it, or one it holds itself."""
    for one in value if isinstance(value, list) else [value]:
        items = one.get("items") if isinstance(one, dict) else None
        if isinstance(items, list):
            feed = {name: held for name, held in one.items() if name != "items"}
            yield from ((item, feed) for item in items)
        else:
            blog = one.get("blog") if isinstance(one, dict) else None
            yield one, blog if isinstance(blog, dict) else {}


def _record(
    post: dict[str, Any], feed: dict[str, Any], place: str, notices: list[Notice]
) -> Record:
    fields, around = Fields(post, place, notices), Fields(feed, place, [])
    title = fields.line("title")
    numbers = take_identifiers(fields, doi=Scheme.DOI)
    linked, urls = addresses_in([*fields.texts("url"), *fields.texts("external_url")])
    own = [one for one in linked if one in numbers or not numbers]
    identifiers = with_study_numbers([*numbers, *own])
    references = tuple(_references(fields))
    return Record(
        key=key_for(Kind.PUBLICATION, title, identifiers, *urls[:1], place),
        kind=Kind.PUBLICATION,
        title=title,
        subtype="Blog post",
        identifiers=identifiers,
        description=fields.sections(
            abstract="abstract", summary="summary", content_text="text", content_html="text"
        ),
        contributions=tuple(dict.fromkeys(_authors(fields, around))),
        keywords=fields.lines("tags"),
        published=_published(fields),
        language=_language(fields, around),
        licence=around.line("license"),
        container=fields.line("blog_name") or around.line("title"),
        urls=tuple(urls),
        fulltext=FullText(references=references) if references else None,
        extra=fields.rest,
    )


def _authors(fields: Fields, feed: Fields) -> Iterator[Contribution]:
    """Take who wrote it; version 1 knew one ``author``, and a feed's authors are its posts'."""
    own = [*fields.entries("authors", alone="name"), *fields.entries("author", alone="name")]
    for entry in own or feed.entries("authors", alone="name"):
        name, address = entry.line("name"), str(entry.raw("url") or "")
        orcid = parse_identifier(address, Scheme.ORCID) if "orcid.org/" in address else None
        if orcid:
            entry.take("url")
        if name:
            who = agent(name, (orcid,) if orcid else ())
            yield Contribution(agent=who, role=Role.AUTHOR)


def _published(fields: Fields) -> str | None:
    """Take when it appeared, as a date or in seconds since 1970."""
    for name in _DATES:
        value = fields.raw(name)
        if isinstance(value, int) and not isinstance(value, bool) and _EARLIEST < value < _LATEST:
            fields.take(name)
            return datetime.fromtimestamp(value, UTC).date().isoformat()
        if isinstance(value, str) and (found := fields.date(name)):
            return found
    return None


def _language(fields: Fields, feed: Fields) -> str | None:
    said = fields.line("language") or feed.line("language")
    return language_code(said) if said else None


def _references(fields: Fields) -> Iterator[Reference]:
    """Take the works it cites, as scholarly blogs list them."""
    for entry in fields.entries("reference", alone="unstructured"):
        numbers = [
            found
            for name in ("doi", "url")
            for text in entry.texts(name)
            if (found := _named(text))
        ]
        title, raw = entry.line("title"), entry.line("unstructured")
        year = entry.line("publicationYear", "publication_year", "year")
        told = parse_reference(raw) if raw and not title else None
        whole = raw or ". ".join(part for part in (title, year) if part)
        if told:
            yield told
        elif whole or numbers:
            yield Reference(
                raw=whole or str(numbers[0]), title=title, year=year, identifiers=tuple(numbers)
            )


def _named(text: str) -> Identifier | None:
    return parse_identifier(text, Scheme.DOI) or parse_identifier(text, Scheme.URL)
