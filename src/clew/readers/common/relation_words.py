"""What the words for relations mean that DataCite, Crossref and others share."""

from __future__ import annotations

import re
from typing import NamedTuple

from clew.model import LinkType

_LETTERS = re.compile(r"[^a-z]")
# A word that says the reverse stands behind the bar.
_WORDS = {
    LinkType.PART_OF: "ispartof isissueof ispublishedin | haspart",
    LinkType.VERSION_OF: "isversionof isnewversionof istranslationof ispreprintof ismanuscriptof "
    "isvariantformof isformatof replaces obsoletes isreplacementof isvariantof "
    "| hasversion ispreviousversionof hastranslation haspreprint hasmanuscript isoriginalformof "
    "hasformat isreplacedby isobsoletedby isexpressionof hasvariant",
    LinkType.SAME_AS: "isidenticalto issameas sameas exactmatch",
    LinkType.BASED_ON: "isbasedon isbasedondata isderivedfrom wasderivedfrom requires uses "
    "usesdataset iscompiledby | isbasisfor issourceof isrequiredby compiles hasderivation "
    "isdatabasisfor isusedby",
    LinkType.CITES: "cites references isreplyto iscommenton reviews isreviewof "
    "| iscitedby isreferencedby hasreply hascomment isreviewedby hasreview",
    LinkType.DOCUMENTS: "documents describes issupplementedby hasrelatedmaterial ismetadatafor "
    "| isdocumentedby isdescribedby issupplementto isrelatedmaterial hasmetadata",
    LinkType.CONTINUES: "continues | iscontinuedby",
    LinkType.FUNDED_BY: "isfinancedby isfundedby isawardedby | finances",
    LinkType.OUTPUT_OF: "isoutputof | hasoutput",
}


class Meaning(NamedTuple):
    """What a word says: a type of link, and whether it runs from the other thing to this one."""

    type: LinkType
    inverse: bool


def _table() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for type, words in _WORDS.items():
        forward, _, backward = words.partition("|")
        found |= {word: Meaning(type, False) for word in forward.split()}
        found |= {word: Meaning(type, True) for word in backward.split()}
    return found


_MEANINGS = _table()


def meaning(word: str) -> Meaning | None:
    """Return what a word for a relation means, however it is spelled.

    Examples: ``"IsPartOf"`` and ``"is-part-of"`` → part-of; ``"HasPart"`` → part-of, inverse
    """
    return _MEANINGS.get(_LETTERS.sub("", word[:60].lower()))
