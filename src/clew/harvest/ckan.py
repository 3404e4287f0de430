"""CKAN's action API: packages that a search finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from clew.harvest.moments import stamp
from clew.harvest.paging import Listed, arrivals, ask, paged
from clew.harvest.protocol import Errand, taken
from clew.harvest.step import Step
from clew.model.base import Value


class Take(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which packages to take.

    ``query`` and ``filter``: Solr's ``q`` and ``fq``; ``size``: how many on a page.
    """

    query: str | None = None
    filter: str | None = None
    size: int = 100


class _Package(msgspec.Struct):
    id: str


class _Result(msgspec.Struct):
    results: list[msgspec.Raw]
    count: int | None = None


class _Page(msgspec.Struct):
    result: _Result


class Ckan:
    """Harvests packages: one document of JSON for each, as the API gives it."""

    name = "ckan"
    takes = Take

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield the packages; with a date, those whose metadata changed from then on."""
        take = taken(errand.take, Take)
        site = errand.address.rstrip("/")
        address = f"{site}/api/3/action/package_search"

        def turn(place: dict[str, Any]) -> Listed:
            start = int(place["start"])
            page = ask(errand.client, address, _params(take, errand, start), _Page).result
            steps, names = arrivals(
                page.results, _Package, lambda p: f"{site}/dataset/{p.id}", site
            )
            after = start + len(names)
            more = page.count is None or after < page.count
            return Listed(steps, names, {"start": after} if more else None, page.count)

        yield from paged(errand, {"start": 0}, turn)


def _params(take: Take, errand: Errand, start: int) -> dict[str, str]:
    since = f"metadata_modified:[{stamp(errand.since)} TO *]" if errand.since else None
    both = [part for part in (take.filter, since) if part]
    told = {
        "q": take.query,
        "fq": " AND ".join(f"({part})" for part in both),
        "rows": str(take.size),
        "start": str(start),
        # In the order of making, so that what is added while we page comes last.
        "sort": "metadata_created asc",
    }
    return {name: value for name, value in told.items() if value}
