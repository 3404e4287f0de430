"""A site whose pages arrive in pieces, as over a slow line: what is painted first may not move."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import ClassVar

import httpx
from browsing import Served

PAUSE = 0.03  # seconds between two pieces: two frames, so that each is painted
# A page stops where a browser may well paint: between parts, and within each of them.
STOPS = (
    b'<nav class="ways"',
    b'<main id="main"',
    b"</main>",
    b'<footer class="foot">',
    b"</footer>",
)
_PIECES = 5  # of what is between two stops and long
_ASKED, _TOLD = ("cookie", "accept"), ("content-type", "content-security-policy", "location")


@contextmanager
def arriving(site: Served) -> Iterator[Served]:
    """Serve a site once more, at an address of its own, each page of it in pieces."""

    class Slow(_Handler):
        client = httpx.Client(base_url=site.address)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield replace(site, address=f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
        Slow.client.close()


def pieces(page: bytes) -> list[bytes]:
    """Return a page cut at its stops, and what is long between them cut evenly."""
    least = max(len(page) // _PIECES, 1)
    cuts = {page.find(stop) for stop in STOPS} | set(range(0, len(page), least)) | {len(page)}
    ends = sorted(cuts - {-1})
    return [page[start:end] for start, end in pairwise(ends)]


class _Handler(BaseHTTPRequestHandler):
    """What answers for the site."""

    client: ClassVar[httpx.Client]

    def do_GET(self) -> None:
        asked = {name: self.headers[name] for name in _ASKED if name in self.headers}
        answer = self.client.get(self.path, headers=asked)
        self.send_response(answer.status_code)
        for name in _TOLD:
            if name in answer.headers:
                self.send_header(name, answer.headers[name])
        self.end_headers()
        if "text/html" not in answer.headers.get("content-type", ""):
            self.wfile.write(answer.content)
            return
        for piece in pieces(answer.content):
            self.wfile.write(piece)
            time.sleep(PAUSE)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
