"""Crossref's REST API: works that a query finds, by cursor, or works by their DOIs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from clew.harvest.moments import day
from clew.harvest.paging import Listed, arrivals, ask, paged
from clew.harvest.protocol import Errand, taken
from clew.harvest.step import Step, Whole
from clew.harvest.visiting import Call, bare_doi, visit
from clew.model.base import Value


class Take(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which works to take.

    ``query``: words; ``filter``: Crossref's own (``type:dissertation,from-pub-date:2020``);
    ``dois``: these and no others; ``size``: how many on a page.
    """

    query: str | None = None
    filter: str | None = None
    dois: tuple[str, ...] = ()
    size: int = 200


class _Work(msgspec.Struct):
    DOI: str


class _Message(msgspec.Struct, rename="kebab"):
    items: list[msgspec.Raw]
    next_cursor: str | None = None
    total_results: int | None = None


class _Page(msgspec.Struct):
    message: _Message


class Crossref:
    """Harvests works: one document of JSON for each, as the API gives it."""

    name = "crossref"
    takes = Take

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield the works; with a date, those that Crossref indexed from then on."""
        take = taken(errand.take, Take)
        address = errand.address.rstrip("/")
        if take.dois:
            yield from visit(
                errand, (Call(f"{address}/{quote(bare_doi(doi))}") for doi in take.dois)
            )
            yield Whole()
            return

        def turn(place: dict[str, Any]) -> Listed:
            params = _params(take, errand) | {"cursor": str(place["cursor"])}
            page = ask(errand.client, address, params, _Page).message
            steps, names = arrivals(
                page.items, _Work, lambda work: f"{address}/{quote(work.DOI)}", address
            )
            after = {"cursor": page.next_cursor} if page.next_cursor else None
            return Listed(steps, names, after, page.total_results)

        yield from paged(errand, {"cursor": "*"}, turn)


def _params(take: Take, errand: Errand) -> dict[str, str]:
    since = f"from-index-date:{day(errand.since)}" if errand.since else None
    told = {
        "query": take.query,
        "filter": ",".join(part for part in (take.filter, since) if part),
        "rows": str(take.size),
    }
    return {name: value for name, value in told.items() if value}
