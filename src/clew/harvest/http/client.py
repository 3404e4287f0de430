"""Asks servers for documents: in turn, again when they are busy, and never without limits."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from types import TracebackType
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies

import httpx

from clew.errors import SourceError, TooLarge
from clew.harvest.http.answer import Answer, Validators
from clew.harvest.http.guard import host_of, refuse_private, refuse_private_peer
from clew.harvest.http.manners import Manners, asked_to_wait
from clew.harvest.http.pace import Pace
from clew.harvest.http.robots import NOTHING, Robots, parse_robots
from clew.version import __version__

REDIRECT_LIMIT = 8
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_FOR_GOOD = frozenset({301, 308})
_ROBOTS_LIMIT = 2**20  # bytes


class _Later(Exception):
    """A request failed in a way that may pass."""

    def __init__(self, error: SourceError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error, self.wait = error, wait


class Client:
    """A polite HTTP client, to be used in a ``with`` block; several threads may share it.

    Parameters
    ----------
    manners: how politely to ask.
    contact: an address at which the people who run a server can reach ours.
    trusted: hosts that may be in a private network.
    transport: what carries the requests; tests put their own here.
    sleep: waits so many seconds.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        contact: str | None = None,
        trusted: Collection[str] = (),
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.manners = manners or Manners()
        self.received = 0  # bytes, decoded
        self._trusted = frozenset(trusted)
        self._sleep = sleep
        self._pace = Pace(self.manners.rate, self.manners.at_once, sleep)
        self._robots: dict[str, Robots] = {}
        self._lock = Lock()
        self._own_wires = transport is None
        self._http = httpx.Client(
            transport=transport,
            timeout=self.manners.patience,
            headers={"User-Agent": user_agent(contact)},
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        known: Validators | None = None,
        limit: int | None = None,
    ) -> Answer:
        """Fetch what is at an address, trying again while that may help.

        Parameters
        ----------
        url: an ``http`` or ``https`` address.
        params: query parameters to add to it.
        headers: further request headers (``Accept``).
        known: what came with the page last time; where it has not changed the answer is a 304.
        limit: bytes of the answer; else as the manners say.

        Raises
        ------
        SourceError: when the address is private, does not answer, or answers with an error; an
            answer that there is nothing is returned.
        TooLarge: when the answer is longer than the limit.
        """
        whole = str(httpx.URL(url).copy_merge_params(params)) if params else url
        asking = {**(headers or {}), **(known.headers if known else {})}
        answer = self._persist(whole, asking, limit or self.manners.limit)
        if answer.status >= 400 and not answer.missing:
            raise SourceError(_said(answer.url, answer.status) + ".", hint="Check the address.")
        return answer

    def rest(self, attempt: int) -> None:
        """Wait before another attempt at what came but could not be used."""
        self._sleep(self.manners.pause(attempt))

    def may_fetch(self, url: str) -> bool:
        """Say whether the site's ``robots.txt`` lets us fetch a page; keep to its crawl delay."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            known = self._robots.get(site)
        if known is None:
            known = self._ask_robots(f"{site}/robots.txt")
            self._pace.slow_down(host_of(url), known.delay)
            with self._lock:
                self._robots[site] = known
        return known.allow(url)

    def _ask_robots(self, url: str) -> Robots:
        """Read a site's rules; one that cannot say allows nothing (RFC 9309, section 2.3.1.4)."""
        try:
            answer = self._persist(url, {}, _ROBOTS_LIMIT)
        except (SourceError, TooLarge):
            return NOTHING
        if answer.status == 200:
            return parse_robots(answer.content.decode("utf-8", "replace"))
        return Robots() if answer.status < 500 else NOTHING

    def _persist(self, url: str, headers: Mapping[str, str], limit: int) -> Answer:
        attempt = 1
        while True:
            try:
                return self._follow(url, headers, limit)
            except _Later as later:
                if attempt >= self.manners.attempts or (later.wait or 0) > self.manners.wait:
                    raise later.error from later.__cause__
                self._sleep(self.manners.pause(attempt) if later.wait is None else later.wait)
                attempt += 1

    def _follow(self, url: str, headers: Mapping[str, str], limit: int) -> Answer:
        begin, for_good = url, True
        for _ in range(REDIRECT_LIMIT + 1):
            refuse_private(url, self._trusted, resolve=self._own_wires and not _proxied(url))
            with self._ask(url, headers) as response:
                if not response.has_redirect_location:
                    moved = url if url != begin and for_good else None
                    return self._take(url, response, limit, moved)
                for_good = for_good and response.status_code in _FOR_GOOD
                url = urljoin(url, response.headers["location"])
        raise SourceError(
            f"{begin} redirects without end.", hint="Open it in a browser to see where."
        )

    @contextmanager
    def _ask(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        with self._pace.turn(host_of(url)):
            try:
                with self._http.stream("GET", url, headers=headers) as response:
                    if self._own_wires and not _proxied(url):
                        refuse_private_peer(response, self._trusted)
                    yield response
            except httpx.InvalidURL as error:
                raise SourceError(f"{url} is no web address: {error}.", hint="Check it.") from error
            except httpx.RequestError as error:
                said = str(error) or type(error).__name__
                wrong = SourceError(f"{url} did not answer: {said}.", hint="Try again later.")
                raise _Later(wrong) from error

    def _take(self, url: str, response: httpx.Response, limit: int, moved: str | None) -> Answer:
        if response.status_code in _BUSY:
            raise _busy(url, response)
        if response.status_code != 200:
            return Answer(url, response.status_code, moved_to=moved)
        headers = response.headers
        return Answer(
            url,
            200,
            self._body(url, response, limit),
            headers.get("content-type", "").partition(";")[0].strip() or None,
            Validators(headers.get("etag"), headers.get("last-modified")),
            moved,
        )

    def _body(self, url: str, response: httpx.Response, limit: int) -> bytes:
        refuse_packing(url, response)
        parts: list[bytes] = []
        size, until = 0, time.monotonic() + self.manners.whole
        for part in response.iter_bytes():
            size += len(part)
            self.received += len(part)
            if size > limit:
                raise TooLarge(
                    f"{url} is longer than {limit:,} bytes.", hint="Download it yourself."
                )
            if time.monotonic() > until:
                raise _Later(
                    SourceError(f"{url} takes too long to answer.", hint="Try again later.")
                )
            parts.append(part)
        return b"".join(parts)


def user_agent(contact: str | None = None) -> str:
    """Say who asks: ``Clew/0.1.0 (research catalogue; data@library.example)``."""
    return f"Clew/{__version__} ({'; '.join(filter(None, ('research catalogue', contact)))})"


def _busy(url: str, response: httpx.Response) -> _Later:
    wait = asked_to_wait(response.headers.get("retry-after"))
    asked = f" and asks for {wait:,.0f} seconds of rest" if wait else ""
    said = _said(url, response.status_code)
    return _Later(SourceError(f"{said}{asked}.", hint="Try again later."), wait)


def refuse_packing(url: str, response: httpx.Response) -> None:
    """Refuse what is packed twice: each packet of it could swell a million times before counting.

    Of the packings that HTTP knows (RFC 9110, section 8.4.1) these two swell a thousand times.
    """
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise SourceError(
            f"{url} is packed as {packing[:40]!r}, which Clew does not unpack.",
            hint="Tell the people who run the server; plain or gzip will do.",
        )


def _said(url: str, status: int) -> str:
    """Say what a server answered: ``https://… answered 403 Forbidden``."""
    return f"{url} answered {status} {httpx.codes.get_reason_phrase(status)}".rstrip()


def _proxied(url: str) -> bool:
    """Say whether a proxy stands between us and the host, so that it does the looking up."""
    return urlsplit(url).scheme in getproxies()
