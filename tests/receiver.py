"""A web server on this machine that takes what is sent to it, and answers as a test wants."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Taken(NamedTuple):
    """A request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Told(NamedTuple):
    """What to answer; ``dribbled`` sends the content one byte after the other, without end."""

    status: int = 200
    content: bytes = b""
    headers: Mapping[str, str] = {}
    dribbled: bool = False


class Receiver(ThreadingHTTPServer):
    """Keeps what it takes in ``taken``, and answers what ``answer`` makes of it."""

    daemon_threads = True

    def __init__(self, answer: Callable[[Taken], Told]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.taken: list[Taken] = []
        self.stopped = threading.Event()

    @property
    def address(self) -> str:
        """Where it is: ``http://127.0.0.1:…``."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """Take no offence at those who hang up."""


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length)
        taken = Taken(self.command, self.path, dict(self.headers.items()), body)
        self.server.taken.append(taken)
        told = self.server.answer(taken)
        self.send_response(told.status)
        for name, value in told.headers.items():
            self.send_header(name, value)
        if not told.dribbled:
            self.send_header("Content-Length", str(len(told.content)))
        self.end_headers()
        self.wfile.write(told.content)
        while told.dribbled and not self.server.stopped.wait(0.05):
            self.wfile.write(b".")
            self.wfile.flush()

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def receiving(answer: Callable[[Taken], Told] = lambda taken: Told()) -> Iterator[Receiver]:
    """Run a receiver for as long as a test takes."""
    with Receiver(answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopped.set()
            server.shutdown()
            thread.join()
