"""From lines to entries, under the tags of RIS whatever the flavour."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from clew.model import Document, Notice
from clew.readers.common.size import within_limits
from clew.readers.common.tagged import Entry, Style, entries, split_values

# The specification wants two blanks, a hyphen and a blank; tabs, one blank and dashes occur.
_RIS = Style(re.compile(r"([A-Z][A-Z0-9])[ \t]{1,3}[-–—](?:[ \t](.*))?$"), "TY", "ER")
_WEB_OF_SCIENCE = Style(
    re.compile(r"([A-Z][A-Z0-9])(?: (.*))?$"), "PT", "ER", frozenset({"FN", "VR", "EF"})
)
# What Web of Science calls by other tags than RIS.
_AS_RIS = {
    "PT": "TY", "AF": "AU", "BA": "AU", "BE": "A2", "BF": "AU", "CA": "A4", "SO": "T2", "SE": "T3",
    "DT": "M3", "DE": "KW", "PU": "PB", "PI": "CY", "EI": "SN", "BN": "SN", "J9": "JA", "JI": "J2",
    "PD": "DA", "BP": "SP", "UT": "AN", "DI": "DO", "AR": "C7", "FU": "GN", "PM": "PMID",
}  # fmt: skip
_WOS_TYPES = {"J": "JOUR", "B": "BOOK", "S": "SER", "P": "PAT"}
_WRAPPED = re.compile(r"\n")


class References(NamedTuple):
    """What a file holds: its entries, and what is wrong with it."""

    entries: tuple[Entry, ...]
    notices: list[Notice]


def parse(document: Document) -> References:
    """Return the references of a file, each a mapping of RIS tags to lists of texts.

    Raises
    ------
    TooLarge: when there is more than people read.
    """
    within_limits(document)
    notices: list[Notice] = []
    text = document.text
    if text.lstrip("\ufeff \n").startswith("FN "):
        found = [_translated(one) for one in entries(text, _WEB_OF_SCIENCE, notices)]
    else:
        found = list(entries(text, _RIS, notices))
    for one in found:
        split_values(one.fields, "KW", _keywords)
    return References(tuple(found), notices)


def _translated(entry: Entry) -> Entry:
    """Bring an entry of Web of Science under the tags of RIS; tags of its own stay."""
    fields: dict[str, Any] = dict(entry.fields)
    for tag in ("AU", "AF", "ED", "BE", "CR"):
        split_values(fields, tag, str.splitlines)
    if "AF" in fields:
        fields["short AU"] = fields.pop("AU", [])
    fields["KW"] = [*fields.pop("DE", []), *fields.pop("ID", [])]
    told: dict[str, list[str]] = {}
    for tag, values in fields.items():
        joined = values if tag == "CR" else [_WRAPPED.sub(" ", value) for value in values]
        told.setdefault(_AS_RIS.get(tag, tag), []).extend(joined)
    told["TY"] = [_WOS_TYPES.get(code, code) for code in told.get("TY", [])]
    told["DB"] = ["Web of Science"]
    return entry._replace(fields={tag: values for tag, values in told.items() if values})


def _keywords(value: str) -> list[str]:
    """Keywords stand one to a tag, one to a line below it, or between semicolons."""
    lines = value.splitlines()
    wrapped = len(lines) > 1 and any(line.endswith(";") for line in lines)
    if wrapped:
        lines = [" ".join(lines)]
    return [piece.strip(" *") for line in lines for piece in line.split(";")]
