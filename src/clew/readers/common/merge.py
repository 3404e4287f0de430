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
    changes["description"] = _sections([*first.description, *second.description])
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


def _sections(sections: list[Section]) -> tuple[Section, ...]:
    """Leave out a text that another one holds, in whole or cut short."""
    kept: list[tuple[str, Section]] = []
    for section in sections:
        words = fold(section.text.rstrip(" .…"))
        if not any(words in known for known, _ in kept):
            kept = [(known, one) for known, one in kept if known not in words]
            kept.append((words, section))
    return tuple(section for _, section in kept)


def _fulltext(first: FullText, second: FullText) -> FullText:
    changes = {
        name: getattr(second, name)
        for name in FullText.__struct_fields__
        if not getattr(first, name)
    }
    changes["references"] = _references(first.references, second.references)
    return msgspec.structs.replace(first, **changes)


def _references(
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
