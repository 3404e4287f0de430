"""A codebook as records: the study, and the publications it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from clew.errors import BrokenDocument
from clew.model import (
    Amount,
    Design,
    Identifier,
    Kind,
    Notice,
    Reading,
    Record,
    Scheme,
    Section,
    parse_identifier,
    study_number,
    title_key,
)
from clew.readers.common.branch import Branch
from clew.readers.common.languages import Languages
from clew.readers.common.oai import Delivered
from clew.readers.ddi_codebook import coverage, related
from clew.readers.ddi_codebook.design import design
from clew.readers.ddi_codebook.parse import Codebooks
from clew.readers.ddi_codebook.people import contributions
from clew.readers.ddi_codebook.subjects import Subjects
from clew.readers.ddi_codebook.variables import files, variables

_CITATION = "stdyDscr/citation"
_TITLES = (f"{_CITATION}/titlStmt/titl", f"{_CITATION}/titlStmt/parTitl")
_USE = "stdyDscr/dataAccs/useStmt"
_TERMS = "stdyDscr/dataAccs/notes"  # where Dataverse has the terms of use
_ACCESS = (
    "stdyDscr/dataAccs/typeOfAccess",
    f"{_USE}/restrctn",
    f"{_USE}/conditions",
    f"{_USE}/specPerm",
    f"{_USE}/confDec",
    "stdyDscr/dataAccs/setAvail/avlStatus",
)
_SCHEMES = {
    "doi": Scheme.DOI,
    "datacite": Scheme.DOI,
    "da|ra": Scheme.DOI,
    "ukda": Scheme.UKDA,
    "ukds": Scheme.UKDA,
    "handle": Scheme.HANDLE,
    "hdl": Scheme.HANDLE,
}
_LICENCE = re.compile(
    r"https?://creativecommons\.org/[\w./-]{1,80}|\bCC[ -](?:BY|0)(?:[ -](?:NC|ND|SA|\d\.\d)){0,4}"
)
# Boilerplate of the file, not of the study.
_BORING = ("version", "schemaLocation", "xml-lang")


def reading(codebooks: Codebooks) -> Reading:
    """Make the records of each study; a codebook that says nothing is noted and left out.

    Raises
    ------
    BrokenDocument: when there is a single codebook and it names no study.
    """
    records: list[Record] = []
    notices = list(codebooks.notices)
    taken: set[str] = set()
    for book, delivered in codebooks.books:
        told = _study(book, delivered, taken)
        records += told
        if not told:
            message = "A codebook without a title or number of its study was left out."
            notices.append(Notice(message=message, place=delivered.identifier))
    if codebooks.books and not records:
        raise BrokenDocument(
            f"{codebooks.location} is a DDI codebook whose study has neither title nor number.",
            hint="Fetch it again from the archive.",
        )
    return Reading(records=tuple(records), notices=tuple(notices))


def _study(book: Branch, delivered: Delivered, taken: set[str]) -> list[Record]:
    """Return the study's record first, or nothing when nothing says which study it is."""
    languages = Languages(book.all(*_TITLES))
    identifiers, addresses = _identifiers(book)
    titles = _titles(book, languages)
    if not titles and not identifiers:
        return []
    key = _key(delivered, identifiers, titles, taken)
    series, in_series = related.series(book, languages)
    parts = contributions(book, languages)
    relations = [*related.awards(book), *in_series, *related.studies(book, identifiers)]
    listed = related.publications(book, key)
    subjects = Subjects(book, languages)
    told, names = files(book)
    record = Record(
        key=key,
        kind=Kind.DATASET,
        title=titles[0] if titles else None,
        subtitle=_only(languages.lines("subtitle", book.all(f"{_CITATION}/titlStmt/subTitl"))),
        alternative_titles=tuple(titles[1:]),
        identifiers=identifiers,
        description=tuple(_abstracts(book, languages)),
        contributions=parts,
        keywords=subjects.keywords,
        subjects=subjects.topics,
        places=coverage.places(book, languages),
        design=_with_cases(design(book, languages), told),
        period=coverage.covered(book),
        published=_published(book),
        language=languages.main,
        licence=_licence(book),
        access=_access(book, languages),
        urls=addresses,
        variables=variables(book, languages.main, names),
        relations=tuple(dict.fromkeys([*relations, *listed.relations])),
    )
    kept: dict[str, Any] = {"series": series} if series else {}
    kept |= {"files": told} if told else {}
    kept |= {"relPubl": listed.others} if listed.others else {}
    extra = delivered.extra | languages.extra | subjects.extra | kept | _rest(book)
    return [_dated(record, extra), *listed.records]


def _dated(record: Record, extra: dict[str, Any]) -> Record:
    """Take the time of collection for the period where no other is told."""
    period = record.period or (record.design.collected if record.design else None)
    return msgspec.structs.replace(record, period=period, extra=extra)


def _titles(book: Branch, languages: Languages) -> list[str]:
    """Take the title and its alternatives; the same title in another language is one of these."""
    lines = languages.lines("title", book.all(*_TITLES))
    others = languages.lines("alternative_titles", book.all(f"{_CITATION}/titlStmt/altTitl"))
    parallel = [
        text
        for fields in languages.extra.get("languages", {}).values()
        for text in fields.get("title", ())
    ]
    found: dict[str | None, str] = {}
    for title in [*lines, *others, *parallel]:
        found.setdefault(title_key(title), title)
    return list(found.values())


def _identifiers(book: Branch) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    """Take the study's numbers, and the addresses of its pages."""
    numbers = list(_numbers(book))
    addresses = []
    # FSD and others of CESSDA give the address of the study's page with those of its description.
    for one in book.all(f"{_CITATION}/holdings", "docDscr/citation/holdings"):
        found = parse_identifier(one.attributes.get("URI", ""))
        if found and found.scheme in (Scheme.DOI, Scheme.HANDLE):
            numbers.append(found)
            one.attribute("URI")
        elif found and found.scheme == Scheme.URL:
            addresses.append(str(one.attribute("URI")))
    numbers += filter(None, map(study_number, numbers))
    named = {
        str(one).rpartition(":")[2]
        for one in numbers
        if ":" in one.value or one.scheme != Scheme.LOCAL
    }
    kept = [one for one in numbers if one.scheme != Scheme.LOCAL or one.value not in named]
    return tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(addresses))


def _numbers(book: Branch) -> Iterator[Identifier]:
    for statement in book.all(f"{_CITATION}/titlStmt"):
        # Nesstar writes the agency beside the number: <IDNo>…</IDNo><agency>doi</agency>.
        beside = statement.line("agency")
        for one in statement.all("IDNo"):
            agency = one.attribute("agency") or beside or ""
            text = one.line()
            scheme = _SCHEMES.get(agency.lower())
            known = parse_identifier(text, scheme) if text and scheme else None
            known = known or (_persistent(text) if text else None)
            if known or text:
                yield known or Identifier(scheme=Scheme.LOCAL, value=_local(agency, str(text)))


def _persistent(text: str) -> Identifier | None:
    found = parse_identifier(text)
    return found if found and found.scheme in (Scheme.DOI, Scheme.HANDLE) else None


def _local(agency: str, text: str) -> str:
    """Name an archive's own number: ``NSA:NSA1204``; a URN names itself."""
    if text.lower().startswith("urn:"):
        return text
    return f"{agency}:{text}" if agency and agency.lower() not in _SCHEMES else text


def _key(
    delivered: Delivered, identifiers: tuple[Identifier, ...], titles: list[str], taken: set[str]
) -> str:
    """Call a study by its number in the repository, else by its own, else by its title."""
    own = next((one.value for one in identifiers), None)
    key = name = delivered.identifier or own or str(title_key(titles[0]))
    count = 1
    while key in taken:
        count += 1
        key = f"{name}#{count}"
    taken.add(key)
    return key


def _abstracts(book: Branch, languages: Languages) -> Iterator[Section]:
    picked = languages.pick("description", book.all("stdyDscr/stdyInfo/abstract"), Branch.prose)
    texts = dict.fromkeys(text for one in picked if (text := one.prose()))
    for text in texts:
        yield Section(name="abstract", text=text)


def _published(book: Branch) -> str | None:
    """Return when it was published; where nothing else tells it, when this version was made."""
    told = book.all(f"{_CITATION}/distStmt/distDate", f"{_CITATION}/prodStmt/prodDate")
    return coverage.date(told) or coverage.date(book.all(f"{_CITATION}/verStmt/version"))


def _access(book: Branch, languages: Languages) -> str | None:
    said = [one for one in book.all(*_ACCESS) if one.attributes.get("required") != "no"]
    picked = languages.pick("access", said, Branch.prose)
    texts = dict.fromkeys(text for one in picked if (text := one.prose()))
    return "\n".join(texts) or None


def _licence(book: Branch) -> str | None:
    """Return the first public licence that the terms of use name."""
    said = book.all(f"{_CITATION}/prodStmt/copyright", _TERMS, *_ACCESS)
    found = (_LICENCE.search(one.peek()) for one in said)
    return next((match[0].rstrip(".") for match in found if match), None)


def _with_cases(made: Design | None, told: list[dict[str, Any]]) -> Design | None:
    """Take the cases of the only data file for the size of the sample, if nothing else tells it."""
    if len(told) != 1 or not str(told[0].get("cases", "")).isdigit() or (made and made.sample_size):
        return made
    number = int(told[0]["cases"])
    size = Amount(text=told[0]["cases"], least=number, most=number, unit="cases")
    return msgspec.structs.replace(made or Design(), sample_size=(size,))


def _rest(book: Branch) -> dict[str, Any]:
    for name in _BORING:
        book.attribute(name)
    left = book.rest
    return left if isinstance(left, dict) else {}


def _only(lines: list[str]) -> str | None:
    return lines[0] if lines else None
