"""A data package as a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clew.errors import BrokenDocument
from clew.model import (
    Agent,
    Category,
    Contribution,
    Document,
    Identifier,
    Kind,
    LinkType,
    Notice,
    Reading,
    Record,
    Relation,
    Role,
    Scheme,
    Target,
    Variable,
    parse_identifier,
)
from clew.readers.common.fields import Fields
from clew.readers.common.json_document import read_json
from clew.readers.common.names import agent
from clew.readers.common.numbers import addresses_in, with_study_numbers
from clew.readers.common.shelf import Shelf, key_for

# The standard's roles, and those that people use beside them.
_ROLES = {
    "author": Role.CREATOR,
    "creator": Role.CREATOR,
    "publisher": Role.PUBLISHER,
    "contributor": Role.CONTRIBUTOR,
    "funder": Role.FUNDER,
    "editor": Role.EDITOR,
}
_LONGEST_QUOTE = 300
_OF_COLUMNS = ("fields", "primaryKey", "foreignKeys", "missingValues", "fieldsMatch", "uniqueKeys")


def reading(document: Document) -> Reading:
    """Read a package.

    Raises
    ------
    BrokenDocument: when it is no JSON, no package with resources, or a schema of no named table.
    """
    notices: list[Notice] = []
    value = read_json(document, notices)
    if isinstance(value, dict) and isinstance(value.get("fields"), list):
        value = _packed(value, document)
    if not isinstance(value, dict) or not isinstance(value.get("resources"), list):
        raise BrokenDocument(
            f"{document.location} is no data package: it lists no resources.",
            hint="Add the datapackage.json of the package.",
        )
    shelf = Shelf(notices)
    shelf.offer(_record(Fields(value, "package", notices)), "package")
    return shelf.reading(document, "data package")


def _packed(schema: dict[str, Any], document: Document) -> dict[str, Any]:
    """Put a table schema into a package of one table, if it says whose schema it is.

    Raises
    ------
    BrokenDocument: when it has neither title nor name.
    """
    if not (schema.get("title") or schema.get("name")):
        raise BrokenDocument(
            f"{document.location} is a table schema: it tells columns, but not of which table.",
            hint="Add the datapackage.json around it, or give the schema a “title”.",
        )
    about = {name: value for name, value in schema.items() if name not in _OF_COLUMNS}
    columns = {name: value for name, value in schema.items() if name in _OF_COLUMNS}
    return about | {"resources": [{"schema": columns}]}


def _record(fields: Fields) -> Record:
    name = fields.raw("name")
    title = fields.line("title") or (fields.line("name") if isinstance(name, str) else None)
    identifiers, urls = _identifiers(fields)
    return Record(
        key=key_for(Kind.DATASET, title, identifiers, *urls[:1]),
        kind=Kind.DATASET,
        title=title,
        identifiers=identifiers,
        description=fields.sections(description="description"),
        contributions=tuple(dict.fromkeys(_contributions(fields))),
        keywords=fields.lines("keywords"),
        published=fields.date("created"),
        licence=_licence(fields),
        urls=urls,
        variables=tuple(_variables(fields)),
        relations=tuple(dict.fromkeys(_sources(fields))),
        extra=fields.rest,
    )


def _identifiers(fields: Fields) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    found: list[Identifier] = []
    for name in ("id", "doi"):
        text = fields.text(name)
        known = parse_identifier(text) if text else None
        if known and known.scheme != Scheme.URL:
            found.append(known)
        elif text and "://" not in text:
            found.append(Identifier(scheme=Scheme.LOCAL, value=text))
        elif text:
            fields.content[name] = text
    linked, urls = addresses_in(fields.texts("homepage", "url"))
    return with_study_numbers([*found, *linked]), tuple(urls)


def _contributions(fields: Fields) -> Iterator[Contribution]:
    for entry in [*fields.entries("contributors", alone="title"), *fields.entries("author")]:
        given, family = entry.line("givenName"), entry.line("familyName")
        name = entry.line("title", "name") or " ".join(p for p in (given, family) if p)
        words = [*entry.lines("roles", "role")] or ["author"]
        affiliation = entry.line("organization")
        numbers = tuple(_numbers(entry))
        for word in words if name else ():
            role = _ROLES.get(word.lower())
            who = agent(name, numbers)
            if family:
                who = Agent.person(name, given=given, family=family, identifiers=numbers)
            yield Contribution(
                agent=who,
                role=role or Role.CONTRIBUTOR,
                affiliation=affiliation,
                note=None if role else word,
            )


def _numbers(entry: Fields) -> Iterator[Identifier]:
    """Take the ORCID iD or ROR id of a contributor, which stands as an address."""
    said = entry.raw("path")
    for scheme in (Scheme.ORCID, Scheme.ROR):
        found = parse_identifier(said, scheme) if isinstance(said, str) and "://" in said else None
        if found:
            entry.take("path")
            yield found


def _licence(fields: Fields) -> str | None:
    for name in ("licenses", "license"):
        for entry in fields.entries(name):
            said = entry.line("path") or entry.line("name") or entry.line("title", "url", "type")
            if said:
                return said
    return None


def _variables(fields: Fields) -> Iterator[Variable]:
    for resource in fields.entries("resources", alone="path"):
        file = resource.raw("path") or resource.raw("name")
        for one in resource.within("schema").entries("fields"):
            name = one.line("name")
            if name:
                categories = tuple(_categories(one))
                title, description = one.line("title"), one.raw("description")
                asks = isinstance(description, str) and description.strip().endswith("?")
                told = one.line("description") if asks or not title else None
                yield Variable(
                    name=name,
                    label=title or told,
                    question=told if title else None,
                    categories=categories,
                    file=file if isinstance(file, str) else None,
                    extra=one.rest,
                )
                one.clear()


def _categories(field: Fields) -> Iterator[Category]:
    """Take the answers a field may hold: ``categories``, else the ``enum`` of its constraints."""
    entries = field.entries("categories", alone="value")
    for entry in entries:
        code, label = entry.text("value"), entry.line("label")
        if code:
            yield Category(code=code, label=label)
    if not entries:
        for code in field.within("constraints").texts("enum"):
            yield Category(code=code)


def _sources(fields: Fields) -> Iterator[Relation]:
    for entry in fields.entries("sources", alone="title"):
        said = entry.raw("path") or entry.raw("web")
        found = parse_identifier(said) if isinstance(said, str) else None
        if found and isinstance(said, str):
            entry.take("path" if "path" in entry else "web")
            quote = entry.line("title") or said
            yield Relation(
                type=LinkType.BASED_ON,
                target=Target(identifier=found),
                quote=quote[:_LONGEST_QUOTE],
                term="sources",
            )
