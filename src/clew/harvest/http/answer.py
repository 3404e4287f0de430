"""What a server answered."""

from __future__ import annotations

from typing import NamedTuple


class Validators(NamedTuple):
    """What a server gave to ask by next time whether a page has changed (RFC 9110, section 8.8)."""

    etag: str | None = None
    modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The request headers that ask for the page only if it has changed."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


class Answer(NamedTuple):
    """An answer taken whole.

    ``url`` is where it came from in the end, ``moved_to`` the same when every redirect on the way
    said that it is for good. ``status`` is 200, 304 (not changed), 404 or 410 (not there).
    """

    url: str
    status: int
    content: bytes = b""
    media_type: str | None = None
    validators: Validators = Validators()
    moved_to: str | None = None

    @property
    def missing(self) -> bool:
        """Whether there is nothing at the address (any more)."""
        return self.status in (404, 410)

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing has changed."""
        return self.status == 304
