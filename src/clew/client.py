"""A catalogue on another machine, with the verbs of one on this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, TypeVar, Unpack
from urllib.parse import quote

import httpx
import msgspec

from clew.api.problem import Problem
from clew.api.v1.feedback import Thanks
from clew.api.v1.resources import Placed
from clew.api.v1.shapes import SourceState, VariableOf
from clew.api.v1.sources import Overall
from clew.catalogue.decisions import Decision
from clew.errors import (
    CatalogueBusy,
    ClewError,
    ExportError,
    LinkingError,
    MemberConflict,
    MemberError,
    NotFound,
    QueryError,
    RemoteError,
)
from clew.export import Item
from clew.export.item import Tie
from clew.index import Filters
from clew.linking import Question, Ruling
from clew.linking.thread import DEPTH, Following
from clew.members import Collection, Verdict
from clew.model import Resource, Thread
from clew.search import Answer, Choices, FacetCounts, Options, PassageHit, Suggestion
from clew.version import __version__

T = TypeVar("T")

_PREFIX = "/api/v1"
_LONGEST = 10_000  # results of one export
_PATIENCE = 60.0  # seconds
_ERRORS: dict[str, type[ClewError]] = {
    kind.__name__: kind
    for kind in (
        *(NotFound, QueryError, ExportError, LinkingError, CatalogueBusy),
        *(MemberConflict, MemberError),
    )
}


class Client:
    """Asks a Clew site over its interface for programs, to be used in a ``with`` block.

    Example::

        with clew.Client("https://catalogue.example") as catalogue:
            for hit in catalogue.search("home visits").hits:
                print(hit.title)

    Parameters
    ----------
    url: where the site is.
    token: made on its account page, for what belongs to a member.
    http: asks instead of a client of its own, as tests do.
    """

    def __init__(
        self, url: str, token: str | None = None, http: httpx.Client | None = None
    ) -> None:
        headers = {"User-Agent": f"clew/{__version__}", "Accept": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._base = url.rstrip("/") + _PREFIX
        self._headers = headers
        self._http = http or httpx.Client(timeout=_PATIENCE, follow_redirects=True)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def search(self, words: str = "", **options: Unpack[Options]) -> Answer:
        """Find resources, and the passages in them; see :meth:`clew.Clew.search`.

        Raises
        ------
        QueryError: when an option makes no sense, or this interface does not have it.
        RemoteError: when the site does not answer as one does.
        """
        return self._get("/search", Answer, q=words, **_parameters(options))

    def like(self, what: str, **options: Unpack[Options]) -> Answer:
        """Find resources like one, named by its id or an identifier, or like any other text.

        Raises
        ------
        QueryError: when an option makes no sense; a text takes ``limit`` alone.
        """
        if len(what.split()) == 1:
            return self._get("/search", Answer, like=what, **_parameters(options))
        if set(options) - {"limit"}:
            raise QueryError("A text is compared without options.", hint="Give a limit alone.")
        return self._send("POST", "/like", Answer, {"text": what, **options})

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Complete the beginning of a query."""
        return self._get("/suggest", tuple[Suggestion, ...], q=typed, limit=limit)

    def facet(
        self, name: str, text: str = "", words: str = "", **options: Unpack[Options]
    ) -> FacetCounts:
        """Look inside a facet: those of its values that hold some words, counted over a search."""
        path = f"/facets/{_named(name)}"
        return self._get(path, FacetCounts, text=text, q=words, **_parameters(options))

    def get(self, name: str) -> Resource:
        """Return a resource by its id or by an identifier in any spelling, without full texts.

        Raises
        ------
        NotFound: when there is none.
        """
        return self._get(f"/resources/{_named(name)}", Resource)

    def item(self, name: str) -> Item:
        """Return a resource as exports take it, with what it is tied to."""
        ties = self._get(f"/resources/{_named(name)}/links", tuple[Tie, ...])
        return Item(resource=self.get(name), ties=ties)

    def passages(self, name: str, limit: int = 100, offset: int = 0) -> list[Placed]:
        """Return the full text of a resource, passage by passage, each with its place."""
        path = f"/resources/{_named(name)}/passages"
        return self._get(path, list[Placed], limit=limit, offset=offset)

    def search_in(self, name: str, words: str, limit: int = 10) -> tuple[PassageHit, ...]:
        """Find passages in the full text of a resource; see :meth:`clew.Clew.search_in`."""
        path = f"/resources/{_named(name)}/search"
        return self._get(path, tuple[PassageHit, ...], q=words, limit=limit)

    def export(
        self,
        form: str,
        *names: str,
        words: str | None = None,
        threads: bool = False,
        filters: Choices | None = None,
        limit: int | None = None,
    ) -> Iterator[str]:
        """Write resources in a format, piece by piece; see :meth:`clew.Clew.export`.

        Over a network a list has ten thousand results at most; whole catalogues go by OAI-PMH.

        Raises
        ------
        ExportError: when there is no such format, or it holds one thing only.
        """
        chosen: Options = {"filters": filters} if filters else {}
        given = _parameters(chosen) | {"as": form, "limit": limit or _LONGEST}
        given |= {"id": names, "threads": threads} if names else {"q": words or ""}
        with self._streamed("/export", given) as found:
            yield from found.iter_text()

    def thread(self, name: str, depth: int = DEPTH, **options: Unpack[Following]) -> Thread:
        """Return the thread of a resource: all that its links reach."""
        return self._get(f"/resources/{_named(name)}/thread", Thread, depth=depth, **options)

    def variables(self, name: str) -> list[VariableOf]:
        """Return the variables of a dataset."""
        return self._get(f"/resources/{_named(name)}/variables", list[VariableOf])

    def same_variable(self, name: str) -> list[VariableOf]:
        """Return the variables of other waves and datasets that seem to be the same as one."""
        return self._get(f"/resources/{_named(name)}/same", list[VariableOf])

    def document(self, sha256: str) -> bytes:
        """Return a document as it was received."""
        return self._ask("GET", f"/documents/{_named(sha256)}").content

    def sources(self) -> list[SourceState]:
        """Return how the sources are that the site harvests."""
        return self._get("/sources", list[SourceState])

    def overview(self) -> Overall:
        """Return how much the catalogue holds of each kind, and the number of its last change."""
        return self._get("/catalogue", Overall)

    def health(self, *names: str) -> list[SourceState]:
        """Return how sources are (by default all): their runs, their links, what is due."""
        return [one for one in self.sources() if not names or one.name in names]

    def feedback(
        self, verdict: Verdict, comment: str | None = None, resource: str | None = None
    ) -> int:
        """Say what is good or wrong; return the number by which to speak of it again."""
        body = {"verdict": verdict, "comment": comment, "resource": resource}
        return self._send("POST", "/feedback", Thanks, body).number

    def collections(self) -> list[Collection]:
        """Return the member's collections, without what they hold."""
        return self._get("/collections", list[Collection])

    def collection(self, number: int) -> Collection:
        """Return a collection with what it holds."""
        return self._get(f"/collections/{number}", Collection)

    def collect(
        self, title: str, resources: Sequence[str] = (), description: str | None = None
    ) -> Collection:
        """Make a collection."""
        body = {"title": title, "resources": list(resources), "description": description}
        return self._send("POST", "/collections", Collection, body)

    def keep(self, collection: int, name: str, note: str | None = None) -> Collection:
        """Put a resource into a collection."""
        path = f"/collections/{collection}/items/{_named(name)}"
        return self._send("PUT", path, Collection, {"note": note})

    def drop(self, collection: int, name: str) -> None:
        """Take a resource out of a collection."""
        self._ask("DELETE", f"/collections/{collection}/items/{_named(name)}")

    @property
    def links(self) -> RemoteDesk:
        """What a curator does with joins and links there: look through them, decide, undo."""
        return RemoteDesk(self)

    def delete(self, collection: int) -> None:
        """Delete a collection."""
        self._ask("DELETE", f"/collections/{collection}")

    def _get(self, path: str, kind: type[T], /, **parameters: Any) -> T:
        return self._decoded(self._ask("GET", path, params=parameters), kind)

    def _send(self, method: str, path: str, kind: type[T], body: object) -> T:
        return self._decoded(self._ask(method, path, json=body), kind)

    def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        with self._reached():
            found = self._http.request(method, self._base + path, headers=self._headers, **more)
        if found.is_error:
            raise _error(found)
        return found

    @contextmanager
    def _streamed(self, path: str, parameters: Mapping[str, Any]) -> Iterator[httpx.Response]:
        address, headers = self._base + path, self._headers | {"Accept": "*/*"}
        with (
            self._reached(),
            self._http.stream("GET", address, headers=headers, params=parameters) as found,
        ):
            if found.is_error:
                found.read()
                raise _error(found)
            yield found

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except httpx.HTTPError as error:
            raise RemoteError(
                f"{self._base} cannot be asked: {error}.", hint="Check the address and the network."
            ) from error

    def _decoded(self, found: httpx.Response, kind: type[T]) -> T:
        try:
            return msgspec.json.decode(found.content, type=kind)
        except msgspec.MsgspecError as error:
            raise RemoteError(
                f"{found.url} answers otherwise than a Clew site: {error}.",
                hint="Check the address; the site may also be of another version.",
            ) from error


class RemoteDesk:
    """The desk of another machine's catalogue, as :class:`clew.linking.Desk` is of one here.

    It wants a token with the scope ``decisions`` of a member who is a curator; decisions are made
    in that member's name.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    def questions(self, limit: int = 20) -> list[Question]:
        """Return what people should decide, most valuable first."""
        return self._client._get("/links/questions", list[Question], limit=limit)

    def decide(self, question: str, answer: str, note: str | None = None) -> Decision:
        """Answer a question by its id; return the decision.

        Raises
        ------
        NotFound: when there is no such resource or record.
        LinkingError: when that is no question, or no answer to it.
        CatalogueBusy: when another process is writing.
        """
        body = {"question": question, "answer": answer, "note": note}
        return self._client._send("POST", "/links/decisions", Decision, body)

    def split(self, resource: str, *records: int, note: str | None = None) -> Decision:
        """Say that records of a resource are not about what its others are about."""
        body = {"resource": resource, "records": records, "note": note}
        return self._client._send("POST", "/links/splits", Decision, body)

    def undo(self, decision: int) -> Decision:
        """Take a decision back."""
        found = self._client._ask("DELETE", f"/links/decisions/{decision}")
        return self._client._decoded(found, Decision)

    def rulings(self, limit: int = 50, before: int | None = None) -> list[Ruling]:
        """Return the latest decisions with what they are about, the newest first."""
        more = {} if before is None else {"before": before}
        return self._client._get("/links/decisions", list[Ruling], limit=limit, **more)


def _parameters(options: Options) -> dict[str, Any]:
    """Write the options of a search as the interface takes them."""
    given: dict[str, Any] = {}
    for name, value in options.items():
        if name == "filters":
            if isinstance(value, Filters):
                raise QueryError(
                    "Filters of that form cannot be sent.", hint="Give names and values instead."
                )
            given |= {key: _bounds(chosen) for key, chosen in dict(value or {}).items()}  # type: ignore[call-overload]
        elif name in {"facets", "years"}:
            given[name] = ",".join(value)  # type: ignore[arg-type]
        elif name in {"kind", "order", "limit", "cursor", "exact"}:
            given |= {name: value} if value is not None else {}
        elif name == "settings":
            given["set"] = list(_settings(value or {}))  # type: ignore[arg-type]
        else:
            raise QueryError(f"{name!r} is not to be had from another machine.")
    return given


def _settings(settings: Mapping[str, Any]) -> Iterator[str]:
    """Write what is to be weighed otherwise.

    Example: ``{"fields": {"title": 2.0}, "fold": False}`` → ``"fields.title=2.0", "fold=false"``
    """
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _settings({f"{name}.{field}": weight for field, weight in value.items()})
        else:
            yield f"{name}={str(value).lower() if isinstance(value, bool) else value}"


def _bounds(chosen: Any) -> Any:
    """Write a pair of numbers as a range."""
    if isinstance(chosen, tuple) and all(isinstance(end, int | float | None) for end in chosen):
        first, last = ("" if end is None else f"{end:g}" for end in chosen)
        return f"{first}..{last}"
    return chosen if isinstance(chosen, str) else list(chosen)


def _named(name: str) -> str:
    return quote(name, safe="/:")


def _error(found: httpx.Response) -> ClewError:
    try:
        problem = msgspec.json.decode(found.content, type=Problem)
    except msgspec.MsgspecError:
        return RemoteError(f"{found.url} answers {found.status_code} {found.reason_phrase}.")
    kind = _ERRORS.get(problem.type.rpartition(":")[2], RemoteError)
    wrong = "; ".join(f"{one.name}: {one.detail}" for one in problem.errors)
    return kind(problem.detail, hint=problem.hint or wrong or None)
