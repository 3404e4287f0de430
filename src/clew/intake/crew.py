"""Several reading processes, so that one slow or deadly document holds up nothing else.

Small documents go to a process in groups, for a message takes as long as reading some of them does.
When a group comes to grief each of it is read alone, so that only the guilty one is lost.
"""

from __future__ import annotations

import os
import subprocess
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from select import select
from threading import Lock
from types import TracebackType
from typing import NamedTuple

import msgspec

from clew.intake.calling import end, start
from clew.intake.frames import Task, receive, send
from clew.intake.outcome import Outcome, attempt
from clew.model import Document

PATIENCE = 180  # seconds for one document
ALONE = 8  # if there are no more documents they are read here: a crew takes a moment to come
GROUP = 32  # documents that go together
GROUP_BYTES = 2**16

_OUTCOMES = msgspec.msgpack.Decoder(list[Outcome])


class _Asked(NamedTuple):
    """A document, and whoever waits for what reading it comes to."""

    document: Document
    reading: Future[Outcome]


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
        self._group: list[_Asked] = []
        self._bytes = 0
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
        """Ask for a document to be read, once :meth:`send` is called or a group is full."""
        reading: Future[Outcome] = Future()
        self._asked += 1
        self._group.append(_Asked(document, reading))
        self._bytes += len(document.content)
        if len(self._group) >= GROUP or self._bytes >= GROUP_BYTES:
            self.send()
        return reading

    def send(self) -> None:
        """Send off the documents that wait for others to go with; the first few are read here."""
        group, self._group, self._bytes = self._group, [], 0
        if self._asked <= ALONE:
            for asked in group:
                asked.reading.set_result(attempt(asked.document))
        elif group:
            self._call().submit(self._dispatch, group)

    def _call(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._size, thread_name_prefix="clew-read")
            self._members = [_Member() for _ in range(self._size)]
            for member in self._members:
                self._idle.put(member)
        return self._threads

    def _dispatch(self, group: list[_Asked]) -> None:
        member = self._idle.get()
        try:
            outcomes = member.read([asked.document for asked in group], self._patience)
            for asked, outcome in zip(group, outcomes, strict=True):
                asked.reading.set_result(outcome)
        except BaseException as error:
            for asked in group:
                if not asked.reading.done():
                    asked.reading.set_exception(error)
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
            end(process)

    def read(self, documents: list[Document], patience: float) -> list[Outcome]:
        """Have documents read; if one kills the process or takes too long, say so."""
        answer = self._ask(documents, patience)
        if isinstance(answer, list):
            return answer
        if len(documents) == 1:
            return [_lost(documents[0], answer)]
        return [outcome for one in documents for outcome in self.read([one], patience)]

    def _ask(self, documents: list[Document], patience: float) -> list[Outcome] | float | None:
        """Return what came of documents, or how long was waited in vain, or that nobody is left."""
        process = self._running()
        if process is None:
            return None
        assert process.stdin
        assert process.stdout
        payload, timed_out = None, False
        with suppress(OSError, ValueError):
            send(process.stdin, [Task(d.content, d.location, d.media_type) for d in documents])
            # A timer would be a thread for each document, which costs as much as reading one.
            timed_out = not select([process.stdout], [], [], patience)[0]
            payload = None if timed_out else receive(process.stdout)
        if payload is not None:
            return _OUTCOMES.decode(payload)
        with self._lock:
            self._end()
        return patience if timed_out else None

    def _running(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._end()
                self._process = None if self._dismissed else start()
            return self._process


def _lost(document: Document, waited: float | None) -> Outcome:
    what = f"took longer than {waited:g} seconds to read" if waited else "broke its reader"
    message = f"{document.location} {what}."
    hint = "The bytes are kept; please report the document so that the reader can be mended."
    return Outcome(error=("BrokenDocument", message, hint))
