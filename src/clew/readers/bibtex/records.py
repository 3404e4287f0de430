"""Entries of BibTeX as records."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from clew.model import (
    Agent,
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
    parse_identifier,
)
from clew.readers.bibtex.names import OTHERS, author, names, pieces
from clew.readers.bibtex.parse import Database, Entry
from clew.readers.bibtex.types import kind_and_subtype
from clew.readers.common.date_parts import any_date, from_parts
from clew.readers.common.fields import Fields
from clew.readers.common.kind_words import bringer_out, maker
from clew.readers.common.latex import from_latex
from clew.readers.common.numbers import (
    PMCID,
    PMID,
    addresses_in,
    awards_at,
    take_identifiers,
    with_study_numbers,
)
from clew.readers.common.shelf import Shelf, key_for
from clew.vocabularies import language_code

# Fields that hold no LaTeX: what looks like it belongs to an address, a path or a name; and lists,
# whose separators count outside braces only.
_VERBATIM = frozenset(
    [
        *("url", "doi", "eprint", "file", "howpublished", "author", "editor", "crossref", "note"),
        *("keywords", "keyword"),
    ]
)
_ROLES = {
    "editor": (Role.EDITOR, None),
    "translator": (Role.CONTRIBUTOR, "translator"),
    "commentator": (Role.CONTRIBUTOR, "commentator"),
    "holder": (Role.CONTRIBUTOR, "holder"),
    "advisor": (Role.SUPERVISOR, None),
    "supervisor": (Role.SUPERVISOR, None),
}
_DASHES = re.compile(r"\s*[-–—]{1,3}\s*")
_MONTH = re.compile(r"(?:(\d{1,2})\W{1,9})?([A-Za-z]{3,9}|\d{1,2})(?:\W{1,9}(\d{1,2}))?")

# What babel and biblatex call languages beside their names.
_BABEL = {
    "british": "en-GB", "ukenglish": "en-GB", "american": "en-US", "usenglish": "en-US",
    "australian": "en-AU", "canadian": "en-CA", "ngerman": "de", "naustrian": "de-AT",
    "austrian": "de-AT", "nswissgerman": "de-CH", "brazilian": "pt-BR", "mexican": "es-MX",
}  # fmt: skip


def reading(database: Database, document: Document) -> Reading:
    """Make a record of each entry; one that names its parent is a part of it."""
    shelf = Shelf(database.notices)
    keys: dict[str, str] = {}
    # Parents come last in BibTeX, so their keys are made before the children are read.
    records = [(entry, _record(entry, database.notices)) for entry in database.entries]
    for entry, record in records:
        keys.setdefault(entry.key.lower(), record.key)
    for entry, record in records:
        shelf.add(_with_parent(record, entry, keys), entry.place)
    return shelf.reading(document, "entry")


def _record(entry: Entry, notices: list[Notice]) -> Record:
    fields = Fields(
        {name: _plain(name, value) for name, value in entry.fields.items()}, entry.place, notices
    )
    kind, subtype = kind_and_subtype(entry.type, fields.line("type"))
    titles = fields.lines("title")
    title = next(iter(titles), None)
    identifiers, urls = _identifiers(fields)
    if kind == Kind.AWARD:
        said = fields.raw("number")
        number = parse_identifier(said, Scheme.AWARD) if isinstance(said, str) else None
        identifiers = tuple(
            dict.fromkeys([*identifiers, *awards_at(urls), *filter(None, [number])])
        )
        fields.take("number" if number else "")
    return Record(
        key=key_for(kind, title, identifiers, None if title else entry.key),
        kind=kind,
        title=title,
        subtitle=fields.line("subtitle"),
        alternative_titles=(*titles[1:], *fields.lines("shorttitle", "origtitle")),
        subtype=subtype,
        identifiers=identifiers,
        description=fields.sections(
            abstract="abstract", note="notes", annote="notes", annotation="notes", addendum="notes"
        ),
        contributions=tuple(_contributions(fields, kind)),
        keywords=_keywords(fields),
        published=_published(fields),
        language=_language(fields),
        licence=fields.line("copyright", "license", "licence"),
        container=fields.line("journaltitle", "journal", "booktitle", "maintitle"),
        volume=fields.line("volume"),
        issue=fields.line("number", "issue"),
        pages=_pages(fields),
        urls=urls,
        extra={"citation key": entry.key, **fields.rest},
    )


def _with_parent(record: Record, entry: Entry, keys: dict[str, str]) -> Record:
    named = entry.fields.get("crossref")
    parent = keys.get(named.lower()) if isinstance(named, str) else None
    if parent is None or parent == record.key:
        return record
    relation = Relation(
        type=LinkType.PART_OF, target=Target(key=parent), quote=str(named), term="crossref"
    )
    extra = {name: value for name, value in record.extra.items() if name != "crossref"}
    return msgspec.structs.replace(record, relations=(relation,), extra=extra)


def _plain(name: str, value: object) -> object:
    if isinstance(value, list):
        return [_plain(name, one) for one in value]
    is_text = isinstance(value, str) and name not in _VERBATIM
    return from_latex(value) if is_text and isinstance(value, str) else value


def _identifiers(fields: Fields) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    numbers = take_identifiers(
        fields, doi=Scheme.DOI, isbn=Scheme.ISBN, issn=Scheme.ISSN, pmid=PMID, pmcid=PMCID
    )
    texts = fields.texts("url", "link")
    for name in ("howpublished", "note"):
        said = fields.raw(name)
        # \url{http://a.example/x} says nothing but an address; a sentence stays.
        if isinstance(said, str) and re.fullmatch(r"\\url\{[^{}\s]{1,2000}\}|https?://\S+", said):
            texts += fields.texts(name)
    linked, urls = addresses_in(text.replace("\\url{", "").rstrip("}") for text in texts)
    if "note" in fields and isinstance(fields.raw("note"), str):
        fields.content["note"] = from_latex(str(fields.raw("note")))
    found = [*numbers, *linked, *_preprint(fields)]
    return with_study_numbers(found), tuple(urls)


def _preprint(fields: Fields) -> Iterator[Identifier]:
    """Take a number in an archive of preprints: ``eprint = {2101.00001}``, arXiv unless told."""
    archive = str(fields.raw("eprinttype") or fields.raw("archiveprefix") or "arxiv").lower()
    scheme = {"arxiv": Scheme.ARXIV, "hdl": Scheme.HANDLE, "pubmed": PMID}.get(archive)
    said = fields.raw("eprint")
    number = parse_identifier(said, scheme) if isinstance(said, str) and scheme else None
    if number:
        for name in ("eprint", "eprinttype", "archiveprefix"):
            fields.take(name)
        yield number


def _contributions(fields: Fields, kind: Kind) -> Iterator[Contribution]:
    roles = {"author": (maker(kind), None), **_ROLES}
    for name, (role, note) in roles.items():
        text = fields.text(name)
        listed = list(names(text)) if text else []
        for one in listed:
            if one != OTHERS:
                yield Contribution(agent=author(one), role=role, note=note)
        if OTHERS in listed:
            fields.content[f"{name} and others"] = True
    for name in ("publisher", "school", "institution", "organization"):
        # A thesis may have a publisher beside its university.
        published = kind == Kind.THESIS and name in ("publisher", "organization")
        role = Role.PUBLISHER if published else bringer_out(kind)
        for line in fields.lines(name):
            yield Contribution(agent=Agent.organisation(line), role=role)


def _keywords(fields: Fields) -> tuple[str, ...]:
    told = (piece for text in fields.texts("keywords", "keyword") for piece in _pieces(text))
    words = (" ".join(from_latex(piece).split()) for piece in told)
    return tuple(dict.fromkeys(word for word in words if word))


def _pieces(text: str) -> Iterator[str]:
    """Part a list at its commas and semicolons; braces about all of it go."""
    around = text.startswith("{") and text.find("}") == len(text) - 1
    return pieces(text[1:-1] if around else text, ";,")


def _published(fields: Fields) -> str | None:
    """Take the date; of a span its beginning. A month that cannot be read stays."""
    said = fields.raw("date")
    if isinstance(said, str) and "/" in said and (begun := any_date(said.partition("/")[0])):
        # The end of the span says more than the record has a place for.
        return begun
    known = fields.date("date") or fields.date("year")
    month = _MONTH.fullmatch(str(fields.raw("month") or "").strip())
    if not known or not month:
        return known
    finer = from_parts(known[:4], month[2], month[1] or month[3] or fields.raw("day"))
    if finer and len(finer) > len(known):
        fields.take("month")
        if len(finer) == 10:
            fields.take("day")
        return finer
    return known


def _language(fields: Fields) -> str | None:
    said = fields.line("langid", "language")
    return language_code(_BABEL.get(said.lower(), said)) if said else None


def _pages(fields: Fields) -> str | None:
    said = fields.line("pages", "eid", "articleno")
    return _DASHES.sub("-", said) if said else None
