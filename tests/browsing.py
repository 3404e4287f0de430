"""The example site served to a real browser: for the tests, and for those who take its pictures."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
from page_types import COHORT, COURSE, THESIS, Who
from playwright.sync_api import Browser, BrowserContext, sync_playwright

import clew
from clew.members import Members, Role
from clew.web.visitor import SESSION

CORPUS = Path(__file__).resolve().parents[1] / "examples" / "corpus"
PASSWORD = "a kettle sings at noon"
PLACE = "CLEW_TEST_BROWSER"  # where a browser is, if not under one of these names
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_STARTS = 120.0  # seconds a server may take to begin


@dataclass(frozen=True)
class Served:
    """A site that answers: its address, the home behind it, and who can sign in to it."""

    address: str
    home: Path
    secrets: dict[Who, str] = field(default_factory=dict)
    share: str = ""

    def context(
        self, browser: Browser, who: Who = Who.ANYBODY, **options: object
    ) -> BrowserContext:
        """Open a window of somebody's own."""
        made = browser.new_context(base_url=self.address, **options)  # type: ignore[arg-type]
        if who in self.secrets:
            secret = self.secrets[who]
            cookie = {"name": SESSION, "value": secret, "url": self.address, "httpOnly": True}
            made.add_cookies([cookie])  # type: ignore[list-item]
        return made


def fill(home: Path, corpus: Path = CORPUS) -> tuple[dict[Who, str], str]:
    """Make the example site: the invented corpus, a reader with things of their own, an admin.

    Returns what proves who is signed in, and the end of the link to the reader's collection.
    """
    with clew.open(home) as catalogue:
        catalogue.add(str(corpus))
    members, now = Members(home / "members.db"), datetime.now(UTC)
    with members.transaction():
        ada = members.accounts.open("ada@example.org", "Ada Fenwick", now, password=PASSWORD)
        bo = members.accounts.open("bo@example.org", "Bo Lindqvist", now, role=Role.ADMIN)
        kept = members.collections.make(
            ada.number, "Home visits", now, "For the seminar in spring", [COHORT, THESIS, COURSE]
        )
        members.collections.note(ada.number, kept.number, THESIS, "Chapter 4 on waiting.", now)
        share = members.collections.set_shared(ada.number, kept.number, True) or ""
        members.searches.save(ada.number, "Home visits", "q=home+visits", now)
        members.feedback.give("too-high", now, comment="I wanted the data.", resource=COURSE)
        secrets = {
            Who.READER: members.sessions.begin(ada.number, now),
            Who.ADMIN: members.sessions.begin(bo.number, now),
        }
    members.close()
    return secrets, share


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Serve a home as anybody would, with the command line; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "clew", "serve", "--home", str(home), "--port", str(port)]
    with (home / "serve.log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait(server, f"http://127.0.0.1:{port}", home / "serve.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def found() -> str | None:
    """Return where a browser is, if there is one."""
    mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    places = (os.environ.get(PLACE), *map(shutil.which, NAMES), shutil.which(mac))
    return next((one for one in places if one), None)


@contextmanager
def browsing(place: str) -> Iterator[Browser]:
    """Start the browser that is at a place."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=place, headless=True, args=FLAGS)
        yield browser
        browser.close()


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + _STARTS
    while time.monotonic() < until and server.poll() is None:
        try:
            if httpx.get(f"{address}/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    server.kill()
    raise RuntimeError(f"The site did not start: {log.read_text('utf-8')[-2000:]}")


if __name__ == "__main__":  # Whether there is a browser, for `make browser`.
    sys.exit(0 if found() else 1)
