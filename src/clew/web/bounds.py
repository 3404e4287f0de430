"""How much may be sent to the site at once."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 2 * 2**20  # bytes: a collection of ten thousand, many times over


class Bounds:
    """Stops reading a request that is longer than anything the site has a use for."""

    def __init__(self, app: ASGIApp, most: int = MOST) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, no more of which is read than is allowed."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        taken = int(declared) if declared.isdecimal() and int(declared) > self._most else 0

        async def bounded() -> Message:
            nonlocal taken
            if taken <= self._most:
                message = await receive()
                taken += len(message.get("body", b""))
            if taken > self._most:
                raise HTTPException(413, f"Too much was sent; {self._most:,} bytes are the most.")
            return message

        await self._app(scope, bounded, send)
