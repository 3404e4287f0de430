"""Libraries that are not installed with Clew: asked for late, and missed in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

from clew.errors import ClewError, EncoderError, EncoderMissing


@contextmanager
def wanted(extra: str, model: str) -> Iterator[ModuleType]:
    """Give a library to what loads one of its models.

    Parameters
    ----------
    extra: the name of the library, and of the extra that brings it.
    model: the model that will be loaded.

    Raises
    ------
    EncoderMissing: when the library is not installed.
    EncoderError: when no model is named, or the library fails inside the block.
    """
    if not model:
        raise EncoderError(
            f"The encoder {extra} needs a model.", hint=f"Name it after a colon: {extra}:MODEL."
        )
    try:
        library = import_module(extra.replace("-", "_"))
    except ImportError as error:
        raise EncoderMissing(
            f"The encoder {extra}:{model} needs {extra}, which is not installed ({error}).",
            hint=f"Run: pip install 'clew[{extra}]'",
        ) from error
    try:
        yield library
    except ClewError:
        raise
    except Exception as error:  # such libraries raise whatever their own dependencies do
        said = (str(error).strip() or repr(error)).splitlines()[0].rstrip(".")
        raise EncoderError(
            f"The encoder {extra}:{model} cannot be loaded: {said}.",
            hint="Is the model's name right, and can it be fetched?",
        ) from error
