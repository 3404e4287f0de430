"""The variables of a dataset as a table: sifted, sorted, a page at a time, or whole as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from clew.api.site import path_of
from clew.app import Clew
from clew.model import Kind, Resource, Variable, fold

PAGE = 200
COLUMNS = {"name": "Name", "label": "Label", "question": "Question", "wave": "Wave"}


class Row(NamedTuple):
    """A variable, with its page where it has one."""

    variable: Variable
    address: str | None


class Table(NamedTuple):
    """A page of the variables that are asked for."""

    rows: tuple[Row, ...]
    total: int
    found: int
    text: str
    order: str
    start: int
    path: str
    columns: tuple[str, ...]
    answered: bool

    def address(self, **changes: object) -> str:
        """Return the address of this table with some things otherwise."""
        asked = {"v": self.text, "sort": self.order, "from": self.start} | changes
        query = urlencode({key: value for key, value in asked.items() if value})
        return f"{self.path}{f'?{query}' if query else ''}#variables"


def table_of(catalogue: Clew, resource: Resource, given: Mapping[str, str]) -> Table | None:
    """Return the table of a resource's variables; ``None`` where it has none.

    Parameters
    ----------
    given: the query of the page: ``v`` words to sift by, ``sort`` a column, ``from`` a row.
    """
    rows = all_rows(catalogue, resource)
    if not rows:
        return None
    text, order = given.get("v", "").strip()[:200], given.get("sort", "")
    found = [one for one in rows if _holds(one.variable, fold(text).split())]
    if order in COLUMNS:
        found.sort(key=lambda one: str(getattr(one.variable, order) or "").casefold())
    start = _number(given.get("from", ""))
    columns = tuple(c for c in COLUMNS if any(getattr(one.variable, c) for one in rows))
    return Table(
        rows=tuple(found[start : start + PAGE]),
        total=len(rows),
        found=len(found),
        text=text,
        order=order if order in COLUMNS else "",
        start=start,
        path=path_of(resource.slug),
        columns=columns,
        answered=any(one.variable.options for one in rows),
    )


def all_rows(catalogue: Clew, resource: Resource) -> list[Row]:
    """Return all variables of a dataset, those with pages of their own first choice."""
    if resource.kind == Kind.DATASET:
        children = catalogue.variables(resource.slug)
        if children:
            return [Row(one.variable, path_of(one.slug)) for one in children]
    seen: dict[str, Row] = {}
    for record in resource.records if resource.kind != Kind.VARIABLE else ():
        for variable in record.variables:
            seen.setdefault(variable.name, Row(variable, None))
    return list(seen.values())


def cells(rows: Sequence[Row]) -> Iterator[list[str]]:
    """Yield the rows of the table, its head first."""
    yield ["name", "label", "question", "answers", "wave", "file"]
    for row in rows:
        one = row.variable
        answers = "; ".join(one.options)
        values = (one.name, one.label, one.question, answers, one.wave, one.file)
        yield [value or "" for value in values]


def _holds(variable: Variable, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    text = fold(
        " ".join([variable.name, variable.label or "", variable.question or "", *variable.options])
    )
    return all(word in text for word in wanted)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
