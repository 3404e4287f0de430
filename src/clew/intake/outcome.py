"""What reading one document came to, small enough to pass between processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from clew import design, errors
from clew.errors import BrokenDocument, ClewError, DocumentError
from clew.model import Document, Reading
from clew.readers import Reader, choose

_MISTAKES = (
    RecursionError, MemoryError, ValueError, LookupError, TypeError, AttributeError,
)  # fmt: skip
_REPORT = "The bytes are kept; please report the document so that the reader can be mended."


class Outcome(msgspec.Struct, frozen=True, array_like=True):
    """A reading and who read it, or the error that reading ended with.

    ``error`` holds the class name, message and hint.
    """

    reader: str | None = None
    reading: Reading | None = None
    error: tuple[str, str, str | None] | None = None

    def failure(self) -> DocumentError | None:
        """Return the error that reading ended with, if it did."""
        if self.error is None:
            return None
        name, message, hint = self.error
        made = getattr(errors, name)(message, hint=hint)
        return made if isinstance(made, DocumentError) else BrokenDocument(message, hint=hint)


def signature(reader: Reader) -> str:
    """Return who reads: when the version of either changes, documents are read again.

    Example: ``"ddi_codebook 2.1"``, the second version of the reader with the first of ``design``
    """
    return f"{reader.name} {reader.version}.{design.VERSION}"


def attempt(document: Document) -> Outcome:
    """Read a document; whatever goes wrong becomes part of the outcome."""
    return attempt_all([document])[0]


def attempt_all(documents: Sequence[Document]) -> list[Outcome]:
    """Read documents, each step for all of them before the next: code at hand runs faster."""
    trials = [_Trial(document) for document in documents]
    for step in (_Trial.choose, _Trial.read, _Trial.complete):
        for trial in trials:
            trial.take(step)
    return [Outcome(one.name, one.reading if not one.error else None, one.error) for one in trials]


class _Trial:
    """A document on its way to an outcome; after an error nothing more happens to it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._reader: Reader | None = None
        self.name: str | None = None
        self.reading: Reading | None = None
        self.error: tuple[str, str, str | None] | None = None

    def choose(self) -> None:
        self._reader = choose(self._document)
        self.name = signature(self._reader)

    def read(self) -> None:
        self.reading = self._reader.read(self._document) if self._reader else None

    def complete(self) -> None:
        self.reading = design.completed(self.reading) if self.reading else None

    def take(self, step: Callable[[_Trial], None]) -> None:
        """Go a step further, unless one before it went wrong."""
        if self.error:
            return
        try:
            step(self)
        except ClewError as error:
            self.error = type(error).__name__, error.message, error.hint
        except _MISTAKES as error:
            # A reader's own mistake must cost one document, not the batch.
            message = (
                f"{self._document.location} defeated its reader ({self.name}):"
                f" {type(error).__name__}: {error}."
            )
            self.error = "BrokenDocument", message, _REPORT
