"""Why two things are, or are not, one."""

from __future__ import annotations

from collections.abc import Iterator

from clew.catalogue import Catalogue
from clew.catalogue.candidates import Pair
from clew.linking.bonds import BINDING, binding, by_scheme, forbidden
from clew.linking.family import gathered
from clew.model import Compared, Link
from clew.model.base import Value

_VERDICTS = {"split": "A person said they are two", "unsure": "A person could not tell"}


class Explanation(Value, frozen=True, kw_only=True):
    """Why two things are, or are not, one: ``reasons`` in words, the links between them.

    ``compared`` has the fields of their two records that agree best, with their bits.
    """

    joined: bool
    reasons: tuple[str, ...]
    compared: tuple[Compared, ...] = ()
    links: tuple[Link, ...] = ()


def explain(catalogue: Catalogue, one: str, other: str) -> Explanation:
    """Say why two things are, or are not, one.

    Parameters
    ----------
    one, other: ids, or identifiers in any spelling; the id of a thing that was joined will do.

    Raises
    ------
    NotFound: when either is not there.
    """
    first, second = (catalogue.resources.number(name) for name in (one, other))
    if first == second:
        held = next(catalogue.resources.many([first])).held
        reasons = tuple(f"{h.location}: {h.joined_by}" for h in held if h.joined_by)
        best = _best(catalogue, [h.number for h in held], [h.number for h in held])
        return Explanation(
            joined=True,
            reasons=reasons or ("They are one record.",),
            compared=best.compared if best else (),
        )
    ones, others = (
        [found.number for found in catalogue.lookup.records_of(number)]
        for number in (first, second)
    )
    slugs = {catalogue.resources.slug(first), catalogue.resources.slug(second)}
    links = (link for link in catalogue.links.of([first]) if {link.subject, link.object} == slugs)
    best = _best(catalogue, ones, others)
    return Explanation(
        joined=False,
        reasons=tuple(_reasons(catalogue, ones, others)),
        compared=best.compared if best else (),
        links=tuple(gathered(links)),
    )


def _best(catalogue: Catalogue, ones: list[int], others: list[int]) -> Pair | None:
    return max(_between(catalogue, ones, others), key=lambda pair: pair.bits, default=None)


def _between(catalogue: Catalogue, ones: list[int], others: list[int]) -> list[Pair]:
    here, there = set(ones), set(others)
    return [p for p in catalogue.candidates.paired(ones) if _across((p.one, p.other), here, there)]


def _across(pair: tuple[int, int], here: set[int], there: set[int]) -> bool:
    one, other = pair
    return (one in here and other in there) or (one in there and other in here)


def _reasons(catalogue: Catalogue, ones: list[int], others: list[int]) -> Iterator[str]:
    yield from _said(catalogue, ones, others)
    kinds = [{catalogue.lookup.found(n).kind for n in numbers} for numbers in (ones, others)]
    if kinds[0].isdisjoint(kinds[1]):
        here, there = (" and ".join(sorted(some)) for some in kinds)
        yield f"They are of two kinds: {here}, {there}."
    mine, theirs = (
        by_scheme(i for n in numbers for i in binding(catalogue.lookup.record(n)))
        for numbers in (ones, others)
    )
    for scheme in sorted(mine.keys() & theirs.keys() & BINDING):
        if forbidden({scheme: mine[scheme]}, {scheme: theirs[scheme]}):
            here, there = (", ".join(sorted(side[scheme])) for side in (mine, theirs))
            yield f"Their {scheme} differ: {here} and {there}."
    pairs = _between(catalogue, ones, others)
    for pair in pairs:
        yield f"Judged {pair.verdict} ({pair.bits:+.1f} bits): {pair.reason}"
    if not pairs:
        yield "No two of their records are alike enough to be compared."


def _said(catalogue: Catalogue, ones: list[int], others: list[int]) -> Iterator[str]:
    """Yield what people decided of the two, each decision once."""
    here, there = set(ones), set(others)
    said = {
        one.decision: _VERDICTS[one.verdict]
        for one in catalogue.decisions.on(ones, ("split", "unsure"))
        if _across((one.one, one.other), here, there)
    }
    for number, words in said.items():
        made = catalogue.decisions.get(number)
        note = f": {made.note}" if made.note else ""
        yield f"{words} (decision {number}, {made.made_by}, {made.made_at[:10]}){note}."
