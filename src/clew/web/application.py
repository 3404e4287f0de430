"""The site as one application: routes for programs, pages for people, what guards them both."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from clew.api import problem
from clew.api.cross_origin import CrossOrigin
from clew.api.heads import Heads
from clew.api.opened import Openings
from clew.api.routes import ROUTERS
from clew.api.site import Site
from clew.api.v1 import schema
from clew.errors import SettingsError
from clew.home import Home
from clew.settings import OpenIdSettings, read_settings
from clew.version import __version__
from clew.web import discretion
from clew.web.bounds import Bounds
from clew.web.files import files
from clew.web.guard import Guard
from clew.web.housekeeping import housekeeping
from clew.web.noting import Notes
from clew.web.pages import PAGES
from clew.web.pages.trouble import trouble
from clew.web.shelf import LEVEL, Shelf
from clew.web.visitor import SignInFirst, sign_in_first

if TYPE_CHECKING:
    from clew.web.openid import Provider

_SMALLEST = 800  # bytes worth compressing
SITE_NAME, SITE_URL, SITE_EMAIL = "CLEW_SITE_NAME", "CLEW_SITE_URL", "CLEW_SITE_EMAIL"
SEEKERS = "CLEW_SEEKERS"


def application(
    home: str | os.PathLike[str] | None = None,
    site: Site | None = None,
    seekers: int | None = None,
) -> FastAPI:
    """Make the site of a catalogue.

    Parameters
    ----------
    home: where the catalogue lives, as for :func:`clew.open`.
    site: what it calls itself; by default what ``CLEW_SITE_NAME``, ``CLEW_SITE_URL`` and
        ``CLEW_SITE_EMAIL`` say.
    seekers: how many processes search for it; by default what ``CLEW_SEEKERS`` says, else none.

    Raises
    ------
    CatalogueError: when what is there is no catalogue, or a later version's.
    SettingsError: when its settings, or ``CLEW_SEEKERS``, are not as they should be.
    """
    openings = Openings(Home.at(home), seekers=_seekers() if seekers is None else seekers)
    settings = read_settings(openings.home.sources)
    notes = Notes(openings.home)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        discretion.install()
        openings.prepare()
        async with housekeeping(openings.home, settings.webhooks.trusted, notes):
            yield
        openings.close()

    app = FastAPI(
        title="Clew",
        version=__version__,
        lifespan=life,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # its page loads from elsewhere
        redoc_url=None,
    )
    app.state.openings = openings
    app.state.shelf = Shelf(openings)
    app.state.notes = notes
    app.state.site = site or _site()
    app.state.openid = _provider(settings.openid)
    for page in PAGES:
        app.include_router(page, include_in_schema=False)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", files())
    schema.install(app)
    problem.install(app, trouble)
    app.add_exception_handler(SignInFirst, sign_in_first)
    app.add_middleware(Heads)
    app.add_middleware(CrossOrigin)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST, compresslevel=LEVEL)
    app.add_middleware(Bounds)
    app.add_middleware(Guard, encrypted=(app.state.site.url or "").startswith("https:"))
    return app


def _provider(settings: OpenIdSettings | None) -> Provider | None:
    """Return where people sign in elsewhere, if that is set; its secret stands in no file."""
    if settings is None:
        return None
    from clew.web.openid import Provider  # brings cryptography, which only this needs

    return Provider(settings, os.environ.get(settings.secret) or None)


def _site() -> Site:
    """Read the environment: processes of one site share nothing else."""
    return Site(
        name=os.environ.get(SITE_NAME) or Site().name,
        url=os.environ.get(SITE_URL) or None,
        email=os.environ.get(SITE_EMAIL) or None,
    )


def _seekers() -> int:
    told = os.environ.get(SEEKERS) or "0"
    if not told.isdecimal():
        raise SettingsError(
            f"{SEEKERS} is {told[:40]!r}.", hint="Set it to how many processes are to search."
        )
    return int(told)
