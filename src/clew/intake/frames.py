"""How the writer and its reading processes speak: frames of msgpack.

A frame is four bytes of length, big-endian, then that many bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import IO

import msgspec

from clew.intake.outcome import Outcome

_LENGTH = struct.Struct(">I")


class Task(msgspec.Struct, frozen=True, array_like=True):
    """A document to read."""

    content: bytes
    location: str
    media_type: str | None = None


def send(stream: IO[bytes], messages: Sequence[Task] | Sequence[Outcome]) -> None:
    """Write one frame of tasks, or of the outcomes they came to, in order."""
    payload = msgspec.msgpack.encode(messages)
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one frame, or ``None`` when the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(head)
    payload = stream.read(size)
    return payload if len(payload) == size else None
