"""Whether the site is well, for those who watch it."""

from __future__ import annotations

from fastapi import APIRouter

from clew.api.opened import Opened

router = APIRouter()


@router.get("/health", tags=["site"])
def health(catalogue: Opened) -> dict[str, str | int]:
    """Say that the site answers, and which revision of the catalogue it shows."""
    return {"status": "ok", "revision": catalogue.catalogue.revision}
