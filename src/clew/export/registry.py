"""The list of export formats with their media types, and the choice of one by name.

One list drives the command line, content negotiation, OAI-PMH prefixes and Signposting: a format
that is added here is offered everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from clew.errors import ExportError
from clew.export.item import Item
from clew.model import Kind, Reading, Record, Resource, Thread

# One line per format; the folder of that name holds a `format`, or `formats` of one family.
_BUILT_IN = (
    "json",
    "jsonld",
    "text",
    "jsonl",
    "markdown",
    "csv",
    "ris",
    "bibtex",
    "csl_json",
    "citation",
    "datacite_json",
    "datacite_xml",
    "dublin_core",
    "mods",
    "ddi_codebook",
    "dcat",
    "croissant",
    "thread_text",
    "thread_svg",
)
# Things that people cite; people, organisations and variables are none.
WORKS = frozenset(
    {Kind.DATASET, Kind.AWARD, Kind.THESIS, Kind.COURSE, Kind.PUBLICATION, Kind.SOFTWARE}
)


@dataclass(frozen=True)
class Frame:
    """What stands around pieces: around many of them, and around one that stands alone.

    Example: ``Frame("[", ",\\n", "]")`` for JSON
    """

    before: str = ""
    between: str = ""
    after: str = ""
    alone: str = ""


@dataclass(frozen=True, kw_only=True)
class Format:
    """One way to write things down.

    ``name`` is what people ask for, ``media_type`` what servers answer with, ``extension`` how a
    file's name ends, ``profile`` the address of the schema it keeps to. ``renderers`` tells which
    types of the model it can hold, and how; ``kinds`` which kinds of thing. ``piece`` writes one
    thing as a part of many, ``frame`` is what stands around them. ``keeps`` names the fields of a
    record that Clew's own reader of the format gets back whole. ``prefix`` is how OAI-PMH calls it
    and ``schema`` where the XML schema of its ``profile`` is kept.
    """

    name: str
    media_type: str
    extension: str
    renderers: Mapping[type, Callable[[Any], str]] = field(default_factory=dict)
    profile: str | None = None
    kinds: frozenset[Kind] = frozenset(Kind)
    piece: Callable[[Item], str] | None = None
    frame: Frame = Frame()
    keeps: frozenset[str] = frozenset()
    prefix: str | None = None
    schema: str | None = None

    @property
    def many(self) -> bool:
        """Whether it can hold any number of things."""
        return self.piece is not None

    def takes(self, kind: type) -> bool:
        """Say whether the format can hold a value of that type."""
        return kind in self.renderers or (self.many and kind in _THINGS)

    def render(self, value: object) -> str:
        """Write a record, resource, item, reading, thread or link.

        Raises
        ------
        ExportError: when the format cannot hold such a value.
        """
        renderer = self.renderers.get(type(value))
        if renderer is not None:
            return renderer(value)
        if self.piece is not None and isinstance(value, Reading):
            return "".join(self.write(map(Item.of, value.records)))
        if self.piece is not None and isinstance(value, Item | Record | Resource):
            return self._alone(Item.of(value))
        raise ExportError(
            f"The format {self.name} cannot hold a {_noun(type(value))}.",
            hint=_allowed(type(value)),
        )

    def write(self, items: Iterable[Item]) -> Iterator[str]:
        """Write many things, one in memory at a time; those of other kinds are left out.

        Raises
        ------
        ExportError: when the format holds one thing only.
        """
        if self.piece is None:
            raise ExportError(
                f"The format {self.name} holds one thing only.",
                hint=f"Use one of: {', '.join(one.name for one in formats() if one.many)}.",
            )
        yield from self._framed(self.piece, items)

    def _framed(self, piece: Callable[[Item], str], items: Iterable[Item]) -> Iterator[str]:
        glue = self.frame.before
        for item in items:
            if item.kind in self.kinds:
                yield glue + piece(item)
                glue = self.frame.between
        yield (self.frame.before if glue is self.frame.before else "") + self.frame.after

    def _alone(self, item: Item) -> str:
        if self.piece is None or item.kind not in self.kinds:
            raise ExportError(
                f"The format {self.name} cannot hold a {item.kind}.",
                hint=f"It is for: {', '.join(sorted(self.kinds))}.",
            )
        written = self.frame.alone + self.piece(item)
        return written if written.endswith("\n") else written + "\n"

    def render_record(self, record: Record) -> str:
        """Write what one source says of one thing."""
        return self.render(record)

    def render_resource(self, resource: Resource) -> str:
        """Write a thing as all its sources together describe it."""
        return self.render(resource)

    def render_item(self, item: Item) -> str:
        """Write a thing with what it is tied to."""
        renderer = self.renderers.get(Item)
        if renderer is None and not self.many:
            return self.render(item.resource or item.record)
        return self.render(item)

    def render_reading(self, reading: Reading) -> str:
        """Write all that a reader found in one document."""
        return self.render(reading)

    def render_thread(self, thread: Thread) -> str:
        """Write a thread."""
        return self.render(thread)


_THINGS = (Item, Record, Resource, Reading)


@cache
def formats(of: type | None = None) -> tuple[Format, ...]:
    """Return every format: the built-in ones, then plug-ins (entry points ``clew.exports``).

    Parameters
    ----------
    of: leave out the formats that cannot hold values of this type (``Record``, ``Thread``, …).
    """
    built_in = [one for name in _BUILT_IN for one in _declared(name)]
    known = (*built_in, *(point.load() for point in entry_points(group="clew.exports")))
    return tuple(one for one in known if of is None or one.takes(of))


def _declared(name: str) -> tuple[Format, ...]:
    module = import_module(f"clew.export.{name}")
    family: tuple[Format, ...] | None = getattr(module, "formats", None)
    return family if family is not None else (module.format,)


def choose(name: str, of: type | None = None) -> Format:
    """Return the format of a name or media type.

    Parameters
    ----------
    name: such as ``"jsonld"`` or ``"application/ld+json"``; with ``of=Thread`` also ``"svg"`` and
        ``"text"``, short for ``"thread-svg"`` and ``"thread-text"``.
    of: what is to be written, so that only formats that can hold it are considered.

    Raises
    ------
    ExportError: when there is none, with the list of those there are.
    """
    whole = _folded(name)
    bare = whole.partition(";")[0]
    prefix = f"{_noun(of)}-" if of else ""
    known = formats(of)
    for wanted in dict.fromkeys((whole, bare)):
        for one in known:
            type = _folded(one.media_type)
            names = (one.name, one.name.removeprefix(prefix), type, type.partition(";")[0])
            if wanted in names:
                return one
    purpose = f" for a {_noun(of)}" if of else ""
    raise ExportError(f"{name!r} is not an export format{purpose}.", hint=_allowed(of))


def _folded(name: str) -> str:
    return "".join(name.casefold().split())


def _allowed(of: type | None) -> str:
    names = [one.name for one in formats(of)]
    return f"Use one of: {', '.join(names)}." if names else "No format can."


def _noun(kind: type) -> str:
    return kind.__name__.lower()
