"""A process that searches for a site, which has pages to draw meanwhile.

Python runs on one processor at a time, and so do ten requests in one process. Run as
``python -m clew.seeker HOME``; it takes questions on its input, answers each on its output, and
ends when its input does. Both sides are of one program: what passes between them is pickled.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

from clew.errors import ClewError
from clew.home import Home

TRIES = 3  # in a row that may come to nothing; after that it is left alone


class Question(NamedTuple):
    """What is asked of a catalogue: a verb of :class:`clew.app.Clew`, and what it is given.

    Example: ``Question("search", ("home visits",), {"limit": 20})``
    """

    verb: str
    given: tuple[str, ...]
    options: Mapping[str, Any]


READY = Question("search", ("ready",), {"limit": 1})


class Seeker:
    """The site's side of one process, which is started when first needed and again when it died.

    Parameters
    ----------
    home: the folder of the catalogue to search.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._process: subprocess.Popen[bytes] | None = None
        self._left = TRIES

    def ask(self, question: Question) -> Any:
        """Return the answer, or ``None`` when the process came to grief over it.

        Raises
        ------
        ClewError: what the verb raises.
        """
        if not self._left:
            return None
        try:
            told = self._told(question)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._left -= 1
            self.close()
            return None
        self._left = TRIES
        if isinstance(told, ClewError):
            raise told
        return told

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process:
            with suppress(OSError):  # it may have gone already
                process.communicate()

    def _told(self, question: Question) -> Any:
        process = self._process = self._process or self._start()
        assert process.stdin
        assert process.stdout
        pickle.dump(question, process.stdin)
        process.stdin.flush()
        return pickle.load(process.stdout)

    def _start(self) -> subprocess.Popen[bytes]:
        # In a session of its own: Ctrl-C is for the site alone, which then ends it.
        return subprocess.Popen(
            (sys.executable, "-m", "clew.seeker", str(self._home)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )


class Seekers:
    """Processes that search for a site; who finds none free waits for one.

    Parameters
    ----------
    home: the folder of the catalogue to search.
    size: how many.
    """

    def __init__(self, home: Path, size: int) -> None:
        self.size = size
        self._all = [Seeker(home) for _ in range(size)]
        self._free: SimpleQueue[Seeker] = SimpleQueue()
        for seeker in self._all:
            self._free.put(seeker)

    def prepare(self) -> None:
        """Start them beside what else is to be done, for a catalogue takes a moment to open."""
        for _ in range(self.size):
            Thread(target=self.ask, args=(READY,), daemon=True).start()

    def ask(self, question: Question) -> Any:
        """Return the answer, or ``None`` when the process came to grief over it.

        Raises
        ------
        ClewError: what the verb raises.
        """
        seeker = self._free.get()
        try:
            return seeker.ask(question)
        finally:
            self._free.put(seeker)

    def close(self) -> None:
        """End them, each when it has given the answer it is at."""
        for _ in range(self.size):
            self._free.get().close()


def main(folder: str) -> None:
    """Answer questions until there are no more."""
    from clew.reading import Reader  # which knows of this module

    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # for whatever else would write there
    with Reader(Home(Path(folder))) as catalogue, suppress(EOFError, BrokenPipeError):
        while True:
            question = pickle.load(sys.stdin.buffer)
            try:
                told = getattr(catalogue, question.verb)(*question.given, **question.options)
            except ClewError as error:
                told = error
            pickle.dump(told, answers)
            answers.flush()


if __name__ == "__main__":
    # Under its own name: what is pickled here is looked up there.
    from clew import seeker

    seeker.main(*sys.argv[1:])
