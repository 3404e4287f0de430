"""Version 1 of the interface for programs: one module for each noun."""

from fastapi import APIRouter, Depends

from clew.api.limits import Limit
from clew.api.v1 import collections, feedback, resources, search, sources

PREFIX = "/api/v1"
ASKED = Limit(burst=120, rate=20, what="requests")

router = APIRouter(prefix=PREFIX, dependencies=[Depends(ASKED)])
for part in (search, resources, sources, collections, feedback):
    router.include_router(part.router)

__all__ = ["ASKED", "PREFIX", "router"]
