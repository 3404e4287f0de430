"""The journal, book or series in which a thing appeared."""

from __future__ import annotations

from typing import Any, NamedTuple

from clew.model import Identifier, Scheme
from clew.readers.common.datacite.relations import one_identifier
from clew.readers.common.text import one_line

_PUBLISHED_IN = "IsPublishedIn"
_SAID = {
    "relationType", "relatedItemType", "relatedItemIdentifier", "relatedItemIdentifierType",
    "titles", "volume", "issue", "firstPage", "lastPage",
}  # fmt: skip
_NUMBERS = (Scheme.ISSN, Scheme.ISBN)


class Container(NamedTuple):
    """Where a thing appeared, and where in it."""

    title: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    identifiers: tuple[Identifier, ...] = ()


def container(attributes: dict[str, Any]) -> Container:
    """Take the container, else the related item in which the thing was published."""
    told = attributes.pop("container", None)
    items = [one for one in attributes.get("relatedItems", []) if isinstance(one, dict)]
    item = next((one for one in items if one.get("relationType") == _PUBLISHED_IN), None)
    if item:
        if not {name for name, value in item.items() if value} - _SAID:
            attributes["relatedItems"] = [one for one in items if one is not item]
        return _of(item | {"title": _title(item)} | _number(item))
    return _of(told) if isinstance(told, dict) else Container()


def _of(told: dict[str, Any]) -> Container:
    first, last = _text(told.get("firstPage")), _text(told.get("lastPage"))
    found = one_identifier(told.get("identifier"), told.get("identifierType"))
    return Container(
        title=_text(told.get("title")),
        volume=_text(told.get("volume")),
        issue=_text(told.get("issue")),
        pages=f"{first}-{last}" if first and last else first,
        identifiers=(found,) if found and found.scheme in _NUMBERS else (),
    )


def _title(item: dict[str, Any]) -> Any:
    titles = item.get("titles")
    first = titles[0] if isinstance(titles, list) and titles else None
    return first.get("title") if isinstance(first, dict) else None


def _number(item: dict[str, Any]) -> dict[str, Any]:
    told = item.get("relatedItemIdentifier")
    if isinstance(told, dict):
        number, kind = told.get("relatedItemIdentifier"), told.get("relatedItemIdentifierType")
    else:
        number, kind = told, item.get("relatedItemIdentifierType")
    return {"identifier": number, "identifierType": kind}


def _text(value: Any) -> str | None:
    return one_line(str(value)) or None if isinstance(value, (str, int)) else None
