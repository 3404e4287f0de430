"""Finds what webhooks are to be told: what is new in a search, or was put into a collection."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from starlette.datastructures import QueryParams

from clew.app import Clew
from clew.catalogue.changes import Scope
from clew.errors import MemberError, NotFound, QueryError
from clew.exporting import BARE
from clew.members import Members
from clew.members.webhooks import Webhook, new_id
from clew.model import Kind
from clew.posting import Courier, Outcome, about, check_address
from clew.search import Hit, Options
from clew.web.asking import Asked

_PAGE = 1_000
_KNOWN = 10  # pages of results that are looked at when a webhook is made
_IN_ONE = 500  # resources that one posting tells of
_log = logging.getLogger(__name__)


def tell(catalogue: Clew, site: str | None, now: datetime) -> list[Outcome]:
    """Tell webhooks what is new, and try again what has not arrived; return what became of it.

    Where nobody has a webhook, nothing is made or looked at.

    Parameters
    ----------
    site: where the site is, for links.
    """
    if not catalogue.home.members.exists():
        return []
    with closing(Members(catalogue.home.members)) as members:
        announce(catalogue, members, site, now)
        courier = Courier(members, catalogue.settings.webhooks.trusted)
        return list(courier.deliver(now))


class Found(NamedTuple):
    """What a search finds when a webhook is made, so that it is no news later.

    Where that is too much to keep, ``seen`` is the number up to which all is taken as known.
    """

    ids: tuple[str, ...]
    seen: int
    revision: int


def now_found(catalogue: Clew, query: str) -> Found:
    """Look what a search finds.

    Parameters
    ----------
    query: what follows the ``?`` in its address.

    Raises
    ------
    QueryError: when it makes no sense.
    """
    revision = catalogue.catalogue.revision
    ids, pages = [], _pages(catalogue, query)
    for _, page in zip(range(_KNOWN), pages, strict=False):
        ids += [hit.id for hit in page]
    whole = next(pages, None) is None
    return Found(tuple(ids), 0 if whole else catalogue.catalogue.resources.last, revision)


def watch(
    catalogue: Clew,
    members: Members,
    account: int,
    name: str,
    address: str,
    now: datetime,
    *,
    query: str | None = None,
    collection: int | None = None,
) -> tuple[Webhook, str]:
    """Make a webhook, and return it with its secret; what there is now is no news.

    Parameters
    ----------
    query, collection: what it is to be told of, one of the two.

    Raises
    ------
    MemberError: when the address cannot be posted to, or it is not said what to tell.
    NotFound: when the account has no such collection.
    QueryError: when the search makes no sense.
    """
    if (query is None) == (collection is None):
        raise MemberError(
            "A webhook tells of a search or of a collection.", hint="Name one of the two."
        )
    check_address(address.strip(), catalogue.settings.webhooks.trusted)
    ids, seen, revision = now_found(catalogue, query) if query is not None else ((), 0, 0)
    with members.transaction():
        if collection is not None:
            ids = tuple(one.resource for one in members.collections.get(account, collection).kept)
        return members.webhooks.make(
            account,
            name,
            address.strip(),
            now,
            query=query,
            collection=collection,
            revision=revision,
            seen=seen,
            found=ids,
        )


def ping(catalogue: Clew, members: Members, account: int, number: int, now: datetime) -> Outcome:
    """Post something to a webhook to see whether it works.

    Raises
    ------
    NotFound: when the account has none such.
    """
    webhook = members.webhooks.get(account, number)
    return Courier(members, catalogue.settings.webhooks.trusted).ping(webhook, now)


def announce(catalogue: Clew, members: Members, site: str | None, now: datetime) -> int:
    """Queue what webhooks are to be told; return how many resources that are, over all of them.

    Parameters
    ----------
    site: where the site is, for links.
    """
    told = 0
    for webhook in members.webhooks.open():
        revision = catalogue.catalogue.revision
        try:
            fresh = _fresh(catalogue, members, webhook)
        except (QueryError, NotFound) as error:
            _log.warning("webhook %d has nothing to look at: %s", webhook.number, error.message)
            continue
        with members.transaction():
            for at in range(0, len(fresh), _IN_ONE):
                some = fresh[at : at + _IN_ONE]
                body, names = _body(webhook, some, site, now), [one["id"] for one in some]
                members.webhooks.queue(webhook.number, new_id(), body, names, now)
            members.webhooks.looked_through(webhook.number, revision)
        told += len(fresh)
    return told


def _fresh(catalogue: Clew, members: Members, webhook: Webhook) -> list[dict[str, Any]]:
    if webhook.collection is not None:
        kept = members.collections.get(webhook.account, webhook.collection).kept
        names = members.webhooks.news(webhook.number, [one.resource for one in kept])
        return list(_described(catalogue, names))
    changed = set(_changed(catalogue, webhook.revision))
    found: dict[str, Hit] = {}
    if changed:
        for page in _pages(catalogue, webhook.query or ""):
            found |= {hit.id: hit for hit in page if hit.id in changed}
            if len(found) == len(changed):
                break
    late = [hit.id for hit in found.values() if hit.number > webhook.seen]
    fresh = members.webhooks.news(webhook.number, late)
    return [_told(hit.id, hit.kind, hit.title) for hit in map(found.__getitem__, fresh)]


def _changed(catalogue: Clew, revision: int) -> Iterator[str]:
    """Yield the ids of resources that changed after a revision and are there."""
    scope, after = Scope(kinds=tuple(Kind), first=revision + 1), (-1, -1)
    while page := catalogue.catalogue.changes.page(scope, after, _PAGE):
        yield from (one.slug for one in page if one.here)
        after = (page[-1].revision, page[-1].number)


def _pages(catalogue: Clew, query: str) -> Iterator[tuple[Hit, ...]]:
    """Yield the results of a search, the newest first."""
    asked, cursor = Asked.of(QueryParams(query)), None
    while True:
        options = Options(order="newest", limit=_PAGE, cursor=cursor, settings=BARE)
        answer = asked.find(catalogue, **options)
        yield answer.hits
        cursor = answer.next
        if cursor is None:
            return


def _described(catalogue: Clew, names: list[str]) -> Iterator[dict[str, Any]]:
    for name in names:
        try:
            found = catalogue.get(name)
        except NotFound:
            continue  # it has gone
        yield _told(found.slug, str(found.kind), found.label)


def _told(id: str, kind: str, title: str) -> dict[str, Any]:
    return {"id": id, "kind": kind, "title": title}


def _body(
    webhook: Webhook, resources: list[dict[str, Any]], site: str | None, now: datetime
) -> str:
    base = (site or "").rstrip("/")
    linked = [one | ({"url": f"{base}/r/{one['id']}"} if base else {}) for one in resources]
    watched: Mapping[str, object] = (
        {"query": webhook.query}
        if webhook.collection is None
        else {"collection": webhook.collection}
    )
    data = {"webhook": about(webhook), **watched, "count": len(linked), "resources": linked}
    body = {"type": "resources.new", "timestamp": now.isoformat(), "data": data}
    return msgspec.json.encode(body).decode()
