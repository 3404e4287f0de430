"""Dataverse: its search API lists datasets, its export API gives each in full."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import urlencode

import msgspec

from clew.harvest.paging import Listed, ask, paged
from clew.harvest.protocol import Errand, taken
from clew.harvest.step import Step
from clew.harvest.visiting import Call, nameless, visit
from clew.model.base import Value


class Take(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which datasets to take, and as what.

    ``query``: words; ``collection``: the alias of one collection; ``format``: the exporter
    (``dataverse_json``, ``ddi``, ``schema.org``, …); ``size``: how many on a page.
    """

    query: str = "*"
    collection: str | None = None
    format: str = "dataverse_json"
    size: int = 100


class _Hit(msgspec.Struct, rename="camel"):
    global_id: str | None = msgspec.field(name="global_id", default=None)
    updated_at: str | None = None


class _Data(msgspec.Struct):
    items: list[_Hit]
    total_count: int | None = None


class _Page(msgspec.Struct):
    data: _Data


class Dataverse:
    """Harvests datasets: one exported document for each.

    A dataset whose time of update is the one already seen is not fetched.
    """

    name = "dataverse"
    takes = Take

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield the datasets that the search finds."""
        take = taken(errand.take, Take)
        site = errand.address.rstrip("/")

        def turn(place: dict[str, Any]) -> Listed:
            start = int(place["start"])
            page = ask(errand.client, f"{site}/api/search", _params(take, start), _Page).data
            names = [hit.global_id or "" for hit in page.items]
            after = start + len(names)
            more = page.total_count is None or after < page.total_count
            calls = [_call(site, take, hit) for hit in page.items if hit.global_id]
            lost = (nameless(site, start + n) for n, name in enumerate(names) if not name)
            steps = chain(visit(errand, calls), lost)
            return Listed(steps, names, {"start": after} if more else None, page.total_count)

        yield from paged(errand._replace(since=None), {"start": 0}, turn)


def _params(take: Take, start: int) -> dict[str, str]:
    params = {
        "q": take.query,
        "type": "dataset",
        "sort": "date",
        "order": "asc",
        "per_page": str(take.size),
        "start": str(start),
    }
    return params | ({"subtree": take.collection} if take.collection else {})


def _call(site: str, take: Take, hit: _Hit) -> Call:
    query = urlencode({"exporter": take.format, "persistentId": hit.global_id or ""})
    return Call(f"{site}/api/datasets/export?{query}", stamp=hit.updated_at)
