"""What a query asks of the index: terms to rank by, what is required, and of which passages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from itertools import islice, pairwise

import msgspec

from clew.index import Engine, Field, Query
from clew.index.query import (
    Everything,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    both,
    leaves,
)
from clew.model.base import Value
from clew.search.alike import with_alike
from clew.search.language import Parsed
from clew.search.related import Thesaurus
from clew.search.stopwords import STOPWORDS
from clew.search.variants import Expansion, Widened, widen
from clew.settings import SearchSettings

_MOST_TERMS = 64
_TELLING_PAIRS = 3
_IN_TEXT = Word | Phrase | Prefix | Fuzzy


class Plan(Value, frozen=True, kw_only=True):
    """A query made ready for the index.

    ``terms`` are analysed words with their weights, ``pairs`` those that stand side by side;
    ``phrases`` are words that count together only, with their weights;
    ``require`` is met by every result;
    ``open_ended`` says that no word is required, so that any of the terms, or nearness in meaning,
    makes a result.
    """

    terms: dict[str, float]
    pairs: dict[tuple[str, str], float]
    require: Query
    open_ended: bool
    meaning: str
    phrases: dict[str, float] = msgspec.field(default_factory=dict)
    expansions: tuple[Expansion, ...] = ()

    @property
    def of_units(self) -> Query:
        """What a passage must meet: one of the things asked for in texts, and none ruled out."""
        wanted = tuple(leaf for leaf in leaves(self.require) if _of_text(leaf))
        refused = tuple(leaf for leaf in leaves(self.require, positive=False) if _of_text(leaf))
        return both(
            Or(wanted) if wanted else Everything(), Not(Or(refused)) if refused else Everything()
        )


def make_plan(
    parsed: Parsed, engine: Engine, settings: SearchSettings, thesaurus: Thesaurus | None = None
) -> Plan:
    """Work out what to ask of the index.

    Parameters
    ----------
    thesaurus: knows terms that are related to those of the query.
    """
    required = [leaf.text for leaf in leaves(parsed.require) if isinstance(leaf, Word | Phrase)]
    counts = analysed([*parsed.words, *required], engine)
    terms = with_alike(rarest(counts, engine), parsed.require, engine)
    beside = side_by_side(" ".join(parsed.words), engine)
    # In a long question most pairs are chance.
    pair_weight = settings.pair_weight * min(1.0, _TELLING_PAIRS / max(len(beside), 1))
    wider = widen(parsed.words, terms, engine) if settings.expansions else Widened(terms=terms)
    if thesaurus and settings.expansions and settings.vocabularies:
        wider = thesaurus.widen(wider, parsed.words, settings)
    return Plan(
        terms=wider.terms,
        pairs=dict.fromkeys(beside, pair_weight) | dict.fromkeys(wider.pairs, 1.0),
        require=parsed.require,
        open_ended=bool(parsed.words) and not parsed.requires_words,
        meaning=parsed.meaning,
        phrases=wider.phrases,
        expansions=wider.expansions,
    )


def analysed(texts: Iterable[str], engine: Engine) -> Counter[str]:
    """Count the words of texts as the index knows them; stopwords only if there is nothing else."""
    tokens = [
        (text[token.start : token.end].casefold(), token.term)
        for text in texts
        for token in engine.analyse(text)
    ]
    telling = [term for word, term in tokens if word not in STOPWORDS]
    return Counter(telling or [term for _, term in tokens])


def side_by_side(text: str, engine: Engine) -> tuple[tuple[str, str], ...]:
    """Return the pairs of telling words that follow each other in a text."""
    tokens = [
        None if text[token.start : token.end].casefold() in STOPWORDS else token.term
        for token in engine.analyse(text)
    ]
    pairs = ((one, next_) for one, next_ in pairwise(tokens) if one and next_)
    return tuple(islice(dict.fromkeys(pairs), _MOST_TERMS))


def rarest(counts: Counter[str], engine: Engine) -> dict[str, float]:
    """Keep the terms that tell most; each repetition weighs less than the one before."""
    kept = (
        sorted(counts, key=engine.frequency)[:_MOST_TERMS] if len(counts) > _MOST_TERMS else counts
    )
    return {term: float(counts[term]) for term in kept}


def rarity(frequency: int, texts: int) -> float:
    """How much a word tells that occurs in some of all texts, as BM25 has it."""
    return math.log(1 + (texts - frequency + 0.5) / (frequency + 0.5))


def _of_text(leaf: Query) -> bool:
    return isinstance(leaf, _IN_TEXT) and leaf.field is Field.TEXT
