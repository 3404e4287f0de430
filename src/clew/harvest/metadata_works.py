"""Metadata Works catalogues, such as that of ADR UK: a list, then each dataset in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import msgspec

from clew.harvest.paging import Listed, ask, paged
from clew.harvest.protocol import Errand, taken
from clew.harvest.step import Step
from clew.harvest.visiting import Call, visit
from clew.model.base import Value

_VERSION = {"X-Api-Version": "2.0", "Accept": "application/json"}


class Take(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which datasets to take: those that ``search`` finds, ``size`` on a page."""

    search: str = "*"
    size: int = 100


class _Origin(msgspec.Struct):
    id: int | str


class _Hit(msgspec.Struct):
    id: int | str
    origin: _Origin | None = None


class _Page(msgspec.Struct, rename="camel"):
    content: list[_Hit]
    total_pages: int | None = None
    total_elements: int | None = None


class MetadataWorks:
    """Harvests datasets: one document of JSON for each."""

    name = "metadata-works"
    takes = Take

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield the datasets that the search finds."""
        take = taken(errand.take, Take)
        address = f"{errand.address.rstrip('/')}/dataset"

        def turn(place: dict[str, Any]) -> Listed:
            number = int(place["page"])
            params = {
                "searchTerm": take.search,
                "include": "dataset",
                "pageSize": str(take.size),
                "pageNumber": str(number),
            }
            page = ask(errand.client, address, params, _Page, _VERSION)
            calls = [_call(address, hit) for hit in page.content]
            steps = visit(errand, calls, headers=_VERSION)
            more = page.total_pages is None or number < page.total_pages
            after = {"page": number + 1} if more else None
            return Listed(steps, [call.url for call in calls], after, page.total_elements)

        yield from paged(errand._replace(since=None), {"page": 1}, turn)


def _call(address: str, hit: _Hit) -> Call:
    query = f"?{urlencode({'originId': hit.origin.id})}" if hit.origin else ""
    return Call(f"{address}/{hit.id}{query}")
