"""Files, folders, bags and archives on this machine."""

from __future__ import annotations

from collections.abc import Iterator

from clew.harvest.door import arrivals
from clew.harvest.protocol import Errand, taken
from clew.harvest.step import Step, Whole
from clew.model.base import Value


class Take(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """There is nothing to choose."""


class Files:
    """Harvests a file, folder, bag or archive."""

    name = "files"
    takes = Take

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield every document there is."""
        taken(errand.take, Take)
        yield from arrivals(errand.address)
        yield Whole()
