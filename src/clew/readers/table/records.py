"""Rows as records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    LinkType,
    Money,
    Notice,
    Period,
    Place,
    Reading,
    Record,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
    parse_identifier,
)
from clew.readers.common.date_parts import any_date
from clew.readers.common.dates import parse_period
from clew.readers.common.funding import funded_by, funder, once
from clew.readers.common.kind_words import kind_named, maker
from clew.readers.common.names import agent, person
from clew.readers.common.numbers import (
    PMCID,
    PMID,
    addresses_in,
    award_number,
    identifiers_in,
    with_study_numbers,
)
from clew.readers.common.page_range import page_range
from clew.readers.common.shelf import Shelf, key_for
from clew.readers.common.text import one_line, paragraphs
from clew.readers.table.columns import folded
from clew.readers.table.parse import Entry, Table
from clew.vocabularies import country_code, language_code

_SCHEMES = {
    "doi": Scheme.DOI, "pmid": PMID, "pmcid": PMCID, "isbn": Scheme.ISBN, "issn": Scheme.ISSN,
    "gtr": Scheme.GTR,
}  # fmt: skip
_NO_WORKS = (Kind.PERSON, Kind.ORGANISATION, Kind.VARIABLE, Kind.CATALOGUE)
_HOUSES = {Kind.AWARD: Role.LEAD_ORGANISATION, Kind.THESIS: Role.AWARDING_INSTITUTION}
_SECTIONS = ("abstract", "description", "notes")
_AWARD_TITLES = frozenset({"granttitle", "awardtitle"})
_DATASET_TITLES = frozenset({"datasettitle", "nameofdataset"})
_CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD"}
_MONEY = re.compile(r"([£€$])?\s?([\d,]{1,15}(?:\.\d{1,2})?)\s?(GBP|EUR|USD|[£€])?")
_AUTHOR_ID = re.compile(r"\s?\(\d{5,20}\)")  # of Scopus
# Codes of RIS and words of reference managers for what is no publication.
_CODES = {"thes": Kind.THESIS, "data": Kind.DATASET, "comp": Kind.SOFTWARE, "grnt": Kind.AWARD}
_SEMICOLONS = re.compile(r"\s{0,9}[;|\n]\s{0,9}")
# A comma in brackets parts nothing: "cyst (diagnosis, surgery)".
_COMMAS = re.compile(r"\s{0,9}(?:[;|\n]|,(?![^()]{0,300}\)))\s{0,9}")
# Embase: "Journal of Dim Places (2031) 7:2 (101-119). Date of Publication: 9 Apr 2031"
_SOURCE = re.compile(
    r"([^()]{2,300}) \((\d{4})\) ([^\s:]{1,20})(?::([^\s()]{1,40}))?(?: \(([^()]{1,40})\))?\.?"
    r"(?: Date of Publication: (.{4,30}))?"
)
# "Moss A., Lie O.": a comma after initials parts two people.
_AFTER_INITIALS = re.compile(r"(?<=[A-Z]\.),\s{1,3}(?=[^\W\d_])")
_PYTHON_LIST = re.compile(r"\[\s{0,5}['\"](.{0,100000})['\"]\s{0,5}\]", re.S)
_BETWEEN_QUOTES = re.compile(r"['\"]\s{0,5},\s{0,5}['\"]")


def reading(table: Table, document: Document) -> Reading:
    """Make a record of each row that says what it is about."""
    shelf = Shelf(table.notices)
    for entry in table.entries:
        place = f"line {entry.line}"
        record = _record(_Cells(entry, table.notices), place)
        if record.kind in _NO_WORKS:
            shelf.skip(place, f"It is about a {record.kind}, not a work, and is left out.")
        else:
            shelf.offer(record, place)
    return shelf.reading(document, "row")


class _Cells:
    """The cells of a row by field; what nobody takes stays under the name of its column."""

    def __init__(self, entry: Entry, notices: list[Notice]) -> None:
        self._fields = {
            name: dict(cells) for name, cells in entry.fields.items() if isinstance(cells, dict)
        }
        self._line = entry.line
        self._notices = notices

    def has(self, field: str) -> bool:
        """Say whether there is anything in a field."""
        return field in self._fields

    def names(self, field: str) -> tuple[str, ...]:
        """Say what the columns of a field are called."""
        return tuple(self._fields.get(field, {}))

    def take(self, field: str) -> list[str]:
        """Take the cells of a field, each text once."""
        return list(dict.fromkeys(self._fields.pop(field, {}).values()))

    def first(self, field: str) -> str | None:
        """Take the first cell of a field as one line; further ones stay."""
        cells = self._fields.get(field, {})
        for column in list(cells):
            return one_line(cells.pop(column)) or None
        return None

    def date(self, field: str) -> str | None:
        """Take the finest of a field's dates; a cell that is none stays, with a notice."""
        cells = self._fields.get(field, {})
        found = {column: date for column, cell in cells.items() if (date := _date(cell))}
        for column, cell in cells.items():
            if column not in found:
                self.complain(column, f"“{cell[:80]}” is no date")
        for column in found:
            del cells[column]
        return max(found.values(), key=len, default=None)

    def columns(self, field: str) -> dict[str, str]:
        """Take the cells of a field by the names of their columns."""
        return self._fields.pop(field, {})

    def put_back(self, column: str, text: str, field: str | None = None) -> None:
        """Return a cell that could not be placed, or one for others to take."""
        self._fields.setdefault(field or column, {})[column] = text

    def complain(self, column: str, fault: str) -> None:
        """Note what is wrong with a cell; it stays where it is."""
        message = f"{fault}; it is kept under “extra” as it stands."
        self._notices.append(Notice(message=message, place=f"line {self._line}/{column}"))

    @property
    def rest(self) -> dict[str, str]:
        """The cells that nobody took, under the names of their columns."""
        return {column: cell for cells in self._fields.values() for column, cell in cells.items()}


def _record(cells: _Cells, place: str) -> Record:
    kind, subtype = _kind(cells)
    title = cells.first("title")
    identifiers, urls = _identifiers(cells)
    own = cells.first("number")
    numbered = (Identifier(scheme=Scheme.LOCAL, value=own),) if own else ()
    source = _source(cells)
    awards = [cell for text in cells.take("awards") for cell in _COMMAS.split(text) if cell]
    is_award = kind == Kind.AWARD
    studies = cells.take("study")
    references = tuple(one for text in awards if is_award and (one := award_number(text)))
    return Record(
        key=key_for(
            kind, title, (*references, *identifiers), *([] if title else [*urls[:1], place])
        ),
        kind=kind,
        title=title,
        subtitle=cells.first("subtitle"),
        alternative_titles=tuple(map(one_line, cells.take("alternative"))),
        subtype=subtype,
        identifiers=(*references, *identifiers, *numbered),
        description=tuple(
            Section(name=name, text=text)
            for name in _SECTIONS
            for cell in cells.take(name)
            if (text := paragraphs(cell))
        ),
        contributions=tuple(dict.fromkeys(_contributions(cells, kind))),
        keywords=_terms(cells.take("keywords")),
        subjects=_terms(cells.take("subjects")),
        period=_period(cells),
        published=source.published,
        places=tuple(
            Place(name=name, code=country_code(name)) for name in _terms(cells.take("places"))
        ),
        language=_language(cells),
        access=cells.first("access"),
        amount=_amount(cells) if is_award else None,
        licence=cells.first("licence"),
        container=source.container,
        volume=source.volume,
        issue=source.issue,
        pages=source.pages,
        urls=urls,
        relations=once(
            [
                *(_paid_for(text) for text in studies),
                *(None if is_award else funded_by(text, term="grant") for text in awards),
            ]
        ),
        extra=cells.rest,
    )


def _amount(cells: _Cells) -> Money | None:
    """Take how much was awarded, if cell or column tells in what currency."""
    for column, cell in cells.columns("amount").items():
        match = _MONEY.fullmatch(cell.strip())
        named = next((sign for sign in _CURRENCIES if sign in column), cells.first("currency"))
        sign = (match[1] or match[3] or named) if match else None
        if match and sign and match[2].strip(","):
            number = Decimal(match[2].replace(",", ""))
            return Money(amount=number, currency=_CURRENCIES.get(sign, sign))
        cells.put_back(column, cell)
    return None


def _paid_for(number: str) -> Relation | None:
    """State that a study came of an award, by the number the UK Data Service gave it."""
    study = parse_identifier(number, Scheme.UKDA)
    target = Target(identifier=study)
    told = Relation(
        type=LinkType.OUTPUT_OF, target=target, quote=number, term="study number", inverse=True
    )
    return told if study else None


class _Source(NamedTuple):
    """Where and when a work appeared."""

    container: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    published: str | None


def _source(cells: _Cells) -> _Source:
    """Take the container and the place in it, from columns of their own or from one line."""
    name, published = cells.first("container"), cells.date("published")
    told = _SOURCE.fullmatch(name) if name else None
    if told:
        date = told[6] and any_date(told[6])
        return _Source(told[1], told[3], told[4], told[5], published or date or told[2])
    pages = cells.first("pages")
    return _Source(
        name,
        cells.first("volume"),
        cells.first("issue"),
        pages or page_range(cells.first("first page"), cells.first("last page")),
        published,
    )


def _date(text: str) -> str | None:
    """Read a date; spreadsheets write years as ``2014.0``."""
    return any_date(text.removesuffix(".0") if text.endswith(".0") else text)


def _kind(cells: _Cells) -> tuple[Kind, str | None]:
    own = _own_kind(cells)
    word = cells.first("type")
    if own:
        return own, word
    if not word:
        titles = {folded(column) for column in cells.names("title")}
        if cells.has("gtr") or cells.has("amount") or titles & _AWARD_TITLES:
            return Kind.AWARD, None
        if titles & _DATASET_TITLES:
            return Kind.DATASET, None
    kind = _CODES.get((word or "").lower()) or kind_named(word)
    return kind or Kind.PUBLICATION, word


def _own_kind(cells: _Cells) -> Kind | None:
    """Take the kind that a column of that name tells, as in our own tables."""
    told = cells.columns("type")
    own = next((c for c, cell in told.items() if folded(c) == "kind" and cell in {*Kind}), None)
    for column, cell in told.items():
        if column != own:
            cells.put_back(column, cell, "type")
    return Kind(told[own]) if own else None


def _identifiers(cells: _Cells) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    found: list[Identifier] = []
    for field, scheme in _SCHEMES.items():
        for column, text in cells.columns(field).items():
            numbers = identifiers_in(text.removesuffix(".0"), scheme)
            found += numbers
            if not numbers:
                cells.put_back(column, text)
                cells.complain(column, f"“{text[:80]}” is no {scheme} identifier")
    for column, text in cells.columns("identifiers").items():
        told = [_told_with_scheme(one) for one in _SEMICOLONS.split(text)]
        found += filter(None, told)
        if None in told:
            cells.put_back(column, text)
    linked: list[Identifier] = []
    urls: list[str] = []
    for column, text in cells.columns("url").items():
        persistent, plain = addresses_in([text])
        linked += persistent
        urls += plain
        if not persistent and not plain:
            cells.put_back(column, text)
    return with_study_numbers([*found, *linked]), tuple(dict.fromkeys(urls))


def _told_with_scheme(text: str) -> Identifier | None:
    """Read an identifier as our own tables write it: ``award:ES/Z000001/1``."""
    scheme, _, value = text.strip().partition(":")
    known = scheme in {*Scheme, PMID, PMCID} and value
    return (parse_identifier(value, scheme) if known else None) or parse_identifier(text.strip())


def _contributions(cells: _Cells, kind: Kind) -> Iterator[Contribution]:
    role = Role.PRINCIPAL_INVESTIGATOR if kind == Kind.AWARD else maker(kind)
    named = "full names" if cells.has("full names") else "authors"
    for field, part in ((named, role), ("editors", Role.EDITOR)):
        for name in _names(cells.take(field)):
            yield Contribution(agent=_agent(name), role=part)
    house = Role.AWARDING_INSTITUTION if kind == Kind.THESIS else Role.PUBLISHER
    for name in map(one_line, cells.take("publisher")):
        yield Contribution(agent=Agent.organisation(name), role=house)
    if kind in _HOUSES:
        for name in map(one_line, cells.take("house")):
            yield Contribution(agent=Agent.organisation(name), role=_HOUSES[kind])
    for name in _terms(cells.take("funders")):
        yield funder(name)


def _names(texts: Iterable[str]) -> Iterator[str]:
    """Tell names apart: by semicolons, by quotation marks, or by commas after initials.

    Examples: ``"Moss, Ada; Lie, Odd"``, ``"['Moss, Ada', 'Lie, Odd']"``, ``"Moss A., Lie O."``
    """
    for text in texts:
        listed = _PYTHON_LIST.fullmatch(text.strip())
        if listed:
            pieces = _BETWEEN_QUOTES.split(listed[1])
        elif _SEMICOLONS.search(text):
            pieces = _SEMICOLONS.split(text)
        else:
            pieces = _AFTER_INITIALS.split(text)
        yield from (name for piece in pieces if (name := one_line(piece).strip(" ,")))


def _agent(name: str) -> Agent:
    name = _AUTHOR_ID.sub("", name)
    return person(name) if "," in name else agent(name)


def _terms(texts: Iterable[str]) -> tuple[str, ...]:
    """Tell terms apart: a list as Python writes it, else by semicolons, else by commas."""
    found: dict[str, None] = {}
    for text in texts:
        listed = _PYTHON_LIST.fullmatch(text.strip())
        if listed:
            pieces = _BETWEEN_QUOTES.split(listed[1])
        else:
            pieces = (_SEMICOLONS if _SEMICOLONS.search(text) else _COMMAS).split(text)
        found |= dict.fromkeys(term for piece in pieces if (term := one_line(piece).strip("*")))
    return tuple(found)


def _period(cells: _Cells) -> Period | None:
    start, end = cells.date("start"), cells.date("end")
    if start or end:
        return Period(start=start, end=end)
    for column, text in cells.columns("period").items():
        found = Period.parse(text) or parse_period(text)
        if found:
            return found
        cells.put_back(column, text)
    return None


def _language(cells: _Cells) -> str | None:
    said = cells.first("language")
    return language_code(said) if said else None
