"""OpenAlex's API: works that a filter finds, by cursor, or works by their DOIs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from clew.harvest.paging import Listed, arrivals, ask, paged
from clew.harvest.protocol import Errand, taken
from clew.harvest.step import Step, Whole
from clew.harvest.visiting import Call, bare_doi, visit
from clew.model.base import Value


class Take(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which works to take.

    ``search``: words; ``filter``: OpenAlex's own (``type:dissertation``); ``dois``: these and no
    others; ``mailto``: who asks, for the faster pool; ``size``: how many on a page.
    """

    search: str | None = None
    filter: str | None = None
    dois: tuple[str, ...] = ()
    mailto: str | None = None
    size: int = 200


class _Work(msgspec.Struct):
    id: str


class _Meta(msgspec.Struct):
    next_cursor: str | None = None
    count: int | None = None


class _Page(msgspec.Struct):
    results: list[msgspec.Raw]
    meta: _Meta = msgspec.field(default_factory=_Meta)


class OpenAlex:
    """Harvests works: one document of JSON for each, as the API gives it.

    It offers changes to paying customers only, so each run lists everything; what has not changed
    is not stored again.
    """

    name = "openalex"
    takes = Take

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield the works."""
        take = taken(errand.take, Take)
        address = errand.address.rstrip("/")
        if take.dois:
            calls = (Call(f"{address}/doi:{quote(bare_doi(doi))}") for doi in take.dois)
            yield from visit(errand, calls)
            yield Whole()
            return

        def turn(place: dict[str, Any]) -> Listed:
            params = _params(take) | {"cursor": str(place["cursor"])}
            page = ask(errand.client, address, params, _Page)
            steps, names = arrivals(page.results, _Work, lambda work: work.id, address)
            after = {"cursor": page.meta.next_cursor} if page.meta.next_cursor else None
            return Listed(steps, names, after, page.meta.count)

        yield from paged(errand._replace(since=None), {"cursor": "*"}, turn)


def _params(take: Take) -> dict[str, str]:
    told = {
        "search": take.search,
        "filter": take.filter,
        "mailto": take.mailto,
        "per-page": str(take.size),
    }
    return {name: value for name, value in told.items() if value}
