"""Candidates as hits: cards fetched, words marked, best passages chosen, and the reasons told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from clew.index import Card, Engine, Key, UnitCard
from clew.model import Kind
from clew.search.answer import Hit, Marked, PassageHit
from clew.search.candidates import Candidate
from clew.search.folding import Group
from clew.search.marking import Lexicon, Marker
from clew.search.nearness import Nearness
from clew.search.plan import Plan, rarity
from clew.search.related import found_in
from clew.search.variants import Expansion
from clew.search.why import Why, explain
from clew.settings import SearchSettings

_Chosen = dict[int, float | None]

_ROUNDING = 0.005


class Presenter:
    """Turns the candidates of one page into hits.

    Parameters
    ----------
    lexicon: of the engine's words.
    plan: what was asked.
    nearness: where meaning was searched.
    conditions: what all results meet, in words.
    """

    def __init__(
        self,
        engine: Engine,
        lexicon: Lexicon,
        plan: Plan,
        nearness: Nearness | None,
        conditions: Sequence[str],
        settings: SearchSettings,
    ) -> None:
        weights = {term: rarity(engine.frequency(term), engine.size) for term in plan.terms}
        self._engine = engine
        self._marker = Marker(lexicon, weights, settings.snippet)
        self._expansions = plan.expansions
        self._nearness = nearness
        self._conditions = conditions
        self._settings = settings
        self._near: Mapping[int, dict[int, float]] = {}  # of the passages of hits, by number

    def hits(self, groups: Sequence[Group]) -> tuple[Hit, ...]:
        """Return the hits of a page; a resource that is gone by now is left out."""
        most = self._settings.inside
        shown = [c for group in groups for c in (group.hit, group.first, *group.inside[:most])]
        candidates = {candidate.number: candidate for candidate in shown}
        cards = self._engine.cards(list(candidates))
        self._near = self._nearness.units(list(candidates)) if self._nearness else {}
        chosen = {n: self._passages(c, self._near.get(n, {})) for n, c in candidates.items()}
        keys = [(number, ordinal) for number, found in chosen.items() for ordinal in found]
        units = self._engine.unit_cards(keys)

        def hit(candidate: Candidate, lifted: str | None = None, **under: Any) -> Hit:
            number = candidate.number
            return self._hit(candidate, cards[number], chosen[number], units, lifted, under)

        return tuple(
            hit(
                group.hit,
                _lifted(group, cards),
                inside=tuple(
                    self._line(c, cards[c.number]) if _is_output(cards[c.number]) else hit(c)
                    for c in group.inside[:most]
                    if c.number in cards
                ),
                inside_total=len(group.inside),
                result=group.result,
            )
            for group in groups
            if group.hit.number in cards
        )

    def _line(self, candidate: Candidate, card: Card) -> Hit:
        """An output under its award is a line of a list: its title tells why it is there."""
        title, words = self._marker.marked(card.title)
        widened = found_in([card.title], self._expansions, self._engine)
        why = self._why(candidate, {"title": words}, [], None, widened)
        return self._bare(candidate, card, title, why)

    def _passages(self, candidate: Candidate, near: dict[int, float]) -> _Chosen:
        """The ordinals of its best passages, best first, each with its similarity."""
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
        chosen: _Chosen,
        units: dict[Key, UnitCard],
        lifted: str | None,
        under: Mapping[str, Any],
    ) -> Hit:
        title, in_title = self._marker.marked(card.title)
        snippet, in_description = self._marker.snippet(card.description)
        found = [units[card.number, o] for o in chosen if (card.number, o) in units]
        told: list[Card | UnitCard] = [card, *found]
        widened = found_in((one.text for one in told), self._expansions, self._engine)
        passages = [(unit, *self._marker.snippet(unit.text)) for unit in found]
        matched = {
            "title": in_title,
            "description": in_description,
            "keywords": self._marker.found("; ".join(card.keywords)),
            "people": self._marker.found("; ".join(card.people)),
            "organisations": self._marker.found("; ".join((*card.organisations, *card.funders))),
            "text": tuple(word for _, _, words in passages for word in words),
        }
        return self._bare(
            candidate,
            card,
            title,
            self._why(candidate, matched, found, lifted, widened),
            snippet=snippet,
            passages=tuple(
                _passage(unit, cut or Marked(""), chosen[unit.ordinal]) for unit, cut, _ in passages
            ),
            **under,
        )

    def _bare(self, candidate: Candidate, card: Card, title: Marked, why: Why, **more: Any) -> Hit:
        """A hit with what every one says of its resource, and more."""
        return Hit(
            number=card.number,
            id=card.slug,
            kind=card.kind,
            title=card.title,
            score=candidate.score,
            title_marks=title.marks,
            people=card.people,
            sources=card.sources,
            published=card.published,
            since=card.since,
            until=card.until,
            access=card.access,
            why=why,
            **more,
        )

    def _why(
        self,
        candidate: Candidate,
        matched: dict[str, tuple[str, ...]],
        units: list[UnitCard],
        lifted: str | None,
        widened: tuple[Expansion, ...],
    ) -> Why:
        near = self._near.get(candidate.number, {})
        best = max(near, key=lambda ordinal: near[ordinal], default=None)
        # The description may be nearer than any passage.
        nearest = next(
            (
                unit.place or f"no. {unit.ordinal}"
                for unit in units
                if unit.ordinal == best and self._is_nearest(candidate, near[best])
            ),
            None,
        )
        return explain(candidate, matched, nearest, self._conditions, lifted, widened)

    def _is_nearest(self, candidate: Candidate, cosine: float) -> bool:
        """The same two vectors may have been compared with different rounding."""
        return candidate.similarity is not None and cosine > candidate.similarity - _ROUNDING


def _lifted(group: Group | None, cards: Mapping[int, Card]) -> str | None:
    """The title of what a hit stands in its place for, if it is not for itself."""
    if group is None or group.first.number == group.hit.number:
        return None
    card = cards.get(group.first.number)
    return card.title if card else None


def _is_output(card: Card) -> bool:
    return card.kind != Kind.VARIABLE


def _passage(unit: UnitCard, snippet: Marked, similarity: float | None) -> PassageHit:
    return PassageHit(
        ordinal=unit.ordinal,
        place=unit.place,
        page=unit.page,
        start=unit.start,
        end=unit.end,
        snippet=snippet,
        similarity=similarity,
    )
