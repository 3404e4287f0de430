"""Several descriptions of one thing in one document, made into one record."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import reduce
from typing import Any, TypeVar

import msgspec

from clew.model import Contribution, FullText, Record, Reference, Role, Section, fold, title_key

_Item = TypeVar("_Item")

# What adds up: a number or an address that one vocabulary leaves out, another may give.
_UNITED: dict[str, Callable[[Any], Hashable]] = {
    "identifiers": lambda one: one,
    "urls": lambda one: one,
    "relations": lambda one: (one.type, one.target, one.inverse),
    "catalogues": lambda one: fold(one.name),
}
_OWN = ("key", "kind")
# Vocabularies without a word for creators call them authors, and the other way round.
_ALIKE = {Role.AUTHOR: Role.CREATOR}


def merged(first: Record, *others: Record) -> Record:
    """Complete a record field by field with what others say of the same thing.

    What the first says stands; of numbers, addresses and links all are kept.
    """
    return reduce(_completed, others, first)


def _completed(first: Record, second: Record) -> Record:
    changes: dict[str, Any] = {
        name: getattr(second, name)
        for name in Record.__struct_fields__
        if name not in _OWN and not getattr(first, name)
    }
    for name, key in _UNITED.items():
        changes[name] = _once([*getattr(first, name), *getattr(second, name)], key)
    changes["contributions"] = _contributions(first.contributions, second.contributions)
    changes["description"] = _sections(first.description, second.description)
    changes["extra"] = {**second.extra, **first.extra}
    if first.fulltext and second.fulltext:
        changes["fulltext"] = _fulltext(first.fulltext, second.fulltext)
    return msgspec.structs.replace(first, **changes)


def _once(items: Iterable[_Item], key: Callable[[Any], Hashable]) -> tuple[_Item, ...]:
    found: dict[Hashable, _Item] = {}
    for item in items:
        found.setdefault(key(item), item)
    return tuple(found.values())


def _contributions(
    first: tuple[Contribution, ...], second: tuple[Contribution, ...]
) -> tuple[Contribution, ...]:
    """Add the roles that are missing; two spellings of one author would make two people."""
    filled = {_ALIKE.get(part.role, part.role) for part in first}
    return first + tuple(part for part in second if _ALIKE.get(part.role, part.role) not in filled)


def _sections(first: tuple[Section, ...], second: tuple[Section, ...]) -> tuple[Section, ...]:
    """Add sections of other names; of one name the longer stands, if it holds the shorter."""
    kept = list(first)
    for section in second:
        at = next((at for at, one in enumerate(kept) if _alike(one, section)), None)
        if at is None:
            kept.append(section)
        elif _words(kept[at]) in _words(section):
            kept[at] = section
    return tuple(kept)


def _alike(one: Section, other: Section) -> bool:
    return one.name == other.name or _words(one) in _words(other) or _words(other) in _words(one)


def _words(section: Section) -> str:
    return fold(section.text)


def _fulltext(first: FullText, second: FullText) -> FullText:
    changes = {
        name: getattr(second, name)
        for name in FullText.__struct_fields__
        if not getattr(first, name)
    }
    changes["references"] = united_references(first.references, second.references)
    return msgspec.structs.replace(first, **changes)


def united_references(
    first: tuple[Reference, ...], second: tuple[Reference, ...]
) -> tuple[Reference, ...]:
    """Complete each reference with one of the same title, short or long; add the others."""
    united = list(first)
    for other in second:
        at = next((at for at, one in enumerate(united) if _same_work(one, other)), None)
        if at is None:
            united.append(other)
            continue
        gaps = {
            name: getattr(other, name)
            for name in Reference.__struct_fields__
            if not getattr(united[at], name)
        }
        united[at] = msgspec.structs.replace(united[at], **gaps)
    return tuple(united)


def _same_work(one: Reference, other: Reference) -> bool:
    titles = (title_key(one.title), title_key(other.title))
    if None in titles:
        return one.raw == other.raw
    short, long = sorted(f"{title} " for title in titles)
    same_year = not one.year or not other.year or one.year == other.year
    return same_year and long.startswith(short)
