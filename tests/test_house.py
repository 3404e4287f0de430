"""The rooms import only what the architecture allows, and modules stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "clew"
BASE = {"errors", "plugins", "version"}
# What the site's rooms lean on: everything but one another.
SITE = {"app", "home", "settings", "model", "vocabularies", "catalogue", "linking", "index"}
SITE |= {"search", "export", "exporting", "encoders", "harvest", "harvesting", "intake", "members"}
SITE |= {"announcing", "posting"}
SITE |= {"reading", "rebuilding", "seeker"}
ALLOWED = {
    "model": set(),
    "vocabularies": {"model"},
    "readers": {"model", "vocabularies"},
    "harvest": {"model"},
    "design": {"model", "vocabularies"},
    "catalogue": {"model"},
    "linking": {"model", "catalogue"},
    "intake": {"model", "readers", "design", "harvest", "catalogue", "linking"},
    "members": {"model", "catalogue"},
    "encoders": set(),
    "index": {"model", "vocabularies"},
    "search": {"model", "vocabularies", "index", "encoders", "settings"},
    "export": {"model"},
    "assistants": {"app", "model", "search", "export", "exporting"},
    "api": SITE,
    "web": {*SITE, "api"},
}


def imported_rooms(path: Path) -> set[str]:
    """Return the rooms that a module imports from."""
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "clew":
            rooms |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("clew."):
            rooms.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            names = (alias.name.split(".") for alias in node.names)
            rooms |= {name[1] for name in names if name[0] == "clew" and len(name) > 1}
    return rooms


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_knows_only_what_is_to_its_left(room: str) -> None:
    modules = sorted((ROOT / room).rglob("*.py"))
    assert modules, f"there is no room {room}"
    found = {str(m.relative_to(ROOT)): imported_rooms(m) - BASE - {room} for m in modules}
    assert {m: extra for m, rooms in found.items() if (extra := rooms - ALLOWED[room])} == {}


def test_no_module_is_over_six_hundred_lines() -> None:
    lengths = {p.name: len(p.read_text("utf-8").splitlines()) for p in ROOT.rglob("*.py")}
    assert {name: length for name, length in lengths.items() if length > 600} == {}


def test_only_its_own_room_knows_the_engine_and_the_database() -> None:
    owners = {"tantivy": {"index"}, "sqlite3": {"catalogue", "members"}, "simsimd": {"index"}}
    for path in ROOT.rglob("*.py"):
        room = path.relative_to(ROOT).parts[0]
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                owner = owners.get(name.split(".")[0])
                assert owner is None or room in owner, f"{path.name} imports {name}"
