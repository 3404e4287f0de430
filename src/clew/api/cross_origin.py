"""Programs in pages of other sites may ask the interface: browsers want to be told so.

Only what is for programs is open: it takes tokens, never cookies, so that no page can act for a
reader who is signed in here (WHATWG Fetch, section 3.2).
"""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

OPEN = ("/api/", "/discover/", "/info/", "/oai", "/health")


class CrossOrigin(CORSMiddleware):
    """Lets pages from anywhere ask the routes for programs."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            app,
            allow_origins=("*",),
            allow_methods=("GET", "POST", "PUT", "DELETE"),
            allow_headers=("Authorization", "Content-Type", "If-None-Match"),
            expose_headers=("ETag", "Link", "Retry-After"),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, where it is for programs with what a browser has to be told."""
        if scope["type"] == "http" and scope["path"].startswith(OPEN):
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, send)
