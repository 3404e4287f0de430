"""An OAI-PMH 2.0 repository: others harvest from here as Clew harvests from them."""

from clew.api.oai.route import router

__all__ = ["router"]
