"""The pages, one module for each noun; each has a ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from clew.web.pages import home

PAGES: tuple[APIRouter, ...] = (home.router,)
