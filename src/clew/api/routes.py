"""The routes for programs, one line for each noun."""

from __future__ import annotations

from fastapi import APIRouter

from clew.api import health, oai

ROUTERS: tuple[APIRouter, ...] = (health.router, oai.router)
