"""What a site calls itself, and the addresses it gives its things."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from fastapi import Request

from clew.model.base import Value


class Site(Value, frozen=True, kw_only=True):
    """A site's name, its public address where browsers ask for another, and whom to write to.

    Example: ``Site(name="Wexmoor catalogue", url="https://catalogue.wexmoor.example")``
    """

    name: str = "Clew"
    url: str | None = None
    email: str | None = None


def site(request: Request) -> Site:
    """Return the site that a request is made to."""
    found: Site = request.app.state.site
    return found


def absolute(request: Request, path: str) -> str:
    """Return the whole address of a path, as it is to be told to others.

    Example: ``absolute(request, "/r/home-visits")`` → ``https://catalogue.example/r/home-visits``
    """
    base = site(request).url or str(request.base_url)
    return base.rstrip("/") + path


@lru_cache(maxsize=1024)  # a page says its own a dozen times
def path_of(slug: str) -> str:
    """Return the canonical path of a resource."""
    return f"/r/{quote(slug, safe='')}"
