"""The controlled vocabularies of the DDI Alliance and CESSDA for the design of studies.

Where these have none, ``own.tsv`` holds a few terms of ours: kinds of data, sex, access, consent.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from clew.model import Term, fold
from clew.vocabularies.table import rows

_LONGEST = 200


class Concept(NamedTuple):
    """A concept of a vocabulary: its code, its English term and its address."""

    vocabulary: str
    code: str
    term: str
    uri: str


def find(vocabulary: str, words: str) -> Concept | None:
    """Find a concept by its code, its English term, or another usual name.

    Parameters
    ----------
    vocabulary: its short name, ``TimeMethod``; see :data:`VOCABULARIES`.
    words: as a source writes them; capitals, stops and a plural make no difference.

    Example: ``find("TimeMethod", "Longitudinal: Panel")`` → code ``Longitudinal.Panel``
    """
    if len(words) > _LONGEST:
        return None
    known = _names(vocabulary)
    name = fold(words)
    return known.get(name) or known.get(name.removesuffix("s"))


def matched(vocabulary: str, words: str, *others: str | None) -> Term:
    """Make a term of a source's words, with the concept that they, or other hints, stand for.

    Parameters
    ----------
    words: what the source says, kept as it is.
    others: a code or term that the source gives beside its words; these are tried first.
    """
    tried = (find(vocabulary, one) for one in (*others, words) if one)
    concept = next((one for one in tried if one), None)
    if not concept:
        return Term(text=words)
    return Term(text=words, code=concept.code, term=concept.term, vocabulary=vocabulary)


@cache
def _concepts() -> tuple[Concept, ...]:
    return tuple(Concept(*cells) for cells in rows("ddi.tsv"))


@cache
def _names(vocabulary: str) -> dict[str, Concept]:
    own = (Concept(*cells) for cells in rows("own.tsv"))
    mine = [one for one in (*_concepts(), *own) if one.vocabulary == vocabulary]
    codes = {one.code: one for one in mine}
    names = {fold(name): one for one in mine for name in (one.code, one.term)}
    also = {
        fold(words): codes[code] for name, words, code in rows("aliases.tsv") if name == vocabulary
    }
    return also | names


VOCABULARIES = tuple(sorted({one.vocabulary for one in _concepts()}))
