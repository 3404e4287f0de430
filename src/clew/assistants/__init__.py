"""What assistants may ask, over the Model Context Protocol: small answers, always with links."""

from clew.assistants.desk import Desk

__all__ = ["Desk"]
