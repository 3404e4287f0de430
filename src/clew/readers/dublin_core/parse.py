"""From XML to what each description says, by the name of the term."""

from __future__ import annotations

from typing import NamedTuple

from clew.model import Document, Notice
from clew.readers.common.branch import Branch
from clew.readers.common.oai import Delivered, unwrap
from clew.readers.dublin_core.xoai import fields_of, is_xoai

_WRAPPERS = (
    *("dc", "qualifieddc", "qdc", "simpledc", "uketddc", "dublin_core", "thesis", "dim"),
    "Description",  # of RDF
)
_XOAI_WRAPPERS = ("metadata",)
# DSpace says <dcvalue element="date" qualifier="issued">, in its own format <dim:field …>;
# ETD-MS <contributor role="advisor">, libraries <abstract> for a description.
_QUALIFIED = {
    ("date", "issued"): "issued",
    ("date", "available"): "available",
    ("description", "abstract"): "abstract",
    ("description", "sponsorship"): "sponsorship",
    ("title", "alternative"): "alternative",
    ("contributor", "author"): "creator",
    ("contributor", "advisor"): "advisor",
    ("contributor", "editor"): "editor",
    ("contributor", "sponsor"): "sponsor",
    ("coverage", "spatial"): "spatial",
    ("coverage", "temporal"): "temporal",
    ("relation", "ispartof"): "isPartOf",
    ("relation", "hasversion"): "hasVersion",
    ("relation", "isversionof"): "isVersionOf",
    ("relation", "isreferencedby"): "isReferencedBy",
    ("relation", "references"): "references",
    ("type", "qualificationname"): "qualificationname",
    ("type", "qualificationlevel"): "qualificationlevel",
    ("degree", "name"): "qualificationname",
    ("degree", "level"): "qualificationlevel",
    ("degree", "discipline"): "discipline",
    ("degree", "grantor"): "grantor",
    ("date", "accessioned"): "dateAccessioned",
    ("rights", "embargodate"): "embargodate",
    ("identifier", "citation"): "bibliographicCitation",
    ("rights", "uri"): "license",
}
# What DSpace notes for itself.
_BORING = ("mdschema", "authority", "confidence")


class Description:
    """What one description says: the elements of each term, those nobody takes left over."""

    def __init__(self, root: Branch, delivered: Delivered) -> None:
        self.delivered = delivered
        self.form = root.name
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
        children, about = root.children, root.attribute("about")
        if about:
            root.parts = [about]
            self._terms["identifier"] = [root]
        for child in children:
            target = child.attribute("resource")
            child.parts += [target] if target else []
            element, qualifier = child.attribute("element"), child.attribute("qualifier")
            name = child.name
            if element:
                name = _QUALIFIED.get((element, qualifier or ""), element)
                child.language = child.attribute("lang") or child.language
                for boring in _BORING:
                    child.attribute(boring)
            elif (name, child.attributes.get("role", "")) in _QUALIFIED:
                name = _QUALIFIED[name, str(child.attribute("role"))]
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
    xoai = is_xoai(document)
    envelope = unwrap(document, _XOAI_WRAPPERS if xoai else _WRAPPERS)
    made = fields_of if xoai else lambda payload: payload
    found = tuple(Description(Branch(made(one.payload)), one) for one in envelope.delivered)
    return Descriptions(found, envelope.notices, document.location)
