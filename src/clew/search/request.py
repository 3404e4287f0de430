"""What is asked of a search, whole: words, choices, order, page, and what to count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, TypeVar, Unpack

import msgspec

from clew.errors import QueryError
from clew.index import Facet, Filters, Order
from clew.model import Kind
from clew.model.base import Value
from clew.search.choosing import Choices, filters_of
from clew.settings import FieldWeights, SearchSettings

MOST_HITS = 1000
SCORE = "score"

_S = TypeVar("_S", SearchSettings, FieldWeights)

_AS_TYPED = {"corrections": False, "expansions": False, "vocabularies": False}


class Options(TypedDict, total=False):
    """What may be asked beside the words, as people write it.

    ``kind``: only resources of this kind. ``filters``: what else is chosen, such as
    ``{"access": ["open", "safeguarded"], "year": "2010..2018"}``: any of the values of one facet or
    range, across them all. ``order``: ``score``, ``newest``, ``oldest``, ``title``, ``value`` or
    ``start``. ``limit``: how many hits at most. ``cursor``: that of the page before; ``offset``
    passes over so many results without one. ``facets``, ``years``: what to count the results by.
    ``exact``: search the words as typed, none corrected and none added. ``plain``: take all of it
    as words, not as a formula. ``settings``: what to set otherwise for this search, by the names in
    :class:`clew.settings.SearchSettings`; ``{"fields": {"title": 0.5}}``, or ``"fields.title"``,
    leaves the other fields as they are.
    """

    kind: str | None
    filters: Choices | Filters | None
    order: str
    limit: int
    offset: int
    cursor: str | None
    facets: Sequence[str]
    years: Sequence[str]
    exact: bool
    plain: bool
    settings: Mapping[str, Any] | None


class Request(Value, frozen=True, kw_only=True):
    """A search that makes sense, as a plain value: it can be kept, sent and asked again.

    Its fields are the :class:`Options`; ``settings`` has only what is set otherwise.
    """

    words: str = ""
    filters: Filters = Filters()
    order: str = SCORE
    limit: int = 10
    offset: int = 0
    cursor: str | None = None
    facets: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    plain: bool = False
    settings: dict[str, Any] = msgspec.field(default_factory=dict)

    @classmethod
    def of(cls, words: str = "", **options: Unpack[Options]) -> Request:
        """Make a request from what a person writes.

        Raises
        ------
        QueryError: when an option makes no sense; it says what would.
        """
        chosen = options.get("filters") or {}
        filters = chosen if isinstance(chosen, Filters) else filters_of(chosen)
        settings = dict(options.get("settings") or {})
        request = cls(
            words=words,
            filters=_with_kind(filters, options.get("kind")),
            order=_order(options.get("order", SCORE)),
            limit=options.get("limit", 10),
            offset=options.get("offset", 0),
            cursor=options.get("cursor"),
            facets=tuple(options.get("facets", ())),
            years=tuple(options.get("years", ())),
            plain=options.get("plain", False),
            settings=settings | (_AS_TYPED if options.get("exact") else {}),
        )
        check_page(request.limit, request.offset)
        return request


def check_page(limit: int, offset: int) -> None:
    """Refuse a page that cannot be.

    Raises
    ------
    QueryError: when there is none such.
    """
    if not 1 <= limit <= MOST_HITS:
        raise QueryError(f"{limit} is no number of results; it is from 1 to {MOST_HITS:,}.")
    if offset < 0:
        raise QueryError(f"Results cannot begin at {offset}; the first is 0.")


def changed(settings: SearchSettings, changes: Mapping[str, Any]) -> SearchSettings:
    """Return settings with some of them changed; texts are read as what a setting holds.

    Raises
    ------
    QueryError: when there is no such setting, or it cannot have that value.
    """
    for name, value in changes.items():
        if name == _FIELDS and isinstance(value, Mapping):
            for field, weight in value.items():
                settings = _weighing(settings, str(field), weight)
        elif name.startswith(f"{_FIELDS}."):
            settings = _weighing(settings, name.removeprefix(f"{_FIELDS}."), value)
        elif name in _TYPES:
            settings = _with(settings, name, value, _TYPES[name], name)
        else:
            raise QueryError(
                f"There is no setting {name!r}.", hint=f"There are: {', '.join(_TYPES)}."
            )
    return settings


_FIELDS = "fields"
_TYPES = {field.name: field.type for field in msgspec.structs.fields(SearchSettings)}
_WEIGHTS = {field.name: field.type for field in msgspec.structs.fields(FieldWeights)}


def _weighing(settings: SearchSettings, field: str, weight: object) -> SearchSettings:
    if field not in _WEIGHTS:
        raise QueryError(
            f"No field {field!r} has a weight.",
            hint=f"There are: {', '.join(_WEIGHTS)}; write {_FIELDS}.title=0.5, for one.",
        )
    fields = _with(settings.fields, field, weight, _WEIGHTS[field], f"{_FIELDS}.{field}")
    return msgspec.structs.replace(settings, fields=fields)


def _with(settings: _S, name: str, value: object, kind: Any, called: str) -> _S:
    try:
        fresh = msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        raise QueryError(f"The setting {called!r} cannot be {value!r}: {error}.") from error
    return msgspec.structs.replace(settings, **{name: fresh})


def _with_kind(filters: Filters, kind: str | None) -> Filters:
    if kind is None:
        return filters
    if kind not in set(Kind):
        raise QueryError(f"There is no kind {kind!r}.", hint=f"The kinds are: {', '.join(Kind)}.")
    return filters.but(Filters(chosen={Facet.KIND: (kind,)}))


def _order(order: str) -> str:
    if order not in (orders := (SCORE, *Order)):
        raise QueryError(f"There is no order {order!r}.", hint=f"There are: {', '.join(orders)}.")
    return order
