"""Reads a vocabulary from a file of any of the forms it may have; its content tells which."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from lxml import etree

from clew.errors import VocabularyError
from clew.vocabularies.heading import Draft, Heading, Vocabulary, settled
from clew.vocabularies.rdf import parse_graph, without_remote_contexts
from clew.vocabularies.skos import headings_of, title_of

_LIMIT = 64 * 1024 * 1024  # bytes
_COLUMNS = ("term", "alternative", "broader", "narrower")
_DELIMITERS = ",;\t"
_KNOWN = "It may be SKOS in RDF/XML, Turtle or JSON-LD, a table, or JSON of CESSDA's service."
_Read = tuple[tuple[Heading, ...], str]


def read_vocabulary(path: Path, name: str | None = None) -> Vocabulary:
    """Read a vocabulary.

    Parameters
    ----------
    path: SKOS (RDF/XML, Turtle, JSON-LD), a table with the columns ``term``, ``alternative``,
        ``broader`` and ``narrower``, whose cells separate values by ``|``, or the JSON that the
        CESSDA Vocabulary Service exports.
    name: what to call it; by default as the file.

    Raises
    ------
    VocabularyError: when the file cannot be read, or has no terms.
    """
    text = _text(path)
    try:
        headings, title = _reader(text)(text)
    except Exception as error:  # rdflib's parsers let errors of every kind through
        said = " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
        raise VocabularyError(f"{path} cannot be read: {said}.", hint=_KNOWN) from error
    if not headings:
        raise VocabularyError(f"There are no terms in {path}.", hint=_KNOWN)
    return Vocabulary(name=checked_name(name or path.stem), headings=headings, title=title)


def checked_name(name: str) -> str:
    """Return a name as a file may have it.

    Raises
    ------
    VocabularyError: when nothing is left of it.
    """
    plain = re.sub(r"[^\w.-]+", "-", name.strip()).strip("-.")[:80]
    if not plain:
        raise VocabularyError(f"{name!r} is no name for a vocabulary.", hint="Use some letters.")
    return plain


def _reader(text: str) -> Callable[[str], _Read]:
    start = text.lstrip()[:1]
    if start in ("{", "["):
        return _json
    if start == "<" and ("<?xml" in text[:200] or "rdf:RDF" in text[:2000]):
        return _rdf_xml
    first = text.lstrip().splitlines()[0].casefold() if start else ""
    cells = re.split(f"[{_DELIMITERS}]", first)
    return _table if _COLUMNS[0] in [cell.strip(' "') for cell in cells] else _turtle


def _turtle(text: str) -> _Read:
    return _graph(text, "turtle")


def _rdf_xml(text: str) -> _Read:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    # Parsed by us first: entities and document types never reach another parser.
    root = etree.fromstring(text.encode(), parser)
    return _graph(etree.tostring(root, encoding="unicode"), "xml")


def _json(text: str) -> _Read:
    value = json.loads(text)
    if isinstance(value, dict) and isinstance(value.get("versions"), list):
        return _cessda(value)
    return _graph(json.dumps(without_remote_contexts(value)), "json-ld")


def _graph(text: str, form: str) -> _Read:
    graph = parse_graph(text, form)
    return headings_of(graph), title_of(graph)


def _cessda(value: dict[str, Any]) -> _Read:
    """Read an export of the CESSDA Vocabulary Service, version 2: its source language."""
    source = value.get("sourceLanguage")
    whole = [one for one in value["versions"] if one.get("concepts")]
    version = next((one for one in whole if one.get("language") == source), whole[0])
    drafts = {
        one["notation"]: Draft(
            label=_without_qualifier(one["title"]),
            broader=[one["parent"]] if one.get("parent") else [],
        )
        for one in version["concepts"]
    }
    return settled(drafts), str(version.get("title") or "")


def _without_qualifier(title: str) -> str:
    """``Face-to-face interview (CAPI)`` → ``Face-to-face interview``"""
    plain = title.partition("(")[0].strip() if title.rstrip().endswith(")") else title
    return " ".join(plain.split()) or title


def _table(text: str) -> _Read:
    head = text.lstrip().splitlines()[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.DictReader(StringIO(text.lstrip()), delimiter=delimiter)
    drafts: dict[str, Draft] = {}
    for row in rows:
        cells = {(name or "").strip().casefold(): cell for name, cell in row.items()}
        term, *others = (_values(cells.get(column)) for column in _COLUMNS)
        if term:
            also, broader, narrower = others
            _add(drafts, Draft(term[0], also, broader, narrower))
    return settled(drafts), ""


def _add(drafts: dict[str, Draft], draft: Draft) -> None:
    """Add a row; a term may have several, and terms named in others need none of their own."""
    for label in (*draft.broader, *draft.narrower):
        drafts.setdefault(label.casefold(), Draft(label))
    key = draft.label.casefold()
    before = drafts.get(key, Draft(draft.label))
    drafts[key] = Draft(
        label=draft.label,
        also=[*before.also, *draft.also],
        broader=[*before.broader, *(label.casefold() for label in draft.broader)],
        narrower=[*before.narrower, *(label.casefold() for label in draft.narrower)],
    )


def _values(cell: object) -> list[str]:
    parts = cell.split("|") if isinstance(cell, str) else []
    return [" ".join(part.split()) for part in parts if part.strip()]


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LIMIT:
            raise VocabularyError(
                f"{path} is over {_LIMIT // 2**20} MiB.", hint="Take a part of it."
            )
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(
            f"{path} cannot be read: {error}.", hint="It has to be a file in UTF-8."
        ) from error
