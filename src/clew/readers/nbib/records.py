"""References of MEDLINE as records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Notice,
    Reading,
    Record,
    Role,
    Scheme,
    parse_identifier,
)
from clew.readers.common.fields import Fields
from clew.readers.common.funding import once
from clew.readers.common.kind_words import maker
from clew.readers.common.medline import grant, heading, kind_and_subtype
from clew.readers.common.names import person
from clew.readers.common.numbers import PMCID, PMID, take_identifiers, with_study_numbers
from clew.readers.common.shelf import Shelf, key_for
from clew.readers.common.tagged import Entry
from clew.readers.nbib.parse import References
from clew.vocabularies import language_code

# "10.5072/a [doi]", "S0140-6736(05)1 [pii]"
_LABELLED = re.compile(r"(.{1,300}?)\s?\[(doi|pii|bookaccession)\]", re.I)
_ROLES = {"FAU": Role.AUTHOR, "FED": Role.EDITOR, "FIR": Role.CONTRIBUTOR, "CN": Role.AUTHOR}
_OF_A_PERSON = ("AU", "ED", "IR", "AD", "AUID", "IRAD")


def reading(references: References, document: Document) -> Reading:
    """Make a record of each reference."""
    shelf = Shelf(references.notices)
    for number, entry in enumerate(references.entries, 1):
        place = f"reference {number}, {entry.place}"
        shelf.offer(_record(entry, place, references.notices), place)
    return shelf.reading(document, "reference")


def _record(entry: Entry, place: str, notices: list[Notice]) -> Record:
    fields = Fields(entry.content, place, notices)
    types = fields.lines("PT")
    kind, subtype = kind_and_subtype(types)
    title = fields.line("TI", "BTI")
    identifiers = _identifiers(fields)
    people = _contributions(entry, fields, maker(kind))
    # Types beside the one that says most are kept.
    fields.content["PT"] = [type for type in types if type != subtype]
    grants = {text: grant(text, "GR") for text in fields.texts("GR")}
    fields.content["GR"] = [text for text, found in grants.items() if not found]
    return Record(
        key=key_for(kind, title, identifiers, place),
        kind=kind,
        title=title,
        alternative_titles=fields.lines("TT"),
        subtype=subtype,
        identifiers=identifiers,
        description=fields.sections(AB="abstract", OAB="abstract", GN="notes"),
        contributions=(*people, *_publishers(fields)),
        keywords=tuple(map(heading, fields.lines("OT"))),
        subjects=tuple(dict.fromkeys(map(heading, fields.lines("MH")))),
        published=fields.date("DP"),
        language=_language(fields),
        licence=fields.line("CI"),
        status=fields.line("PST"),
        container=fields.line("JT", "BTI", "TA"),
        volume=fields.line("VI"),
        issue=fields.line("IP"),
        pages=fields.line("PG"),
        relations=once(grants.values()),
        extra=fields.rest,
    )


def _identifiers(fields: Fields) -> tuple[Identifier, ...]:
    found = [*take_identifiers(fields, PMID=PMID, PMC=PMCID)]
    for tag in ("LID", "AID"):
        kept = []
        for text in fields.texts(tag):
            match = _LABELLED.fullmatch(text)
            is_doi = match and match[2].lower() == "doi"
            doi = parse_identifier(match[1], Scheme.DOI) if match and is_doi else None
            if doi:
                found.append(doi)
            else:
                kept.append(text)
        fields.content[tag] = kept
    found += take_identifiers(fields, IS=Scheme.ISSN, ISBN=Scheme.ISBN)
    return with_study_numbers(found)


def _contributions(entry: Entry, fields: Fields, author: Role) -> tuple[Contribution, ...]:
    """Take the people; the lines below a name say where they work and what their ORCID iD is."""
    found: list[Contribution] = []
    left: dict[str, Any] = {}
    full = "FAU" in entry.fields
    for tag, text in entry.pairs:
        if tag in _ROLES or (tag == "AU" and not full):
            role = _ROLES.get(tag, Role.AUTHOR)
            agent = Agent.organisation(text) if tag == "CN" else person(text)
            role = author if role == Role.AUTHOR else role
            found.append(Contribution(agent=agent, role=role))
        elif tag in ("AD", "IRAD") and found:
            found[-1] = _working(found[-1], text)
        elif tag == "AUID" and found and (orcid := parse_identifier(text, Scheme.ORCID)):
            agent = msgspec.structs.replace(found[-1].agent, identifiers=(orcid,))
            found[-1] = msgspec.structs.replace(found[-1], agent=agent)
        elif tag in ("AD", "AUID"):
            left.setdefault(tag, []).append(text)
    for tag in (*_ROLES, *_OF_A_PERSON):
        fields.take(tag)
    fields.content |= left
    return tuple(dict.fromkeys(found))


def _working(contribution: Contribution, place: str) -> Contribution:
    before = contribution.affiliation
    whole = f"{before}; {place}" if before else place
    return msgspec.structs.replace(contribution, affiliation=whole)


def _publishers(fields: Fields) -> Iterator[Contribution]:
    for name in fields.lines("PB"):
        yield Contribution(agent=Agent.organisation(name), role=Role.PUBLISHER)


def _language(fields: Fields) -> str | None:
    said = fields.lines("LA")
    fields.content["LA"] = list(said[1:])
    return language_code(said[0]) if said else None
