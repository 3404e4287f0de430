"""The seam behind which each protocol stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeVar, get_origin

import msgspec

from clew.errors import SourceError
from clew.harvest.arrival import Visit
from clew.harvest.http import Client
from clew.harvest.step import Step
from clew.model.base import Value

Take = TypeVar("Take", bound=Value)


class Errand(NamedTuple):
    """What a harvest is to bring.

    ``since`` asks only for what changed from then on; ``state`` is the last mark of a run that was
    stopped; ``known`` tells what an earlier visit to a location left, if it went well; ``done``
    whether this run has been there already.
    """

    address: str
    client: Client
    take: Mapping[str, Any] = MappingProxyType({})
    since: datetime | None = None
    state: Mapping[str, Any] = MappingProxyType({})
    known: Callable[[str], Visit | None] = lambda location: None
    done: Callable[[str], bool] = lambda location: False


class Harvester(Protocol):
    """Speaks one protocol."""

    @property
    def name(self) -> str:
        """What a source's ``protocol`` calls it."""
        ...

    @property
    def takes(self) -> type[Value]:
        """The type of a source's ``take`` table."""
        ...

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield what the source has, one step at a time, with marks between.

        Raises
        ------
        SourceError: when the source cannot be reached, or answers nonsense again and again.
        """
        ...


def written(take: Mapping[str, list[str]], kind: type[Value]) -> dict[str, Any]:
    """Return choices that were typed as text as a ``take`` table.

    Example: ``{"sets": ["a"], "size": ["50"]}`` is ``{"sets": ["a"], "size": 50}``
    """
    types = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    return {name: _value(values, types.get(name)) for name, values in take.items()}


def _value(values: list[str], kind: Any) -> Any:
    if get_origin(kind) is tuple:
        return values
    return int(values[-1]) if kind is int and values[-1].isdecimal() else values[-1]


def taken(take: Mapping[str, Any], kind: type[Take]) -> Take:
    """Return a source's ``take`` table as what its protocol wants.

    Raises
    ------
    SourceError: when a name or value in it is none that the protocol knows.
    """
    try:
        return msgspec.convert(dict(take), kind)
    except msgspec.ValidationError as error:
        names = ", ".join(sorted(kind.__struct_encode_fields__)) or "nothing"
        raise SourceError(
            f"The take table of a source is wrong: {error}.", hint=f"It may hold: {names}."
        ) from error
