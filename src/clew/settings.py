"""What can be set, in one place; each call may be given its own."""

from __future__ import annotations

from clew.model.base import Value


class SearchSettings(Value, frozen=True, kw_only=True):
    """How search weighs and how much it shows.

    ``depth``: how many candidates words and meaning bring each.
    ``meaning_weight``: the share of meaning in a score, words have the rest.
    ``feedback_resources``, ``feedback_weight``: how many of the best resources draw the query's
    meaning towards theirs, and how strongly.
    ``pair_weight``: what two words of the query add when they stand side by side.
    ``nearness``: the cosine from which a resource is found by meaning alone.
    ``nearest``: at most so many are.
    ``expansion_resources``, ``expansion_words``, ``expansion_weight``: relevance feedback by words,
    which stands in where there is no encoder (RM3, Abdul-Jaleel et al. 2004); the weight is that of
    the query as typed.
    ``expansions``: whether other spellings of a word, and what an acronym stands for, are searched.
    ``corrections``: whether a word that occurs nowhere is replaced by one like it that does.
    ``facet_values``: how many values of a facet are counted.
    ``passages``: how many passages a hit shows at most.
    ``snippet``: the length of a snippet in characters; 0 shows none.
    """

    depth: int = 200
    meaning_weight: float = 0.6
    feedback_resources: int = 3
    feedback_weight: float = 0.5
    pair_weight: float = 0.1
    nearness: float = 0.35
    nearest: int = 1000
    expansion_resources: int = 5
    expansion_words: int = 30
    expansion_weight: float = 0.7
    expansions: bool = True
    corrections: bool = True
    facet_values: int = 10
    passages: int = 3
    snippet: int = 240
