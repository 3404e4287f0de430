"""Telling RDF in Turtle: https://www.w3.org/TR/turtle/, section 2.4."""

from __future__ import annotations

import re

from clew.model import Document

_HEAD = 4_000
_PREFIX = r"@?prefix\s{1,20}[\w-]{0,40}:\s{0,20}<"
_ON_A_LINE = re.compile(rf"(?:^|\n)\s{{0,20}}{_PREFIX}", re.I)
_AT_FIRST = re.compile(rf"(?:#[^\n]*\n|\s)*(?:{_PREFIX}|@?base\s{{0,20}}<)[^<>\s]*>", re.I)


def has_prefixes(document: Document) -> bool:
    """Say whether a line names a prefix, as those of Turtle do wherever they stand."""
    return bool(_ON_A_LINE.search(document.sample))


def is_turtle(document: Document) -> bool:
    """Say whether a prefix or a base comes before anything but comments."""
    return bool(_AT_FIRST.match(document.sample[:_HEAD].lstrip("\ufeff")))
