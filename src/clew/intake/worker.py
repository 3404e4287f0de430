"""A process that reads documents: tasks come in on its input, outcomes go out.

Run as ``python -m clew.intake.worker``; it ends when its input does.
"""

from __future__ import annotations

import os
import sys

import msgspec

from clew.intake.frames import Task, receive, send
from clew.intake.outcome import attempt
from clew.model import Document


def main() -> None:
    """Read documents until there are no more."""
    decoder = msgspec.msgpack.Decoder(Task)
    while (payload := receive(sys.stdin.buffer)) is not None:
        task = decoder.decode(payload)
        outcome = attempt(Document(task.content, task.location, task.media_type))
        try:
            send(sys.stdout.buffer, outcome)
        except BrokenPipeError:
            # Whoever asked was killed: nobody is left to tell.
            os._exit(1)


if __name__ == "__main__":
    main()
