"""Clew finds academic resources and joins what many catalogues say of them into threads."""

__version__ = "0.1.0"
