"""What people choose beside the words, as plain values: ``{"kind": "thesis"}``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from clew.errors import QueryError
from clew.index.query import Facet, Filters, Is, Query, Span, Unstated, Within
from clew.search.fields import BadValue, value_fields

# One value, or several of which any will do; a range is a text, a number or a pair of bounds.
Bounds = tuple[float | None, float | None]
Single = str | float | Bounds
Chosen = Single | Sequence[Single]
Choices = Mapping[str, Chosen]

CHOOSABLE = (*Facet, *Span)


def filters_of(choices: Choices) -> Filters:
    """Read what was chosen.

    Parameters
    ----------
    choices: for each facet or range its value, or a list of values of which any will do.

    Raises
    ------
    QueryError: when there is no such facet or range, or a value makes no sense in it.

    Example: ``filters_of({"kind": ["award", "thesis"], "year": "2010..2018", "waves": (3, None)})``
    """
    chosen: dict[Facet, list[str]] = {}
    spans: list[Within | Unstated] = []
    for name, values in choices.items():
        for value in _each(values):
            leaf = _leaf(name, value)
            if isinstance(leaf, Is):
                chosen.setdefault(leaf.facet, []).append(leaf.value)
            elif isinstance(leaf, Within | Unstated):
                spans.append(leaf)
    return Filters(
        chosen={facet: tuple(dict.fromkeys(values)) for facet, values in chosen.items()},
        spans=tuple(dict.fromkeys(spans)),
    )


def _each(values: Chosen) -> Iterator[Single]:
    if isinstance(values, str | int | float) or _is_bounds(values):
        yield values  # type: ignore[misc]
    else:
        yield from values  # type: ignore[misc]


def _is_bounds(values: object) -> bool:
    return isinstance(values, tuple) and len(values) == 2 and not _has_text(values)


def _has_text(values: tuple[object, ...]) -> bool:
    return any(isinstance(value, str | tuple) for value in values)


def _leaf(name: str, value: Single) -> Query:
    if name not in set(CHOOSABLE):
        raise QueryError(
            f"Nothing can be filtered by {name!r}.", hint=f"There are: {', '.join(CHOOSABLE)}."
        )
    if isinstance(value, tuple):
        return _range(name, value)
    try:
        return _read(name, str(value))
    except BadValue as error:
        why = str(error)
        raise QueryError(
            f"{name!r} cannot be {value!r}.", hint=f"{why[:1].upper()}{why[1:]}."
        ) from error


def _range(name: str, bounds: Bounds) -> Query:
    if name not in set(Span):
        raise QueryError(f"{name!r} has no range.", hint=f"What has one: {', '.join(Span)}.")
    return Within(Span(name), *bounds)


def _read(name: str, value: str) -> Query:
    read = value_fields().get(name)
    return read(value) if read else Is(Facet(name), value)
