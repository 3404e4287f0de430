"""Single addresses, each fetched again only when it has changed."""

from __future__ import annotations

from collections.abc import Iterator

from clew.harvest.protocol import Errand, taken
from clew.harvest.step import Step, Whole
from clew.harvest.visiting import Call, visit
from clew.model.base import Value


class Take(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``more``: further addresses besides the source's own."""

    more: tuple[str, ...] = ()


class Urls:
    """Harvests pages that a person listed."""

    name = "url"
    takes = Take

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield the pages."""
        addresses = (errand.address, *taken(errand.take, Take).more)
        yield from visit(errand, map(Call, addresses), robots=True)
        yield Whole()
