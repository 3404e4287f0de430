"""The list of encoders, and the loading of one by the name that settings give it."""

from __future__ import annotations

from collections.abc import Callable

from clew.encoders.encoder import Encoder, Options
from clew.errors import EncoderError
from clew.plugins import loader, plugged

NONE = "none"
DEFAULT = "minilm"
GROUP = "clew.encoders"
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
    return (*_BUILT_IN, NONE, *plugged(GROUP))


def _loader(kind: str) -> Loader:
    found: Loader | None = loader(kind, _BUILT_IN, GROUP)
    if found is None:
        raise EncoderError(
            f"There is no encoder {kind!r}.", hint=f"There are: {', '.join(names())}."
        )
    return found
