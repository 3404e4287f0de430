"""What a citation is put together from, the same for all styles."""

from __future__ import annotations

from dataclasses import dataclass

from clew.export.common.clean import one_line
from clew.export.common.people import house, makers, name_parts, with_role
from clew.export.common.works import address, first_of, issued, pages, sort_of
from clew.model import Agent, Record, Role, Scheme

# What a reader would not tell from the rest, in the words that manuals of style agree on.
_LABELS = {
    "dataset": "Data set",
    "software": "Computer software",
    "award": "Grant",
    "course": "Course",
}


@dataclass(frozen=True)
class Parts:
    """The pieces of a citation, each on one line; absent where no source tells."""

    sort: str
    authors: tuple[Agent, ...]
    editors: tuple[Agent, ...]
    title: str
    year: str | None
    container: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    publisher: str | None
    label: str | None
    number: str | None
    link: str | None

    @classmethod
    def of(cls, record: Record) -> Parts:
        """Take a record apart."""
        sort, day = sort_of(record), issued(record)
        title = one_line(record.title or record.label).rstrip(".")
        subtitle = one_line(record.subtitle or "")
        first, last = pages(record) or (None, None)
        thesis = one_line(record.subtype or record.degree or "Thesis")
        return cls(
            sort=sort,
            authors=tuple(part.agent for part in makers(record)),
            editors=tuple(part.agent for part in with_role(record, Role.EDITOR)),
            title=f"{title}: {subtitle}" if subtitle else title,
            year=day.year if day else None,
            container=one_line(record.container or "") or None,
            volume=one_line(record.volume or "") or None,
            issue=one_line(record.issue or "") or None,
            pages=f"{first}–{last}" if last else first,
            publisher=house(record),
            label=thesis if sort == "thesis" else _LABELS.get(sort),
            number=first_of(record, Scheme.AWARD) if sort == "award" else None,
            link=address(record),
        )

    @property
    def in_journal(self) -> bool:
        """Whether it stands in a journal, with volume and issue."""
        return bool(self.container) and self.sort not in ("chapter", "conference paper")

    @property
    def in_book(self) -> bool:
        """Whether it stands in a book or in proceedings."""
        return bool(self.container) and not self.in_journal


def initials(agent: Agent, mark: str = ".", between: str = " ") -> str:
    """Return the initials of a person's given names.

    Example: ``"Jean-Luc Marie"`` → ``"J.-L. M."``
    """
    given, _ = name_parts(agent)
    words = (given or "").replace(".", ". ").split()
    return between.join(_initial(word, mark) for word in words)


def inverted(agent: Agent, mark: str = ".", between: str = " ", comma: str = ", ") -> str:
    """Write a name with its family first and initials after it: ``Moss, A.``"""
    _, family = name_parts(agent)
    short = initials(agent, mark, between)
    return f"{family}{comma}{short}" if short else family


def listed(names: list[str], last: str, between: str = ", ") -> str:
    """Join names, another word before the last: ``A, B and C``."""
    *rest, end = names
    return f"{between.join(rest)}{last}{end}" if rest else end


def sentence(*pieces: str | None) -> str:
    """Join pieces to a text in which each ends with one full stop, or with its own mark."""
    told = [piece for piece in pieces if piece]
    ended = [one if one.endswith((".", "?", "!", ".”", "?”", "!”")) else f"{one}." for one in told]
    return " ".join(ended)


def _initial(word: str, mark: str) -> str:
    parts = [part for part in word.split("-") if part]
    return ("-" if mark else "").join(f"{part[0].upper()}{mark}" for part in parts)
