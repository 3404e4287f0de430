"""Names, and homes, that several tests use."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import clew
from clew.linking.weaver import Woven

NOW = "2026-01-01T00:00:00+00:00"

Weave = Callable[..., Woven]

REPORT = "TY  - RPRT\nTI  - {title}\nAU  - Wexmoor, Ada\nPY  - {year}\nER  -\n"


def copied(filled: Path, folder: Path) -> Path:
    """Copy a home into a folder, without its members.

    What others of the same process searched for is none of this one.
    """
    home = folder / "home"
    shutil.copytree(filled, home, ignore=shutil.ignore_patterns("members.db*"))
    return home


def trusting_home(folder: Path) -> Path:
    """Make a home with one report, whose webhooks may go to this machine."""
    home = folder / "home"
    home.mkdir()
    settings = '[encoder]\nname = "none"\n[webhooks]\ntrusted = ["127.0.0.1"]\n'
    (home / "clew.toml").write_text(settings)
    add(home, "Kettles that sing")
    return home


def add(home: Path, *titles: str, year: int = 2020) -> None:
    """Take in reports of these titles, each from a file of its own."""
    for title in titles:
        file = home.parent / f"{title}.ris"
        file.write_text(REPORT.format(title=title, year=year))
        with clew.open(home) as catalogue:
            catalogue.add(str(file), match=False)
