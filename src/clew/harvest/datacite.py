"""DataCite's REST API: DOIs that a query finds, by cursor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from clew.harvest.moments import stamp
from clew.harvest.paging import Listed, arrivals, ask, paged
from clew.harvest.protocol import Errand, taken
from clew.harvest.step import Step
from clew.model.base import Value


class Take(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which DOIs to take.

    ``query``: in DataCite's query language; ``type``: ``dataset``, ``text``, …; ``client``: the
    repository's id (``gesis.gesis``); ``size``: how many on a page.
    """

    query: str | None = None
    type: str | None = None
    client: str | None = None
    size: int = 500


class _Doi(msgspec.Struct):
    id: str


class _Links(msgspec.Struct):
    next: str | None = None


class _Meta(msgspec.Struct):
    total: int | None = None


class _Page(msgspec.Struct):
    data: list[msgspec.Raw]
    links: _Links = msgspec.field(default_factory=_Links)
    meta: _Meta = msgspec.field(default_factory=_Meta)


class DataCite:
    """Harvests DOIs: one document of JSON for each, as the API gives it."""

    name = "datacite"
    takes = Take

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield the DOIs that the query finds; with a date, those updated from then on."""
        take = taken(errand.take, Take)
        address = errand.address.rstrip("/")

        def turn(place: dict[str, Any]) -> Listed:
            params = _params(take, errand) | {"page[cursor]": str(place["cursor"])}
            page = ask(errand.client, address, params, _Page)
            steps, names = arrivals(page.data, _Doi, lambda doi: f"{address}/{doi.id}", address)
            cursor = _cursor(page.links.next)
            return Listed(steps, names, {"cursor": cursor} if cursor else None, page.meta.total)

        yield from paged(errand, {"cursor": "1"}, turn)


def _params(take: Take, errand: Errand) -> dict[str, str]:
    since = f"updated:[{stamp(errand.since)} TO *]" if errand.since else None
    both = [f"({part})" for part in (take.query, since) if part]
    told = {
        "query": " AND ".join(both),
        "resource-type-id": take.type,
        "client-id": take.client,
        "page[size]": str(take.size),
        "affiliation": "true",
    }
    return {name: value for name, value in told.items() if value}


def _cursor(link: str | None) -> str | None:
    return next(iter(parse_qs(urlsplit(link or "").query).get("page[cursor]", [])), None)
