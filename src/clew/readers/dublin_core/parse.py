"""From XML to what each description says, by the name of the term."""

from __future__ import annotations

from typing import NamedTuple

from clew.model import Document, Notice
from clew.readers.common.branch import Branch
from clew.readers.common.oai import Delivered, unwrap

_WRAPPERS = ("dc", "qualifieddc", "qdc", "simpledc", "uketddc", "dublin_core", "thesis")
# DSpace says <dcvalue element="date" qualifier="issued">, libraries <abstract> for a description.
_QUALIFIED = {
    ("date", "issued"): "issued",
    ("date", "available"): "available",
    ("description", "abstract"): "abstract",
    ("title", "alternative"): "alternative",
    ("contributor", "author"): "creator",
    ("contributor", "advisor"): "advisor",
    ("contributor", "editor"): "editor",
    ("coverage", "spatial"): "spatial",
    ("coverage", "temporal"): "temporal",
    ("relation", "ispartof"): "isPartOf",
    ("identifier", "citation"): "bibliographicCitation",
    ("rights", "uri"): "license",
}


class Description:
    """What one description says: the elements of each term, those nobody takes left over."""

    def __init__(self, root: Branch, delivered: Delivered) -> None:
        self.delivered = delivered
        self._terms: dict[str, list[Branch]] = {}
        self._collect(root)

    def all(self, *terms: str) -> list[Branch]:
        """Look at the elements of some terms, in the order of the terms."""
        if len(terms) == 1:
            return self._terms.get(terms[0], [])
        return [one for term in terms for one in self._terms.get(term, ())]

    def lines(self, *terms: str) -> list[str]:
        """Take the texts of some terms, each on one line, each once."""
        found = (one.line() for one in self.all(*terms))
        return list(dict.fromkeys(line for line in found if line))

    @property
    def rest(self) -> dict[str, list[object]]:
        """What nobody took, by term."""
        left = {term: [one.rest for one in told if one.rest] for term, told in self._terms.items()}
        return {term: values for term, values in left.items() if values}

    def _collect(self, root: Branch) -> None:
        for child in root.children:
            element, qualifier = child.attribute("element"), child.attribute("qualifier")
            name = child.name
            if element:
                name = _QUALIFIED.get((element, qualifier or ""), element)
            if child.children and not child.peek():
                continue
            # ETD-MS: <degree><name>PhD</name><grantor>…</grantor></degree>
            if name == "degree":
                self._collect(child)
            else:
                self._terms.setdefault(name, []).append(child)


class Descriptions(NamedTuple):
    """The descriptions of a document."""

    descriptions: tuple[Description, ...]
    notices: tuple[Notice, ...]
    location: str


def parse(document: Document) -> Descriptions:
    """Take a document apart.

    Raises
    ------
    BrokenDocument, TooLarge: when the XML cannot be parsed.
    """
    envelope = unwrap(document, _WRAPPERS)
    found = tuple(Description(Branch(one.payload), one) for one in envelope.delivered)
    return Descriptions(found, envelope.notices, document.location)
