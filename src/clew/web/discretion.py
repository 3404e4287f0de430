"""Keeps out of the server's log what lets whoever reads it in: links nobody can guess, codes."""

from __future__ import annotations

import logging
import re

# What follows is a secret: /shared/…, /feeds/…, and what people bring back from where they sign in.
_SECRET = re.compile(r"^(/(?:shared|feeds)/)[^/?]+")
_BROUGHT = re.compile(r"^(/sign-in/openid/back\?).*", re.DOTALL)
_PATH = 2  # of an access record's arguments: client, method, path with query, version, status


def discreet(path: str) -> str:
    """Return a path without what is secret in it.

    Example: ``/shared/b2xk…/as/ris`` → ``/shared/***/as/ris``
    """
    return _BROUGHT.sub(r"\1***", _SECRET.sub(r"\1***", path))


class Discretion(logging.Filter):
    """Passes every record on, its path made discreet."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Make the path of an access record discreet."""
        if isinstance(record.args, tuple) and len(record.args) > _PATH:
            path = record.args[_PATH]
            if isinstance(path, str):
                record.args = (*record.args[:_PATH], discreet(path), *record.args[_PATH + 1 :])
        return True


def install() -> None:
    """Have the server's access log be discreet, however often this is called."""
    log = logging.getLogger("uvicorn.access")
    if not any(isinstance(one, Discretion) for one in log.filters):
        log.addFilter(Discretion())
