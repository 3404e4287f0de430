"""From JSON to datasets, each a mapping of the metadata blocks' field names to plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from clew.errors import UnknownFormat
from clew.model import Document, Notice
from clew.readers.common.json_document import read_json

_VERSIONS = ("datasetVersion", "latestVersion")
# What the ORE map calls otherwise than the native format.
_FROM_ORE = {
    "schema:license": "license",
    "schema:dateModified": "lastUpdateTime",
    "schema:datePublished": "publicationDate",
    "schema:creativeWorkStatus": "versionState",
    "schema:includedInDataCatalog": "publisher",
    "@id": "persistentUrl",
}


class Datasets(NamedTuple):
    """The datasets of a document, and what is wrong with it."""

    datasets: list[dict[str, Any]]
    notices: list[Notice]


def parse(document: Document) -> Datasets:
    """Return the datasets, whatever they are wrapped in.

    Raises
    ------
    BrokenDocument: when it is no JSON.
    UnknownFormat: when it lists the files of a dataset only.
    TooLarge: when there is too much of it.
    """
    notices: list[Notice] = []
    value = read_json(document, notices)
    listed = value if isinstance(value, list) else [value]
    if listed and all(isinstance(one, dict) and "storageIdentifier" in one for one in listed):
        raise UnknownFormat(
            f"{document.location} lists the files of a Dataverse dataset, not the dataset.",
            hint="Export the dataset itself as JSON and add that.",
        )
    return Datasets([one for each in listed for one in _datasets(each)], notices)


def _datasets(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the datasets in an export, an answer of the API, or a page of search results."""
    if not isinstance(value, dict):
        return
    inner = value["data"] if isinstance(value.get("data"), dict) else value
    if "ore:describes" in inner:
        yield _from_ore(inner["ore:describes"])
    elif isinstance(inner.get("items"), list):
        yield from (one for one in inner["items"] if isinstance(one, dict))
    else:
        yield _native(inner)


def _native(dataset: dict[str, Any]) -> dict[str, Any]:
    found = dict(dataset)
    version = next((v for n in _VERSIONS if isinstance(v := found.pop(n, None), dict)), {})
    # Dataset and version both have an id.
    found |= {f"version {name}" if name in found else name: v for name, v in version.items()}
    blocks = found.pop("metadataBlocks", None)
    for block in blocks.values() if isinstance(blocks, dict) else []:
        fields = block.get("fields") if isinstance(block, dict) else None
        for field in fields if isinstance(fields, list) else []:
            if isinstance(field, dict) and isinstance(field.get("typeName"), str):
                found[field["typeName"]] = _plain(field.get("value"))
    return found


def _plain(value: Any) -> Any:
    """Take the value out of ``{"typeName": …, "value": …}``, at every level."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict) and "typeName" in value:
        return _plain(value.get("value"))
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value


def _from_ore(described: Any) -> dict[str, Any]:
    found = _bare(described)
    return found if isinstance(found, dict) else {}


def _bare(value: Any) -> Any:
    """Leave out the prefixes of metadata blocks: ``citation:authorName`` → ``authorName``."""
    if isinstance(value, list):
        return [_bare(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {_FROM_ORE.get(name) or _name(name): _bare(inner) for name, inner in value.items()}


def _name(name: str) -> str:
    prefix, colon, rest = name.partition(":")
    return rest if colon and prefix not in ("schema", "dvcore", "ore", "dcterms") else name
