"""Starting reading processes, one of them before anybody needs it.

A process takes as long to come as a program that is to use it takes to begin. Nothing else is
imported here, so that it can be called first of all.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_WORKER = (sys.executable, "-m", "clew.intake.worker")
_called: list[subprocess.Popen[bytes]] = []


@contextmanager
def called_ahead() -> Iterator[None]:
    """Start a process for whoever needs one first, and end it if nobody did."""
    with suppress(OSError):  # told to whoever needs one
        _called.append(_begin())
    try:
        yield
    finally:
        while _called:
            end(_called.pop())


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, whatever it is at."""
    process.kill()
    process.wait()
    for pipe in filter(None, (process.stdin, process.stdout)):
        with suppress(OSError):
            pipe.close()


def start() -> subprocess.Popen[bytes]:
    """Return a reading process: the one that was called ahead, else a new one.

    Raises
    ------
    OSError: when there cannot be one.
    """
    return _called.pop() if _called else _begin()


def _begin() -> subprocess.Popen[bytes]:
    # In a session of its own: Ctrl-C is for the writer alone, which then dismisses its crew.
    return subprocess.Popen(
        _WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
