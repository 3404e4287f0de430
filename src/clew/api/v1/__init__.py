"""Version 1 of the interface for programs: one module for each noun."""

from fastapi import APIRouter, Depends

from clew.api.v1 import (
    collections,
    exports,
    feedback,
    links,
    makers,
    resources,
    search,
    sources,
    webhooks,
)
from clew.api.v1.limit import ASKED
from clew.api.v1.parameters import PREFIX, only_known

_PARTS = (search, exports, resources, makers, sources, collections, feedback, links, webhooks)

router = APIRouter(prefix=PREFIX, dependencies=[Depends(ASKED), Depends(only_known)])
for part in _PARTS:
    router.include_router(part.router)

__all__ = ["ASKED", "PREFIX", "router"]
