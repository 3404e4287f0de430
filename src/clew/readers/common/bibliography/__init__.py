"""Bibliographies: their entries, the parts of each, and where a text cites them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from clew.model import Reference
from clew.readers.common.bibliography.citations import Citation, Citations
from clew.readers.common.bibliography.entries import split_entries
from clew.readers.common.bibliography.reference import parse_reference

__all__ = ["Citation", "Citations", "parse_bibliography", "parse_reference", "split_entries"]

# "———. 2004." stands for the authors of the entry above.
_SAME_AUTHORS = re.compile(r"^(?:[—–]{1,3}|[-_]{3,})[.,]?\s*")


def parse_bibliography(text: str) -> Iterator[Reference]:
    """Yield the entries of a bibliography's text, in order; none is left out.

    Parameters
    ----------
    text: what stands under the heading "Bibliography" or "References".
    """
    authors = ""
    for raw in split_entries(text):
        dashes = _SAME_AUTHORS.match(raw)
        whole = f"{authors} {raw[dashes.end() :]}" if dashes and authors else raw
        reference = parse_reference(whole)
        authors = _authors(whole, reference)
        yield msgspec.structs.replace(reference, raw=raw.strip())


def _authors(raw: str, reference: Reference) -> str:
    """Return the words before the year or the title."""
    ends = [raw.find(part) for part in (reference.year, reference.title) if part]
    found = [end for end in ends if end > 0]
    return raw[: min(found)].rstrip(' (*"“') if found else ""
