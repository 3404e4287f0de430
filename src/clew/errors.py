"""Everything that can go wrong, as one tree.

ClewError
├── DocumentError          a document cannot be read
│   ├── UnknownFormat      no reader recognises it
│   ├── BrokenDocument     recognised, but damaged (truncated, not well-formed, wrong byte counts)
│   ├── LockedDocument     needs a password
│   ├── NoText             nothing readable inside (an image-only PDF, an empty file)
│   └── TooLarge           more bytes or members than a reader takes
├── SourceError            a place that records come from cannot be reached or listed
├── CatalogueError         the catalogue on disk cannot be used
│   ├── CatalogueBusy      another process is writing to it
│   └── CatalogueTooNew    written by a later version of Clew
├── NotFound               no such resource, record or document
├── LinkingError           things that cannot be joined or parted as asked
├── MatcherError           a matcher cannot be loaded, or fails
│   └── MatcherMissing     what it needs is not installed
├── VocabularyError        a vocabulary cannot be read, or there is none of that name
├── SettingsError          the settings file cannot be used
├── RemoteError            a Clew site does not answer as one does
├── MemberError            what somebody asks of their account or collection cannot be done
│   ├── MemberConflict     it makes sense, but cannot be done as things are
│   └── SignInError        somebody who signs in elsewhere cannot be let in
├── QueryError             a query or its options make no sense
├── ExportError            no such format, or one that cannot hold what it was given
├── IndexError_            the search index cannot be used
└── EncoderError           text cannot be turned into vectors
    └── EncoderMissing     no encoder has been prepared on this machine

Each message is one sentence: what was given, what is wrong with it, what to do.
"""

from __future__ import annotations


class ClewError(Exception):
    """Base of every error that Clew raises on purpose.

    Parameters
    ----------
    message: what was given and what is wrong with it.
    hint: what to do about it, if anything can be done.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}" if self.hint else self.message

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross from reading processes to the one that writes.
        return (_rebuild, (type(self), self.message, self.hint))

    def as_json(self) -> dict[str, str]:
        """Return the one JSON form that every error takes.

        Example: ``{"error": "NotFound", "message": "…", "hint": "…"}``
        """
        form = {"error": type(self).__name__.rstrip("_"), "message": self.message}
        return form | ({"hint": self.hint} if self.hint else {})


def reason(error: ClewError) -> str:
    """Put an error into a half-sentence, for what goes on without what failed.

    Example: ``no encoder has been prepared on this machine (run: clew encoder prepare)``
    """
    hint = f" ({error.hint[:1].lower()}{error.hint[1:].rstrip('.')})" if error.hint else ""
    return f"{error.message[:1].lower()}{error.message[1:].rstrip('.')}{hint}"


def _rebuild(kind: type[ClewError], message: str, hint: str | None) -> ClewError:
    return kind(message, hint=hint)


class DocumentError(ClewError):
    """A document cannot be read."""


class UnknownFormat(DocumentError):
    """No reader recognises the document."""


class BrokenDocument(DocumentError):
    """A reader recognises the document, but it is damaged."""


class LockedDocument(DocumentError):
    """The document needs a password."""


class NoText(DocumentError):
    """Nothing in the document can be read as text."""


class TooLarge(DocumentError):
    """The document has more bytes or members than a reader takes."""


class SourceError(ClewError):
    """A place that records come from cannot be reached or listed."""


class CatalogueError(ClewError):
    """The catalogue on disk cannot be used."""


class CatalogueBusy(CatalogueError):
    """Another process is writing to the catalogue."""


class CatalogueTooNew(CatalogueError):
    """The catalogue was written by a later version of Clew."""


class NotFound(ClewError):
    """There is no such resource, record or document."""


class LinkingError(ClewError):
    """Things cannot be joined or parted as asked."""


class MatcherError(ClewError):
    """A matcher cannot be loaded, or fails at weighing what it is given."""


class MatcherMissing(MatcherError):
    """What a matcher needs is not installed."""


class VocabularyError(ClewError):
    """A vocabulary cannot be read, or there is none of that name."""


class SettingsError(ClewError):
    """The settings file is not as it should be."""


class RemoteError(ClewError):
    """A Clew site on another machine does not answer as one does."""


class MemberError(ClewError):
    """What somebody asks of their account, collection or token cannot be done."""


class MemberConflict(MemberError):
    """What somebody asks makes sense, and cannot be done as things are: too many, out of reach."""


class SignInError(MemberError):
    """Somebody who signs in elsewhere cannot be let in."""


class QueryError(ClewError):
    """A query or one of its options makes no sense."""


class ExportError(ClewError):
    """There is no such export format, or it cannot hold what it was given."""


class IndexError_(ClewError):
    """The search index cannot be used."""


class EncoderError(ClewError):
    """Text cannot be turned into vectors."""


class EncoderMissing(EncoderError):
    """No encoder has been prepared on this machine."""
