"""References of EndNote as records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    Notice,
    Reading,
    Record,
    Role,
    Scheme,
    Section,
    parse_identifier,
)
from clew.readers.common.branch import Branch
from clew.readers.common.date_parts import any_date, from_parts
from clew.readers.common.kind_words import maker
from clew.readers.common.names import agent, person
from clew.readers.common.numbers import addresses_in, serial_numbers, with_study_numbers
from clew.readers.common.shelf import Shelf, key_for
from clew.readers.endnote_xml.parse import References
from clew.readers.endnote_xml.types import kind_and_subtype
from clew.vocabularies import language_code

_SECTIONS = {"abstract": "abstract", "notes": "notes", "research-notes": "research notes"}
_ROLES = {
    "secondary-authors": (Role.EDITOR, None),
    "tertiary-authors": (Role.CONTRIBUTOR, "tertiary author"),
    "subsidiary-authors": (Role.CONTRIBUTOR, "subsidiary author"),
    "translated-authors": (Role.CONTRIBUTOR, "translated author"),
}
_CONTAINERS = ("titles/secondary-title", "periodical/full-title", "alt-periodical/full-title")
# How the text looked in EndNote, and where the library lay.
_BORING = ("face", "font", "size", "path", "color")
_KEYWORDS = re.compile(r"\s{0,9}[;\n\r]\s{0,9}")


def reading(references: References, document: Document) -> Reading:
    """Make a record of each reference."""
    shelf = Shelf(references.notices)
    for number, entry in enumerate(references.entries, 1):
        place = f"reference {number}"
        shelf.offer(_record(entry, place, references.notices), place)
    return shelf.reading(document, "reference")


def _record(entry: Branch, place: str, notices: list[Notice]) -> Record:
    kind, subtype = _kind(entry)
    titles = entry.lines("titles/title", "titles/short-title", "titles/translated-title")
    title = next(iter(titles), None)
    identifiers, urls = _identifiers(entry)
    number = entry.first("rec-number")
    own = None if title else (number.peek() if number else place)
    return Record(
        key=key_for(kind, title, identifiers, own),
        kind=kind,
        title=title,
        alternative_titles=tuple(titles[1:]),
        subtype=subtype,
        identifiers=identifiers,
        description=tuple(_sections(entry)),
        contributions=tuple(_contributions(entry, kind)),
        keywords=_keywords(entry),
        published=_published(entry, place, notices),
        language=_language(entry),
        container=_container(entry),
        volume=None if kind == Kind.THESIS else entry.line("volume"),
        degree=entry.line("volume") if kind == Kind.THESIS else None,  # EndNote's "Degree"
        issue=entry.line("number", "issue"),
        pages=entry.line("pages"),
        urls=urls,
        extra=_extra(entry),
    )


def _extra(entry: Branch) -> dict[str, object]:
    rest = entry.rest_without(_BORING)
    return rest if isinstance(rest, dict) else {"text": rest} if rest else {}


def _kind(entry: Branch) -> tuple[Kind, str | None]:
    type = entry.first("ref-type")
    name = type.attribute("name") if type else None
    return kind_and_subtype(name, type.line() if type else None, entry.line("work-type"))


def _container(entry: Branch) -> str | None:
    """Take what the work appeared in; what only repeats it is taken too."""
    names = [one for path in _CONTAINERS for one in entry.all(path) if one.peek()]
    first = names[0].line() if names else None
    for one in names:
        if one.peek() == first:
            one.line()
    return first


def _identifiers(entry: Branch) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    found: list[Identifier] = []
    urls: list[str] = []
    for one in entry.all("electronic-resource-num"):
        doi = parse_identifier(one.peek(), Scheme.DOI)
        if doi:
            one.line()
            found.append(doi)
    for kind in ("related-urls", "web-urls", "pdf-urls", "text-urls", "image-urls"):
        for one in entry.all(f"urls/{kind}/url"):
            linked, plain = addresses_in([one.peek()])
            if linked or plain:
                one.line()
            found += linked
            urls += plain
    for one in entry.all("isbn"):
        numbers, unread = serial_numbers([one.peek()])
        if numbers and not unread:
            one.line()
        found += numbers
    number, base = entry.line("accession-num"), entry.first("remote-database-name")
    if number:
        name = base.peek() if base else None
        found.append(Identifier(scheme=Scheme.LOCAL, value=f"{name}:{number}" if name else number))
    return with_study_numbers(found), tuple(dict.fromkeys(urls))


def _sections(entry: Branch) -> Iterator[Section]:
    for path, name in _SECTIONS.items():
        for one in entry.all(path):
            text = one.prose()
            if text:
                yield Section(name=name, text=text)


def _contributions(entry: Branch, kind: Kind) -> Iterator[Contribution]:
    addresses = entry.all("auth-address")
    authors = entry.lines("contributors/authors/author")
    alone = addresses[0].line() if len(authors) == 1 and len(addresses) == 1 else None
    for name in authors:
        yield Contribution(agent=_author(name), role=maker(kind), affiliation=alone)
    for path, (role, note) in _ROLES.items():
        supervisor = kind == Kind.THESIS and path == "tertiary-authors"
        for name in entry.lines(f"contributors/{path}/author"):
            yield Contribution(
                agent=_author(name),
                role=Role.SUPERVISOR if supervisor else role,
                note=None if supervisor else note,
            )
    role = Role.AWARDING_INSTITUTION if kind == Kind.THESIS else Role.PUBLISHER
    for name in entry.lines("publisher"):
        yield Contribution(agent=Agent.organisation(name), role=role)


def _author(name: str) -> Agent:
    """Read a name; EndNote marks organisations by a comma at the end."""
    if name.endswith(","):
        return Agent.organisation(name.rstrip(", "))
    return person(name) if "," in name else agent(name)


def _keywords(entry: Branch) -> tuple[str, ...]:
    texts = [one.prose() or "" for one in entry.all("keywords/keyword")]
    pieces = [piece.strip(" *") for text in texts for piece in _KEYWORDS.split(text)]
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def _published(entry: Branch, place: str, notices: list[Notice]) -> str | None:
    """Take the year, with the day of the publication date where that tells one."""
    said = entry.first("dates/year")
    words = said.peek() if said else ""
    known = any_date(words)
    if said and known:
        said.line()
    elif words:
        message = f"“{words[:80]}” is no date; it is kept under “extra” as it stands."
        notices.append(Notice(message=message, place=f"{place}/year"))
    for one in entry.all("dates/pub-dates/date"):
        finer = any_date(one.peek()) or (known and from_parts(known[:4], *one.peek().split()[:2]))
        if finer and (not known or finer.startswith(known)):
            one.line()
            return finer
    return known


def _language(entry: Branch) -> str | None:
    said = entry.line("language")
    return language_code(said) if said else None
