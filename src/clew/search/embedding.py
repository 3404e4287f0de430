"""Gives vectors to what has none: resumable, in batches, never in the way of reading."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from clew.encoders import Encoder
from clew.index import Entry, Key, VectorStore
from clew.model.base import Value

# Called with how many are done, and of how many where that is known.
Tick = Callable[[int, int | None], None]

_CHUNK = 128  # texts between durable writes
_LONGEST = 4_000  # characters; no encoder reads further


class Pending(Value, frozen=True):
    """A unit whose text has no vector yet."""

    key: Key
    hash: int
    text: str


def pending(entries: Iterable[Entry], store: VectorStore | None) -> Iterator[Pending]:
    """Yield what of some entries has no vector, or that of an earlier text.

    Parameters
    ----------
    store: the vectors there are; without one everything is pending.
    """
    for entry in entries:
        for ordinal, text in _texts(entry):
            unit = Pending((entry.number, ordinal), _hash(text), text)
            if store is None or not store.holds(unit.key, unit.hash):
                yield unit


def embed(
    entries: Iterable[Entry],
    store: VectorStore,
    encoder: Encoder,
    progress: Tick = lambda done, total: None,
) -> int:
    """Give a vector to every unit that is pending; return how many.

    It can be stopped at any moment and goes on where it was.

    Parameters
    ----------
    entries: all that there are; the vectors of any others, and of passages that are no more, go.
    progress: called after each durable write.
    """
    stray = set(store.resources().tolist())
    waiting = pending(_looked_at(entries, store, stray), store)
    done = 0
    # A chunk is sorted by length inside the encoder, so its short texts do not wait for its long.
    while chunk := list(islice(waiting, _CHUNK)):
        vectors = encoder.encode([unit.text for unit in chunk])
        store.append([unit.key for unit in chunk], [unit.hash for unit in chunk], vectors)
        done += len(chunk)
        progress(done, None)
    store.remove(stray)
    if done or stray:
        store.compact()
    return done


def _looked_at(entries: Iterable[Entry], store: VectorStore, stray: set[int]) -> Iterator[Entry]:
    """Pass entries on; take them from the strays, and strip those that have lost passages."""
    for entry in entries:
        stray.discard(entry.number)
        if set(store.ordinals(entry.number)) - {0, *(unit.ordinal for unit in entry.units)}:
            store.remove([entry.number])
        yield entry


def _texts(entry: Entry) -> Iterator[tuple[int, str]]:
    titles = " ".join(entry.titles or (entry.title,))
    yield 0, ". ".join(part for part in (titles, entry.description) if part)[:_LONGEST]
    for unit in entry.units:
        yield unit.ordinal, unit.text[:_LONGEST]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
