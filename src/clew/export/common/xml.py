"""XML out of plain values, every text cleaned of what XML cannot hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from clew.export.common.clean import printable

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def root(name: str, spaces: Mapping[str | None, str], schema: str | None = None) -> etree._Element:
    """Make a document's outermost element.

    Parameters
    ----------
    name: without its namespace, which is the first of ``spaces``.
    spaces: namespaces by prefix, ``None`` for none.
    schema: where the schema of that namespace is kept.
    """
    space = next(iter(spaces.values()))
    nsmap: dict[Any, str] = {**dict(spaces), "xsi": XSI}
    made = etree.Element(f"{{{space}}}{name}", nsmap=nsmap)
    if schema:
        made.set(SCHEMA, f"{space} {schema}")
    return made


def add(
    parent: etree._Element, name: str, text: object = None, /, **attributes: str | None
) -> etree._Element:
    """Add an element in its parent's namespace; attributes without a value are left out.

    Parameters
    ----------
    name: without namespace, or ``{namespace}name``.
    text: what it holds; ``None`` for nothing.
    """
    space = parent.tag.rpartition("}")[0] + "}" if not name.startswith("{") else ""
    made = etree.SubElement(parent, space + name)
    if text is not None:
        made.text = printable(str(text)).strip()
    for attribute, value in attributes.items():
        if value:
            made.set(LANGUAGE if attribute == "lang" else attribute, printable(value).strip())
    return made


def add_text(
    parent: etree._Element, name: str, text: str | None, /, **attributes: str | None
) -> etree._Element | None:
    """Add an element if there is any text for it."""
    clean = printable(text).strip() if text else ""
    if not clean:
        return None
    made = add(parent, name, None, **attributes)
    made.text = clean
    return made


def written(element: etree._Element) -> str:
    """Write an element with all that it holds, without a declaration."""
    etree.indent(element)
    return etree.tostring(element, encoding="unicode") + "\n"
