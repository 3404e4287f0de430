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
# "Record #1 of 2", then "TI: A title"; an author to a line
_COCHRANE = Style(re.compile(r"(Record(?= #\d)|[A-Z]{2,3}(?=: ))[: ]{1,2}(.*)$"), "Record")
_FROM_COCHRANE = {
    "Record": "", "ID": "AN", "SO": "T2", "YR": "PY", "VL": "VL", "NO": "IS", "PG": "SP",
    "PM": "PMID", "PT": "M3", "KY": "KW", "DOI": "DO", "US": "UR",
}  # fmt: skip
# What Web of Science calls by other tags than RIS.
_AS_RIS = {
    "PT": "TY", "AF": "AU", "BA": "AU", "BE": "A2", "BF": "AU", "CA": "A4", "SO": "T2", "SE": "T3",
    "DT": "M3", "DE": "KW", "PU": "PB", "PI": "CY", "EI": "SN", "BN": "SN", "J9": "JA", "JI": "J2",
    "PD": "DA", "BP": "SP", "UT": "AN", "DI": "DO", "AR": "C7", "FU": "GN", "PM": "PMID",
}  # fmt: skip
_WOS_TYPES = {"J": "JOUR", "B": "BOOK", "S": "SER", "P": "PAT"}
_WRAPPED = re.compile(r"\n")
_WITH_COMMA = re.compile(r"([^,]{2,60}) ([A-Z]{1,4})")


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
    elif text.lstrip("\ufeff \n").startswith("Record #"):
        found = [_of_cochrane(one) for one in entries(text, _COCHRANE, notices)]
    else:
        found = list(entries(text, _RIS, notices))
        return References(tuple(map(_with_keywords, found)), notices)
    for one in found:
        split_values(one.fields, "KW", _keywords)
    return References(tuple(found), notices)


def _with_keywords(entry: Entry) -> Entry:
    """Part the keywords of RIS: a tag each, as its specification has it, or several in a tag.

    A semicolon belongs to its keyword where there are several tags, a line each, and not all are
    lists.
    """
    told = entry.fields.get("KW", [])
    lists = any("\n" in value or value.endswith(";") for value in told)
    each = not lists and len(told) > 1 and not all(";" in value for value in told)
    split_values(entry.fields, "KW", _keyword if each else _keywords)
    return entry


def _keyword(value: str) -> list[str]:
    return [value.strip(" *")]


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


def _of_cochrane(entry: Entry) -> Entry:
    """Bring a record of the Cochrane Library under the tags of RIS."""
    told: dict[str, Any] = {"TY": ["JOUR"], "DB": ["Cochrane Library"]}
    for tag, values in entry.fields.items():
        name = _FROM_COCHRANE.get(tag, tag)
        if name:
            told.setdefault(name, []).extend(_WRAPPED.sub(" ", value) for value in values)
    told["AU"] = [_WITH_COMMA.sub(r"\1, \2", name) for name in told.get("AU", [])]
    return entry._replace(fields={tag: values for tag, values in told.items() if values})


def _keywords(value: str) -> list[str]:
    """Keywords stand one to a tag, one to a line below it, or between semicolons."""
    lines = value.splitlines()
    wrapped = len(lines) > 1 and any(line.endswith(";") for line in lines)
    if wrapped:
        lines = [" ".join(lines)]
    return [piece.strip(" *") for line in lines for piece in line.split(";")]
