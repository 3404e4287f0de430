"""Works as citation processors want them: CSL-JSON, with what only a citation asks for."""

from __future__ import annotations

from typing import Any

from clew.export.common.clean import one_line
from clew.export.csl_json.render import csl
from clew.export.item import Item
from clew.model import Kind, fold

# Nothing of these belongs in a citation, and some are long.
_LEFT_OUT = ("abstract", "keyword", "status", "contributor")
# CSL 1.0.2 knows neither; as reports all styles name their sort and number.
_AS_REPORT = frozenset({Kind.AWARD, Kind.COURSE})
# What a reader would not tell from the rest.
_GENRES = {Kind.DATASET: "Data set", Kind.SOFTWARE: "Computer software"}
_ON_THE_WEB = frozenset({"web page", "webpage", "website", "web site"})
_RESOLVER = "https://doi.org/"


def cited(one: Item) -> dict[str, Any]:
    """Return an item as it is to be cited.

    A work that nobody is named for begins with its title: processors put that in the place of the
    names, but some then say it twice.
    """
    record = one.record
    told = {name: value for name, value in csl(one).items() if name not in _LEFT_OUT}
    if record.subtitle and "title" in told:
        told["title"] = f"{told['title']}: {one_line(record.subtitle)}"
    if record.kind == Kind.THESIS and not record.subtype and record.degree:
        told["genre"] = one_line(record.degree)
    if record.kind in _AS_REPORT:
        told["type"] = "report"
    if record.kind in _GENRES:
        told.setdefault("genre", _GENRES[record.kind])
    if "language" in told:
        told["language"] = told["language"].lower()  # titles get capitals in English alone
    if fold(record.subtype or "") in _ON_THE_WEB:
        told["type"] = "webpage"
        told.pop("genre", None)
    if "DOI" in told and str(told.get("URL", "")).startswith(_RESOLVER):
        del told["URL"]  # the same address twice
    if "title" in told and "author" not in told and "editor" not in told:
        told["author"] = [{"literal": told.pop("title")}]
    return told
