"""How much text a reader takes: enough for any book, too little to stall a machine."""

from __future__ import annotations

from io import BytesIO

from clew.errors import TooLarge
from clew.model import Document

LIMIT = 64 * 1024 * 1024
LONGEST_LINE = 8 * 1024 * 1024


def within_limits(document: Document) -> None:
    """Refuse a document that is too long as a whole or in one line.

    A line of eight million characters is a dump of data, not something that people read.

    Raises
    ------
    TooLarge: with the size found and the most that is taken.
    """
    size = len(document.content)
    if size > LIMIT:
        raise TooLarge(
            f"{document.location} has {size:,} bytes, "
            f"{LIMIT:,} are the most that Clew reads as one text.",
            hint="Split it into parts and add those.",
        )
    longest = max(map(len, BytesIO(document.content))) if size > LONGEST_LINE else 0
    if longest > LONGEST_LINE:
        raise TooLarge(
            f"{document.location} has a line of {longest:,} bytes, "
            f"{LONGEST_LINE:,} are the most that Clew reads as one line of text.",
            hint="If it is text that people read, add it with line breaks.",
        )
