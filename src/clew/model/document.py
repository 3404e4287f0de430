"""The bytes as received."""

from __future__ import annotations

import hashlib
from functools import cached_property

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 65_536
_HEAD = 32
_CONTROL = bytes(byte for byte in range(32) if not 9 <= byte <= 13)


class Document:
    """Bytes from a place, never changed; readers sniff its ``sample`` and read its ``content``.

    Parameters
    ----------
    content: the bytes.
    location: where they came from (a path, a URL, ``archive.zip!member``), for messages only:
        a reader must not decide by it.
    media_type: what a server said they are, where one said so.
    """

    def __init__(self, content: bytes, location: str, media_type: str | None = None) -> None:
        self.content = content
        self.location = location
        self.media_type = media_type

    @cached_property
    def sha256(self) -> str:
        """The address of the bytes: their SHA-256 in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def sample(self) -> str:
        """The first 64 KiB as text, for sniffing; undecodable bytes are replaced."""
        return self.content[:_SAMPLE].decode(self.encoding, errors="replace")

    @cached_property
    def text(self) -> str:
        """All of it as text with ``\\n`` line ends.

        What tells no encoding and is not UTF-8 is taken as Windows-1252.
        """
        try:
            whole = self.content.decode(self.encoding)
        except UnicodeDecodeError:
            told = "cp1252" if self.encoding == "utf-8" else self.encoding
            whole = self.content.decode(told, errors="replace")
        return whole.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def encoding(self) -> str:
        """The encoding its byte-order mark tells, or its zero bytes do, else UTF-8.

        A mark is not needed where XML declares UTF-16LE or UTF-16BE (XML 1.0, appendix F), and JSON
        and tables in UTF-16 come without as well; all of them begin with ASCII.
        """
        marked = (name for bom, name in _BOMS if self.content.startswith(bom))
        return next(marked, None) or _unmarked(self.content[:_HEAD]) or "utf-8"

    @cached_property
    def is_text(self) -> bool:
        """Whether the beginning looks like text rather than binary data."""
        if self.encoding != "utf-8":
            return True
        head = self.content[:8192]
        control = len(head) - len(head.translate(None, _CONTROL))
        return b"\0" not in head and control <= len(head) // 100


def _unmarked(head: bytes) -> str | None:
    """Tell UTF-16 by every other byte, which is zero in the words that documents begin with."""
    first, second = head[::2], head[1::2]
    if len(second) > 1 and not any(second) and _is_plain(first):
        return "utf-16-le"
    if len(second) > 1 and not any(first) and _is_plain(second):
        return "utf-16-be"
    return None


def _is_plain(text: bytes) -> bool:
    return len(text.translate(None, _CONTROL)) == len(text)
