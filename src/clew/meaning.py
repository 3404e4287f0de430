"""What a catalogue means: its encoder, the vectors that serve, and how others take over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from clew.catalogue import Catalogue
from clew.encoders import Encoder, Options, load
from clew.errors import EncoderError, EncoderMissing, reason
from clew.index import Engine, Entry, Filters, Serving, VectorStore, VectorStores
from clew.index.query import Numbers
from clew.search import Tick, embed, pending
from clew.settings import EncoderSettings

Entries = Callable[[], Iterator[Entry]]
_CHUNK = 10_000  # resources asked for at once


class Served(NamedTuple):
    """What searches use: an encoder and the vectors it gave, or the reason why there is none."""

    encoder: Encoder | None = None
    store: VectorStore | None = None
    reason: str | None = None


class State(NamedTuple):
    """How far the vectors have come.

    ``encoder`` is the one that was chosen, ``trouble`` why it cannot be used; ``serving`` another
    one, whose vectors serve until the new ones are whole; ``damage`` what was wrong with those
    there were before.
    """

    encoder: str | None = None
    vectors: int = 0
    without_vector: int = 0
    serving: str | None = None
    trouble: str | None = None
    damage: str | None = None


class Meaning:
    """The vectors of a catalogue.

    Parameters
    ----------
    folder: where they are kept.
    settings: which encoder was chosen.
    loaded: encoders by their settings, to be shared where a process opens a catalogue more than
        once.
    """

    def __init__(
        self,
        folder: Path,
        settings: EncoderSettings,
        loaded: dict[bytes, Encoder | None] | None = None,
    ) -> None:
        self._stores = VectorStores(folder)
        self._settings = settings
        self._loaded = {} if loaded is None else loaded

    @property
    def stamp(self) -> int:
        """A number that is another one when other vectors serve."""
        return self._stores.stamp

    def check(self) -> None:
        """Load the chosen encoder, so that what is wrong with it is told now.

        Raises
        ------
        EncoderMissing: when it is not on this machine.
        EncoderError: when there is no such encoder.
        """
        self._load()

    def served(self) -> Served:
        """Return what searches use.

        Vectors of an encoder that was chosen before serve until those of the new one are whole.
        """
        serving = self._stores.serving
        if self._settings.name == "none":
            return Served(reason="the settings say that no encoder is used")
        try:
            encoder = self._load(serving.choice if serving else None)
        except EncoderError as error:
            return Served(reason=self._unavailable(serving, error))
        if encoder is None:
            return Served(reason="no text has a vector yet (run: clew embed)")
        if serving and serving.encoder != encoder.name:
            return Served(
                reason=f"the vectors are those of {serving.encoder}, which is here no more "
                f"(run: clew embed)"
            )
        return Served(encoder, self._stores.find(encoder.name))

    def embed(self, entries: Entries, progress: Tick = lambda done, total: None) -> int:
        """Give a vector to everything that has none by the chosen encoder; return to how many.

        It can be stopped at any moment and goes on where it was. The vectors of an earlier encoder
        serve until it is through, and are then dropped.

        Raises
        ------
        EncoderMissing: when the chosen encoder is not on this machine, or none was chosen.
        EncoderError: when it fails.
        """
        encoder = self._load()
        if encoder is None:
            raise EncoderMissing(
                "The settings say that no encoder is used.",
                hint="Choose one first: clew encoder use minilm",
            )
        store = self._stores.find(encoder.name) or self._stores.open(
            encoder.name, encoder.dimensions
        )
        if self._stores.serving is None:
            self._stores.serve(self._serving(encoder))
        total = sum(1 for _ in pending(entries(), store))
        done = embed(entries(), store, encoder, lambda done, _: progress(done, total))
        self._take_over(encoder)
        return done

    def follow(self, catalogue: Catalogue, engine: Engine) -> None:
        """Forget the vectors of resources that the index no longer has.

        Parameters
        ----------
        catalogue: tells what has changed since this was last done.
        engine: has reached the catalogue's revision.
        """
        serving = self._stores.serving
        revision = catalogue.revision
        if serving is None or serving.revision >= revision:
            return
        changed = self._stores.touched(catalogue.resources.changed_since(serving.revision))
        gone = set(changed)
        for start in range(0, len(changed), _CHUNK):
            asked = Numbers(tuple(changed[start : start + _CHUNK]))
            gone.difference_update(engine.numbers(asked, Filters()).tolist())
        self._stores.forget(gone, revision)

    def state(self, entries: Entries) -> State:
        """Say how far the vectors have come."""
        serving = self._stores.serving
        try:
            encoder, trouble = self._load(), None
        except EncoderError as error:
            encoder, trouble = None, str(error)
        chosen_none = encoder is None and trouble is None
        store = self._stores.find(encoder.name) if encoder else None
        other = serving.encoder if serving and encoder and serving.encoder != encoder.name else None
        return State(
            encoder=encoder.name if encoder else None,
            vectors=len(store) if store is not None else 0,
            without_vector=0 if chosen_none else sum(1 for _ in pending(entries(), store)),
            serving=other,
            trouble=trouble,
            damage=store.notice if store is not None else None,
        )

    def _take_over(self, encoder: Encoder) -> None:
        mine, serving = self._serving(encoder), self._stores.serving
        if serving != mine:
            self._stores.serve(mine)
        self._stores.drop_others(encoder.name)

    def _serving(self, encoder: Encoder) -> Serving:
        before = self._stores.serving
        choice = msgspec.to_builtins(self._settings)
        return Serving(encoder.name, choice, before.revision if before else 0)

    def _load(self, choice: dict[str, Any] | None = None) -> Encoder | None:
        """Load an encoder, once: the chosen one, or one that was chosen before."""
        settings = self._settings if choice is None else msgspec.convert(choice, EncoderSettings)
        key = msgspec.json.encode(settings)
        if key not in self._loaded:
            options = Options(key=settings.key, threads=settings.threads)
            self._loaded[key] = load(settings.name, options)
        return self._loaded[key]

    def _unavailable(self, serving: Serving | None, error: EncoderError) -> str:
        if serving and serving.choice != msgspec.to_builtins(self._settings):
            return f"the encoder of the vectors that serve cannot be used: {reason(error)}"
        return reason(error)
