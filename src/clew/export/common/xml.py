"""XML out of plain values, every text cleaned of what XML cannot hold.

Elements only ever grow and are written once, by the million. So they hold text that is escaped
already, which takes a third of the time that the elements of a parser's library do.
"""

from __future__ import annotations

from collections.abc import Mapping

from clew.export.common.clean import printable

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
XSI = "http://www.w3.org/2001/XMLSchema-instance"


class Element:
    """An element that is being written.

    Parameters
    ----------
    name: with its prefix, if any.
    attributes: as they stand in its tag: ``' version="2.5"'``.
    text: what it holds before other elements, escaped; ``None`` for nothing.
    """

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: str = "", text: str | None = None) -> None:
        self.name = name
        self.attributes = attributes
        self.text = text
        self.children: list[Element | str] = []


def spaces(named: Mapping[str | None, str], schema: str) -> str:
    """Return what declares a document's namespaces, as it stands in the tag of its root.

    Parameters
    ----------
    named: namespaces by prefix, ``None`` for none; the document's own first.
    schema: where the schema of that one is kept.
    """
    declared = {f"xmlns:{prefix}" if prefix else "xmlns": space for prefix, space in named.items()}
    own = next(iter(named.values()))
    return attributes(declared | {"xmlns:xsi": XSI, "xsi:schemaLocation": f"{own} {schema}"})


def attributes(given: Mapping[str, str | None]) -> str:
    """Return attributes as they stand in a tag; those without a value are left out."""
    return "".join([f' {name}="{_quoted(value)}"' for name, value in given.items() if value])


def add(parent: Element, name: str, text: str | None = None, /, **given: str | None) -> Element:
    """Add an element that others can be added to; attributes without a value are left out.

    Parameters
    ----------
    text: what it holds before them; ``None`` for nothing.
    """
    clean = None if text is None else _escaped(text)
    made = Element(name, attributes(given) if given else "", clean)
    parent.children.append(made)
    return made


def leaf(parent: Element, name: str, text: str, /, **given: str | None) -> None:
    """Add an element that holds nothing but text, even if that is none."""
    parent.children.append(_leaf(name, _escaped(text), given))


def add_text(parent: Element, name: str, text: str | None, /, **given: str | None) -> None:
    """Add an element that holds nothing but text, if there is any."""
    clean = _escaped(text) if text else ""
    if clean:
        parent.children.append(_leaf(name, clean, given))


def written(element: Element) -> str:
    """Write an element with all that it holds, without a declaration."""
    return _written(element, "\n") + "\n"


def _leaf(name: str, text: str, given: Mapping[str, str | None]) -> str:
    tag = name + attributes(given) if given else name
    return f"<{tag}>{text}</{name}>"


def _written(one: Element, line: str) -> str:
    """Write an element that stands on a line of its own: ``line`` is its break and indentation."""
    tag, text = one.name + one.attributes, one.text
    if not one.children:
        return f"<{tag}/>" if text is None else f"<{tag}>{text}</{one.name}>"
    inner = f"{line}  "
    held = [c if isinstance(c, str) else _written(c, inner) for c in one.children]
    return f"<{tag}>{text or inner}{inner.join(held)}{line}</{one.name}>"


def _quoted(text: str) -> str:
    if text.isalnum():  # most are words of a schema: nothing to clean, nothing to escape
        return text
    # A line end that is no reference would be read as a space.
    return _escaped(text).replace('"', "&quot;").replace("\n", "&#10;")


def _escaped(text: str) -> str:
    clean = printable(text).strip()
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
