"""A Croissant description as a record: schema.org's part as such, fields as variables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from clew.errors import BrokenDocument
from clew.model import Document, Kind, Notice, Reading, Record, Variable
from clew.readers.common.fields import Fields
from clew.readers.common.json_document import read_json
from clew.readers.common.schema_org import records
from clew.readers.common.text import one_line


def reading(document: Document) -> Reading:
    """Read a description.

    Raises
    ------
    BrokenDocument: when it is no JSON, or describes no dataset.
    """
    notices: list[Notice] = []
    found = records([read_json(document, notices)])
    if not any(record.kind == Kind.DATASET for record in found):
        raise BrokenDocument(
            f"{document.location} is a Croissant description of no dataset.",
            hint="Look whether its @type is sc:Dataset.",
        )
    return Reading(
        records=tuple(_with_variables(record, notices) for record in found),
        notices=tuple(notices),
    )


def _with_variables(record: Record, notices: list[Notice]) -> Record:
    """Take the fields of the record sets out of what is left over."""
    name = next((name for name in ("recordSet", "cr:recordSet") if name in record.extra), None)
    if name is None:
        return record
    fields = Fields(record.extra, record.key, notices)
    found = tuple(_variables(fields, name))
    variables = (*record.variables, *found)
    return msgspec.structs.replace(record, variables=variables, extra=fields.rest)


def _variables(fields: Fields, name: str) -> Iterator[Variable]:
    for table in fields.entries(name):
        for inner in ("field", "cr:field"):
            for one in table.entries(inner):
                variable = one.line("name") or one.line("@id")
                if variable:
                    label = one.line("description")
                    yield Variable(
                        name=variable,
                        label=None if label == variable else label,
                        file=_file(one.raw("source")),
                        extra={n: value for n, value in one.rest.items() if n != "@type"},
                    )
                    one.clear()


def _file(source: Any) -> str | None:
    """Return the file that a field is taken from: ``{"fileObject": {"@id": "lamps.csv"}}``."""
    if not isinstance(source, dict):
        return None
    for name in ("fileObject", "fileSet", "cr:fileObject", "cr:fileSet"):
        held = source.get(name)
        number = held.get("@id") if isinstance(held, dict) else held
        if isinstance(number, str):
            return one_line(number)
    return None
