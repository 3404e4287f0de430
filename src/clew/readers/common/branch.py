"""XML taken apart piece by piece; what nobody takes is left over and kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from clew.readers.common.text import one_line, paragraphs

_XML = "{http://www.w3.org/XML/1998/namespace}"
_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}"
# Markup inside a text that begins a new line.
_BLOCKS = {"p", "br", "div", "li", "ul", "ol", "tr", "table", "itm", "item", "head", "para"}
# Says nothing alone: an anchor for links inside the document, what a link looks like.
_WEAK = frozenset({"ID", "id", "target", "class", "style", "title"})


class Branch:
    """An element with all that it holds, names without their namespaces.

    Texts and attributes that are taken are gone; :attr:`rest` is what is left. ``language`` is the
    ``xml:lang`` in force, ``space`` the namespace.
    """

    __slots__ = ("attributes", "language", "name", "parts", "space", "tongue")

    def __init__(self, element: etree._Element, language: str | None = None) -> None:
        self.space, self.name = _parted(str(element.tag))
        attributes = element.attrib
        self.tongue = (attributes.get(f"{_XML}lang") or "").strip() or None if attributes else None
        self.language = self.tongue or language
        self.attributes = _plain(attributes) if attributes else {}
        self.parts: list[str | Branch] = [element.text] if element.text else []
        for child in element:
            if isinstance(child.tag, str):
                self.parts.append(Branch(child, self.language))
            if child.tail:
                self.parts.append(child.tail)

    @property
    def children(self) -> list[Branch]:
        """The elements it holds."""
        return [part for part in self.parts if isinstance(part, Branch)]

    def all(self, *paths: str) -> list[Branch]:
        """Look at the elements under some paths, in the order of the paths.

        Example: ``all("titlStmt/titl", "titlStmt/parTitl")``
        """
        return [found for path in paths for found in self._under(path.split("/"))]

    def first(self, *paths: str) -> Branch | None:
        """Look at the first element under some paths."""
        return next(iter(self.all(*paths)), None)

    def inside(self, name: str) -> Iterator[Branch]:
        """Look at every element of a name, however deep it lies."""
        for child in self.children:
            if child.name == name:
                yield child
            else:
                yield from child.inside(name)

    def attribute(self, name: str) -> str | None:
        """Take an attribute; an empty one is none."""
        return self.attributes.pop(name, None) or None

    def line(self, *paths: str) -> str | None:
        """Take the text of the first element that has any, or its own, on one line."""
        return next(iter(self.lines(*paths)), None) if paths else one_line(self._drained()) or None

    def lines(self, *paths: str) -> list[str]:
        """Take the text of the elements under some paths, each on one line, each once."""
        found = (one.line() for one in self.all(*paths))
        return list(dict.fromkeys(line for line in found if line))

    def prose(self) -> str | None:
        """Take its text with paragraphs kept."""
        return paragraphs(self._drained()) or None

    def own(self, inner: str = "concept") -> str | None:
        """Take its text without the elements of a name in it.

        ``<timeMeth>Panelstudie<concept>Longitudinal.Panel</concept></timeMeth>`` → ``Panelstudie``
        """
        inside = self.all(inner)
        self.parts = [part for part in self.parts if part not in inside]
        words = self.prose()
        self.parts += inside
        return words

    def peek(self) -> str:
        """Read its text on one line and leave it."""
        return one_line("".join(self._texts()))

    def clear(self) -> None:
        """Throw away all that it holds."""
        self.parts, self.attributes = [], {}

    def rest_without(self, boring: Collection[str]) -> Any:
        """Return what nobody took, elements and attributes of some names left out."""
        if not self.parts and not self.attributes:
            return None
        inner: dict[str, Any] = {}
        for child in self.children:
            kept = child.rest_without(boring) if child.name not in boring else None
            if kept:
                before = inner.get(child.name)
                several = [*(before if isinstance(before, list) else [before]), kept]
                inner[child.name] = kept if before is None else several
        text = one_line("".join(part for part in self.parts if isinstance(part, str)))
        told = {name: value for name, value in self.attributes.items() if value}
        told = {name: value for name, value in told.items() if name not in boring}
        weak = not (text or inner or told.keys() - _WEAK)
        if weak or not (told or inner):
            return None if weak else self._spoken(text)
        said = {"text": text} if text else {}
        return {f"@{name}": value for name, value in told.items()} | said | inner

    @property
    def rest(self) -> Any:
        """What nobody took: a text, or a dictionary; ``None`` when nothing is left."""
        return self.rest_without(())

    def _spoken(self, text: str) -> Any:
        return {"@lang": self.tongue, "text": text} if self.tongue else text

    def _under(self, names: list[str]) -> Iterator[Branch]:
        for child in self.children:
            if child.name == names[0]:
                if len(names) == 1:
                    yield child
                else:
                    yield from child._under(names[1:])

    def _texts(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part._texts()

    def _drained(self) -> str:
        pieces = []
        for part in self.parts:
            if isinstance(part, str):
                pieces.append(part)
            else:
                block = part.name.lower() in _BLOCKS
                pieces.append(f"\n{part._drained()}\n" if block else part._drained())
        self.parts = [part for part in self.parts if isinstance(part, Branch)]
        return "".join(pieces)


@lru_cache(maxsize=4096)
def _parted(tag: str) -> tuple[str, str]:
    """Part a namespace from a name: ``{ddi:reusable:3_3}ID`` → ``ddi:reusable:3_3``, ``ID``."""
    space, _, name = tag.rpartition("}")
    return space[1:], name


def _plain(attributes: etree._Attrib) -> dict[str, str]:
    return {
        _parted(str(name))[1]: str(value).strip()
        for name, value in attributes.items()
        if not str(name).startswith((_XML, _SCHEMA))
    }
