"""The interface of Harmony's Academic Resource Discovery, so that what was written for it works."""

from clew.api.discover.routes import router

__all__ = ["router"]
