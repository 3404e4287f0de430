"""RDF with nothing fetched: what all readers of it share."""

from __future__ import annotations

import logging
import warnings
from typing import Any

# It reports on data that is merely odd as if a program were at fault.
logging.getLogger("rdflib").addHandler(logging.NullHandler())
logging.getLogger("rdflib").propagate = False


def parse_graph(text: str, form: str) -> Any:
    """Parse ``xml``, ``turtle`` or ``json-ld`` into a graph of rdflib.

    Whoever calls sees to it that XML has no entities, and JSON-LD no contexts that lie elsewhere.
    Errors of every kind come through.
    """
    from rdflib import Graph  # takes half a second to load

    graph = Graph()
    with warnings.catch_warnings():
        # rdflib's own parser of JSON-LD uses what rdflib has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        graph.parse(data=text, format=form, publicID="urn:document:")
    return graph


def without_remote_contexts(value: Any) -> Any:
    """Leave out of JSON-LD what would have a parser fetch something."""
    if isinstance(value, list):
        return [without_remote_contexts(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {}
    for name, inner in value.items():
        if name == "@context":
            listed = inner if isinstance(inner, list) else [inner]
            inner = [one for one in listed if isinstance(one, dict)]
        if name != "@import":
            kept[name] = without_remote_contexts(inner)
    return kept
