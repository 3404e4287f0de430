"""Any service that speaks OpenAI's embeddings interface, also one on this machine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from http import HTTPStatus

import httpx
import msgspec

from clew.encoders.encoder import Encoder, Options, Vectors, of_length_one
from clew.errors import EncoderError, EncoderMissing
from clew.version import __version__

_BATCH = 64
_PATIENCE = httpx.Timeout(60, connect=10)
_TRIES = 4
_LONGEST_WAIT = 60.0
_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_MOST_SAID = 300


class _Item(msgspec.Struct):
    embedding: list[float]
    index: int | None = None


class _Reply(msgspec.Struct):
    data: list[_Item]


class OpenAI:
    """A model behind ``POST URL/embeddings`` (OpenAI API reference, "Create embeddings").

    Parameters
    ----------
    url: up to and without ``/embeddings``; ``http`` is accepted for a service on this machine.
    model: its name.
    key: sent as a bearer token; never shown, logged or stored.
    transport: what carries the requests; tests put their own here.
    sleep: waits so many seconds.
    """

    def __init__(
        self,
        url: str,
        model: str,
        key: str | None = None,
        *,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = f"openai:{url}#{model}"
        self._url, self._model = f"{url}/embeddings", model
        self._sleep = sleep
        headers = {"User-Agent": f"clew/{__version__}"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self._http = httpx.Client(transport=transport, timeout=_PATIENCE, headers=headers)

    @cached_property
    def dimensions(self) -> int:
        """How many numbers its vectors have: it is asked once, when that is first needed."""
        return int(self.encode(["text"]).shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector for each text, in the same order.

        Raises
        ------
        EncoderError: when the service cannot be reached, refuses, or answers something else.
        """
        found: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            found += self._batch(texts[start : start + _BATCH])
        return of_length_one(found, len(texts), self.name)

    def _batch(self, texts: Sequence[str]) -> list[list[float]]:
        # Some services refuse an empty text.
        inputs = [text or " " for text in texts]
        answer = self._post({"model": self._model, "input": inputs})
        try:
            items = msgspec.json.decode(answer.content, type=_Reply).data
        except msgspec.DecodeError as error:
            raise EncoderError(
                f"{self._url} answered something else than vectors: {error}.",
                hint="Is it the address of an OpenAI-compatible service, up to /embeddings?",
            ) from error
        # Without an index, or with the same one everywhere, they stand in their order.
        items.sort(key=lambda item: item.index or 0)
        return [item.embedding for item in items]

    def _post(self, asked: dict[str, object]) -> httpx.Response:
        for turn in range(1, _TRIES + 1):
            try:
                answer = self._http.post(self._url, json=asked)
            except httpx.HTTPError as error:
                if turn == _TRIES:
                    raise EncoderError(
                        f"{self._url} does not answer: {error or type(error).__name__}.",
                        hint="Is the service running, and the address right?",
                    ) from error
                self._sleep(2.0**turn / 4)
                continue
            if answer.status_code not in _BUSY or turn == _TRIES:
                return self._checked(answer)
            self._sleep(_wait(answer, turn))
        raise AssertionError("the last turn returns or raises")

    def _checked(self, answer: httpx.Response) -> httpx.Response:
        if answer.is_success:
            return answer
        refused = answer.status_code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
        said = " ".join(answer.text[:_MOST_SAID].split())
        raise EncoderError(
            f"{self._url} answered {answer.status_code}{f': {said}' if said else ''}.",
            hint="Is the key right?" if refused else "Is the model's name right?",
        )


def load(model: str, options: Options) -> Encoder:
    """Make ready to ask a service; nothing is sent yet.

    Parameters
    ----------
    model: ``URL#MODEL``, as ``http://127.0.0.1:11434/v1#nomic-embed-text``.
    options: ``key`` names the environment variable that holds the key, if one is needed.

    Raises
    ------
    EncoderMissing: when the service is not on this machine and the variable is not set.
    EncoderError: when the address or the model is not given.
    """
    url, _, name = model.partition("#")
    url = url.rstrip("/")
    host = httpx.URL(url).host if url.startswith(("http://", "https://")) else ""
    if not (host and name):
        raise EncoderError(
            f"openai:{model} does not say which service and model to use.",
            hint="Write openai:URL#MODEL, as openai:http://127.0.0.1:11434/v1#nomic-embed-text.",
        )
    key = os.environ.get(options.key) if options.key else None
    here = host in ("localhost", "127.0.0.1", "::1")
    if not here and url.startswith("http://"):
        raise EncoderError(
            f"{url} would get every text, and the key, unencrypted.", hint="Use its https address."
        )
    if not here and not key:
        variable = options.key or "a variable, named as `key` in [encoder] of clew.toml,"
        raise EncoderMissing(
            f"The service at {host} wants a key, and there is none.",
            hint=f"Put it into the environment: {variable}",
        )
    return OpenAI(url, name, key)


def _wait(answer: httpx.Response, turn: int) -> float:
    asked = answer.headers.get("Retry-After", "")
    return min(float(asked), _LONGEST_WAIT) if asked.isdigit() else 2.0**turn / 2
