"""The list of encoders, and the loading of one by the name that settings give it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points

from clew.encoders.encoder import Encoder, Options
from clew.errors import EncoderError

NONE = "none"
DEFAULT = "minilm"
Loader = Callable[[str, Options], Encoder]

# What comes before the colon of a name, and the module that holds its `load`.
_BUILT_IN = {
    DEFAULT: "clew.encoders.minilm",
    "sentence-transformers": "clew.encoders.sentence_transformers",
    "fastembed": "clew.encoders.fastembed",
    "openai": "clew.encoders.openai",
}


def load(name: str = DEFAULT, options: Options | None = None) -> Encoder | None:
    """Load an encoder; ``None`` for the name ``none``.

    Parameters
    ----------
    name: ``minilm``, ``none``, ``sentence-transformers:MODEL``, ``fastembed:MODEL``,
        ``openai:URL#MODEL``, or what a plug-in calls itself (entry points ``clew.encoders``).
    options: what else is set.

    Raises
    ------
    EncoderMissing: when it has not been prepared or installed on this machine.
    EncoderError: when there is no such encoder, or it cannot be loaded.
    """
    kind, _, model = name.strip().partition(":")
    if kind == NONE:
        return None
    return _loader(kind)(model.strip(), options or Options())


def names() -> tuple[str, ...]:
    """Return what an encoder's name may begin with."""
    plugged = (point.name for point in entry_points(group="clew.encoders"))
    return (*_BUILT_IN, NONE, *plugged)


def _loader(kind: str) -> Loader:
    if kind in _BUILT_IN:
        found: Loader = import_module(_BUILT_IN[kind]).load
        return found
    for point in entry_points(group="clew.encoders"):
        if point.name == kind:
            plugged: Loader = point.load()
            return plugged
    raise EncoderError(f"There is no encoder {kind!r}.", hint=f"There are: {', '.join(names())}.")
