"""A repository and a site on this machine that misbehave as they are told to.

Nothing of it leaves 127.0.0.1, and everything it serves is invented.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

OAI = "http://www.openarchives.org/OAI/2.0/"
DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
BEGAN = "2031-05-02T09:30:00Z"

_PLACES = ("Ashby", "Northshore", "Elm", "Wexcombe", "Tarn", "Ludmoor", "Ostley", "Brackenfield")
_THEMES = ("home visits", "school meals", "night shifts", "bus routes", "reading groups", "gardens")
_WAYS = ("A panel study", "Interviews", "A diary study", "A survey", "Observations", "Records")
_WORDS = ("listening", "waiting", "walking", "caring", "counting", "leaving", "asking", "sharing")


@dataclass
class Reply:
    """What the server says. ``cut`` breaks off in the middle, ``slow`` takes so many seconds."""

    body: bytes = b""
    status: int = 200
    media_type: str = "text/xml; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    slow: float = 0.0


@dataclass
class Repository:
    """A repository of invented records, ``size`` of them, ``page`` at a time.

    ``faults`` says what goes wrong at which record's page, each once: slow, drop, truncate, 429,
    503, 500, html, repeat, expire, type, gzip, redirect, dates. ``malformed`` records are broken
    whenever they come; ``deleted`` ones have only a header; ``versions`` counts changes; ``rest``
    is how many seconds it asks for when it is busy.
    """

    size: int
    page: int = 100
    faults: dict[int, str] = field(default_factory=dict)
    malformed: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)
    versions: dict[int, int] = field(default_factory=dict)
    by_day: bool = False
    circle: bool = False
    rest: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)

    def answer(self, path: str, query: dict[str, str]) -> Reply:
        """Answer a request."""
        self.asked.append(query)
        start = self._start(query)
        fault = self.faults.pop(start, None) if query.get("verb") == "ListRecords" else None
        match fault:
            case "500" | "503" | "429":
                return Reply(status=int(fault), headers={"Retry-After": str(self.rest)})
            case "redirect":
                rest = "&".join(f"{name}={value}" for name, value in query.items())
                return Reply(status=302, headers={"Location": f"/moved{path}?{rest}"})
            case "html":
                return Reply(b"<html><body>We are busy.</body></html>", media_type="text/html")
            case "expire":
                return Reply(self._wrapped('<error code="badResumptionToken">too old</error>'))
        reply = Reply(self._wrapped(self._verb(query, start, fault), fault))
        match fault:
            case "slow":
                reply.slow = 0.3
            case "drop":
                reply.cut = True
            case "truncate":
                reply.body = reply.body[: len(reply.body) // 2]
            case "type":
                reply.media_type = "application/octet-stream"
            case "gzip":
                reply.body = gzip.compress(reply.body)
                reply.headers["Content-Encoding"] = "gzip"
        return reply

    def _start(self, query: dict[str, str]) -> int:
        token = query.get("resumptionToken", "0|")
        return int(token.partition("|")[0])

    def _verb(self, query: dict[str, str], start: int, fault: str | None) -> str:
        match query.get("verb"):
            case "Identify":
                finest = "YYYY-MM-DD" if self.by_day else "YYYY-MM-DDThh:mm:ssZ"
                return (
                    "<Identify><repositoryName>Ashby</repositoryName><deletedRecord>persistent"
                    f"</deletedRecord><granularity>{finest}</granularity></Identify>"
                )
            case "ListMetadataFormats":
                prefix = "<metadataFormat><metadataPrefix>oai_dc</metadataPrefix></metadataFormat>"
                return f"<ListMetadataFormats>{prefix}</ListMetadataFormats>"
            case "ListSets":
                return "<ListSets><set><setSpec>odd</setSpec></set></ListSets>"
            case "ListRecords":
                return self._list(query, start, fault)
        return '<error code="badVerb">what?</error>'

    def _list(self, query: dict[str, str], start: int, fault: str | None) -> str:
        since = query.get("from") or query.get("resumptionToken", "|").partition("|")[2]
        if self.by_day and "T" in since:
            return '<error code="badArgument">dates have no times here</error>'
        wanted = [number for number in range(self.size) if not since or self._changed(number)]
        numbers = wanted[start : start + self.page]
        if not numbers:
            return '<error code="noRecordsMatch"/>'
        records = "".join(self.record(number, fault == "dates") for number in numbers)
        after = start if fault == "repeat" else start + self.page
        after = 0 if self.circle else after
        token = f"{after}|{since}" if after < len(wanted) else ""
        return (
            f'<ListRecords>{records}<resumptionToken completeListSize="{len(wanted)}">{token}'
            "</resumptionToken></ListRecords>"
        )

    def _changed(self, number: int) -> bool:
        return number in self.versions or number in self.deleted

    def record(self, number: int, odd_date: bool = False) -> str:
        """Write one record."""
        stamp = "the day before yesterday" if odd_date else f"20{number % 30:02}-03-04T05:06:07Z"
        name = f"<identifier>oai:ashby.example:{number}</identifier><datestamp>{stamp}</datestamp>"
        if number in self.deleted:
            return f'<record><header status="deleted">{name}</header></record>'
        title = escape(self.title(number))
        broken = "</oops>" if number in self.malformed else ""
        return (
            f"<record><header>{name}</header><metadata><oai_dc:dc>"
            f"<dc:title>{title}</dc:title>{broken}<dc:type>Dataset</dc:type>"
            f"<dc:creator>Okafor-{number % 97}, Ngozi</dc:creator>"
            f"<dc:description>{_WAYS[number % 6]} of {_WORDS[number % 8]} and "
            f"{_WORDS[number // 8 % 8]} among people of {_PLACES[number // 3 % 8]}, in "
            f"{number % 40 + 3} rounds.</dc:description>"
            f"<dc:date>{1980 + number % 45}</dc:date><dc:language>en</dc:language>"
            f"<dc:identifier>https://ashby.example/study/{number}</dc:identifier>"
            "</oai_dc:dc></metadata></record>"
        )

    def title(self, number: int) -> str:
        """Return what a record is called."""
        place, theme, way = _PLACES[number % 8], _THEMES[number % 6], _WAYS[number // 6 % 6]
        version = self.versions.get(number, 0)
        return f"{way} of {theme} in {place} & around, {number}" + ", revised" * version

    def _wrapped(self, inside: str, fault: str | None = None) -> bytes:
        date = "9999-99-99" if fault == "dates" else BEGAN
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="{OAI}" xmlns:dc="{DC}" '
            f'xmlns:oai_dc="{OAI_DC}"><responseDate>{date}</responseDate>'
            f"<request>http://ashby.example/oai</request>{inside}</OAI-PMH>"
        ).encode()


@dataclass
class Site:
    """A site of pages, each with its text, the day it changed, and what is wrong with it.

    ``faults`` are statuses by page name, and ``moved`` where a page is now.
    """

    pages: dict[str, str]
    days: dict[str, str] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    robots: str = ""
    packed: bool = False
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str, headers: dict[str, str], host: str) -> Reply:
        """Answer a request."""
        self.asked.append(path)
        name = path.removeprefix("/")
        if path == "/robots.txt":
            return Reply(self.robots.encode(), 200 if self.robots else 404, "text/plain")
        if path == "/sitemap.xml":
            return self._index(host)
        if path == "/pages.xml":
            return self._listing(host)
        if name in self.faults:
            return Reply(status=self.faults[name])
        if name in self.moved:
            return Reply(status=301, headers={"Location": f"/{self.moved[name]}"})
        if name not in self.pages:
            return Reply(status=404)
        tag = f'"{hash(self.pages[name]):x}"'
        if headers.get("if-none-match") == tag:
            return Reply(status=304, headers={"ETag": tag})
        return Reply(self.pages[name].encode(), media_type="text/html", headers={"ETag": tag})

    def _index(self, host: str) -> Reply:
        inside = f"<sitemap><loc>http://{host}/pages.xml</loc></sitemap>"
        return Reply(
            f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}'
            "</sitemapindex>".encode()
        )

    def _listing(self, host: str) -> Reply:
        listed = (*self.pages, *self.faults, *self.moved)
        rows = "".join(
            f"<url><loc>http://{host}/{name}</loc>{self._day(name)}</url>"
            for name in sorted(set(listed))
        )
        body = (
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()
        )
        return Reply(gzip.compress(body) if self.packed else body)

    def _day(self, name: str) -> str:
        return f"<lastmod>{self.days[name]}</lastmod>" if name in self.days else ""


class Traps:
    """Answers that are meant to do harm."""

    def answer(self, path: str, host: str) -> Reply:
        """Answer a request."""
        match path:
            case "/loop":
                return Reply(status=302, headers={"Location": f"http://{host}/loop"})
            case "/private":
                return Reply(status=302, headers={"Location": "http://10.0.0.1/oai"})
            case "/bomb":
                layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
                return Reply(
                    f'<!DOCTYPE OAI-PMH [<!ENTITY e0 "ha">{layers}]><OAI-PMH xmlns="{OAI}">'
                    "<ListRecords><record>&e11;</record></ListRecords></OAI-PMH>".encode()
                )
            case "/entity":
                return Reply(
                    '<!DOCTYPE OAI-PMH [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                    f'<OAI-PMH xmlns="{OAI}"><error code="badVerb">&x;</error></OAI-PMH>'.encode()
                )
        return Reply(status=404)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Any

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        host = self.headers["host"]
        if url.path == "/huge":
            self._stream()
            return
        with self.server.lock:
            reply = self._reply(url.path, dict(parse_qsl(url.query)), host)
        time.sleep(reply.slow)
        self.send_response(reply.status)
        for name, value in {"Content-Type": reply.media_type, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if reply.status != 304:
            self.wfile.write(reply.body[: len(reply.body) // 2] if reply.cut else reply.body)
        if reply.cut:
            self.close_connection = True

    def _reply(self, path: str, query: dict[str, str], host: str) -> Reply:
        headers = {name.lower(): value for name, value in self.headers.items()}
        if path in ("/oai", "/moved/oai") and self.server.repository:
            reply: Reply = self.server.repository.answer(path, query)
            return reply
        if self.server.site:
            found: Reply = self.server.site.answer(path, headers, host)
            return found
        return Traps().answer(path, host)

    def _stream(self) -> None:
        """Send a gigabyte, for as long as anybody listens."""
        self.send_response(200)
        self.send_header("Content-Length", str(2**30))
        self.end_headers()
        piece = bytes(2**20)
        try:
            for _ in range(1024):
                self.wfile.write(piece)
                self.server.sent += len(piece)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, repository: Repository | None, site: Site | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.repository, self.site = repository, site
        self.lock, self.sent = Lock(), 0

    def handle_error(self, *_: object) -> None:
        """Say nothing when a client leaves early."""

    @property
    def address(self) -> str:
        """Where it is: ``http://127.0.0.1:54321``."""
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def serving(repository: Repository | None = None, site: Site | None = None) -> Iterator[_Server]:
    """Serve while the block runs."""
    with _Server(repository, site) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def every(step: int, kinds: Iterable[str], page: int) -> dict[int, str]:
    """Spread faults over a list, one kind at every so many pages."""
    return {(place + 1) * step * page: kind for place, kind in enumerate(kinds)}


FAULTS = (
    "slow",
    "drop",
    "429",
    "503",
    "500",
    "truncate",
    "html",
    "repeat",
    "expire",
    "type",
    "gzip",
    "redirect",
    "dates",
)
