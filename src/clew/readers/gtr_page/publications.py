"""The publications that an award's page lists."""

from __future__ import annotations

import re

from clew.model import (
    Kind,
    LinkType,
    Record,
    Relation,
    Scheme,
    Target,
    find_identifiers,
    fold,
)
from clew.readers.common.text import one_line
from clew.readers.gtr_xml.authors import authors

PLACE = "Publications"
_LONGEST = 2_000
# "Moss A (2016) Doors and how to open them in Journal of Visits"
_ENTRY = re.compile(r"([^()]{1,300}(?:\([^()\d]{1,60}\)[^()]{0,300})?)\((\d{4})\)\s*(\S.*)")
_JOURNAL = re.compile(
    r"\b(?:annals|bulletin|encyclop|handbook|international|journal|letters|papers|plos|policy|"
    r"proceedings|psychology|quarterly|research|review|science|sociology|studies)",
    re.I,
)
_ENDS = (".", "?", "!")


def publications(lines: list[str], award: str) -> tuple[tuple[Record, ...], list[str]]:
    """Make a record of each entry, output of the award; lines that are none come back."""
    records: dict[str, Record] = {}
    left: list[str] = []
    for line in filter(None, lines):
        match = _ENTRY.fullmatch(line[:_LONGEST])
        if match:
            record = _record(match, award)
            records.setdefault(record.key, record)
        else:
            left.append(line)
    return tuple(records.values()), left


def _record(match: re.Match[str], award: str) -> Record:
    title, container = _title_and_container(one_line(match[3]))
    doi = (found for found, _, _ in find_identifiers(match[3]) if found.scheme == Scheme.DOI)
    return Record(
        key=f"{match[2]} {fold(title)}",
        kind=Kind.PUBLICATION,
        title=title,
        identifiers=tuple(doi),
        contributions=authors(match[1]),
        published=match[2],
        container=container,
        relations=(
            Relation(
                type=LinkType.OUTPUT_OF, target=Target(key=award), quote=match[0], place=PLACE
            ),
        ),
    )


def _title_and_container(text: str) -> tuple[str, str | None]:
    """Cut at the last "in" when a journal follows, or a sentence ends before it.

    "Home visits in New Zealand" stays whole.
    """
    title, _, container = text.rpartition(" in ")
    begins = container[:1].isupper() or container[:1].isdigit()
    if title and begins and (title.endswith(_ENDS) or _JOURNAL.search(container)):
        return title.strip(), container.rstrip(".")
    return text, None
