"""Every type of page is valid HTML to the Nu checker, the one that knows the standard best.

The checker is a Java archive of 30 MB that is not installed with Clew: ``npm pack vnu-jar`` fetches
it, and ``CLEW_TEST_NU=…/vnu.jar`` says where it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from browsing import fill
from fastapi.testclient import TestClient
from page_types import PAGE_TYPES

from clew.web.application import application
from clew.web.visitor import SESSION

PLACE = "CLEW_TEST_NU"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the source of every type of page."""
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("pages")
    secrets, share = fill(home)
    with TestClient(application(home), headers={"Accept": "text/html"}) as client:
        for one in PAGE_TYPES:
            client.cookies.clear()
            if one.who in secrets:
                client.cookies.set(SESSION, secrets[one.who])
            source = client.get(one.path.format(share=share)).text
            (folder / f"{one}.html").write_text(source, "utf-8")
    return folder


def faults(jar: str, folder: Path) -> list[str]:
    """Return what the checker finds, warnings too, as "file:line: what"."""
    command = ["java", "-jar", jar, "--stdout", "--format", "gnu", str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False).stdout
    return [line.replace(f'"file:{folder}/', "") for line in told.splitlines()]


@pytest.fixture(scope="module")
def jar() -> str:
    """Return where the checker is, or skip with the way to get it."""
    place = os.environ.get(PLACE)
    if not place or not shutil.which("java"):
        pytest.skip(f"no checker: it needs Java and `npm pack vnu-jar`; {PLACE} says where it is")
    return place


def test_every_page_is_valid(jar: str, pages: Path) -> None:
    assert len(list(pages.iterdir())) == len(PAGE_TYPES)
    assert faults(jar, pages) == []


def test_the_checker_finds_what_is_wrong(jar: str, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!doctype html><title>A</title><p hx-get='/'>B", "utf-8")
    assert any("hx-get" in one for one in faults(jar, tmp_path))
