"""The files that pages load: style, script, pictures; all of them ours or carried along."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"
_FOR_EVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"


class _Files(StaticFiles):
    """Files that browsers keep for ever when the address names their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        named = b"v=" in scope.get("query_string", b"")
        response.headers["Cache-Control"] = _FOR_EVER if named else _A_DAY
        return response


def files() -> StaticFiles:
    """Return the application that serves the files."""
    return _Files(directory=FOLDER)


@cache
def address(name: str) -> str:
    """Return the address of a file, which changes with its content.

    Example: ``address("clew.css")`` → ``/static/clew.css?v=3f2a9c01``
    """
    digest = sha256((FOLDER / name).read_bytes()).hexdigest()[:8]
    return f"/static/{name}?v={digest}"
