"""Sentences of running text, to be quoted as evidence."""

from __future__ import annotations

import re

REACH = 600  # characters on either side; a longer sentence is cut

# A stop ends a sentence after three letters at least: not in "Study No. SN 999991" or "et al.".
_END = re.compile(r"(?<=[\w)\]”’\"'%]{3}[.?!])\s+(?=[\"“‘'(]?[A-Z])|\n\s*\n")


def sentence_at(text: str, start: int, end: int) -> str:
    """Return the sentence that holds ``text[start:end]``, on one line."""
    first, last = max(0, start - REACH), end + REACH
    for match in _END.finditer(text, first, start):
        first = match.end()
    after = _END.search(text, end, last)
    return " ".join(text[first : after.start() if after else last].split())
