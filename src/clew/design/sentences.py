"""Sentences of a description, each with its place and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from clew.design.cues import cues
from clew.design.quantities import WORDS, Quantity, quantities

_LONGEST = 1000  # characters of one sentence; longer ones are cut at a break
# A stop before a capital or figure, but not after "c.", "e.g." or an initial; some catalogues run
# paragraphs together ("… were counted.Since then …"). A line that goes on in small letters goes on.
_END = re.compile(
    r"[.!?](?<![.\s(][a-zA-Z]\.)(?<!\b(?:al|vs|cf|ca|Dr"
    r"|St)\.)(?<!\bapprox\.)(?<!\b[eE]\.g\.)(?<!\bi\.e\.)"
    r"(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\.)(?<!\bSept\.)"
    r"[\"'”’)]{0,2}(?:\s+(?=[\"'“‘(•–-]?\s?[A-Z0-9])|(?<=[a-z]\.)(?=[A-Z][a-z]))"
    r"|\n(?![a-z])"
)
_CUT = re.compile(r"[;:,]?\s")
_WORD = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_OTHER_CUES, _WORLD_CUES, _PLAN_CUES = (cues(name) for name in ("others", "background", "planned"))
_YEAR = re.compile(r"(?<![\d,.])(?:1[89]|20)\d\d(?![\d%]|,\d|['’]?s\b)")
# What earlier, similar or later studies did. "(Ames and Bell, 2005)" is somebody else's finding.
_OTHERS = re.compile(
    r"\b(?:previous|prior|earlier|past|recent|existing|other|another|similar|second)"
    r"(?: \w+){0,2} (?:stud(?:y|ies)|surveys?|research|series|literature|evidence|projects?"
    r"|trials?)\b"
    r"(?! (?:data|analys|scientist))"
    r"|\boriginal(?: \w+)? (?:stud(?:y|ies)|surveys?|series|trials?)\b(?! (?:data|analys))"
    r"|\b(?:have|has) (?:recently|just) completed\b"
    r"|\b(?:replaces?|unlike) \w+|\bstudies (?:have|had|suggest|show)|\bno (?:study|studies"
    r"|research)\b"
    r"|\b(?:widely|often|commonly|increasingly) used?\b",
    re.I,
)
# "(Ames and Bell, 2005)", but not "(using the Lamp Survey, 1989-2010)", "(data from May 2012)",
# "(March 2005)"
_CITATION = re.compile(
    r"\((?![^()]{0,80}\b(?:January|February|March|April|June|July|August|September|October|November"
    r"|December|Surveys?|Census(?:es)?|Panels?|Waves?)\b)(?!(?:with|from|between|during|since|until|using|data|collected|conducted)\b)"
    r"(?:[^()]{0,80}[A-Z][a-z]+[^()]{0,40},? )(?:19|20)\d\d(?![-–]\d)[a-z]?[^()]{0,80}\)"
)
_BACKGROUND = re.compile(
    r"\b(?:worldwide|globally|estimated|million (?:people|children|adults|men|women)"
    r"|each year|every year|per year|by 20[2-9]\d|world'?s population|policy ?makers often"
    r"|target audience)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:will|shall|would|plans? to|planned|propos(?:e|es|ed)|intends? to|aims? to|(?:is"
    r"|are) to be"
    r"|recruitment target|target of)\b",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:no|not|never|nor|without|neither|cannot|rather than|instead of|except|excluding)\b"
    r"|n['’]t\b",
    re.I,
)
_GOES_ON = re.compile(r"(?:It|They|This (?:survey|study)|The survey|The study) ")
_BREAK = re.compile(r"[,;:()–—]| (?:but|and|while|whereas|although) ")


class Sentence:
    """A sentence of a description.

    Parameters
    ----------
    text: its words.
    place: where it stands: ``title``, ``abstract``.
    years: the years in the title of what is described; where a sentence speaks of other years
        only, it tells of another study.
    before: the sentence before, which this one goes on from if it begins with "it".
    """

    def __init__(
        self,
        text: str,
        place: str,
        years: frozenset[int] = frozenset(),
        before: Sentence | None = None,
    ) -> None:
        self.text = text
        self.place = place
        self.first = before is None  # of what stands at its place
        self._years = years
        self._before = before if before and _GOES_ON.match(text) else None

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in small letters, for a quick look whether it can say anything."""
        return frozenset(_WORD.findall(self.text.lower()))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers in it, from left to right."""
        spelt = not self.words.isdisjoint(WORDS)
        return tuple(quantities(self.text, spelt)) if spelt or self.figures else ()

    @cached_property
    def figures(self) -> bool:
        """Whether it has a digit."""
        return bool(_DIGIT.search(self.text))

    @cached_property
    def of_others(self) -> bool:
        """Whether it tells of another study."""
        told = not self.words.isdisjoint(_OTHER_CUES) and _OTHERS.search(self.text)
        told = told or (self.figures and "(" in self.text and _CITATION.search(self.text))
        return bool(told) or (self._before is not None and self._before.of_others)

    @cached_property
    def of_other_years(self) -> bool:
        """Whether all years it names lie outside those in the title."""
        known = self._years
        spoken = years_in(self.text) if known and self.figures else []
        if self._before and not spoken:
            return self._before.of_other_years
        return bool(known and spoken and not any(min(known) <= y <= max(known) for y in spoken))

    def of_series(self, times: str) -> bool:
        """Say whether times told one by one are those of a series of which the title names one.

        Example: ``"2007 and 2014"`` under the title "Harbour Survey, 2007"
        """
        return len(self._years) == 1 and " and " in times and not times.startswith("between")

    @cached_property
    def background(self) -> bool:
        """Whether its numbers are those of the world rather than of a study."""
        return not self.words.isdisjoint(_WORLD_CUES) and bool(_BACKGROUND.search(self.text))

    @cached_property
    def planned(self) -> bool:
        """Whether it says what is to be done."""
        return not self.words.isdisjoint(_PLAN_CUES) and bool(_PLANNED.search(self.text))

    def plans(self, start: int) -> bool:
        """Say whether what begins at ``start`` is to be done."""
        return self.planned and bool(_PLANNED.search(self.text[:start]))

    def denies(self, start: int) -> bool:
        """Say whether what begins at ``start`` is denied: "no interviews were held"."""
        before = self.text[max(0, start - 60) : start]
        clause = _BREAK.split(before)[-1]
        return bool(_DENIED.search(clause))


def sentences(text: str, place: str, years: frozenset[int] = frozenset()) -> Iterator[Sentence]:
    """Yield the sentences of a piece of description."""
    before = None
    for part in _split(text):
        if len(part) > 5:
            before = Sentence(part, place, years, before)
            yield before


def years_in(text: str) -> list[int]:
    """Return the years that a text names."""
    return [int(year) for year in _YEAR.findall(text)]


def _split(text: str) -> Iterable[str]:
    start = 0
    for match in _END.finditer(text):
        yield from _short(text[start : match.end()])
        start = match.end()
    yield from _short(text[start:])


def _short(text: str) -> Iterator[str]:
    sentence = " ".join(text.split())
    while len(sentence) > _LONGEST:
        cut = max((m.end() for m in _CUT.finditer(sentence, 0, _LONGEST)), default=_LONGEST)
        yield sentence[:cut].strip()
        sentence = sentence[cut:]
    if sentence:
        yield sentence
