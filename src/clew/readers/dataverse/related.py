"""Publications of a dataset, what it draws on, and the variables in its files."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from clew.model import (
    Identifier,
    LinkType,
    Record,
    Reference,
    Relation,
    Target,
    Variable,
    parse_identifier,
)
from clew.readers.common.bibliography import parse_reference
from clew.readers.common.fields import Fields
from clew.readers.common.numbers import addresses_in
from clew.readers.common.publications import LONGEST_QUOTE, publication
from clew.readers.common.relation_words import Meaning, meaning

_TERM = "publication"
# A dataset's publication without a word for the relation is one that rests on the data.
_USUAL = Meaning(LinkType.BASED_ON, inverse=True)


class Publications:
    """The publications that a dataset lists: records where they have titles, else links."""

    def __init__(self, fields: Fields, key: str) -> None:
        self.records: list[Record] = []
        self.relations: list[Relation] = []
        for entry in [*fields.entries(_TERM), *fields.entries("publications", alone="citation")]:
            self._add(entry, key)

    def _add(self, entry: Fields, key: str) -> None:
        words = entry.line("publicationCitation", "citation")
        numbers, urls = _numbers(entry)
        said = meaning(str(entry.raw("publicationRelationType") or "")) or _USUAL
        told = parse_reference(words) if words else Reference(raw="")
        both = tuple(dict.fromkeys([*numbers, *told.identifiers]))
        told = msgspec.structs.replace(told, identifiers=both, url=next(iter(urls), told.url))
        record = publication(told, key, _TERM) if said == _USUAL else None
        if record:
            self.records.append(record)
            return
        quote = words or (str(numbers[0]) if numbers else "")
        for one in both[:1]:
            self.relations.append(
                Relation(
                    type=said.type,
                    target=Target(identifier=one),
                    quote=quote[:LONGEST_QUOTE],
                    term=str(entry.take("publicationRelationType") or _TERM),
                    inverse=said.inverse,
                )
            )


def _numbers(entry: Fields) -> tuple[tuple[Identifier, ...], list[str]]:
    scheme = str(entry.raw("publicationIDType") or "").lower() or None
    said = entry.raw("publicationIDNumber")
    plain = said.replace(" ", "") if isinstance(said, str) else ""
    number = parse_identifier(plain, scheme) if plain else None
    if number:
        entry.take("publicationIDNumber")
        entry.take("publicationIDType")
    linked, urls = addresses_in(entry.texts("publicationURL", "url"))
    found = [*([number] if number else []), *linked]
    return tuple(dict.fromkeys(found)), urls


def drawn_on(fields: Fields) -> Iterator[Relation]:
    """Take the identifiers of data that the dataset draws on or goes with; the words stay."""
    named = (("dataSources", LinkType.BASED_ON), ("relatedDatasets", LinkType.RELATED_TO))
    for name, type in named:
        value = fields.raw(name)
        for text in value if isinstance(value, list) else [value]:
            found = parse_identifier(text) if isinstance(text, str) else None
            if found and isinstance(text, str):
                yield Relation(
                    type=type,
                    target=Target(identifier=found),
                    quote=text[:LONGEST_QUOTE],
                    term=name,
                )


def variables(fields: Fields) -> Iterator[Variable]:
    """Take the variables of the tables among the files, and those that a block lists."""
    for entry in fields.entries("odisseiVariable"):
        name = entry.line("odisseiVariableName")
        if name:
            yield Variable(name=name, label=entry.line("odisseiVariableLabel"), extra=entry.rest)
            entry.clear()
    for file in fields.entries("files"):
        data = file.within("dataFile")
        name = file.raw("label") or data.raw("filename")
        for table in data.entries("dataTables"):
            for one in table.entries("dataVariables"):
                variable = one.line("name")
                if variable:
                    label = one.line("label")
                    yield Variable(
                        name=variable,
                        label=None if label == variable else label,
                        file=name if isinstance(name, str) else None,
                        extra=one.rest,
                    )
                    one.clear()
