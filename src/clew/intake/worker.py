"""A process that reads documents: tasks come in on its input, outcomes go out.

Run as ``python -m clew.intake.worker``; it ends when its input does.
"""

from __future__ import annotations

import os
import sys

import msgspec

from clew.intake.frames import Task, receive, send
from clew.intake.outcome import attempt_all
from clew.model import Document
from clew.readers.registry import registered


def main() -> None:
    """Read documents until there are no more."""
    registered()  # while who started this is still busy with other things
    decoder = msgspec.msgpack.Decoder(list[Task])
    while (payload := receive(sys.stdin.buffer)) is not None:
        tasks = decoder.decode(payload)
        outcomes = attempt_all([Document(t.content, t.location, t.media_type) for t in tasks])
        try:
            send(sys.stdout.buffer, outcomes)
        except BrokenPipeError:
            # Whoever asked was killed: nobody is left to tell.
            os._exit(1)


if __name__ == "__main__":
    main()
