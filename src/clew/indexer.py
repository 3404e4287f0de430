"""A process that keeps the index in step while another one writes the catalogue.

Building index entries takes a third of the time that writing does, and it only reads: on a second
processor it costs the writer nothing. Run as ``python -m clew.indexer CATALOGUE INDEX``; it takes
the words ``stride`` and ``finish`` on its input, one a line, answers each with a line, and ends at
once when its input does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from select import select

from clew.catalogue import Catalogue
from clew.index import open_engine
from clew.indexing import Indexing

STRIDE, FINISH, DONE = "stride\n", "finish\n", "done\n"


class Indexer:
    """The writer's side: starts the process, and tells it when there is something to follow.

    Parameters
    ----------
    catalogue, index: where the two are.
    """

    def __init__(self, catalogue: Path, index: Path) -> None:
        # In a session of its own: Ctrl-C is for the writer alone, which then ends it.
        self._process = subprocess.Popen(
            (sys.executable, "-m", "clew.indexer", str(catalogue), str(index)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._busy = False

    def stride(self) -> None:
        """Tell it that the catalogue has changed, unless it is still following."""
        if self._busy and self._answers():
            self._busy = not self._heard()
        if not self._busy:
            self._busy = self._tell(STRIDE)

    def finish(self) -> bool:
        """Wait until the index holds all that the catalogue does; tell whether it came to that."""
        done = (not self._busy or self._heard()) and self._tell(FINISH) and self._heard()
        self.close()
        return done

    def close(self) -> None:
        """End the process; what it has not committed is indexed again by whoever comes next."""
        assert self._process.stdin
        assert self._process.stdout
        with suppress(OSError):  # It may have gone already.
            self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _tell(self, word: str) -> bool:
        assert self._process.stdin
        try:
            self._process.stdin.write(word)
            self._process.stdin.flush()
        except OSError:
            return False
        return True

    def _answers(self) -> bool:
        assert self._process.stdout
        return bool(select([self._process.stdout], [], [], 0)[0])

    def _heard(self) -> bool:
        assert self._process.stdout
        return self._process.stdout.readline() == DONE


def main(catalogue_path: str, index_path: str) -> None:
    """Follow the catalogue each time that the input says so."""
    words = _words()
    catalogue = Catalogue(Path(catalogue_path))
    engine = open_engine(Path(index_path))
    indexing = Indexing(catalogue, engine)
    for word in words:
        if word == FINISH:
            indexing.finish()
            engine.close()
        else:
            indexing.stride()
        sys.stdout.write(DONE)
        sys.stdout.flush()


def _words() -> Iterator[str]:
    """Yield the lines of the input; when it ends, so does the process, whatever it is doing."""
    waiting: SimpleQueue[str] = SimpleQueue()

    def listen() -> None:
        for line in sys.stdin:
            waiting.put(line)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        yield waiting.get()


if __name__ == "__main__":
    main(*sys.argv[1:])
