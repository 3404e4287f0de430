"""The works that a work cites, as Crossref has them."""

from __future__ import annotations

import msgspec

from clew.model import Agent, Identifier, Reference, Scheme, parse_identifier
from clew.readers.common.bibliography import parse_reference
from clew.readers.common.bibliography.written import written
from clew.readers.common.fields import Fields
from clew.readers.common.numbers import identifiers_in

_OWN_KEYS = ("key", "doi-asserted-by", "issn-type", "isbn-type")


def references(work: Fields) -> tuple[Reference, ...]:
    """Take the cited works in order; keys and who matched a DOI are not kept.

    Parameters
    ----------
    work: the work, whose ``reference`` list is taken.
    """
    listed = work.take("reference")
    entries = listed if isinstance(listed, list) else []
    found = [_reference(one) for one in entries if isinstance(one, dict)]
    return tuple(one for one in found if one)


def _reference(entry: dict[str, object]) -> Reference | None:
    fields = Fields(entry, "reference", [])
    numbers = tuple(_numbers(fields))
    raw = fields.line("unstructured")
    # What a publisher gives as text only is taken apart as an entry of a bibliography.
    told = parse_reference(raw) if raw and not fields.content.keys() - {"DOI", *_OWN_KEYS} else None
    if told:
        both = tuple(dict.fromkeys([*numbers, *told.identifiers]))
        return msgspec.structs.replace(told, identifiers=both)
    author = fields.line("author")
    reference = Reference(
        raw="",
        authors=(Agent.person(author),) if author else (),
        year=fields.line("year"),
        title=fields.line("article-title", "volume-title", "series-title"),
        container=fields.line("journal-title", "volume-title", "series-title"),
        volume=fields.line("volume"),
        issue=fields.line("issue"),
        pages=fields.line("first-page"),
        edition=fields.line("edition"),
        identifiers=numbers,
    )
    raw = raw or written(reference)
    return msgspec.structs.replace(reference, raw=raw) if raw else None


def _numbers(fields: Fields) -> list[Identifier]:
    found: list[Identifier] = []
    said = fields.raw("DOI")
    doi = parse_identifier(said, Scheme.DOI) if isinstance(said, str) else None
    if doi:
        found.append(doi)
    for name, scheme in (("ISBN", Scheme.ISBN), ("ISSN", Scheme.ISSN)):
        text = fields.text(name)
        found += identifiers_in(text, scheme) if text else []
    return found
