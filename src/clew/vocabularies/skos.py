"""Vocabularies in SKOS (Simple Knowledge Organization System Reference, W3C 2009)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clew.vocabularies.heading import Draft, Heading, settled

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TITLES = ("http://purl.org/dc/terms/title", "http://purl.org/dc/elements/1.1/title")
_ENGLISH = "en"


def headings_of(graph: Any) -> tuple[Heading, ...]:
    """Return the concepts of a graph that have a label.

    English labels are preferred, then those without a language, then whatever there is. Mappings to
    other vocabularies are not followed; transitive relations are taken for direct ones.
    """
    drafts = {}
    for node in sorted(_concepts(graph), key=str):
        if label := _best(graph.objects(node, _skos("prefLabel"))):
            drafts[str(node)] = Draft(
                label=label,
                also=_spoken([*_all(graph, node, "altLabel"), *_all(graph, node, "hiddenLabel")]),
                broader=[str(one) for one in _all(graph, node, "broader", "broaderTransitive")],
                narrower=[str(one) for one in _all(graph, node, "narrower", "narrowerTransitive")],
            )
    return settled(drafts)


def title_of(graph: Any) -> str:
    """Return what a graph's concept scheme calls itself, or nothing."""
    from rdflib import URIRef
    from rdflib.namespace import RDF

    for scheme in sorted(graph.subjects(RDF.type, _skos("ConceptScheme")), key=str):
        for name in (*map(URIRef, _TITLES), _skos("prefLabel")):
            if title := _best(graph.objects(scheme, name)):
                return title
    return ""


def _concepts(graph: Any) -> set[Any]:
    from rdflib.namespace import RDF

    # Some files state relations only, and leave it to the reader that concepts have them.
    return {
        *graph.subjects(RDF.type, _skos("Concept")),
        *graph.subjects(_skos("broader"), None),
        *graph.subjects(_skos("narrower"), None),
    }


def _all(graph: Any, node: Any, *names: str) -> list[Any]:
    return sorted({one for name in names for one in graph.objects(node, _skos(name))}, key=str)


def _best(labels: Iterable[Any]) -> str:
    """Choose one of several labels, always the same."""
    spoken = _spoken(labels)
    return spoken[0] if spoken else ""


def _spoken(labels: Iterable[Any]) -> list[str]:
    """Return labels in English, else those of no language, else all, in a fixed order."""
    ordered = sorted(labels, key=lambda one: (_tongue(one), str(one)))
    english = [one for one in ordered if _tongue(one).startswith(_ENGLISH)]
    bare = [one for one in ordered if not _tongue(one)]
    return [" ".join(str(one).split()) for one in english or bare or ordered]


def _tongue(label: Any) -> str:
    return str(getattr(label, "language", None) or "")


def _skos(name: str) -> Any:
    from rdflib import URIRef

    return URIRef(_SKOS + name)
