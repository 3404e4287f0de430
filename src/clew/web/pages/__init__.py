"""The pages, one module for each noun; each has a ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from clew.web.pages import (
    account,
    admin,
    card,
    collections,
    compare,
    explore,
    feedback,
    feeds,
    funder,
    help,
    home,
    links,
    machines,
    openid,
    resource,
    search,
    searches,
    source,
    taking,
    thread,
    variables,
    webhooks,
)

PAGES: tuple[APIRouter, ...] = (
    resource.router,  # first is found first, and these two are asked for most
    search.router,
    home.router,
    taking.router,
    variables.router,
    card.router,
    thread.router,
    source.router,
    funder.router,
    compare.router,
    explore.router,
    help.router,
    account.router,
    openid.router,
    collections.router,
    searches.router,
    feeds.router,
    webhooks.router,
    feedback.router,
    links.router,
    admin.router,
    machines.router,
)
