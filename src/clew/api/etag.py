"""Stamps by which to ask whether an answer has changed (RFC 9110, section 8.8.3)."""

from __future__ import annotations

from hashlib import blake2b

from fastapi import Request

_LENGTH = 12  # bytes


def etag(content: bytes) -> str:
    """Return the stamp of a content, in its quotes."""
    return f'"{blake2b(content, digest_size=_LENGTH).hexdigest()}"'


def held(request: Request, stamp: str) -> bool:
    """Say whether whoever asks has what a stamp stands for."""
    return stamp in request.headers.get("if-none-match", "")
