"""Relevance feedback: the best results lend the query their words, or draw its meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from clew.index import Engine, Vectors, VectorStore
from clew.search.candidates import Candidate
from clew.search.stopwords import STOPWORDS
from clew.settings import SearchSettings

_SHORTEST = 3


def expanded(
    terms: dict[str, float], best: Sequence[int], engine: Engine, settings: SearchSettings
) -> dict[str, float]:
    """Add the words that the best results share, by RM3 (Abdul-Jaleel et al. 2004).

    Parameters
    ----------
    terms: the query's, with weights.
    best: the numbers of the resources that rank first by these terms.
    """
    shares: dict[str, float] = {}
    for card in engine.cards(best).values():
        tokens = engine.analyse(card.text)
        for term, count in Counter(token.term for token in tokens).items():
            if len(term) >= _SHORTEST and term not in STOPWORDS:
                shares[term] = shares.get(term, 0.0) + count / len(tokens)
    chosen = sorted(shares, key=lambda term: (-shares[term], term))[: settings.expansion_words]
    typed, lent = sum(terms.values()), sum(shares[term] for term in chosen)
    if not typed or not lent:
        return terms
    weight = settings.expansion_weight
    whole = {term: weight * value / typed for term, value in terms.items()}
    for term in chosen:
        whole[term] = whole.get(term, 0.0) + (1 - weight) * shares[term] / lent
    return whole


def drawn(
    query: Vectors, best: Sequence[Candidate], store: VectorStore, settings: SearchSettings
) -> Vectors:
    """Draw a query's vector towards those of the best results (Rocchio 1971).

    Parameters
    ----------
    best: the candidates that rank first; each draws by its score.
    """
    vectors = store.vectors([(candidate.number, 0) for candidate in best])
    weighted = [c.score * vectors[c.number, 0] for c in best if (c.number, 0) in vectors]
    mean = np.sum(weighted, axis=0) if weighted else np.zeros_like(query)
    length = float(np.linalg.norm(mean))
    if not length:
        return query
    towards = query + settings.feedback_weight * mean / length
    return np.asarray(towards / np.linalg.norm(towards), np.float32)
