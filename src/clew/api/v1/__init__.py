"""Version 1 of the interface for programs: one module for each noun."""

from fastapi import APIRouter, Depends

from clew.api.v1 import collections, feedback, links, resources, search, sources, webhooks
from clew.api.v1.limit import ASKED

PREFIX = "/api/v1"

router = APIRouter(prefix=PREFIX, dependencies=[Depends(ASKED)])
for part in (search, resources, sources, collections, feedback, links, webhooks):
    router.include_router(part.router)

__all__ = ["ASKED", "PREFIX", "router"]
