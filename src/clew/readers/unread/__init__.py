"""Files that come beside metadata and describe nothing to catalogue: known, and refused by name."""

from clew.errors import LockedDocument, UnknownFormat
from clew.model import Document, Reading
from clew.readers.unread.known import known


class UnreadReader:
    """Refuses what is no description of anything, saying what it is and what would do instead."""

    name = "unread"
    version = 4

    def sniff(self, document: Document) -> float:
        """Say how sure it is a file of one of these sorts, from 0 to 1."""
        sort = known(document)
        return sort.sure if sort else 0.0

    def read(self, document: Document) -> Reading:
        """Refuse it.

        Raises
        ------
        LockedDocument: when nobody can read it without its key.
        UnknownFormat: always else.
        """
        sort = known(document)
        what = sort.what if sort else "is of no format that Clew reads"
        refused = LockedDocument if sort and sort.locked else UnknownFormat
        raise refused(f"{document.location} {what}.", hint=sort.hint if sort else None)


reader = UnreadReader()
