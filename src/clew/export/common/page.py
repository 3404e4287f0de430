"""A page of text as it grows: headings, tables, paragraphs, lists, each within its width."""

from __future__ import annotations

from collections.abc import Sequence

from clew.export.common.columns import columns, hanging, paragraphs, wrap
from clew.export.common.said import Said
from clew.model import Heading

_NARROWEST = 40
_LABELS = 22


class Page:
    """Lines of text, none wider than ``width`` (words that cannot be broken apart)."""

    def __init__(self, width: int) -> None:
        self._width = max(width, _NARROWEST)
        self._lines: list[str] = []

    def __str__(self) -> str:
        return "\n".join(self._lines) + "\n"

    def title(self, text: str, below: str) -> None:
        """Open the page with a title, and a line about it."""
        lines = wrap(text, self._width)
        rule = "=" * max([columns(line) for line in lines] or [0])
        self._lines += [*lines, rule, *wrap(below, self._width)]

    def heading(self, text: str) -> None:
        """Begin a section."""
        lines = wrap(text, self._width)
        self._lines += ["", *lines, "-" * max([columns(line) for line in lines] or [0])]

    def gap(self) -> None:
        """Leave a line empty, unless the line above is or underlines a heading."""
        if self._lines and self._lines[-1].strip("-="):
            self._lines.append("")

    def prose(self, text: str, indent: str = "") -> None:
        """Set paragraphs, an empty line between them."""
        self._lines += paragraphs(text, self._width, indent)

    def table(self, said: Said) -> None:
        """Set facts in two columns; a label stands once, before the first of its values."""
        room = min(max([columns(label) for label in said.labels] or [0]), _LABELS) + 2
        if said.labels:
            self._lines.append("")
        for label in said.labels:
            lead = label
            for value, mark in said.of(label):
                padded = lead + " " * max(room - columns(lead), 2)
                self._lines += hanging(padded, f"{value} {mark}", self._width)
                lead = ""

    def contents(self, headings: Sequence[Heading], indent: str = "") -> None:
        """Set a contents list, page numbers at the right."""
        for heading in headings:
            lead = f"{indent}{heading.number}  " if heading.number else indent
            page = str(heading.page) if heading.page is not None else ""
            *above, last = hanging(lead, heading.title, self._width - 6)
            gap = self._width - columns(last) - len(page) - 2
            self._lines += [*above, f"{last} {'.' * gap} {page}" if page and gap > 0 else last]
            self.contents(heading.children, indent + "   ")

    def items(self, items: Sequence[str], lead: str = "– ", most: int | None = None) -> None:
        """Set a list; beyond ``most`` entries the rest is counted."""
        for item in items[:most]:
            self._lines += hanging(lead, item, self._width)
        if most is not None and len(items) > most:
            self._lines.append(f"  … and {len(items) - most:,} more")
