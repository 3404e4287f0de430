"""The list of export formats with their media types, and the choice of one by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from clew.errors import ExportError
from clew.model import Reading, Record, Resource, Thread

# One line per format; the folder of that name holds a `format`.
_BUILT_IN = ("json", "jsonld", "text", "thread_text", "thread_svg")


@dataclass(frozen=True, kw_only=True)
class Format:
    """One way to write things down.

    ``name`` is what people ask for, ``media_type`` what servers answer with, ``extension`` how a
    file's name ends. ``renderers`` tells which types of the model it can hold, and how.
    """

    name: str
    media_type: str
    extension: str
    renderers: Mapping[type, Callable[[Any], str]]

    def takes(self, kind: type) -> bool:
        """Say whether the format can hold a value of that type."""
        return kind in self.renderers

    def render(self, value: object) -> str:
        """Write a record, resource, reading, thread or link.

        Raises
        ------
        ExportError: when the format cannot hold such a value.
        """
        renderer = self.renderers.get(type(value))
        if renderer is None:
            raise ExportError(
                f"The format {self.name} cannot hold a {_noun(type(value))}.",
                hint=_allowed(type(value)),
            )
        return renderer(value)

    def render_record(self, record: Record) -> str:
        """Write what one source says of one thing."""
        return self.render(record)

    def render_resource(self, resource: Resource) -> str:
        """Write a thing as all its sources together describe it."""
        return self.render(resource)

    def render_reading(self, reading: Reading) -> str:
        """Write all that a reader found in one document."""
        return self.render(reading)

    def render_thread(self, thread: Thread) -> str:
        """Write a thread."""
        return self.render(thread)


@cache
def formats(of: type | None = None) -> tuple[Format, ...]:
    """Return every format: the built-in ones, then plug-ins (entry points ``clew.exports``).

    Parameters
    ----------
    of: leave out the formats that cannot hold values of this type (``Record``, ``Thread``, …).
    """
    built_in = [import_module(f"clew.export.{name}").format for name in _BUILT_IN]
    known = (*built_in, *(point.load() for point in entry_points(group="clew.exports")))
    return tuple(one for one in known if of is None or one.takes(of))


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
    wanted = name.partition(";")[0].strip().casefold()
    prefix = f"{_noun(of)}-" if of else ""
    for one in formats(of):
        if wanted in (one.name, one.name.removeprefix(prefix), one.media_type):
            return one
    purpose = f" for a {_noun(of)}" if of else ""
    raise ExportError(f"{name!r} is not an export format{purpose}.", hint=_allowed(of))


def _allowed(of: type | None) -> str:
    names = [one.name for one in formats(of)]
    return f"Use one of: {', '.join(names)}." if names else "No format can."


def _noun(kind: type) -> str:
    return kind.__name__.lower()
