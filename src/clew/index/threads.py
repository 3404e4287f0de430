"""Threads that are kept, for work that does not hold Python's lock.

Beginning new ones takes longer than a small search, and each leaves some memory behind.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache

_MOST = 32  # as many as there is work for at once; only those that are needed are begun


def threads(work: str) -> ThreadPoolExecutor:
    """Return the threads for one sort of work.

    Parameters
    ----------
    work: what sort. Work that waits for other work must be of another sort than that: else all
        threads might come to wait for one that is free.
    """
    return _threads(work, os.getpid())


@cache
def _threads(work: str, process: int) -> ThreadPoolExecutor:
    """Those of this process: one that was split off from another has none of its threads."""
    return ThreadPoolExecutor(_MOST, work)
