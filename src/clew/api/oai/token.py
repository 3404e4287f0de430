"""Resumption tokens: all that is needed to go on with a list, so that nothing is remembered.

A token outlives restarts and can be used again, with the same answer while nothing changes.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec

from clew.api.oai.problems import bad_token
from clew.catalogue.changes import Scope
from clew.model.base import Value


class Token(Value, frozen=True, kw_only=True):
    """Where a list stands: what it is of, the last change given, how many were, and of how many."""

    prefix: str
    scope: Scope
    revision: int
    number: int
    cursor: int
    total: int

    def __str__(self) -> str:
        return urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")


def read(text: str) -> Token:
    """Read a token.

    Raises
    ------
    OaiError: when it is none.
    """
    try:
        body = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        return msgspec.json.decode(body, type=Token)
    except (ValueError, binascii.Error, msgspec.MsgspecError) as error:
        raise bad_token(text) from error
