"""Where a text cites an entry of its bibliography: "(Moss, 2011)", "Moss and Elm (2004; 2008a)"."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from clew.model import Agent, AgentKind, Reference
from clew.readers.common.bibliography.names import PARTICLES

_YEAR = re.compile(
    r"(?<![\w/–-])(?P<year>(?:1[5-9]|20)\d\d)"
    r"(?P<letters>[a-z](?:, ?[a-z]\b(?!\.))*)?(?![\w/])(?!-\d)"
)
_NUMBERS = re.compile(r"\[(\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,12})\]")
_RANGE = re.compile(r"(\d+)(?:\s?[–-]\s?(\d+))?")
_LABEL = re.compile(r"\[?(\d{1,4})[\].)]\s")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|&")
_MANY = re.compile(r"(?:,?\s+et\s+al\b\.?|,?\s+(?:and|&)\s+(?:colleagues|others)\b)(?:['’]s?)?$")
# What may stand between two years of the same authors: "(Moss, 2004, p.3; 2008)".
_SAME_AUTHORS = re.compile(r"(?:,?\s*pp?\.\s?[\d–-]+)?\s*(?:[,;&]|and|or)?\s*(?:and\s+)?\(?")
_REACH = 160
_FAR_REACH = 320
_LONGEST_FORM = 14
_MOST_ALIKE = 3


class Citation(NamedTuple):
    """One place where an entry is cited: which (counted from 0), and where the year stands."""

    reference: int
    start: int
    end: int


class Citations:
    """Finds the citations of a bibliography's entries.

    Every form that the text may use for an entry ("Moss and Elm", "Moss et al") is a key of one
    table, so that a citation costs a few look-ups however long the bibliography is.

    Parameters
    ----------
    references: the entries.
    acronyms: what the text's own short names stand for, as ``{"DfT": "Department for Tides"}``.
    """

    def __init__(self, references: Sequence[Reference], acronyms: Mapping[str, str]) -> None:
        short = defaultdict(set)
        for acronym, name in acronyms.items():
            short[_key(_words(name))].add(_key(_words(acronym)))
        self._forms: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
        self._numbers: dict[int, int] = {}
        looser = []
        for number, reference in enumerate(references):
            label = _LABEL.match(reference.raw)
            if label:
                self._numbers.setdefault(int(label[1]), number)
            year, letter = _year(reference)
            for form in _forms(reference, short):
                self._forms[form, year].append((letter, number))
            if len(reference.authors) == 2:
                looser.append((f"{_name(reference.authors[0])} et al", year, letter, number))
        for form, year, letter, number in looser:
            if (form, year) not in self._forms:
                self._forms[form, year] = [(letter, number)]

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Citation]:
        """Yield the citations in a stretch of text, in order."""
        end = len(text) if end is None else end
        yield from self._by_number(text, start, end)
        before: tuple[str, int] | None = None
        for match in _YEAR.finditer(text, start, end):
            form = None
            if before and _SAME_AUTHORS.fullmatch(text, before[1], match.start()):
                form = before[0]
            form = form or self._authors(text, max(start, before[1] if before else 0), match)
            before = (form or "", match.end())
            for number in self._cited(form, match):
                yield Citation(number, match.start(), match.end())

    def _cited(self, form: str | None, match: re.Match[str]) -> Iterable[int]:
        entries = self._forms.get((form, match["year"]), []) if form else []
        letters = re.findall(r"[a-z]", match["letters"] or "")
        exact = [number for letter, number in entries if letter in (letters or [""])]
        # "2009a" for the only work of 2009, or "2009" for the only "2009a".
        lax = [number for letter, number in entries if not (letter and letters)]
        found = exact or (lax if len(lax) == 1 else [])
        return found if len(found) <= max(_MOST_ALIKE, len(letters)) else ()

    def _authors(self, text: str, start: int, match: re.Match[str]) -> str | None:
        """Return the form in which the authors stand before a year, if it is a known one."""
        begin = max(start, match.start() - _REACH)
        window = text[begin : match.start()].rstrip(" \n,([:;‘“\"'")
        many = _MANY.search(window)
        words = _words(window[: many.start()] if many else window)
        form = self._ending(words, match["year"], " et al" if many else "")
        if form or many or text[match.start() - 1] != "(":
            return form
        # "Moss's review of the coast (2011)": the nearest name that has a work of that year.
        paragraph = text.rfind("\n\n", start, match.start())
        begin = max(start, paragraph, match.start() - _FAR_REACH)
        words = _words(text[begin : match.start()])
        ends = range(len(words), 0, -1)
        return next(filter(None, (self._ending(words[:e], match["year"], "") for e in ends)), None)

    def _ending(self, words: list[str], year: str, suffix: str) -> str | None:
        """Return the longest known form that the words end in."""
        for count in range(min(len(words), _LONGEST_FORM), 0, -1):
            first = words[-count]
            if not (first[0].isupper() or first[0].isdigit() or first in PARTICLES):
                continue
            form = _key(words[-count:]) + suffix
            if (form, year) in self._forms:
                return None if " and " not in form and _coauthored(words[:-count]) else form
        return None

    def _by_number(self, text: str, start: int, end: int) -> Iterator[Citation]:
        """Yield citations such as ``[3, 5–7]``, where the entries are numbered."""
        if not self._numbers:
            return
        for match in _NUMBERS.finditer(text, start, end):
            for first, last in _RANGE.findall(match[1]):
                # No list cites fifty works at once; a longer range is not one of citations.
                for number in range(int(first), min(int(last or first), int(first) + 50) + 1):
                    if number in self._numbers:
                        yield Citation(self._numbers[number], match.start(), match.end())


def _coauthored(before: list[str]) -> bool:
    """Say whether other names lead up to these: "Elm and" before "Moss" is another work."""
    return len(before) > 1 and before[-1] == "and" and before[-2][0].isupper()


def _forms(reference: Reference, short: Mapping[str, set[str]]) -> set[str]:
    """Return how a text may name an entry's authors.

    Example: by Moss, Elm and Ash → ``{"moss elm and ash", "moss et al"}``
    """
    people = reference.authors or reference.editors
    if not people:
        title = _YEAR.split(reference.title or "")[0]
        return {_key(_words(title)[:_LONGEST_FORM])} - {""}
    if len(people) == 1:
        return _names(people[0], short)
    joined = {" ".join([*map(_name, people[:-1]), "and", _name(people[-1])])}
    if len(people) == 2:
        pairs = [_names(agent, short) for agent in people]
        joined |= {f"{first} and {second}" for first in pairs[0] for second in pairs[1]}
    else:
        joined.add(f"{_name(people[0])} et al")
    return joined


def _names(agent: Agent, short: Mapping[str, set[str]]) -> set[str]:
    """Return an agent's name and its short ones: "Department for Tides", "DfT"."""
    name = _name(agent)
    if agent.kind == AgentKind.PERSON:
        honorific, _, family = name.partition(" ")
        return {name, family} - {""} if honorific in ("lord", "lady", "sir", "dame") else {name}
    words = agent.name.removeprefix("The ").split()
    names = {name, name.removeprefix("the "), *short.get(name, ())}
    bracketed = re.search(r"\(([^()]{2,12})\)", agent.name)
    if bracketed:
        names |= {_key(_words(bracketed[1])), _key(_words(agent.name[: bracketed.start()]))}
    if len(words) > 2:
        initials = "".join(word[0] for word in words)
        names |= {initials.casefold(), "".join(filter(str.isupper, initials)).casefold()}
    return names - {""}


def _name(agent: Agent) -> str:
    return _key(_words(agent.family or agent.name))


def _year(reference: Reference) -> tuple[str, str]:
    match = re.match(r"(\d{4})\D*?([a-z]?)$", reference.year or "")
    return (match[1], match[2]) if match else ("", "")


def _words(text: str) -> list[str]:
    """Cut text into words as names are compared: no accents, initials or possessive endings."""
    plain = unicodedata.normalize("NFKD", text).replace("’", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = (word.removesuffix("'s").removesuffix("'") for word in _TOKEN.findall(plain))
    return ["and" if w == "&" else w for w in words if len(w) > 1 or not w.isupper() or w == "&"]


def _key(words: Iterable[str]) -> str:
    """Make "De Boer" and "de Boer", "Elm-Moss" and "ElmMoss" one."""
    return " ".join(words).casefold().replace("-", "").replace("'", "")
