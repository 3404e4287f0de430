"""What a thing stands in, and what else it is related to."""

from __future__ import annotations

from typing import NamedTuple

from clew.model import Identifier, LinkType, Relation, Scheme, parse_identifier
from clew.readers.common.branch import Branch
from clew.readers.common.publications import relation


class _Meaning(NamedTuple):
    type: LinkType
    inverse: bool = False


# MODS User Guidelines, relatedItem, attribute type.
_TYPES = {
    "host": _Meaning(LinkType.PART_OF),
    "series": _Meaning(LinkType.PART_OF),
    "constituent": _Meaning(LinkType.PART_OF, inverse=True),
    "original": _Meaning(LinkType.VERSION_OF),
    "otherVersion": _Meaning(LinkType.VERSION_OF),
    "otherFormat": _Meaning(LinkType.VERSION_OF),
    "preceding": _Meaning(LinkType.CONTINUES),
    "succeeding": _Meaning(LinkType.CONTINUES, inverse=True),
    "references": _Meaning(LinkType.CITES),
    "isReferencedBy": _Meaning(LinkType.CITES, inverse=True),
    "reviewOf": _Meaning(LinkType.CITES),
}
_UNTYPED = _Meaning(LinkType.RELATED_TO)


class Host(NamedTuple):
    """The journal, book or series a thing stands in, and where in it."""

    title: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    identifiers: tuple[Identifier, ...] = ()


def host(mods: Branch) -> Host:
    """Take the first host, else series, with the numbers of the part."""
    items = mods.all("relatedItem")
    item = next((one for one in items if one.attributes.get("type") == "host"), None)
    item = item or next((one for one in items if one.attributes.get("type") == "series"), None)
    parts = [*(item.all("part") if item else ()), *mods.all("part")]
    volume, issue = (_detail(parts, name) for name in ("volume", "issue"))
    if item is None:
        return Host(None, volume, issue, _pages(parts))
    numbers = [found for one in item.all("identifier") if (found := _number(one))]
    serial = tuple(one for one in numbers if one.scheme in (Scheme.ISSN, Scheme.ISBN))
    for one in item.all("identifier"):
        if _number(one) in serial:
            one.clear()
    return Host(item.line("titleInfo/title"), volume, issue, _pages(parts), serial)


def relations(mods: Branch) -> tuple[Relation, ...]:
    """Take the related items that have an identifier or an address; the others stay."""
    found = []
    for item in mods.all("relatedItem"):
        meaning = _TYPES.get(item.attributes.get("type", ""), _UNTYPED)
        title = item.first("titleInfo/title")
        words = title.peek() if title else ""
        for one in item.all("identifier", "location/url"):
            target = _number(one)
            if target:
                quote = ", ".join(part for part in (words, one.peek()) if part)
                term = item.attributes.get("type") or "relatedItem"
                one.clear()
                found.append(relation(meaning.type, target, quote, term, inverse=meaning.inverse))
    return tuple(dict.fromkeys(found))


def _number(one: Branch) -> Identifier | None:
    type = one.attributes.get("type", "").lower()
    scheme = {"issn": Scheme.ISSN, "isbn": Scheme.ISBN, "hdl": Scheme.HANDLE}.get(type)
    text = one.peek()
    return (parse_identifier(text, scheme) if scheme else None) or parse_identifier(text)


def _detail(parts: list[Branch], type: str) -> str | None:
    for part in parts:
        for one in part.all("detail"):
            if one.attributes.get("type") == type:
                one.attribute("type")
                return one.line("number", "caption")
    return None


def _pages(parts: list[Branch]) -> str | None:
    for part in parts:
        for one in part.all("extent"):
            first, last = one.line("start"), one.line("end")
            if first:
                one.attribute("unit")
                return f"{first}-{last}" if last and last != first else first
            told = one.line("list")
            if told:
                return told
    return None
