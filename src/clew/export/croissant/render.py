"""Writes datasets as Croissant (MLCommons, Croissant Format Specification 1.0)."""

from __future__ import annotations

from typing import Any

from clew.export.citation import citation
from clew.export.common.clean import one_line
from clew.export.common.licences import licence_address
from clew.export.common.works import addresses
from clew.export.item import Item
from clew.export.jsonld.node import Node, compact
from clew.export.jsonld.render import described

CONFORMS = "http://mlcommons.org/croissant/1.0"
# The context that the specification asks to be given word for word.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "prov": "http://www.w3.org/ns/prov#",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def line(item: Item) -> str:
    """Write a dataset on one line.

    Variables stay schema.org's ``variableMeasured``: a ``recordSet`` has to say from which column
    of which file each field comes, and catalogues do not tell.
    """
    record = item.record
    told = described(item)
    told["@type"] = "sc:Dataset"
    told["conformsTo"] = CONFORMS
    told["citeAs"] = citation(item)
    told["url"] = told.get("url") or next(iter(addresses(record)), None)
    licence = licence_address(record.licence) or record.licence
    told["license"] = one_line(licence) if licence else None
    told["distribution"] = [
        _file(one) for one in told.get("distribution", []) if "contentUrl" in one
    ]
    # Readers of Croissant follow addresses to their nodes, and would never return from its own.
    pages = [one for one in told.get("prov:wasDerivedFrom", []) if one["@id"] != told.get("@id")]
    told["prov:wasDerivedFrom"] = pages
    return compact(told, _CONTEXT)


def _file(download: Node) -> Node:
    url = download["contentUrl"]
    name = one_line(url.rstrip("/").rpartition("/")[2]) or "data"
    return {"@type": "cr:FileObject", "@id": name, "name": name, **_rest(download)}


def _rest(download: Node) -> Node:
    return {name: download[name] for name in ("contentUrl", "encodingFormat")}
