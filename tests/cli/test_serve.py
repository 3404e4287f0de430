"""``clew serve``: what it hands to the server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from click.testing import CliRunner

from clew.cli import main
from clew.web import application


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return what the server was started with, and leave the environment as it was."""
    asked: dict[str, Any] = {}
    for name in ("CLEW_HOME", application.SITE_NAME, application.SITE_URL, application.SEEKERS):
        monkeypatch.setenv(name, "before")

    def run(app: str, **options: Any) -> None:
        asked.update(options, app=app, home=os.environ["CLEW_HOME"])

    monkeypatch.setattr(uvicorn, "run", run)
    return asked


def test_only_this_machine_is_answered_by_default(tmp_path: Path, served: dict[str, Any]) -> None:
    result = CliRunner().invoke(main, ["serve", "--home", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert served["app"] == "clew.web.application:application"
    assert served["factory"] is True
    assert (served["host"], served["port"], served["workers"]) == ("127.0.0.1", 8000, 1)
    assert served["home"] == str(tmp_path)
    assert served["server_header"] is False
    assert served["timeout_keep_alive"] > 60  # seconds that httpx (5) and nginx (60) stay idle


def test_the_site_is_told_its_name_and_address(tmp_path: Path, served: dict[str, Any]) -> None:
    options = ["--name", "Wexmoor", "--url", "https://clew.example", "--port", "9000"]
    CliRunner().invoke(main, ["serve", "--home", str(tmp_path), "--workers", "2", *options])
    assert (served["port"], served["workers"]) == (9000, 2)
    assert os.environ[application.SITE_NAME] == "Wexmoor"
    assert os.environ[application.SITE_URL] == "https://clew.example"


@pytest.mark.parametrize(
    ("processors", "options", "seekers"),
    [
        (1, [], 0),
        (2, [], 1),
        (16, [], 4),
        (None, [], 0),
        (4, ["--workers", "3"], 1),
        (4, ["--workers", "8"], 0),
        (2, ["--seekers", "0"], 0),
        (1, ["--seekers", "3"], 3),
    ],
)
def test_what_the_processors_leave_searches(
    tmp_path: Path,
    served: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    processors: int | None,
    options: list[str],
    seekers: int,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    result = CliRunner().invoke(main, ["serve", "--home", str(tmp_path), *options])
    assert result.exit_code == 0, result.output
    assert os.environ[application.SEEKERS] == str(seekers)


def test_fewer_than_none_search_nowhere(tmp_path: Path, served: dict[str, Any]) -> None:
    result = CliRunner().invoke(main, ["serve", "--home", str(tmp_path), "--seekers", "-1"])
    assert result.exit_code == 2
    assert "--seekers" in result.output
    assert served == {}
