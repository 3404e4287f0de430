"""Writes any value of the model as JSON (RFC 8259)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from clew.export.item import Item, Tie
from clew.model import Conflict, Held, Kind, Resource, conflicts
from clew.model.base import Value

# Amounts are numbers, not strings; names within `extra` and the like come in sorted order.
_ENCODER = msgspec.json.Encoder(decimal_format="number", order="deterministic")
_AS_THEY_ARE = (Decimal,)


class Tied(Value, frozen=True, kw_only=True):
    """A resource with its links, each as seen from the resource, and where its sources disagree."""

    number: int
    slug: str
    kind: Kind
    revision: int
    held: tuple[Held, ...]
    links: tuple[Tie, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def render(value: Any) -> str:
    """Write a record, resource, item, reading, thread or link with every field it has.

    The same value always gives the same text, and the text read back gives the same value.
    """
    return msgspec.json.format(encoded(value), indent=2).decode() + "\n"


def line(item: Item) -> str:
    """Write an item on one line, without its end."""
    return encoded(item).decode()


def encoded(value: Any) -> bytes:
    """Return a value as JSON on one line.

    Half a surrogate pair, which broken sources hold and UTF-8 cannot, becomes a replacement sign.
    """
    told = _told(Item.of(value)) if isinstance(value, Item | Resource) else value
    try:
        return _ENCODER.encode(told)
    except UnicodeEncodeError:
        return _ENCODER.encode(_whole(msgspec.to_builtins(told, builtin_types=_AS_THEY_ARE)))


def _told(item: Item) -> Value:
    held = item.resource
    if held is None:
        return item.record
    return Tied(
        number=held.number,
        slug=held.slug,
        kind=held.kind,
        revision=held.revision,
        held=held.held,
        links=item.ties,
        conflicts=conflicts(held) if len(held.held) > 1 else (),
    )


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole(name): _whole(inner) for name, inner in value.items()}
    return [_whole(one) for one in value] if isinstance(value, list | tuple) else value
