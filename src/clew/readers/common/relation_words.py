"""What the words for relations mean that DataCite, Crossref and others share."""

from __future__ import annotations

import re
from typing import NamedTuple

from clew.model import LinkType
from clew.readers.common.datacite.relations import RELATION_TYPES

_LETTERS = re.compile(r"[^a-z]")
# Words that DataCite has not; those that say the reverse stand behind the bar.
_WORDS = {
    LinkType.PART_OF: "isissueof |",
    LinkType.VERSION_OF: "ispreprintof ismanuscriptof isformatof isreplacementof isvariantof "
    "replaces | haspreprint hasmanuscript hasformat isreplacedby isexpressionof hasvariant",
    LinkType.SAME_AS: "issameas sameas exactmatch |",
    LinkType.BASED_ON: "isbasedon isbasedondata wasderivedfrom uses usesdataset "
    "| isbasisfor hasderivation isdatabasisfor isusedby",
    LinkType.CITES: "isreplyto iscommenton isreviewof | hasreply hascomment hasreview",
    LinkType.DOCUMENTS: "hasrelatedmaterial | isrelatedmaterial",
    LinkType.FUNDED_BY: "isfinancedby isfundedby isawardedby | finances",
    LinkType.OUTPUT_OF: "isoutputof | hasoutput",
    LinkType.RELATED_TO: "related relation |",
}


class Meaning(NamedTuple):
    """What a word says: a type of link, and whether it runs from the other thing to this one."""

    type: LinkType
    inverse: bool


def meaning(word: str) -> Meaning | None:
    """Return what a word for a relation means, however it is spelled.

    Examples: ``"IsPartOf"`` and ``"is-part-of"`` → part-of; ``"HasPart"`` → part-of, inverse
    """
    return _MEANINGS.get(_folded(word))


def _folded(word: str) -> str:
    return _LETTERS.sub("", word[:60].lower())


def _table() -> dict[str, Meaning]:
    found = {_folded(word): Meaning(*said) for word, said in RELATION_TYPES.items()}
    for type, words in _WORDS.items():
        forward, _, backward = words.partition("|")
        found |= {word: Meaning(type, False) for word in forward.split()}
        found |= {word: Meaning(type, True) for word in backward.split()}
    return found


_MEANINGS = _table()
