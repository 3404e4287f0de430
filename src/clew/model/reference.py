"""An entry of a bibliography, and where the text cites it."""

from __future__ import annotations

from clew.model.agent import Agent
from clew.model.base import Value
from clew.model.identifier import Identifier


class Mention(Value, frozen=True, kw_only=True):
    """One place where the text cites an entry: the words and where they stand."""

    quote: str
    start: int
    heading: tuple[str, ...] = ()
    page: int | None = None


class Reference(Value, frozen=True, kw_only=True):
    """A work as a bibliography gives it: ``raw`` in full, the parts where they could be told.

    ``year`` keeps a letter that tells two works apart (``2009a``).
    """

    raw: str
    authors: tuple[Agent, ...] = ()
    year: str | None = None
    title: str | None = None
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    edition: str | None = None
    publisher: str | None = None
    place: str | None = None
    editors: tuple[Agent, ...] = ()
    url: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    mentions: tuple[Mention, ...] = ()
