"""Writes things as BibTeX entries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.export.bibtex.latex import latex, protected
from clew.export.common.clean import one_line
from clew.export.common.people import house, makers, name_parts, with_role
from clew.export.common.works import abstract, first_of, issued, pages, sort_of, values
from clew.export.item import Item
from clew.model import AgentKind, Contribution, Kind, Record, Role, Scheme, fold

_TYPES = {
    "article": ("article", "Journal article"),
    "conference paper": ("inproceedings", "Conference paper"),
    "chapter": ("incollection", "Book section"),
    "book": ("book", "Book"),
    "report": ("techreport", "Report"),
    "thesis": ("phdthesis", "PhD thesis"),
    "dataset": ("dataset", "Dataset"),
    "software": ("software", "Software"),
    "award": ("misc", "Grant"),
    "course": ("misc", "Course"),
    "text": ("misc", ""),
}
_HOUSES = {"thesis": "school", "report": "institution", "award": "organization"}
_MASTERS = ("master", "msc", "ma ", "mphil", "mres")
_NO_KEY = re.compile(r"[^A-Za-z0-9:_-]+")
# Addresses and numbers stand as they are; what would end the field is percent-encoded.
_VERBATIM = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})

_AND = re.compile(r"\band\b", re.I)

Field = tuple[str, str | None]


def entry(item: Item) -> str:
    """Write an entry; its citation key is the thing's id."""
    record = item.record
    type, _ = _type(record)
    key = _NO_KEY.sub("-", item.slug).strip("-") or "untitled"
    fields = [f"  {name} = {{{value}}},\n" for name, value in _fields(record) if value]
    return f"@{type}{{{key},\n{''.join(fields)}}}\n"


def _type(record: Record) -> tuple[str, str]:
    sort = sort_of(record)
    said = f"{fold(record.subtype or '')} {fold(record.degree or '')} "
    if sort == "thesis" and any(word in said for word in _MASTERS):
        return "mastersthesis", "Master's thesis"
    return _TYPES[sort]


def _fields(record: Record) -> Iterator[Field]:
    yield "title", protected(one_line(record.title or record.label))
    yield "subtitle", protected(one_line(record.subtitle or ""))
    yield "author", _names(makers(record))
    yield "editor", _names(with_role(record, Role.EDITOR))
    yield "advisor", _names(with_role(record, Role.SUPERVISOR))
    yield from _where(record)
    yield from _when(record)
    yield from _numbers(record)
    yield "type", _word(record)
    yield "language", _text(record.language)
    yield "copyright", _text(record.licence)
    yield "keywords", _keywords((*record.keywords, *record.subjects))
    yield "abstract", _text(abstract(record))


def _keywords(words: tuple[str, ...]) -> str:
    """Write a list; in braces what has a separator in it, and never braces about all of it."""
    told = [_text(word) or "" for word in words]
    listed = [f"{{{word}}}" if "," in word or ";" in word else word for word in told if word]
    return ", ".join(listed) + ("," if len(listed) == 1 and listed[0].startswith("{") else "")


def _where(record: Record) -> Iterator[Field]:
    sort = sort_of(record)
    yield "journal" if sort == "article" else "booktitle", _text(record.container)
    yield from (("volume", _text(record.volume)), ("number", _text(record.issue)))
    first, last = pages(record) or (None, None)
    yield "pages", _text(first) and f"{_text(first)}{f'--{_text(last)}' if last else ''}"
    yield _HOUSES.get(sort, "publisher"), _text(house(record))


def _when(record: Record) -> Iterator[Field]:
    day = issued(record)
    if day:
        yield "year", day.year
        yield "date", "-".join(part for part in day if part)


def _numbers(record: Record) -> Iterator[Field]:
    yield "doi", _verbatim(first_of(record, Scheme.DOI))
    yield "isbn", _text(", ".join(values(record, Scheme.ISBN)))
    yield "issn", _text(", ".join(values(record, Scheme.ISSN)))
    for archive, scheme in (("arxiv", Scheme.ARXIV), ("hdl", Scheme.HANDLE)):
        number = first_of(record, scheme)
        if number:
            yield from (("eprint", _verbatim(number)), ("eprinttype", archive))
            break
    yield "url", _verbatim(next(iter(record.urls), None))
    yield "number", _text(first_of(record, Scheme.AWARD))


def _word(record: Record) -> str | None:
    """Return the source's word for the sort of work where the entry's type does not say it."""
    type, word = _type(record)
    needed = type == "misc" and record.kind in (Kind.AWARD, Kind.COURSE)
    said = record.subtype or (word if needed else None)
    return _text(said) if said != word or needed else None


def _names(parts: list[Contribution]) -> str:
    return " and ".join(_name(part) for part in parts)


def _name(part: Contribution) -> str:
    """Write a name as ``Family, Given``, an organisation's in braces of its own."""
    given, family = name_parts(part.agent)
    if part.agent.kind == AgentKind.ORGANISATION or not given:
        return f"{{{latex(family)}}}"
    return f"{_part(family)}, {_part(given)}"


def _part(name: str) -> str:
    """Write one part of a name, in braces if it holds what parts names or their parts."""
    written = latex(name)
    return f"{{{written}}}" if "," in name or _AND.search(name) else written


def _text(text: str | None) -> str | None:
    return latex(one_line(text)) if text else None


def _verbatim(text: str | None) -> str | None:
    return one_line(text).translate(_VERBATIM) if text else None
