"""A resource: the thing itself, as one or more records describe it."""

from __future__ import annotations

from clew.model.base import Value
from clew.model.kind import Kind
from clew.model.record import Record


class Credit(Value, frozen=True, kw_only=True):
    """What a source asks to be said wherever its records are: a line, and their terms."""

    source: str
    title: str | None = None
    line: str | None = None
    rights: str | None = None

    def __str__(self) -> str:
        """Say it in one line.

        Example: ``Metadata from Example Archive (CC BY 4.0)``
        """
        said = self.line or self.title or self.source
        return f"{said} ({self.rights})" if self.rights else said


class Held(Value, frozen=True, kw_only=True):
    """A record as the catalogue holds it: whose it is, from which document, and why it is here.

    ``credit`` is there when its source asks for one or says under what terms its records are.
    """

    number: int
    source: str
    location: str
    document: str
    reader: str
    version: int
    read_at: str
    record: Record
    joined_by: str | None = None
    credit: Credit | None = None


class Resource(Value, frozen=True, kw_only=True):
    """The thing itself: a set of records believed to be about it, the first one leading.

    ``slug`` is the id that people and links use and never changes; ``number`` is the catalogue's
    own; ``revision`` rises with every change to any resource of the catalogue.
    """

    number: int
    slug: str
    kind: Kind
    revision: int
    held: tuple[Held, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """What its sources say, one record each."""
        return tuple(held.record for held in self.held)

    @property
    def credits(self) -> tuple[Credit, ...]:
        """What its sources ask to be said, each once."""
        return tuple(dict.fromkeys(held.credit for held in self.held if held.credit))

    @property
    def titles(self) -> tuple[str, ...]:
        """What its sources call it, each once."""
        return tuple(dict.fromkeys(record.title for record in self.records if record.title))

    @property
    def only_cited(self) -> bool:
        """Whether it is known from citations alone: nobody has described it yet."""
        return all(record.cited for record in self.records)

    @property
    def label(self) -> str:
        """What to call it: the first title any record has, else an identifier."""
        titled = (record for record in self.records if record.title)
        return next(titled, self.records[0]).label
