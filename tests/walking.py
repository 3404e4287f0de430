"""All routes of the site, for tests that walk them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from fastapi import FastAPI

_SAFE = {"GET", "HEAD", "OPTIONS"}


class Way(NamedTuple):
    """A route: one method, its path as it is written in the code."""

    method: str
    path: str

    @property
    def changes(self) -> bool:
        """Whether it is there to change something."""
        return self.method not in _SAFE

    @property
    def example(self) -> str:
        """An address of it."""
        path = self.path
        for name in ("number", "revision"):
            path = path.replace(f"{{{name}}}", "1")
        while "{" in path:
            head, _, rest = path.partition("{")
            path = f"{head}x{rest.partition('}')[2]}"
        return path


def ways(app: FastAPI) -> list[Way]:
    """Return every route there is, those of routers inside routers too."""
    found = [
        Way(method, str(one.path))
        for one in _flat(app.routes)
        for method in sorted(getattr(one, "methods", None) or ())
        if method != "HEAD"
    ]
    assert len(found) > 100, "the walk has lost its way"
    return found


def _flat(routes: Any) -> Iterator[Any]:
    for one in routes:
        if hasattr(one, "effective_route_contexts"):
            yield from one.effective_route_contexts()
        else:
            yield one
