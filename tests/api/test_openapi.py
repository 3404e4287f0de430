"""The interface keeps to what it says of itself: schemathesis asks every operation.

With examples of its own, with each parameter at its bounds and beyond, and with what hypothesis
makes up: never a fault of ours, statuses and media types and answers as they are described, what is
wrong refused. ``CLEW_FUZZ=200`` asks far more than the suite has time for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.python.asgi import get_client

from clew.api.v1 import ASKED
from clew.api.v1.feedback import GIVEN
from clew.members import Members, Role, Scope
from clew.web.application import application

NOW = datetime(2026, 3, 1, tzinfo=UTC)
EXAMPLES = int(os.environ.get("CLEW_FUZZ", "0"))
# Forty filters have a bound each: that is hundreds of requests for each of these.
FILTERED = [
    *("GET /api/v1/search", "GET /api/v1/export", "GET /api/v1/facets/{name}"),
    *(f"{method} /discover/{name}" for method in ("GET", "POST") for name in ("search", "search2")),
    *(f"GET /discover/{name}" for name in ("aggregate", "get_numeric_values", "get_word_cloud")),
]
CONFIG: dict[str, Any] = {
    "operations": [
        {"include-name": name, "phases": {"coverage": {"enabled": bool(EXAMPLES)}}}
        for name in FILTERED
    ]
}

PATIENCE = 120  # seconds, where many others want the processor
OF_MEMBERS = ("/api/v1/collections", "/api/v1/links", "/api/v1/webhooks")

schema = schemathesis.openapi.from_dict(
    application("nowhere").openapi(), config=SchemathesisConfig.from_dict(CONFIG)
)


@pytest.fixture(scope="module")
def session(client: TestClient) -> Iterator[Any]:
    """Ask within this process, as often as one likes."""
    with pytest.MonkeyPatch.context() as patch:
        for limit in (ASKED, GIVEN):
            patch.setattr(limit, "rate", 1e9)
            patch.setattr(limit, "burst", 10**9)
        with get_client(client.app, max_stream_events=1) as asking:  # type: ignore[arg-type]
            yield asking


@pytest.fixture(scope="module")
def token(filled: Path) -> dict[str, str]:
    """Be allowed to do everything for a member."""
    with closing(Members(filled / "members.db")) as members:
        account = members.accounts.open("fuzz@example.org", "Fuzz", NOW, role=Role.CURATOR)
        made = members.tokens.make(account.number, "fuzz", [*Scope], NOW)
    return {"Authorization": f"Bearer {made}"}


@schema.parametrize()
@settings(
    max_examples=EXAMPLES or 4,
    deadline=None,
    derandomize=not EXAMPLES,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if EXAMPLES else [])],
)
def test_it_is_kept(
    case: schemathesis.Case[Any], client: TestClient, session: Any, token: dict[str, str]
) -> None:
    # For checks that ask again in other ways.
    case.operation.schema.app = case.operation.app = client.app
    headers = token if case.path.startswith(OF_MEMBERS) else {}
    asked: dict[str, Any] = {
        "base_url": "http://testserver",
        "headers": headers,
        "timeout": PATIENCE,
    }
    found = case.call_and_validate(session=session, **asked)
    assert "Traceback" not in found.text


def test_many_who_ask_at_once_for_the_first_time_are_told_the_same(filled: Path) -> None:
    app = application(filled)
    with ThreadPoolExecutor(8) as pool:
        first, *others = pool.map(lambda _: app.openapi(), range(8))
    assert all(one is first for one in others)
