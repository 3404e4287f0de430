"""From XML to plain values: dictionaries, lists and texts under the elements' own names."""

from __future__ import annotations

from typing import Any

from lxml import etree

from clew.errors import BrokenDocument
from clew.model import Document
from clew.readers.common.text import unescape
from clew.readers.common.xml import local_name, parse_xml

# Lists whose name is not the plural of what they hold.
_LISTS = frozenset({"collaborations", "children"})


def parse(document: Document) -> dict[str, Any]:
    """Return the ``projectComposition`` as plain values, nothing empty among them.

    ``<gtr:sectors><gtr:sector>Energy</gtr:sector></gtr:sectors>`` → ``{"sectors": ["Energy"]}``;
    attributes get an ``@``: ``<gtr:identifier type="RES">…`` → ``{"@type": "RES", "text": "…"}``.

    Raises
    ------
    BrokenDocument: when the XML is not well-formed or holds no project.
    TooLarge: when there is too much of it.
    """
    composition = _child(parse_xml(document), "projectComposition")
    project = _child(composition, "project") if composition is not None else None
    if composition is None or project is None or not len(project):
        raise BrokenDocument(
            f"{document.location} is a projectOverview without a project.",
            hint="Fetch it again from the award's page on Gateway to Research.",
        )
    content = _plain(composition, _Names())
    return content if isinstance(content, dict) else {}


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if local_name(child) == name), None)


def _plain(element: Any, names: _Names) -> Any:
    """Turn an element that holds others into a list or a dictionary."""
    held = [
        (names[child.tag], value)
        for child in element
        if (value := _plain(child, names) if len(child) else _leaf(child))
    ]
    attributes = element.items()
    if held and not attributes and _is_list(names[element.tag], held):
        return [value for _, value in held]
    fields: dict[str, Any] = dict(held)
    if len(fields) < len(held):
        fields = _grouped(held)
    for name, value in attributes:
        # The address of a person or an organisation says no more than its id.
        if not (name == "url" and value.endswith(fields.get("id", "\0"))):
            fields[f"@{name}"] = value
    return fields


def _leaf(element: Any) -> Any:
    text = (element.text or "").strip()
    if "&" in text:
        # In an address "&copy=1" is no copyright sign.
        is_address = element.tag.endswith("url")
        text = text.replace("&amp;", "&") if is_address else unescape(text)
    attributes = element.items()
    if not (attributes and text):
        return text
    return {"text": text} | {f"@{name}": value for name, value in attributes}


def _is_list(name: str, held: list[tuple[str, Any]]) -> bool:
    first = held[0][0]
    is_plural = name in (f"{first}s", f"{first[:-1]}ies") or name in _LISTS
    return is_plural and all(child == first for child, _ in held)


def _grouped(held: list[tuple[str, Any]]) -> dict[str, Any]:
    """Put elements of one name into a list, where some stand beside others."""
    groups: dict[str, list[Any]] = {}
    for name, value in held:
        groups.setdefault(name, []).append(value)
    return {name: group if len(group) > 1 else group[0] for name, group in groups.items()}


class _Names(dict[Any, str]):
    """Local names by the names that the parser gives."""

    def __missing__(self, tag: Any) -> str:
        name = self[tag] = str(tag).rpartition("}")[2]
        return name
