"""The routes for programs, one line for each noun."""

from __future__ import annotations

from fastapi import APIRouter

from clew.api import discover, health, oai, v1

ROUTERS: tuple[APIRouter, ...] = (health.router, oai.router, v1.router, discover.router)
