"""From a page to its title, labelled facts and sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from clew.errors import BrokenDocument
from clew.model import Document
from clew.readers.common.html import blocks, is_html, parse_html
from clew.readers.common.size import within_limits
from clew.readers.common.text import one_line

ABSTRACT, ABOVE, ELSEWHERE = "Abstract", "Above the title", "Elsewhere"
LEAD, DEPARTMENT = "Lead Research Organisation", "Department Name"
# Facts that stand as "Label: value", or with the value on the line below.
_LABELS = (
    LEAD, DEPARTMENT, "Funded Value", "Funded Period", "Funder", "Project Status",
    "Project Category", "Grant Category", "Project Reference", "Grant Reference",
    "Principal Investigator", "Co-Investigator", "Co-Investigators", "Fellow", "Researcher",
    "Student", "Supervisor", "Research Subject", "Research Topic", "RCUK Programme",
    "Health Category", "Health Research Area",
)  # fmt: skip
_TABS = ("Overview", "Organisations", "People", "Publications", "Outcomes")
_HEADINGS = (
    *_TABS, ABSTRACT, "Technical Summary", "Planned Impact", "Description", "Key Findings",
    "Exploitation Route", "Sectors", "URL", "Impact Summary", "Related Projects",
    "Funding details", "ORCID iD",
)  # fmt: skip
_LABEL = re.compile(rf"({'|'.join(map(re.escape, _LABELS))})\s{{0,20}}:\s*(.*)", re.I)
# "Economics (50%)" goes on with the subjects of the line above.
_SHARE = re.compile(r".{1,100}\(\d{1,3}%\)")
_NAMES = {name.casefold(): name for name in (*_LABELS, *_HEADINGS)}


@dataclass
class Page:
    """What a page holds, by the page's own words; the lines of a section stay lines."""

    title: str | None
    address: str | None = None
    facts: dict[str, str] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)


def parse(document: Document) -> Page:
    """Take the page or its text apart.

    Raises
    ------
    BrokenDocument: when it names no lead organisation, by which such a page is told.
    TooLarge: when there is too much of it.
    """
    source = _source(document)
    lead = next((n for n, line in enumerate(source.lines) if line.startswith(LEAD)), None)
    if lead is None:
        raise BrokenDocument(
            f"{document.location} looks like the page of an award, but no line of it begins with "
            f"“{LEAD}”.",
            hint="Save the whole page, or copy its text from the title on.",
        )
    at = _title_line(source, lead)
    page = Page(
        title=one_line(source.lines[at]) if at is not None else None, address=source.address
    )
    sorter = _Sorter(page)
    for number, line in enumerate(source.lines):
        if number != at:
            sorter.take(line)
    return page


class _Source(NamedTuple):
    """The lines of a page as people see them, its heading and its own address where it has them."""

    lines: list[str]
    heading: str | None = None
    address: str | None = None


def _source(document: Document) -> _Source:
    if not is_html(document):
        within_limits(document)
        return _Source([line.strip() for line in document.text.lstrip("\ufeff").splitlines()])
    root = parse_html(document)
    links = (link.get("href") for link in root.iter("link") if link.get("rel") == "canonical")
    found = blocks(root)
    heading = next((block.text for block in found if block.level == 1), None)
    # A blank line ends a paragraph, as it does in the page's text.
    lines = [line for block in found for line in (*block.text.splitlines(), "")]
    return _Source(lines, heading, next(links, None))


def _title_line(source: _Source, lead: int) -> int | None:
    """Return where the title stands: the first heading, else the last line above the lead."""
    if source.heading in source.lines[:lead]:
        return source.lines.index(source.heading)
    above = (n for n in range(lead - 1, -1, -1) if _is_text(source.lines[n]))
    return next(above, None)


def _is_text(line: str) -> bool:
    return bool(line) and line.casefold() not in _NAMES and not _LABEL.match(line)


class _Sorter:
    """Puts each line where it belongs: a fact, or the section that was opened last."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._section = ABOVE
        self._fact: str | None = None
        self._tabs = 0

    def take(self, line: str) -> None:
        label = _LABEL.match(line)
        heading = _NAMES.get(line.rstrip(":").casefold())
        if label:
            self._label(_NAMES[label[1].casefold()], label[2])
        elif heading:
            self._open(heading)
        elif line and self._fact and self._goes_on(line):
            self._state(self._fact, line)
        else:
            self._add(line)

    def _label(self, name: str, value: str) -> None:
        self._fact, self._tabs = name, 0
        # The abstract may follow the organisation without a heading of its own.
        self._section = ABSTRACT if name in (LEAD, DEPARTMENT) else ELSEWHERE
        if value:
            self._state(name, value)

    def _open(self, heading: str) -> None:
        self._section, self._fact = heading, None
        self._tabs = self._tabs + 1 if heading in _TABS else 0

    def _goes_on(self, line: str) -> bool:
        return self._fact not in self._page.facts or bool(_SHARE.fullmatch(line))

    def _state(self, name: str, value: str) -> None:
        known = self._page.facts.get(name)
        self._page.facts[name] = f"{known}\n{value}" if known else value

    def _add(self, line: str) -> None:
        if line and self._tabs > 1:
            # The names of the tabs stood in a row; what follows is the first of them.
            self._section = ABSTRACT
        if line:
            self._fact, self._tabs = None, 0
        self._page.sections.setdefault(self._section, []).append(line)
