"""Words that differ though they mean the same: spelling, hyphens, acronyms.

What is found here is added to a query as equals of the words typed, and named in the answer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import islice, pairwise

import msgspec

from clew.index import Engine, Filters
from clew.index.query import Phrase
from clew.model.base import Value

PUNCTUATION = ".,;:!?'\"“”‘’"

_SHORTEST_PART = 2
_MOST_WORDS = 40
_LONGEST_NAME = 7  # words
_PREFIXES = (
    *("anti", "bi", "co", "cross", "ex", "extra", "inter", "intra", "micro", "mid", "multi"),
    *("non", "over", "peer", "post", "pre", "pro", "psycho", "re", "self", "semi", "socio"),
    *("sub", "trans", "under", "well", "wide"),
)


class Expansion(Value, frozen=True, kw_only=True):
    """A word of the query that was also searched in other forms, and why.

    Example: ``Expansion(word="behaviour", also=("behavior",), reason="other spelling")``
    """

    word: str
    also: tuple[str, ...]
    reason: str


class Widened(Value, frozen=True, kw_only=True):
    """What the expansions add to a query: weights of terms, pairs side by side, and their names.

    ``phrases`` are words that count together only; any of them makes a result.
    """

    terms: dict[str, float]
    pairs: tuple[tuple[str, str], ...] = ()
    phrases: dict[str, float] = msgspec.field(default_factory=dict)
    expansions: tuple[Expansion, ...] = ()


def widen(words: Iterable[str], terms: dict[str, float], engine: Engine) -> Widened:
    """Add what a query's words are also called.

    Parameters
    ----------
    words: as typed.
    terms: the same analysed, with weights.
    """
    weights, pairs, named = dict(terms), list[tuple[str, str]](), list[Expansion]()
    phrases: dict[str, float] = {}
    bare = dict.fromkeys(word.strip(PUNCTUATION) for word in words)
    for word in islice(bare, _MOST_WORDS):
        if spelt := tuple(_occurring(spellings(word.casefold()), terms, engine)):
            share(_single((word, *spelt), engine), weights, engine)
            named.append(Expansion(word=word, also=spelt, reason="other spelling"))
        if joined := _joined(word, weights, engine):
            named.append(Expansion(word=word, also=(joined,), reason="in one word"))
        if split := _split(word, engine):
            phrases[split] = 1.0
            named.append(Expansion(word=word, also=(split,), reason="in two words"))
        if long := tuple(engine.acronym(word)):
            named.append(Expansion(word=word, also=long, reason="acronym"))
            for text in long:
                _add_long_form(text, weights, pairs, engine)
    for text, short in _shortened(list(bare), engine):
        named.append(Expansion(word=text, also=short, reason="acronym"))
        for one in short:
            weights |= {t.term: 1.0 for t in engine.analyse(one) if t.term not in weights}
    return Widened(terms=weights, pairs=tuple(pairs), phrases=phrases, expansions=tuple(named))


def spellings(word: str) -> Iterator[str]:
    """Yield how a word may be spelt in the other English."""
    for one, other, shortest in _rules():
        if len(word) >= shortest:
            for old, new in ((one, other), (other, one)):
                at = word.rfind(old)
                # "enrol" also stands in "enroll"
                if at >= 0 and not (old in new and word[at:].startswith(new)):
                    yield word[:at] + new + word[at + len(old) :]


def _occurring(variants: Iterable[str], terms: dict[str, float], engine: Engine) -> Iterator[str]:
    seen = set(terms)
    for variant in variants:
        found = [token.term for token in engine.analyse(variant)]
        if len(found) == 1 and found[0] not in seen and engine.frequency(found[0]):
            seen.add(found[0])
            yield variant


def _single(words: Iterable[str], engine: Engine) -> list[str]:
    """The terms of words that are cut into no more than one."""
    found = (engine.analyse(word) for word in words)
    return [tokens[0].term for tokens in found if len(tokens) == 1]


def share(forms: Iterable[str], weights: dict[str, float], engine: Engine) -> None:
    """Let terms, of which the first lends its weight, tell as much as if they were one."""
    counts = {term: engine.frequency(term) for term in forms}
    together = _rarity(sum(counts.values()), engine)
    weight = weights.get(next(iter(counts), ""), 1.0)
    for term, count in counts.items():
        alone = _rarity(count, engine)
        weights[term] = weight * together / alone if alone else weight


def _joined(word: str, weights: dict[str, float], engine: Engine) -> str | None:
    """``multi-agency`` → ``multiagency``"""
    if "-" not in word.strip("-"):
        return None
    joined = word.replace("-", "")
    terms = [token.term for token in engine.analyse(joined)]
    if len(terms) != 1 or not engine.frequency(terms[0]):
        return None
    weights.setdefault(terms[0], 1.0)
    return joined


def _split(word: str, engine: Engine) -> str | None:
    """``multiagency`` → ``multi agency``, if that occurs"""
    folded = word.casefold()
    for prefix in _PREFIXES:
        rest = folded.removeprefix(prefix)
        if rest == folded or len(rest) <= _SHORTEST_PART or not rest.isalpha():
            continue
        parts = engine.analyse(f"{prefix} {rest}")
        if len(parts) == 2 and engine.count(Phrase(f"{prefix} {rest}"), Filters()):
            return f"{prefix}-{rest}"
    return None


def _add_long_form(
    text: str, weights: dict[str, float], pairs: list[tuple[str, str]], engine: Engine
) -> None:
    terms = [token.term for token in engine.analyse(text)]
    for term in terms:
        # The words of a long form are common by themselves: together they tell as much as it.
        weights.setdefault(term, 1 / len(terms))
    pairs += pairwise(terms)


def _shortened(words: list[str], engine: Engine) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the stretches of a query that an acronym stands for: ``Night Visiting Panel``."""
    for length in range(2, _LONGEST_NAME + 1):
        for at in range(min(len(words), _MOST_WORDS) - length + 1):
            text = " ".join(words[at : at + length])
            if short := tuple(engine.acronym(text)):
                yield text, short


def _rarity(frequency: int, engine: Engine) -> float:
    return math.log(1 + (max(engine.size - frequency, 0) + 0.5) / (frequency + 0.5))


@cache
def _rules() -> tuple[tuple[str, str, int], ...]:
    text = (files("clew.search") / "data" / "spelling.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((one, other, int(shortest)) for one, other, shortest in rows)
