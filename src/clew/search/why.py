"""Why a result is one: a sentence for people, and the parts that its score is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clew.index import Field
from clew.index.query import (
    And,
    Everything,
    Fuzzy,
    Is,
    Known,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Span,
    Unstated,
    Within,
    Word,
)
from clew.model.base import Value
from clew.search.candidates import Candidate
from clew.search.variants import Expansion

_MOST_WORDS = 5


class Matched(Value, frozen=True, kw_only=True):
    """The words of the query that stand in one field, as the text has them."""

    field: str
    words: tuple[str, ...]


class Why(Value, frozen=True, kw_only=True):
    """What speaks for a result; the shares add up to its score.

    ``similarity`` is the greatest cosine of any of its vectors to the query's, ``nearest`` where
    the passage stands that has it (absent: the description). ``drawn`` is that cosine after the
    best results drew the query's meaning towards theirs, which is what the score counts.
    ``conditions`` are what every result meets. ``expansions`` are what it has of the words that
    were searched beside those typed.
    """

    sentence: str
    matched: tuple[Matched, ...] = ()
    words_share: float = 0.0
    meaning_share: float = 0.0
    identifier_share: float = 0.0
    bm25: float = 0.0
    similarity: float | None = None
    drawn: float | None = None
    nearest: str | None = None
    conditions: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()


def explain(
    candidate: Candidate,
    matched: Mapping[str, Sequence[str]],
    nearest: str | None,
    conditions: Sequence[str],
    lifted: str | None = None,
    expansions: Sequence[Expansion] = (),
) -> Why:
    """Explain a candidate.

    Parameters
    ----------
    matched: the words found, by field.
    nearest: where the passage nearest in meaning stands, if it is a passage.
    conditions: what all results meet, in words.
    lifted: the title of the result inside it that it stands here for.
    expansions: what it has of the words that were searched beside those typed.
    """
    fields = tuple(
        Matched(field=field, words=tuple(dict.fromkeys(words)))
        for field, words in matched.items()
        if words
    )
    return Why(
        sentence=_sentence(candidate, fields, nearest, conditions, lifted, expansions),
        expansions=tuple(expansions),
        matched=fields,
        words_share=candidate.words_share,
        meaning_share=candidate.meaning_share,
        identifier_share=candidate.identifier_share,
        bm25=candidate.words,
        similarity=candidate.similarity,
        drawn=candidate.drawn,
        nearest=nearest,
        conditions=tuple(conditions),
    )


def described(query: Query) -> str:
    """Put a tree into words.

    Example: ``without “police”``, ``kind is thesis``, ``year 2010 to 2018``
    """
    if isinstance(query, And | Or):
        joint = " and " if isinstance(query, And) else " or "
        parts = [described(part) for part in query.parts]
        return joint.join(f"({p})" if " or " in p or " and " in p else p for p in parts)
    if isinstance(query, Not):
        return f"not {described(query.part)}"
    if isinstance(query, Word | Phrase | Prefix | Fuzzy):
        where = "" if query.field is Field.TEXT else f" in {query.field}"
        return f"{_SHAPES[type(query)].format(query.text)}{where}"
    if isinstance(query, Is):
        return f"{query.facet} is {query.value}"
    if isinstance(query, Within):
        return f"{query.span} {_range(query)}"
    if isinstance(query, Unstated):
        return f"{query.span} is not stated"
    return f"identifier {query.identifier}" if isinstance(query, Known) else "anything"


_SHAPES: dict[type, str] = {
    Word: "“{}”",
    Phrase: "“{}” word for word",
    Prefix: "words that begin “{}”",
    Fuzzy: "words like “{}”",
}


def conditions_of(require: Query, chosen: Query) -> tuple[str, ...]:
    """Put into words what every result meets: the query's own conditions, then the filters."""
    parts: list[Query] = []
    for tree in (require, chosen):
        parts += tree.parts if isinstance(tree, And) else [tree]
    return tuple(described(part) for part in parts if not isinstance(part, Everything))


def _range(within: Within) -> str:
    low, high = (
        f"{bound:,.0f}"
        if within.span is Span.AMOUNT
        else f"{bound:.0f}"
        if bound is not None
        else ""
        for bound in (within.low or 0, within.high or 0)
    )
    if within.low is None:
        return f"up to {high}"
    if within.high is None:
        return f"from {low}"
    return low if low == high else f"{low} to {high}"


def _sentence(
    candidate: Candidate,
    fields: Sequence[Matched],
    nearest: str | None,
    conditions: Sequence[str],
    lifted: str | None,
    expansions: Sequence[Expansion],
) -> str:
    parts = ["the query names its identifier"] if candidate.identifier_share else []
    parts += [f"has {_listed(found.words)} in its {found.field}" for found in fields[:2]]
    parts += [f"has {_listed(one.also)} for “{one.word}” ({one.reason})" for one in expansions[:2]]
    if candidate.similarity is not None and candidate.meaning_share > 0:
        where = f"its passage {nearest}" if nearest else "what it says of itself"
        parts.append(f"{where} is near in meaning ({candidate.similarity:.2f})")
    if lifted:
        parts.append(f"stands here for “{lifted}”, which is part of it")
    if not parts and conditions:
        parts = [f"meets what was asked: {'; '.join(conditions)}"]
    text = ", and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"{text[:1].upper()}{text[1:]}." if text else "It is in the catalogue."


def _listed(words: Sequence[str]) -> str:
    shown = [f"“{word}”" for word in words[:_MOST_WORDS]]
    more = len(words) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
