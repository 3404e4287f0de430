"""A record: what one source says of one thing."""

from __future__ import annotations

import textwrap
from typing import Any

import msgspec

from clew.model.agent import Contribution
from clew.model.base import Value
from clew.model.coverage import Period, Place
from clew.model.design import Design
from clew.model.fulltext import FullText
from clew.model.identifier import Identifier
from clew.model.kind import Kind
from clew.model.link import LinkType
from clew.model.money import Money
from clew.model.scheme import OPAQUE

CITED = "cited:"  # begins the keys of records that bibliographies make


class Section(Value, frozen=True, kw_only=True):
    """A piece of description under its own name: ``abstract``, ``planned impact``, …"""

    name: str
    text: str


class Catalogued(Value, frozen=True, kw_only=True):
    """A catalogue that, a source says, lists the thing."""

    name: str
    url: str | None = None


class Category(Value, frozen=True, kw_only=True):
    """An answer that a variable can take: its code, its label, and how often it was given.

    ``missing`` marks what stands for no answer ("refused", "not asked").
    """

    code: str | None = None
    label: str | None = None
    frequency: int | float | None = None
    missing: bool = False


class Variable(Value, frozen=True, kw_only=True):
    """A variable of a dataset: its name, label, question and answers.

    ``options`` are the answers in words, ``categories`` the same with codes and frequencies;
    ``wave`` and ``file`` say where it was asked and where it is kept.
    """

    name: str
    label: str | None = None
    question: str | None = None
    options: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    wave: str | None = None
    file: str | None = None
    url: str | None = None
    extra: dict[str, Any] = msgspec.field(default_factory=dict)


class Target(Value, frozen=True, kw_only=True):
    """What a relation points at: a record of the same reading (``key``), or an identifier."""

    key: str | None = None
    identifier: Identifier | None = None


class Relation(Value, frozen=True, kw_only=True):
    """A link that a source states: this record stands in ``type`` to ``target``.

    With ``inverse`` the target stands in ``type`` to this record. ``quote`` holds the source's own
    words, ``place`` where they stand in the document, ``term`` its own word for the relation.
    """

    type: LinkType
    target: Target
    quote: str
    place: str | None = None
    term: str | None = None
    inverse: bool = False


class Record(Value, frozen=True, kw_only=True):
    """What one source says of one thing.

    ``key`` tells the record apart from others of the same document and stays the same in its next
    version; an identifier in ``identifiers`` names the thing itself, never something related to it.
    ``published`` is when the thing appeared, ``period`` the time it covers or runs for, both ISO
    8601. ``subtype`` is the source's own finer word ("Research Grant", "Journal article"). What a
    reader cannot place goes to ``extra`` under the source's own names.
    """

    key: str
    kind: Kind
    title: str | None = None
    subtitle: str | None = None
    alternative_titles: tuple[str, ...] = ()
    subtype: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    description: tuple[Section, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    keywords: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    period: Period | None = None
    published: str | None = None
    places: tuple[Place, ...] = ()
    language: str | None = None
    access: str | None = None
    licence: str | None = None
    amount: Money | None = None
    status: str | None = None
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    degree: str | None = None
    testimonials: tuple[str, ...] = ()
    catalogues: tuple[Catalogued, ...] = ()
    urls: tuple[str, ...] = ()
    variables: tuple[Variable, ...] = ()
    design: Design | None = None
    relations: tuple[Relation, ...] = ()
    fulltext: FullText | None = None
    extra: dict[str, Any] = msgspec.field(default_factory=dict)

    @property
    def cited(self) -> bool:
        """Whether it comes from an entry of a bibliography, not from a description of the thing."""
        return self.key.startswith(CITED)

    @property
    def label(self) -> str:
        """What to call it: its title, else an identifier people use, else its first words."""
        if self.title:
            return self.title
        known = next((str(one) for one in self.identifiers if one.scheme not in OPAQUE), None)
        return known or _opening(self.abstract or "") or self.key

    @property
    def abstract(self) -> str | None:
        """The first piece of description, whatever its name."""
        return self.description[0].text if self.description else None


def _opening(text: str) -> str:
    short = textwrap.shorten(text, 80, placeholder="…")
    # A script without spaces has no word to end with.
    return short if short != "…" else f"{text.strip()[:79]}…"
