"""A vocabulary as data: headings, the other words for them, and what is broader and narrower."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from clew.model.base import Value


class Heading(Value, frozen=True, kw_only=True):
    """A concept under the name that its vocabulary prefers.

    ``broader`` and ``narrower`` are places in the vocabulary.
    """

    label: str
    also: tuple[str, ...] = ()
    broader: tuple[int, ...] = ()
    narrower: tuple[int, ...] = ()


class Vocabulary(Value, frozen=True, kw_only=True):
    """Headings under one name; ``title`` is what its makers call it."""

    name: str
    headings: tuple[Heading, ...]
    title: str = ""


class Draft(NamedTuple):
    """A heading as a file has it: relations by whatever key the file uses."""

    label: str
    also: Sequence[str] = ()
    broader: Sequence[str] = ()
    narrower: Sequence[str] = ()


def settled(drafts: Mapping[str, Draft]) -> tuple[Heading, ...]:
    """Turn drafts, by their keys, into headings.

    What is said in one direction holds in the other; what leads out of the file, or back to where
    it began, is left out.
    """
    places = {key: place for place, key in enumerate(drafts)}
    broader: list[set[int]] = [set() for _ in drafts]
    narrower: list[set[int]] = [set() for _ in drafts]
    for key, draft in drafts.items():
        here = places[key]
        pairs: list[tuple[int | None, int | None]]
        pairs = [(here, places.get(up)) for up in draft.broader]
        pairs += [(places.get(down), here) for down in draft.narrower]
        for low, high in pairs:
            if low is not None and high is not None and low != high:
                broader[low].add(high)
                narrower[high].add(low)
    return tuple(
        Heading(
            label=draft.label,
            also=_others(draft.label, draft.also),
            broader=tuple(sorted(broader[place])),
            narrower=tuple(sorted(narrower[place])),
        )
        for place, draft in enumerate(drafts.values())
    )


def _others(label: str, also: Iterable[str]) -> tuple[str, ...]:
    kept = {text.casefold(): text for text in reversed([*also]) if text}
    kept.pop(label.casefold(), None)
    return tuple(reversed(kept.values()))
