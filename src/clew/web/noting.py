"""What was searched for, not who did: gathered, and written down a round at a time."""

from __future__ import annotations

from collections import deque
from contextlib import closing
from datetime import datetime

from fastapi import Request

from clew.api.people import now
from clew.home import Home
from clew.members import Members

_MOST = 10_000  # between two rounds; beyond that the earliest are lost


class Notes:
    """The searches since they were last written down: opening a file for each took longer."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._waiting: deque[tuple[str, int, datetime]] = deque(maxlen=_MOST)

    async def add(self, words: str, total: int) -> None:
        """Note what was searched for, and how much was found."""
        self._waiting.append((words, total, now()))

    def write(self) -> None:
        """Write down what was noted since the last time."""
        if not self._waiting:
            return
        with closing(Members(self._home.members)) as members, members.transaction():
            while self._waiting:
                members.queries.note(*self._waiting.popleft())


def notes(request: Request) -> Notes:
    """Return the notes of the site that a request is made to."""
    found: Notes = request.app.state.notes
    return found
