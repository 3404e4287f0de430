"""An OpenAI-compatible service, on this machine: what is sent, what may come back, what is kept."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import httpx
import numpy as np
import pytest

from clew.encoders import Options, load
from clew.encoders.openai import OpenAI
from clew.errors import EncoderError, EncoderMissing

KEY = "sk-very-secret-7"


class Service(BaseHTTPRequestHandler):
    """Answers with the length and the number of vowels of each text, the last text first."""

    seen: ClassVar[list[tuple[str, str | None, Any]]] = []

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append((self.path, self.headers["Authorization"], asked))
        data = [
            {"object": "embedding", "index": at, "embedding": [len(text), text.count("e") + 1]}
            for at, text in enumerate(asked["input"])
        ]
        body = json.dumps({"object": "list", "data": data[::-1], "model": asked["model"]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Stay silent."""


@pytest.fixture
def url() -> Iterator[str]:
    Service.seen.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
        server.shutdown()


def test_a_service_on_this_machine_needs_no_key(url: str) -> None:
    encoder = load(f"openai:{url}/#tiny")
    assert encoder is not None
    assert encoder.name == f"openai:{url}#tiny"
    assert Service.seen == []
    assert encoder.dimensions == encoder.dimensions == 2
    found = encoder.encode(["tea", "", "evening tea"])
    lengths = np.array([[3, 2], [1, 1], [11, 4]], np.float32)
    np.testing.assert_allclose(found, lengths / np.linalg.norm(lengths, axis=1, keepdims=True))
    assert Service.seen == [
        ("/v1/embeddings", None, {"model": "tiny", "input": ["text"]}),
        ("/v1/embeddings", None, {"model": "tiny", "input": ["tea", " ", "evening tea"]}),
    ]


def test_a_key_is_read_from_the_environment_and_never_shown(
    url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("OUR_KEY", KEY)
    caplog.set_level(logging.DEBUG)
    encoder = load(f"openai:{url}#tiny", Options(key="OUR_KEY"))
    assert encoder is not None
    encoder.encode(["tea"])
    assert Service.seen[0][1] == f"Bearer {KEY}"
    assert KEY not in caplog.text
    assert KEY not in f"{encoder.name} {vars(encoder)}"


def test_many_texts_go_in_batches_and_come_back_in_order(url: str) -> None:
    encoder = load(f"openai:{url}#tiny")
    assert encoder is not None
    texts = ["x" * number for number in range(1, 151)]
    found = encoder.encode(texts)
    assert [len(asked["input"]) for _, _, asked in Service.seen] == [64, 64, 22]
    ratios = found[:, 0] / found[:, 1]
    np.testing.assert_allclose(ratios, np.arange(1, 151), rtol=1e-4)


def test_a_service_elsewhere_wants_a_key_and_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OUR_KEY", raising=False)
    with pytest.raises(EncoderMissing) as told:
        load("openai:https://models.example/v1#tiny", Options(key="OUR_KEY"))
    assert str(told.value) == (
        "The service at models.example wants a key, and there is none. "
        "Put it into the environment: OUR_KEY"
    )
    monkeypatch.setenv("OUR_KEY", KEY)
    with pytest.raises(EncoderError, match="unencrypted"):
        load("openai:http://models.example/v1#tiny", Options(key="OUR_KEY"))
    assert load("openai:https://models.example/v1#tiny", Options(key="OUR_KEY")) is not None


Handler = Callable[[httpx.Request], httpx.Response]


def service(handler: Handler, waits: list[float] | None = None) -> OpenAI:
    kept: list[float] = [] if waits is None else waits
    return OpenAI(
        "https://models.example/v1",
        "tiny",
        KEY,
        transport=httpx.MockTransport(handler),
        sleep=kept.append,
    )


GOOD = httpx.Response(200, json={"data": [{"embedding": [3, 4]}]})


def test_a_busy_service_is_asked_again_when_it_says() -> None:
    answers = iter(
        [
            httpx.Response(429, headers={"Retry-After": "7"}),
            httpx.Response(503),
            httpx.Response(429, headers={"Retry-After": "9999"}),
            GOOD,
        ]
    )
    waits: list[float] = []
    found = service(lambda request: next(answers), waits).encode(["tea"])
    np.testing.assert_allclose(found, [[0.6, 0.8]])
    assert waits == [7.0, 2.0, 60.0]


def test_a_service_that_cannot_be_reached_is_tried_a_few_times() -> None:
    tried: list[str] = []

    def broken(request: httpx.Request) -> httpx.Response:
        tried.append(str(request.url))
        raise httpx.ConnectError("Connection refused")

    with pytest.raises(EncoderError, match="does not answer: Connection refused"):
        service(broken).encode(["tea"])
    assert tried == ["https://models.example/v1/embeddings"] * 4


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (httpx.Response(401, text="no"), "answered 401: no. Is the key right?"),
        (httpx.Response(404), "answered 404. Is the model's name right?"),
        (httpx.Response(400, text="x" * 5000), f"answered 400: {'x' * 300}. Is"),
        (httpx.Response(503), "answered 503."),
        (httpx.Response(200, text="<html>"), "answered something else than vectors"),
        (httpx.Response(200, json={"data": [{"embedding": "AAAA"}]}), "something else than"),
        (httpx.Response(200, json={"data": []}), "gave numbers of the shape (0,) for 1 texts"),
        (httpx.Response(200, json={"data": [{"embedding": []}]}), "gave numbers of the shape"),
    ],
)
def test_an_answer_that_is_none(answer: httpx.Response, message: str) -> None:
    with pytest.raises(EncoderError) as told:
        service(lambda request: answer).encode(["tea"])
    assert message in str(told.value)
    assert KEY not in str(told.value)


def test_a_reply_without_places_is_taken_in_its_order() -> None:
    data = [{"embedding": [1, 0]}, {"embedding": [0, 1]}]
    found = service(lambda request: httpx.Response(200, json={"data": data})).encode(["a", "b"])
    assert found.tolist() == [[1, 0], [0, 1]]
