"""References of RIS as records."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from clew.model import (
    Agent,
    Contribution,
    Document,
    FullText,
    Identifier,
    Kind,
    Notice,
    Reading,
    Record,
    Role,
    Scheme,
    parse_identifier,
)
from clew.readers.common.bibliography import parse_reference
from clew.readers.common.date_parts import any_date, from_parts
from clew.readers.common.fields import Fields
from clew.readers.common.funding import funded_by, funder, grants, once
from clew.readers.common.kind_words import bringer_out, maker
from clew.readers.common.names import agent, person
from clew.readers.common.numbers import (
    PMID,
    addresses_in,
    awards_at,
    serial_numbers,
    take_identifiers,
    with_study_numbers,
)
from clew.readers.common.page_range import page_range
from clew.readers.common.shelf import Shelf, key_for
from clew.readers.common.tagged import Entry
from clew.readers.ris.parse import References
from clew.readers.ris.types import kind_and_subtype
from clew.vocabularies import language_code

_NO_SUBTITLE = re.compile(
    r"^(?:proquest|pqdt|dissertations?|(?:department|school|faculty|institute|college) of)\b", re.I
)
_CONTAINERS = ("T2", "JF", "JO", "BT", "JA", "J2", "J1")
_OTHER_TITLES = ("ST", "TT")
_LINKS = ("UR", "L1", "L2", "L3", "L4", "LK")
_OTHERS = {"A3": "tertiary author", "A4": "subsidiary author", "TA": "translated author"}


def reading(references: References, document: Document) -> Reading:
    """Make a record of each reference that says anything."""
    shelf = Shelf(references.notices)
    for number, entry in enumerate(references.entries, 1):
        place = f"reference {number}, {entry.place}"
        if entry.fields.keys() <= {"TY", "ER", "DB"}:
            shelf.skip(place, "It has a type and nothing else, and is left out.")
            continue
        shelf.add(_record(entry, place, references.notices), place)
    return shelf.reading(document, "reference")


def _record(entry: Entry, place: str, notices: list[Notice]) -> Record:
    fields = Fields(entry.content, place, notices)
    kind, subtype = kind_and_subtype(fields.text("TY"), _type_of_work(fields))
    titles = fields.lines("TI", "T1", "CT")
    title = titles[0] if titles else _book_title(fields)
    subtitle = _subtitle(fields) if kind == Kind.THESIS else None
    identifiers, urls = _identifiers(fields)
    if kind == Kind.AWARD:
        identifiers = (*identifiers, *awards_at(urls))
    others = [*titles[1:], *fields.lines(*_OTHER_TITLES)]
    cited = tuple(parse_reference(text) for text in fields.texts("CR"))
    number = None if title else fields.text("ID") or place
    paid = [one for text in fields.texts("GN") for one in grants(text)]
    return Record(
        key=key_for(kind, title, identifiers, number),
        kind=kind,
        title=title,
        subtitle=subtitle,
        alternative_titles=tuple(one for one in dict.fromkeys(others) if one != title),
        subtype=subtype,
        identifiers=identifiers,
        description=fields.sections(AB="abstract", N2="abstract", N1="notes", RN="research notes"),
        contributions=(*_contributions(fields, kind), *(funder(name) for name, _ in paid)),
        keywords=fields.lines("KW"),
        published=_published(fields),
        language=_language(fields),
        container=_container(fields) if kind != Kind.THESIS else None,
        volume=None if kind == Kind.THESIS else fields.line("VL", "VO"),
        degree=fields.line("VL") if kind == Kind.THESIS else None,  # as EndNote writes it
        issue=fields.line("IS"),
        pages=page_range(fields.line("SP"), fields.line("EP")),
        urls=urls,
        relations=once(funded_by(one, name, term="FU") for name, ones in paid for one in ones),
        fulltext=FullText(references=cited) if cited else None,
        extra=fields.rest,
    )


def _subtitle(fields: Fields) -> str | None:
    """Take the subtitle of a thesis; ProQuest has its database there, EndNote the department."""
    said = fields.raw("T2")
    return None if isinstance(said, str) and _NO_SUBTITLE.search(said) else fields.line("T2")


def _type_of_work(fields: Fields) -> str | None:
    """Take the type of work, unless the field holds a DOI, as EndNote used to write it."""
    said = fields.raw("M3")
    is_doi = isinstance(said, str) and parse_identifier(said, Scheme.DOI)
    return None if is_doi else fields.line("M3")


def _book_title(fields: Fields) -> str | None:
    """Return the title of a whole book of early RIS, which stands under BT."""
    return fields.line("BT") if "T2" not in fields else None


def _container(fields: Fields) -> str | None:
    """Take what the work appeared in; what only repeats it is taken too."""
    name = fields.line(*_CONTAINERS)
    for tag in _CONTAINERS:
        if name and fields.raw(tag) == name:
            fields.take(tag)
    return name


def _identifiers(fields: Fields) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    found = [*take_identifiers(fields, DO=Scheme.DOI, M3=Scheme.DOI, PMID=PMID)]
    linked, urls = addresses_in(
        text for tag in _LINKS for text in fields.texts(tag) if not _is_path(fields, tag, text)
    )
    numbers, unread = serial_numbers(fields.texts("SN"))
    if unread:
        fields.content["SN"] = unread if len(unread) > 1 else unread[0]
        fields.complain("SN", f"“{unread[0][:80]}” is neither an ISBN nor an ISSN")
    found += [*linked, *numbers, *_accession(fields)]
    return with_study_numbers(found), tuple(urls)


def _is_path(fields: Fields, tag: str, text: str) -> bool:
    """Put back what is no web address, such as the path of an attached file."""
    if "://" in text:
        return False
    kept = fields.content.get(tag)
    fields.content[tag] = (
        text if kept is None else [*(kept if isinstance(kept, list) else [kept]), text]
    )
    return True


def _accession(fields: Fields) -> Iterator[Identifier]:
    """Take the number under which a database keeps the reference."""
    base = fields.raw("DB") if isinstance(fields.raw("DB"), str) else None
    number = fields.text("AN") or (fields.text("U2") if base else None)
    if number:
        yield Identifier(scheme=Scheme.LOCAL, value=f"{base}:{number}" if base else number)


def _contributions(fields: Fields, kind: Kind) -> Iterator[Contribution]:
    authors = [
        Contribution(agent=_author(name), role=maker(kind)) for name in fields.lines("AU", "A1")
    ]
    address = fields.raw("AD")
    if len(authors) == 1 and isinstance(address, str):
        authors = [msgspec.structs.replace(authors[0], affiliation=fields.line("AD"))]
    yield from authors
    for name in fields.lines("A2", "ED"):
        yield Contribution(agent=_author(name), role=Role.EDITOR)
    for tag, note in _OTHERS.items():
        role = Role.SUPERVISOR if (tag, kind) == ("A3", Kind.THESIS) else Role.CONTRIBUTOR
        for name in fields.lines(tag):
            said = None if role == Role.SUPERVISOR else note
            yield Contribution(agent=_author(name), role=role, note=said)
    for name in fields.lines("PB"):
        yield Contribution(agent=Agent.organisation(name), role=bringer_out(kind))


def _author(name: str) -> Agent:
    """Read a name; RIS has families first, so a comma speaks for a person."""
    return person(name) if "," in name else agent(name)


def _language(fields: Fields) -> str | None:
    said = fields.line("LA")
    return language_code(said) if said else None


def _published(fields: Fields) -> str | None:
    """Take the date, as fine as the year and the date field make it together."""
    known = fields.date("PY") or fields.date("Y1")
    if known and "Y1" in fields and any_date(str(fields.raw("Y1"))) == known:
        fields.take("Y1")
    said = fields.raw("DA")
    if not known:
        return fields.date("DA")
    if not isinstance(said, str):
        return known
    # "DA  - Nov" beside "PY  - 2012" is a month; "DA  - 2012/11/02" says it all.
    finer = any_date(said) or from_parts(known[:4], *said.split()[:2])
    if finer and finer[:4] == known[:4]:
        fields.take("DA")
        return max(known, finer, key=len)
    return known
