"""What reading one document came to, small enough to pass between processes."""

from __future__ import annotations

import msgspec

from clew import design, errors
from clew.errors import BrokenDocument, ClewError, DocumentError
from clew.model import Document, Reading
from clew.readers import Reader, choose


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
    name = None
    try:
        reader = choose(document)
        name = signature(reader)
        return Outcome(reader=name, reading=design.completed(reader.read(document)))
    except ClewError as error:
        return Outcome(reader=name, error=(type(error).__name__, error.message, error.hint))
    except (
        RecursionError,
        MemoryError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
    ) as error:
        # A reader's own mistake must cost one document, not the batch.
        message = (
            f"{document.location} defeated its reader ({name}): {type(error).__name__}: {error}."
        )
        hint = "The bytes are kept; please report the document so that the reader can be mended."
        return Outcome(reader=name, error=("BrokenDocument", message, hint))
