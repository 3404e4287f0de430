"""Which kind of thing a description is of, by the words of its types."""

from __future__ import annotations

import re
from functools import lru_cache

from clew.model import Kind
from clew.readers.dublin_core.parse import Description

_KINDS = (
    (Kind.THESIS, re.compile(r"thesis|dissertation|etd\b|habilitation", re.I)),
    (Kind.SOFTWARE, re.compile(r"software|source ?code", re.I)),
    (Kind.AWARD, re.compile(r"\b(?:grant|award)\b", re.I)),
    (Kind.COURSE, re.compile(r"\bcourse\b", re.I)),
    (
        Kind.DATASET,
        re.compile(r"data ?sets?\b|\bdata\b|collection|image|sound|video|recording|survey", re.I),
    ),
)
# Types that tell nothing: what every text is, and whether somebody reviewed it.
_PLAIN = {"text", "resource", "other", "peerreviewed", "nonpeerreviewed", "publishedversion"}
_PREFIX = re.compile(
    r"info:eu-repo/semantics/|https?://purl\.org/(?:dc/dcmitype|coar/[\w/]{0,40})/"
)
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=1024)  # a repository has few types, and says them again and again
def _rank(words: str) -> int | None:
    """Return the place of the first kind that a type tells of."""
    return next((at for at, (_, told) in enumerate(_KINDS) if told.search(words)), None)


def kind_of(one: Description) -> tuple[Kind, str | None]:
    """Return the kind and the source's finer word; the types that say no more than that go.

    What has no type we know is a publication: that is what such repositories hold.
    """
    types = [_PREFIX.sub("", element.peek()) for element in one.all("type")]
    has_degree = bool(one.all("qualificationname", "qualificationlevel", "degree", "grantor"))
    kind = Kind.THESIS if has_degree else Kind.PUBLICATION
    ranks = [] if has_degree else [rank for words in types if (rank := _rank(words)) is not None]
    kind = _KINDS[min(ranks)][0] if ranks else kind
    told = [words for words in types if words.casefold() not in _PLAIN]
    finest = next((words for words in told if " " in words or words[:1].isupper()), None)
    chosen = finest or next(iter(told), None)
    for element in one.all("type"):
        if _PREFIX.sub("", element.peek()) == chosen:
            element.clear()
    return kind, _WORD.sub(" ", chosen) if chosen else None
