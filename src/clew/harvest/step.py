"""What happens on a harvest, step by step."""

from __future__ import annotations

from typing import Any, NamedTuple

from clew.harvest.arrival import Arrival, Visit


class Gone(NamedTuple):
    """The source says that the thing at a location has been deleted or withdrawn."""

    location: str


class Seen(NamedTuple):
    """The source says that the document at a location is still the one it was.

    ``visit`` is what the server said besides, where it was asked and not only its list read.
    """

    location: str
    visit: Visit | None = None


class Mark(NamedTuple):
    """A place to go on from: everything before this step need not be asked for again.

    ``state`` is the protocol's own, as JSON; ``total`` how many documents the source says it has.
    """

    state: dict[str, Any]
    total: int | None = None


class Whole(NamedTuple):
    """Everything at the source was named in this run: what was not, is there no longer."""


Step = Arrival | Gone | Seen | Mark | Whole
