"""SVG elements with clean text and short numbers."""

from __future__ import annotations

from xml.etree import ElementTree

from clew.export.common.clean import one_line

Element = ElementTree.Element


def element(
    parent: Element | None, tag: str, text: str | None = None, **attributes: object
) -> Element:
    """Make an element below a parent.

    ``class_`` becomes ``class`` and ``stroke_width`` ``stroke-width``; numbers lose their noise;
    what XML forbids is dropped from text, and the rest is escaped when it is written.
    """
    named = {
        name.rstrip("_").replace("_", "-"): _value(value) for name, value in attributes.items()
    }
    made = Element(tag, named) if parent is None else ElementTree.SubElement(parent, tag, named)
    if text is not None:
        made.text = one_line(text)
    return made


def number(value: float) -> str:
    """Write a number with one decimal at most.

    Example: ``12.04`` → ``12``; ``-0.04`` → ``0``
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def points(*pairs: tuple[float, float]) -> str:
    """Write points of a path.

    Example: ``points((1, 2), (3.25, 4))`` → ``"1,2 3.2,4"``
    """
    return " ".join(f"{number(x)},{number(y)}" for x, y in pairs)


def write(root: Element) -> str:
    """Write a document, indented."""
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _value(value: object) -> str:
    return number(value) if isinstance(value, int | float) else one_line(str(value))
