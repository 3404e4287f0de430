"""Is it a data package, or the schema of one table?"""

from __future__ import annotations

from clew.model import Document
from clew.readers.common.json_document import outline

_OTHERS = {"notes", "@context", "scripts", "dependencies"}


_OF_SCHEMAS = {"primaryKey", "missingValues", "foreignKeys", "fieldsMatch", "fields.constraints"}


def is_schema(paths: frozenset[str], sample: str) -> bool:
    """Say whether it is a table schema alone: fields with names and types, and no package around.

    Source: Table Schema, version 1 and 2 (https://datapackage.org/standard/table-schema/).
    """
    if "fields.name" not in paths or "resources" in paths:
        return False
    named = "tableschema" in sample[:2_000] or "table-schema" in sample[:2_000]
    return named or ("fields.type" in paths and bool(paths & _OF_SCHEMAS))


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by files that have a path or a schema."""
    paths = outline(document)
    if not paths & _OTHERS and is_schema(paths, document.sample):
        return 0.8
    if paths & _OTHERS or "resources" not in paths:
        return 0.0
    if "resources.schema.fields" in paths or "datapackage" in document.sample[:2_000]:
        return 0.9
    return 0.8 if paths & {"resources.path", "resources.data"} and "name" in paths else 0.0
