"""RDF to plain values: each dataset a tree under the local names of its properties."""

from __future__ import annotations

import json
import re
from typing import Any

from lxml import etree

from clew.errors import BrokenDocument, TooLarge
from clew.model import Document
from clew.readers.common.xml import parse_xml
from clew.vocabularies.rdf import parse_graph, without_remote_contexts

# A graph takes far more room than its text.
_LIMIT = 16 * 1024 * 1024
_DEEPEST = 6
_DCAT = "http://www.w3.org/ns/dcat#"
_DATASETS = ("Dataset", "DatasetSeries")
# Vocabularies whose local names cannot be mistaken for one another's.
_KNOWN = (
    _DCAT, "http://purl.org/dc/terms/", "http://purl.org/dc/elements/1.1/",
    "http://xmlns.com/foaf/0.1/", "http://www.w3.org/2006/vcard/ns#", "http://schema.org/",
    "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/ns/adms#", "http://www.w3.org/ns/prov#", "http://data.europa.eu/r5r/",
    "http://www.w3.org/2002/07/owl#", "http://www.w3.org/ns/locn#",
    "http://healthdataportal.eu/ns/health#", "http://www.w3.org/ns/dqv#",
    "http://www.w3.org/ns/odrl/2/", "http://spdx.org/rdf/terms#", "http://www.w3.org/2006/time#",
)  # fmt: skip
# Where two vocabularies say the same by different names.
_SAME = {"versionInfo": "version", "hasEmail": "email", "startDate": "start", "endDate": "end"}
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ENGLISH = "en"
_FAULT = re.compile(r"at line (\d+) of <[^>]{0,99}>:\s{0,9}(Bad syntax \(.{1,200}?\)) at")


def from_rdf(document: Document) -> list[dict[str, Any]]:
    """Read RDF/XML or Turtle.

    Raises
    ------
    BrokenDocument: when it cannot be parsed.
    TooLarge: when it has more than 16 MiB.
    """
    _refuse_size(document)
    if (document.text.lstrip("\ufeff \t\n").startswith("<") and "<rdf:RDF" in document.sample) or (
        document.sample.lstrip("\ufeff \t\r\n").startswith("<?xml")
    ):
        # Parsed by us first: entities and document types never reach another parser.
        text = etree.tostring(parse_xml(document), encoding="unicode")
        return _datasets(document, text, "xml")
    return _datasets(document, document.text.lstrip("\ufeff"), "turtle")


def from_json_ld(value: Any, document: Document) -> list[dict[str, Any]]:
    """Read JSON-LD by the contexts that it holds; those that lie elsewhere are not fetched.

    Raises
    ------
    BrokenDocument: when it cannot be parsed.
    TooLarge: when it has more than 16 MiB.
    """
    _refuse_size(document)
    return _datasets(document, json.dumps(without_remote_contexts(value)), "json-ld")


def _refuse_size(document: Document) -> None:
    if len(document.content) > _LIMIT:
        raise TooLarge(
            f"{document.location} has {len(document.content):,} bytes of RDF, "
            f"{_LIMIT:,} are the most that Clew parses.",
            hint="Split the catalogue into several files.",
        )


def _datasets(document: Document, text: str, format: str) -> list[dict[str, Any]]:
    try:
        graph = parse_graph(text, format)
    except Exception as error:  # rdflib's parsers let errors of every kind through
        raise BrokenDocument(
            f"{document.location} is no {format} that can be parsed: {_reason(error)}.",
            hint="Fetch it again; the download may be cut off or damaged.",
        ) from error
    from rdflib import URIRef  # not before it is needed: it takes half a second to load

    tree = _Tree(graph)
    found: dict[Any, None] = {}
    for name in _DATASETS:
        found |= dict.fromkeys(graph.subjects(URIRef(_TYPE), URIRef(_DCAT + name)))
    listed = [tree.dataset(node) for node in sorted(found, key=str)]
    return listed or [tree.dataset(node) for node in graph.subjects(URIRef(_DCAT + "distribution"))]


def _reason(error: Exception) -> str:
    """Shorten rdflib's message to the fault and its line: ``Bad syntax (…) (line 158)``."""
    told = _FAULT.search(str(error))
    if told:
        return f"{told[2]} (line {told[1]})"
    return " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__


class _Tree:
    """Follows a graph from its datasets outwards."""

    def __init__(self, graph: Any) -> None:
        self._graph = graph
        self._catalogues = self._listing()

    def dataset(self, node: Any) -> dict[str, Any]:
        """Return a dataset's properties, with the catalogues that list it."""
        self._others: dict[str, dict[str, list[str]]] = {}
        found = self._properties(node, (node,))
        found |= {"@id": str(node)} if _is_address(node) else {}
        listed = self._catalogues.get(node)
        found |= {"catalogue": listed} if listed else {}
        return found | ({"languages": self._others} if self._others else {})

    def _listing(self) -> dict[Any, list[dict[str, Any]]]:
        from rdflib import URIRef

        found: dict[Any, list[dict[str, Any]]] = {}
        self._others = {}
        for catalogue, dataset in self._graph.subject_objects(URIRef(_DCAT + "dataset")):
            own = self._properties(catalogue, (catalogue,), skip="dataset")
            told: dict[str, Any] = {n: own[n] for n in ("title", "homepage") if n in own}
            told |= {"@id": str(catalogue)} if _is_address(catalogue) else {}
            found.setdefault(dataset, []).append(told)
        return found

    def _properties(self, node: Any, path: tuple[Any, ...], skip: str = "") -> dict[str, Any]:
        grouped: dict[str, list[Any]] = {}
        for predicate, value in self._graph.predicate_objects(node):
            name = _local(str(predicate))
            if str(predicate) != _TYPE and name != skip:
                grouped.setdefault(name, []).append(value)
        found = {}
        for name, values in sorted(grouped.items()):
            plain = [self._plain(one, path) for one in self._spoken(name, values, path)]
            kept = sorted((one for one in plain if one not in ("", {})), key=_order)
            if kept:
                found[name] = kept[0] if len(kept) == 1 else kept
        return found

    def _spoken(self, name: str, values: list[Any], path: tuple[Any, ...]) -> list[Any]:
        """Return the values of one language; those of a dataset's own in others are set aside."""
        tongues = {str(tongue) for one in values if (tongue := getattr(one, "language", None))}
        if len(tongues) < 2:
            return values
        main = next((t for t in sorted(tongues) if t.startswith(_ENGLISH)), min(tongues))
        for one in values:
            language = getattr(one, "language", None)
            if language not in (main, None) and len(path) == 1:
                self._others.setdefault(language, {}).setdefault(name, []).append(str(one))
        return [one for one in values if getattr(one, "language", None) in (main, None)]

    def _plain(self, value: Any, path: tuple[Any, ...]) -> Any:
        from rdflib import Literal

        if isinstance(value, Literal):
            return str(value).strip()
        inner = (
            self._properties(value, (*path, value))
            if value not in path and len(path) < _DEEPEST
            else {}
        )
        if not _is_address(value):
            return inner
        return {"@id": str(value)} | inner if inner else str(value)


def _local(iri: str) -> str:
    """Return a property's local name where its vocabulary is known, else the whole of it."""
    for space in _KNOWN:
        if iri.startswith(space):
            name = iri[len(space) :]
            return _SAME.get(name, name)
    return iri


def _is_address(node: Any) -> bool:
    return str(node).startswith(("http://", "https://", "urn:", "mailto:", "tel:"))


def _order(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
