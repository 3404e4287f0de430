"""A document on its way in."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from clew.errors import DocumentError, SourceError


class Visit(NamedTuple):
    """What is worth remembering of fetching a page, so that next time only changes are fetched.

    ``stamp`` is when the source's own list said that it changed last; ``moved_to`` where the page
    is now for good.
    """

    etag: str | None = None
    modified: str | None = None
    stamp: str | None = None
    moved_to: str | None = None


class Arrival:
    """A place that bytes come from: opened only when somebody wants them, and closed after.

    Parameters
    ----------
    location: where it comes from, whole and stable: ``/data/a.zip!one.xml``, ``https://…``.
    opener: returns the bytes as a stream; an arrival from an archive must be read before the
        next one is asked for.
    size: how many bytes to expect, where that is known.
    media_type: what a server said it is.
    error: why the place is refused although its bytes are kept (an archive that swells, say).
    visit: what the server said of the page besides its bytes.
    """

    def __init__(
        self,
        location: str,
        opener: Callable[[], BinaryIO],
        *,
        size: int | None = None,
        media_type: str | None = None,
        error: DocumentError | None = None,
        visit: Visit | None = None,
    ) -> None:
        self.location = location
        self.open = opener
        self.size = size
        self.media_type = media_type
        self.error = error
        self.visit = visit or Visit()

    @classmethod
    def of_bytes(
        cls,
        location: str,
        content: bytes,
        media_type: str | None = None,
        *,
        error: DocumentError | None = None,
        visit: Visit | None = None,
    ) -> Arrival:
        """Make an arrival of bytes that are already here."""
        return cls(
            location,
            lambda: io.BytesIO(content),
            size=len(content),
            media_type=media_type,
            error=error,
            visit=visit,
        )

    @classmethod
    def of_trouble(cls, location: str, trouble: SourceError) -> Arrival:
        """Make an arrival of a document that did not come."""

        def refuse() -> BinaryIO:
            raise trouble

        return cls(location, refuse)


def open_file(path: Path) -> BinaryIO:
    """Open a file for its bytes.

    Raises
    ------
    SourceError: when it cannot be opened.
    """
    try:
        return path.open("rb")
    except OSError as error:
        raise SourceError(
            f"{path} cannot be opened: {error.strerror}.", hint="Check its permissions."
        ) from error
