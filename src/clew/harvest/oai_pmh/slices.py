"""Cuts an answer that is not well-formed into records, so that a bad one costs only itself."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

_PREFIX = rb"(?:[\w.-]{1,20}:)?"
_ROOT = re.compile(rb"<" + _PREFIX + rb"OAI-PMH\b[^>]{0,4000}>")
# A record of the envelope has a header; records inside it (MARC's, say) have none.
_RECORD = re.compile(
    rb"<(" + _PREFIX + rb")record\b[^>]{0,200}>\s{0,200}<" + _PREFIX + rb"header[\s/>]"
)
_TOKEN = re.compile(rb"<" + _PREFIX + rb"resumptionToken\b([^>]{0,500})>([^<]{0,4000})<")
_SIZE = re.compile(rb"completeListSize\s?=\s?[\"'](\d{1,12})[\"']")
_DATE = re.compile(rb"<" + _PREFIX + rb"responseDate>([^<]{1,40})<")
_NAME = re.compile(rb"<" + _PREFIX + rb"identifier\b[^>]{0,500}>([^<]{1,1000})<")


class Cut(NamedTuple):
    """The records of an answer, and what must stand around each for it to be parsed alone."""

    head: bytes
    records: tuple[bytes, ...]
    tail: bytes
    token: str | None
    total: str | None
    response_date: str | None

    def identifier(self, record: bytes) -> str | None:
        """Return the identifier in a record's header, where it can be made out."""
        return _found(_NAME, record)


def cut(content: bytes) -> Cut | None:
    """Cut an answer into records; ``None`` when it has none or is no OAI-PMH."""
    root = _ROOT.search(content)
    starts = list(_RECORD.finditer(content))
    if not root or not starts:
        return None
    ends = [*(start.start() for start in starts[1:]), len(content)]
    records = tuple(
        _trimmed(content[start.start() : end], start[1])
        for start, end in zip(starts, ends, strict=True)
    )
    after = content[ends[-2] if len(ends) > 1 else starts[-1].start() :]
    token = _TOKEN.search(after)
    size = _SIZE.search(token[1]) if token else None
    return Cut(
        content[: root.end()],
        records,
        b"</" + root[0][1:].split(None, 1)[0].rstrip(b">") + b">",
        unescape(token[2].decode("utf-8", "replace")).strip() or None if token else None,
        size[1].decode() if size else None,
        _found(_DATE, content[:8000]),
    )


def _trimmed(piece: bytes, prefix: bytes) -> bytes:
    close = b"</" + prefix + b"record>"
    end = piece.rfind(close)
    return piece[: end + len(close)] if end >= 0 else piece


def _found(pattern: re.Pattern[bytes], content: bytes) -> str | None:
    match = pattern.search(content)
    return unescape(match[1].decode("utf-8", "replace")).strip() or None if match else None
