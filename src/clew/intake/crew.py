"""Several reading processes, so that one slow or deadly document holds up nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from select import select
from threading import Lock
from types import TracebackType

import msgspec

from clew.intake.frames import Task, receive, send
from clew.intake.outcome import Outcome, attempt
from clew.model import Document

PATIENCE = 180  # seconds for one document
ALONE = 8  # so many documents are read here before a crew is called, which takes a moment

_WORKER = (sys.executable, "-m", "clew.intake.worker")
_OUTCOME = msgspec.msgpack.Decoder(Outcome)


class Crew:
    """Reads documents in parallel, answers in the order asked.

    Parameters
    ----------
    size: how many processes; by default one less than the machine has processors.
    patience: seconds that one document may take.
    """

    def __init__(self, size: int | None = None, patience: float = PATIENCE) -> None:
        self._size = size or max(1, min(8, (os.cpu_count() or 2) - 1))
        self._patience = patience
        self._asked = 0
        self._threads: ThreadPoolExecutor | None = None
        self._idle: SimpleQueue[_Member] = SimpleQueue()
        self._members: list[_Member] = []

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._threads:
            self._threads.shutdown(wait=False, cancel_futures=True)
            for member in self._members:
                member.dismiss()
            self._threads.shutdown(wait=True)

    def read(self, document: Document) -> Future[Outcome]:
        """Ask for a document to be read."""
        self._asked += 1
        if self._asked <= ALONE:
            done: Future[Outcome] = Future()
            done.set_result(attempt(document))
            return done
        return self._call().submit(self._dispatch, document)

    def _call(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._size, thread_name_prefix="clew-read")
            self._members = [_Member() for _ in range(self._size)]
            for member in self._members:
                self._idle.put(member)
        return self._threads

    def _dispatch(self, document: Document) -> Outcome:
        member = self._idle.get()
        try:
            return member.read(document, self._patience)
        finally:
            self._idle.put(member)


class _Member:
    """One reading process, started when first needed and again when it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._dismissed = False
        self._lock = Lock()

    def dismiss(self) -> None:
        """End the process for good."""
        with self._lock:
            self._dismissed = True
            self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in filter(None, (process.stdin, process.stdout)):
                with suppress(OSError):
                    pipe.close()

    def read(self, document: Document, patience: float) -> Outcome:
        """Have a document read; if that kills the process or takes too long, say so."""
        process = self._running()
        if process is None:
            return _lost(document, None)
        assert process.stdin
        assert process.stdout
        payload, timed_out = None, False
        with suppress(OSError, ValueError):
            send(process.stdin, Task(document.content, document.location, document.media_type))
            # A timer would be a thread for each document, which costs as much as reading one.
            timed_out = not select([process.stdout], [], [], patience)[0]
            payload = None if timed_out else receive(process.stdout)
        if payload is not None:
            return _OUTCOME.decode(payload)
        with self._lock:
            self._end()
        return _lost(document, patience if timed_out else None)

    def _running(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._end()
                self._process = None if self._dismissed else _start()
            return self._process


def _start() -> subprocess.Popen[bytes]:
    # In a session of its own: Ctrl-C is for the writer alone, which then dismisses its crew.
    return subprocess.Popen(
        _WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )


def _lost(document: Document, waited: float | None) -> Outcome:
    what = f"took longer than {waited:g} seconds to read" if waited else "broke its reader"
    message = f"{document.location} {what}."
    hint = "The bytes are kept; please report the document so that the reader can be mended."
    return Outcome(error=("BrokenDocument", message, hint))
