"""Links that running text states by naming an identifier."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

import msgspec

from clew.model import (
    Identifier,
    LinkType,
    Record,
    Relation,
    Scheme,
    Target,
    find_identifiers,
    study_number,
)
from clew.model.wording import speaks_of_archive, speaks_of_funding
from clew.readers.common.passages import sentence_around

_CITED = (Scheme.DOI, Scheme.ARXIV, Scheme.UKDA, Scheme.ISBN)
_MOST_TEXT = 4_000_000
_MOST_LINKS = 500


def links_stated(
    text: str, own: Collection[Identifier] = (), *, place: str | None = None
) -> tuple[Relation, ...]:
    """Return what a text says of others by their identifiers, each with its sentence.

    An award reference counts in a sentence that speaks of funding. DOIs, arXiv numbers, ISBNs and
    study numbers of the UK Data Service are works that the text cites.

    Parameters
    ----------
    text: running text; what goes beyond four million characters is not looked at.
    own: what names the thing itself.
    place: where the text stands in the document, for people.
    """
    found: dict[Identifier, Relation] = {}
    mentions = islice(find_identifiers(text[:_MOST_TEXT]), _MOST_LINKS)
    for identifier, start, end in mentions:
        if identifier not in own and study_number(identifier) not in own:
            quote = sentence_around(text, start, end)
            type = _type(identifier, quote)
            if type:
                relation = Relation(
                    type=type, target=Target(identifier=identifier), quote=quote, place=place
                )
                found.setdefault(identifier, relation)
    return tuple(found.values())


def with_described_links(record: Record) -> Record:
    """Add the links that a record's description states, unless it states them already."""
    known = [*record.identifiers]
    known += (one.target.identifier for one in record.relations if one.target.identifier)
    found: dict[Target, Relation] = {}
    for section in record.description:
        for relation in links_stated(section.text, known, place=section.name):
            found.setdefault(relation.target, relation)
    return msgspec.structs.replace(record, relations=(*record.relations, *found.values()))


def _type(identifier: Identifier, sentence: str) -> LinkType | None:
    if identifier.scheme == Scheme.AWARD:
        return LinkType.FUNDED_BY if speaks_of_funding(sentence) else None
    if identifier.scheme == Scheme.UKDA and not speaks_of_archive(sentence):
        return None
    return LinkType.CITES if identifier.scheme in _CITED else None
