"""UKRI's Gateway to Research: its API lists projects, its pages give each in full as XML."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import urlencode

import msgspec

from clew.errors import SourceError
from clew.harvest.paging import Listed, ask, paged
from clew.harvest.protocol import Errand, taken
from clew.harvest.step import Step, Whole
from clew.harvest.visiting import Call, nameless, visit
from clew.model.base import Value

_LIST = {"Accept": "application/vnd.rcuk.gtr.json-v7"}
_OVERVIEW = {"Accept": "application/xml"}
_REFERENCE = "RCUK"


class Take(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which projects to take.

    ``query``: words; ``fields``: the fields to look for them in (``pro.t`` title, ``pro.a``
    abstract, ``pro.gr`` reference); ``references``: these and no others; ``size``: how many on a
    page (10–100).
    """

    query: str | None = None
    fields: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    size: int = 100


class _Identifier(msgspec.Struct):
    value: str
    type: str | None = None


class _Identifiers(msgspec.Struct):
    identifier: list[_Identifier] = []


class _Project(msgspec.Struct):
    id: str = ""
    identifiers: _Identifiers = msgspec.field(default_factory=_Identifiers)

    @property
    def reference(self) -> str | None:
        """The award reference: the one of the funder's own type, else the first."""
        named = sorted(self.identifiers.identifier, key=lambda one: one.type != _REFERENCE)
        return named[0].value if named else None


class _Page(msgspec.Struct, rename="camel"):
    project: list[_Project] = []
    total_pages: int | None = None
    total_size: int | None = None


class Gtr:
    """Harvests awards: one document of XML (``projectOverview``) for each.

    The API cannot be asked for changes, so each run asks for every project; what has not changed is
    not stored again.
    """

    name = "gtr"
    takes = Take

    def steps(self, errand: Errand) -> Iterator[Step]:
        """Yield the awards that the query finds.

        Raises
        ------
        SourceError: when the source says neither what to look for nor which awards it wants.
        """
        take = taken(errand.take, Take)
        site = errand.address.rstrip("/")
        if take.references:
            yield from visit(errand, (_call(site, r) for r in take.references), headers=_OVERVIEW)
            yield Whole()
            return
        if not take.query:
            raise SourceError(
                f"{site} has far more projects than may politely be fetched one by one.",
                hint="Give the source's take table a `query`, or the `references` of awards.",
            )

        def turn(place: dict[str, Any]) -> Listed:
            number = int(place["page"])
            page = ask(errand.client, _list(site, take, number), None, _Page, _LIST)
            told = [one.reference for one in page.project]
            calls = [_call(site, reference) for reference in told if reference]
            lost = (
                nameless(site, (number - 1) * take.size + n)
                for n, one in enumerate(told)
                if not one
            )
            more = number < (page.total_pages or 0)
            after = {"page": number + 1} if more else None
            steps = chain(visit(errand, calls, headers=_OVERVIEW), lost)
            return Listed(steps, [one.id for one in page.project], after, page.total_size)

        yield from paged(errand._replace(since=None), {"page": 1}, turn)


def _list(site: str, take: Take, number: int) -> str:
    params = [("q", take.query), ("p", number), ("s", take.size), ("sf", "pro.sd"), ("so", "A")]
    return f"{site}/gtr/api/projects?{urlencode([*params, *(('f', f) for f in take.fields)])}"


def _call(site: str, reference: str) -> Call:
    return Call(f"{site}/api/projects?{urlencode({'ref': reference})}")
