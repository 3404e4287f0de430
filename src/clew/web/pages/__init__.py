"""The pages, one module for each noun; each has a ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from clew.web.pages import (
    card,
    compare,
    help,
    home,
    machines,
    resource,
    search,
    source,
    taking,
    thread,
    variables,
)

PAGES: tuple[APIRouter, ...] = (
    home.router,
    search.router,
    taking.router,
    variables.router,
    card.router,
    resource.router,
    thread.router,
    source.router,
    compare.router,
    help.router,
    machines.router,
)
