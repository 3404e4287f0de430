"""Candidates as hits: cards fetched, words marked, best passages chosen."""

from __future__ import annotations

from collections.abc import Sequence

from clew.index import Card, Engine, Key, UnitCard
from clew.search.answer import Hit, Marked, PassageHit
from clew.search.candidates import Candidate
from clew.search.highlight import looked_at, mark, snippet
from clew.search.nearness import Nearness
from clew.search.plan import rarity
from clew.settings import SearchSettings


class Presenter:
    """Turns the candidates of one page into hits.

    Parameters
    ----------
    terms: the query's own, to be marked.
    nearness: where meaning was searched.
    """

    def __init__(
        self,
        engine: Engine,
        terms: Sequence[str],
        nearness: Nearness | None,
        settings: SearchSettings,
    ) -> None:
        self._engine = engine
        self._weights = {term: rarity(engine.frequency(term), engine.size) for term in terms}
        self._nearness = nearness
        self._settings = settings

    def hits(self, candidates: Sequence[Candidate]) -> tuple[Hit, ...]:
        """Return the hits of a page; a resource that is gone by now is left out."""
        cards = self._engine.cards([candidate.number for candidate in candidates])
        chosen = {c.number: self._passages(c) for c in candidates}
        keys = [(number, ordinal) for number, found in chosen.items() for ordinal in found]
        units = self._engine.unit_cards(keys)
        return tuple(
            self._hit(candidate, cards[candidate.number], chosen[candidate.number], units)
            for candidate in candidates
            if candidate.number in cards
        )

    def _passages(self, candidate: Candidate) -> dict[int, float | None]:
        """The ordinals of its best passages, best first, each with its similarity."""
        near = self._nearness.units(candidate.number) if self._nearness else {}
        near = {o: cosine for o, cosine in near.items() if cosine >= self._settings.nearness}
        most = max(candidate.units.values(), default=1.0)
        scores = {
            ordinal: candidate.units.get(ordinal, 0.0) / most + near.get(ordinal, 0.0)
            for ordinal in candidate.units | near
        }
        best = sorted(scores, key=lambda ordinal: (-scores[ordinal], ordinal))
        return {ordinal: near.get(ordinal) for ordinal in best[: self._settings.passages]}

    def _hit(
        self,
        candidate: Candidate,
        card: Card,
        chosen: dict[int, float | None],
        units: dict[Key, UnitCard],
    ) -> Hit:
        title = mark(card.title, self._engine.analyse(card.title), self._weights)
        return Hit(
            number=card.number,
            id=card.slug,
            kind=card.kind,
            title=card.title,
            score=candidate.score,
            title_marks=title.marks,
            snippet=self._snippet(card.description),
            passages=tuple(
                self._passage(units[card.number, ordinal], similarity)
                for ordinal, similarity in chosen.items()
                if (card.number, ordinal) in units
            ),
        )

    def _passage(self, unit: UnitCard, similarity: float | None) -> PassageHit:
        return PassageHit(
            ordinal=unit.ordinal,
            place=unit.place,
            page=unit.page,
            start=unit.start,
            end=unit.end,
            snippet=self._snippet(unit.text) or Marked(""),
            similarity=similarity,
        )

    def _snippet(self, text: str) -> Marked | None:
        if not (text and self._settings.snippet):
            return None
        seen = looked_at(text)
        return snippet(seen, self._engine.analyse(seen), self._weights, self._settings.snippet)
