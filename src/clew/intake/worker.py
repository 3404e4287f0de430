"""A process that reads documents: frames of msgpack come in on its input, outcomes go out.

A frame is four bytes of length, big-endian, then that many bytes. Run as
``python -m clew.intake.worker``; it ends when its input does.
"""

from __future__ import annotations

import struct
import sys
from typing import IO

import msgspec

from clew.intake.outcome import Outcome, attempt
from clew.model import Document

_LENGTH = struct.Struct(">I")


class Task(msgspec.Struct, frozen=True, array_like=True):
    """A document to read."""

    content: bytes
    location: str
    media_type: str | None = None


def send(stream: IO[bytes], message: Task | Outcome) -> None:
    """Write one frame."""
    payload = msgspec.msgpack.encode(message)
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


def main() -> None:
    """Read documents until there are no more."""
    decoder = msgspec.msgpack.Decoder(Task)
    while (payload := receive(sys.stdin.buffer)) is not None:
        task = decoder.decode(payload)
        send(sys.stdout.buffer, attempt(Document(task.content, task.location, task.media_type)))


if __name__ == "__main__":
    main()
