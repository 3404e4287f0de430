"""What a long document holds besides its description: contents, figures, tables, notes, sources."""

from __future__ import annotations

import msgspec

from clew.model.base import Value
from clew.model.passage import Passage
from clew.model.reference import Reference


class Heading(Value, frozen=True, kw_only=True):
    """A chapter or section of the contents list, with those below it.

    Example: ``Heading(number="4", title="Methodology", page=104, children=(…,))``
    """

    title: str
    number: str | None = None
    page: int | None = None
    children: tuple[Heading, ...] = ()


class Figure(Value, frozen=True, kw_only=True):
    """A figure by its number and caption."""

    number: str
    caption: str
    page: int | None = None


class Table(Value, frozen=True, kw_only=True):
    """A table by its number and caption, with its cells where the text keeps them."""

    number: str
    caption: str
    page: int | None = None
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Footnote(Value, frozen=True, kw_only=True):
    """A note by its mark; ``start`` counts characters in the document's text."""

    mark: str
    text: str
    start: int


class Appendix(Value, frozen=True, kw_only=True):
    """An appendix by its number and title."""

    number: str
    title: str
    page: int | None = None


class FullText(Value, frozen=True, kw_only=True):
    """The parts of a document that people read, each with its place."""

    contents: tuple[Heading, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    acronyms: dict[str, str] = msgspec.field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    passages: tuple[Passage, ...] = ()
