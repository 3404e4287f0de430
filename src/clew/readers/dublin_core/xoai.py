"""DSpace's own form of OAI-PMH, elements in elements, as fields of its Dublin Core.

Source: XOAI, the intermediate format of DSpace (http://www.lyncode.com/xoai), prefix ``xoai``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from clew.model import Document
from clew.readers.common.xml import local_name

_NAMESPACE = "http://www.lyncode.com/xoai"
_SCHEMAS = ("dc", "dcterms", "thesis", "local")
_NO_LANGUAGE = "none"
# What DSpace notes of a value for itself.
_BORING = ("authority", "confidence")


def is_xoai(document: Document) -> bool:
    """Say whether the elements of a document are those of XOAI."""
    return _NAMESPACE in document.sample


def fields_of(payload: etree._Element) -> etree._Element:
    """Return a description in XOAI as a flat one.

    Example: ``<element name="dc"><element name="date"><element name="issued"><element name="none">
    <field name="value">2031</field>…`` → ``<field element="date" qualifier="issued">2031</field>``
    """
    flat = etree.Element("dim")
    for path, field in _walk(payload, ()):
        name, text = field.get("name", ""), (field.text or "").strip()
        if not text or name in _BORING:
            continue
        made = etree.SubElement(flat, "field", _names(path, name))
        made.text = text
    return flat


def _walk(
    element: etree._Element, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], etree._Element]]:
    """Yield each field with the names of the elements around it, from the outermost."""
    for child in element.iterchildren(etree.Element):
        kind = local_name(child)
        if kind == "field":
            yield path, child
        else:
            inner = (*path, child.get("name", "")) if kind == "element" else path
            yield from _walk(child, inner)


def _names(path: tuple[str, ...], name: str) -> dict[str, str]:
    if name != "value" or len(path) < 2 or path[0] not in _SCHEMAS:
        # What is no metadata of the thing: its files, and how the repository keeps it.
        return {"element": ".".join((*path, name))}
    _, element, *qualifiers = path
    language = qualifiers.pop() if qualifiers else _NO_LANGUAGE
    told = {"element": element, "qualifier": ".".join(qualifiers)}
    told["lang"] = "" if language == _NO_LANGUAGE else language
    return {word: value for word, value in told.items() if value}
