"""Terms that vocabularies relate to those of a query: other names, narrower and broader terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from clew.index import Engine
from clew.search.stopwords import STOPWORDS
from clew.search.variants import Expansion, Widened
from clew.settings import SearchSettings
from clew.vocabularies import Heading, Vocabulary

_LONGEST = 8  # words of a term
_MOST = 8  # terms of one sort for one term of the query
_Terms = tuple[str, ...]


class _Place(NamedTuple):
    vocabulary: Vocabulary
    heading: Heading


class _Found(NamedTuple):
    """A stretch of a query that is a term of a vocabulary."""

    text: str
    terms: _Terms
    place: _Place


class Thesaurus:
    """Vocabularies, looked up by the words of a query in any form.

    Parameters
    ----------
    vocabularies: in the order in which they are asked.
    engine: cuts terms into words as it does with texts.
    """

    def __init__(self, vocabularies: Sequence[Vocabulary], engine: Engine) -> None:
        self._vocabularies = vocabularies
        self._engine = engine

    def widen(self, wider: Widened, words: Sequence[str], settings: SearchSettings) -> Widened:
        """Add related terms to what a query was widened to already.

        Parameters
        ----------
        words: as typed.
        """
        terms, phrases = dict(wider.terms), dict(wider.phrases)
        named: list[Expansion] = []
        for found in self._found(" ".join(words)):
            for sort, labels, weight in _sorts(found.place, settings):
                also = self._telling(labels, found, wider.terms) if weight else []
                for label, cut in also:
                    _add(label, cut, weight, terms, phrases)
                if also:
                    reason = f"{sort} in {found.place.vocabulary.name}"
                    texts = tuple(label for label, _ in also)
                    named.append(Expansion(word=found.text, also=texts, reason=reason))
        return msgspec.structs.replace(
            wider, terms=terms, phrases=phrases, expansions=(*wider.expansions, *named)
        )

    def _found(self, text: str) -> Iterator[_Found]:
        """Yield the terms in a query, the longest where several begin at one word."""
        tokens = self._engine.analyse(text)
        at = 0
        while at < len(tokens):
            step = 1
            for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
                part = tokens[at : at + length]
                typed = text[part[0].start : part[-1].end]
                cut = tuple(token.term for token in part)
                if typed.casefold() not in STOPWORDS and (places := self._places.get(cut)):
                    yield from (_Found(typed, cut, place) for place in places)
                    step = length
                    break
            at += step

    def _telling(
        self, labels: Sequence[str], found: _Found, typed: dict[str, float]
    ) -> list[tuple[str, _Terms]]:
        """Choose the labels that occur and say something else than what was typed."""
        known = {found.terms}
        kept = []
        for label in labels:
            cut = _cut(label, self._engine)
            if cut and cut not in known and not set(cut) <= set(typed):
                known.add(cut)
                kept.append((min(map(self._frequency, cut)), label, cut))
        kept.sort(key=lambda one: -one[0])
        return [(label, cut) for frequency, label, cut in kept[:_MOST] if frequency]

    def _frequency(self, term: str) -> int:
        return self._engine.frequency(term) or self._engine.unit_frequency(term)

    @cached_property
    def _places(self) -> dict[_Terms, list[_Place]]:
        places: dict[_Terms, list[_Place]] = {}
        for vocabulary in self._vocabularies:
            for heading in vocabulary.headings:
                for name in (heading.label, *heading.also):
                    if cut := _cut(name, self._engine):
                        listed = places.setdefault(cut, [])
                        if not listed or listed[-1].heading is not heading:
                            listed.append(_Place(vocabulary, heading))
        return places


def found_in(
    texts: Iterable[str], expansions: Sequence[Expansion], engine: Engine
) -> tuple[Expansion, ...]:
    """Return the expansions that stand in some texts, each with what of it does."""
    if not expansions:
        return ()
    # A space at both ends, so that a word is not found in another.
    whole = [f" {' '.join(_cut(text, engine))} " for text in texts]

    def stands(also: str) -> bool:
        return any(f" {' '.join(_cut(also, engine))} " in text for text in whole)

    kept = ((one, tuple(filter(stands, one.also))) for one in expansions)
    return tuple(msgspec.structs.replace(one, also=also) for one, also in kept if also)


def _sorts(place: _Place, settings: SearchSettings) -> list[tuple[str, list[str], float]]:
    heading, others = place.heading, place.vocabulary.headings
    return [
        ("other name", [heading.label, *heading.also], settings.alternative_weight),
        ("narrower term", [others[at].label for at in heading.narrower], settings.narrower_weight),
        ("broader term", [others[at].label for at in heading.broader], settings.broader_weight),
    ]


def _add(
    label: str, cut: _Terms, weight: float, terms: dict[str, float], phrases: dict[str, float]
) -> None:
    """One word counts by itself; several do together only."""
    if len(cut) == 1:
        terms.setdefault(cut[0], weight)
    else:
        phrases.setdefault(label, weight)


def _cut(text: str, engine: Engine) -> _Terms:
    return tuple(token.term for token in engine.analyse(text))
