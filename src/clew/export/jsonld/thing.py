"""A record as one schema.org node."""

from __future__ import annotations

from collections.abc import Mapping

from clew.export.jsonld.award import add_award
from clew.export.jsonld.common import common
from clew.export.jsonld.course import add_course
from clew.export.jsonld.node import Node, tidy
from clew.export.jsonld.parts import add_variable
from clew.export.jsonld.relations import add_relations
from clew.export.jsonld.types import schema_type
from clew.export.jsonld.work import add_work
from clew.model import Kind, Record

_ADD = {Kind.AWARD: add_award, Kind.COURSE: add_course, Kind.VARIABLE: add_variable}


def thing(record: Record, names: Mapping[str, str] | None = None) -> Node:
    """Return a record as a node of its schema.org type.

    Parameters
    ----------
    record: what a source says, or what several say together.
    names: the ``@id`` of the other records of the same document, by key.
    """
    result = common(record, schema_type(record))
    _ADD.get(record.kind, add_work)(result, record)
    add_relations(result, record.relations, names or {})
    return tidy(result)
