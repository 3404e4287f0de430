"""A process that searches for a site, which has pages to draw meanwhile.

Python runs on one processor at a time, and so do ten requests in one process. Run as
``python -m clew.seeker HOME``; it takes questions on its input, answers each on its output, and
ends when its input does. Meanwhile it asks back: who waits for a page can as well count what was
found, on a processor of its own. Both sides are of one program: what passes between them is
pickled.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, BinaryIO, NamedTuple

from clew.errors import ClewError
from clew.home import Home
from clew.index import Engine
from clew.search import Count, Counted, Counting

TRIES = 3  # in a row that may come to nothing; after that it is left alone


class Question(NamedTuple):
    """What is asked of a catalogue: a verb of :class:`clew.app.Clew`, and what it is given.

    Example: ``Question("search", ("home visits",), {"limit": 20})``
    """

    verb: str
    given: tuple[str, ...]
    options: Mapping[str, Any]


class Asked(NamedTuple):
    """What is asked back: to count something in the index as it is at a revision."""

    number: int
    revision: int
    wanted: Count


class Told(NamedTuple):
    """What was counted; ``None`` if it could not be."""

    number: int
    counted: Counted | None


Helper = Callable[[Asked], Counted | None]

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

    def ask(self, question: Question, helper: Helper = lambda asked: None) -> Any:
        """Return the answer, or ``None`` when the process came to grief over it.

        Parameters
        ----------
        helper: counts what the process asks back; by default it has to count itself.

        Raises
        ------
        ClewError: what the verb raises.
        """
        if not self._left:
            return None
        try:
            told = self._told(question, helper)
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

    def _told(self, question: Question, helper: Helper) -> Any:
        process = self._process = self._process or self._start()
        assert process.stdin
        assert process.stdout
        _send(question, process.stdin)
        while isinstance(told := pickle.load(process.stdout), Asked):
            _send(Told(told.number, helper(told)), process.stdin)
        return told

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

    def ask(self, question: Question, helper: Helper = lambda asked: None) -> Any:
        """Return the answer, or ``None`` when the process came to grief over it.

        Parameters
        ----------
        helper: see :meth:`Seeker.ask`.

        Raises
        ------
        ClewError: what the verb raises.
        """
        seeker = self._free.get()
        try:
            return seeker.ask(question, helper)
        finally:
            self._free.put(seeker)

    def close(self) -> None:
        """End them, each when it has given the answer it is at."""
        for _ in range(self.size):
            self._free.get().close()


class AskingBack:
    """The process's way of counting: it lets the site, and counts itself what that cannot.

    Parameters
    ----------
    told, asked: where from, and where to.
    """

    def __init__(self, told: BinaryIO, asked: BinaryIO) -> None:
        self._told, self._asked = told, asked
        self._numbers = count(1)

    def __call__(self, engine: Engine, wanted: Count) -> Counting:
        """Begin to count."""
        asked = Asked(next(self._numbers), engine.revision, wanted)
        _send(asked, self._asked)
        return lambda: self._await(asked.number) or wanted.by(engine)

    def _await(self, number: int) -> Counted | None:
        # A search that raised an error never waited for what it had asked.
        while (told := pickle.load(self._told)).number != number:
            pass
        found: Counted | None = told.counted
        return found


def main(folder: str) -> None:
    """Answer questions until there are no more."""
    from clew.reading import Reader  # which knows of this module

    questions = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # for whatever else would write there
    counter = AskingBack(questions, answers)
    with (
        Reader(Home(Path(folder)), counter=counter) as catalogue,
        suppress(EOFError, BrokenPipeError),
    ):
        while True:
            while not isinstance(question := pickle.load(questions), Question):
                pass  # told too late
            try:
                told = getattr(catalogue, question.verb)(*question.given, **question.options)
            except ClewError as error:
                told = error
            _send(told, answers)


def _send(something: object, where: IO[bytes]) -> None:
    pickle.dump(something, where)
    where.flush()


if __name__ == "__main__":
    # Under its own name: what is pickled here is looked up there.
    from clew import seeker

    seeker.main(*sys.argv[1:])
