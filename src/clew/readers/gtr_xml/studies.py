"""Which study of the UK Data Service, or other deposited data, an output speaks of.

An output's own address or title names the output itself; a sentence of its description does so only
when it says that the data were deposited. Whatever else is named is cited.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from clew.model import (
    Identifier,
    LinkType,
    Relation,
    Scheme,
    Target,
    find_identifiers,
    parse_identifier,
    study_number,
)
from clew.readers.common.passages import sentences

_HINTS = (
    "SN",
    "ukda",
    "ukds",
    "UKDA",
    "UKDS",
    "data-archive.",
    "esds.ac",
    "eShare",
    "eshare",
    "10.",
)
# Registrants whose DOIs stand for articles and books, not for the data behind them.
_LITERATURE_DOI = re.compile(
    r"10\.(?:1001|1002|1007|1016|1017|1023|1037|1038|1056|1057|1068|1073|1080|1086|1093|1097|1098"
    r"|1108|1109|1111|1121|1126|1136|1145|1146|1155|1159|1162|1163|1177|1186|1192|1215|1257|1300"
    r"|1332|1353|1371|1515|1521|1787|2139|2307|3389|3390|4324)/",
)
_DEPOSITED = re.compile(
    r"deposit|archived|\[data collection\]|(?:download|available|release|held|lodge)\w*\b.{0,80}"
    r"(?:data ?service|data archive|ukd[as]|reshare|esds)",
    re.I | re.S,
)
_DERIVED = re.compile(r"\b(?:based on|derived from|drawn from|taken from|subset of)\b", re.I)
_BORROWED = re.compile(rf"{_DERIVED.pattern}|\b(?:similar|used in|re-?use)\b", re.I)
_SHORTEST_QUOTE, _LONGEST_QUOTE = 80, 500


class Mention(NamedTuple):
    """What a text names: its identifiers, the sentence, and whether that tells of a deposit."""

    identifiers: tuple[Identifier, ...]
    quote: str
    deposited: bool
    place: str

    @property
    def target(self) -> Identifier:
        """The study's number, which says more than the DOI of one edition, else the DOI."""
        numbers = (i for i in self.identifiers if i.scheme == Scheme.UKDA)
        return next(numbers, self.identifiers[0])

    @property
    def is_data(self) -> bool:
        """Whether the identifier is one that data get."""
        return self.target.scheme == Scheme.UKDA or not _LITERATURE_DOI.match(self.target.value)


def mentions(text: str, place: str) -> list[Mention]:
    """Return what running text names by a study number or a DOI, each once."""
    if not _hinted(text):
        return []
    found = [
        (start, identifier)
        for identifier, start, _ in find_identifiers(text)
        if identifier.scheme in (Scheme.UKDA, Scheme.DOI)
    ]
    spans = list(sentences(text)) if found else []
    return _together(
        _mention(identifier, _sentence(text, spans, start), place)
        for start, identifier in sorted(found, key=lambda pair: pair[0])
    )


def addresses(texts: Iterable[str], place: str) -> list[Mention]:
    """Return what addresses or titles identify, which counts as deposited unless they deny it."""
    return _together(
        _mention(found, text, place)._replace(deposited=not _BORROWED.search(text))
        for text in texts
        if _hinted(text)
        for scheme in (Scheme.DOI, Scheme.UKDA)
        if (found := parse_identifier(text, scheme))
    )


def own(
    named: list[Mention], described: list[Mention]
) -> tuple[tuple[Identifier, ...], tuple[Relation, ...]]:
    """Tell what a data set's own identifiers are, and what it is related to.

    Parameters
    ----------
    named: what its addresses and title identify.
    described: what its description names; counts as its own when nothing else does, or when it
        repeats what its address says.
    """
    mine = [m for m in named if m.deposited and m.is_data]
    mine = mine or [m for m in described if m.deposited and m.is_data]
    targets = {mention.target for mention in mine}
    others = [m for m in (*named, *described) if m.target not in targets]
    cited = tuple(relation(mention, _use(mention)) for mention in others)
    if len(targets) > 1:
        # One output that tells of several studies is none of them.
        parts = tuple(relation(mention, LinkType.PART_OF, inverse=True) for mention in mine)
        return (), parts + cited
    same = [m for m in (*named, *described) if m.target in targets]
    return tuple(dict.fromkeys(i for m in same for i in m.identifiers)), cited


def dois(named: list[Mention]) -> tuple[Identifier, ...]:
    """Return the DOIs by which software is known, from what its addresses identify."""
    return tuple(m.target for m in named if m.is_data and m.target.scheme == Scheme.DOI)


def of_award(found: list[Mention], known: set[Identifier]) -> tuple[Relation, ...]:
    """Relate an award to the studies that the texts of its outcomes name.

    Parameters
    ----------
    found: what those texts name; only studies count.
    known: what is related to the award already, as an output of its own.
    """
    best: dict[Identifier, Mention] = {}
    for mention in sorted(found, key=lambda mention: not mention.deposited):
        if mention.target.scheme == Scheme.UKDA and mention.target not in known:
            best.setdefault(mention.target, mention)
    return tuple(
        relation(mention, LinkType.OUTPUT_OF, inverse=True)
        if mention.deposited
        else relation(mention, LinkType.CITES)
        for mention in best.values()
    )


def relation(mention: Mention, link_type: LinkType, *, inverse: bool = False) -> Relation:
    """Make the relation to what a mention names, with its sentence for a quotation."""
    return Relation(
        type=link_type,
        target=Target(identifier=mention.target),
        quote=mention.quote,
        place=mention.place,
        inverse=inverse,
    )


def _use(mention: Mention) -> LinkType:
    return LinkType.BASED_ON if _DERIVED.search(mention.quote) else LinkType.CITES


def _hinted(text: str) -> bool:
    """Say whether a closer look can be worth it; most texts name no data at all."""
    return any(hint in text for hint in _HINTS)


def _mention(identifier: Identifier, quote: str, place: str) -> Mention:
    number = study_number(identifier)
    identifiers = (identifier, number) if number else (identifier,)
    deposited = bool(_DEPOSITED.search(quote)) and not _BORROWED.search(quote)
    return Mention(identifiers, quote, deposited, place)


def _together(found: Iterable[Mention]) -> list[Mention]:
    """Put the mentions of one study together; one that tells of a deposit speaks for all."""
    by_target: dict[Identifier, Mention] = {}
    for mention in found:
        before = by_target.setdefault(mention.target, mention)
        speaker = before if before.deposited or not mention.deposited else mention
        every = tuple(dict.fromkeys((*before.identifiers, *mention.identifiers)))
        by_target[mention.target] = speaker._replace(identifiers=every)
    return list(by_target.values())


def _sentence(text: str, spans: list[tuple[int, int]], at: int) -> str:
    """Return the sentence in which a text names something, with those before it if it is short.

    Example: ``"Colchester: UK Data Archive. 10.5255/UKDA-SN-854321"`` says little without the first
    """
    half = _LONGEST_QUOTE // 2
    number = max(bisect_right(spans, at, key=itemgetter(0)) - 1, 0)
    start, end = spans[number]
    while number and end - start < _SHORTEST_QUOTE and at - spans[number - 1][0] < half:
        number -= 1
        start, _ = spans[number]
    return text[max(start, at - half) : min(end, at + half)].strip()
