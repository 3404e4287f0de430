"""The Health Data Research Gateway's API: datasets, page after page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from clew.harvest.paging import Listed, arrivals, ask, paged
from clew.harvest.protocol import Errand, taken
from clew.harvest.step import Step
from clew.model.base import Value


class Take(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which datasets to take.

    ``status``: the gateway's own word; ``size``: how many on a page.
    """

    status: str = "ACTIVE"
    size: int = 100


class _Dataset(msgspec.Struct):
    id: int | str


class _Page(msgspec.Struct):
    data: list[msgspec.Raw]
    last_page: int | None = None
    total: int | None = None


class HdrUk:
    """Harvests datasets: one document of JSON for each, as the API gives it.

    The list cannot be asked for changes, so each run takes all of it (some fifteen pages).
    """

    name = "hdruk"
    takes = Take

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield the datasets."""
        take = taken(errand.take, Take)
        address = f"{errand.address.rstrip('/')}/datasets"

        def turn(place: dict[str, Any]) -> Listed:
            number = int(place["page"])
            params = {"page": str(number), "perPage": str(take.size), "status": take.status}
            page = ask(errand.client, address, params, _Page)
            steps, names = arrivals(page.data, _Dataset, lambda one: f"{address}/{one.id}", address)
            more = page.last_page is None or number < page.last_page
            return Listed(steps, names, {"page": number + 1} if more else None, page.total)

        yield from paged(errand._replace(since=None), {"page": 1}, turn)
