"""The countries in which a study was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from clew.design.cues import cues
from clew.design.finding import Found, term
from clew.design.sentences import Sentence
from clew.model import fold
from clew.vocabularies import country_code, country_name, country_of
from clew.vocabularies.table import rows

# "the Netherlands", "Trinidad and Tobago", "South Africa", "UK"
_NAME = re.compile(r"[A-Z](?<!\w[A-Z])[\w’'-]*(?:(?: (?:and |of |the )?)[A-Z][\w’'-]*){0,4}")
_LONGEST = 4  # words of a name
# What may stand beside a country and leaves it one: "Southwest England", "In Malawi and Nepal".
_LITTLE = re.compile(
    r"of|the|The|In|Across|Both|Rural|Urban|Central|Mid|Inner"
    r"|(?:North|South|East|West)(?:ern)?(?:[- ]?(?:[Ww]est|[Ee]ast)(?:ern)?)?"
)
_STUDIED = cues("place")
_NOT_THERE = re.compile(
    r"(?:\b(?:such as|like|unlike|e\.g\.,?|outside|than|beyond|University of|Bank of|Church of"
    r"|Government of"
    r"|College of|Council of|based|Parliament of|Assembly for|Council for) (?:the )?"
    r"|[A-Z][\w-]+,? (?:for|of) (?:the )?)$"
    r"|\b(?:such as|along with|other countries|e\.g\.|(?:researchers|team|partners|experts"
    r"|colleagues|speakers"
    r"|universities|academics|scholars) (?:from|in|at|based in))[^.;]{0,100}$"
)
# "in the UK", but not "a UK survey" of which more must be known
_BESIDE = re.compile(r"(?:\b(?:the|in|across|and|or|between|of|from|within|throughout)|,)\s$")
_ETHNIC = re.compile(r"\b(?:[Ee]thnic|White|Black|Asian|Caribbean)\b")  # "Indian or White …"
_PEOPLE = re.compile(
    r"\s(?:\w+[ -]){0,3}(?:people|children|adults|men|women|youth|families|households|society"
    r"|population"
    r"|populations|workers|students|pupils|schools|respondents|participants|donors|public"
    r"|opinions|citizens"
    r"|survey|surveys|Survey|cohorts?|Cohort|data|firms|businesses|companies|cities|towns"
    r"|nations|parents"
    r"|teenagers|adolescents|birth|Birth|Crime|Social|Election|charities|mothers|women|patients"
    r"|farmers|voters|migrants|communities|sample|context|case|hospitals|universities|economy)\b"
)  # fmt: skip


def areas(sentence: Sentence) -> Iterator[Found]:
    """Yield the countries that a sentence says the study is made in, UK and Great Britain as one.

    Example: ``"interviews in Malawi and Nepal"`` → ``MW``, ``NP``
    """
    # Only accents can hide the word that every spelling of a name has.
    if sentence.text.isascii() and sentence.words.isdisjoint(_names()):
        return
    if sentence.place != "title" and sentence.words.isdisjoint(_STUDIED):
        return
    if sentence.of_others or sentence.background or sentence.of_other_years:
        return
    seen = set()
    for match in _NAME.finditer(sentence.text):
        for start, words, code in _countries(sentence.text, match):
            if code not in seen and not _NOT_THERE.search(
                sentence.text[max(0, start - 140) : start]
            ):
                seen.add(code)
                yield term("areas", sentence, words, code, country_name(code), "ISO 3166")


@cache
def _names() -> frozenset[str]:
    """Return the longest word of each name of a country or people, folded.

    The last one would be "a" of "U.S.A." and "of" of "Korea, Republic of", which are everywhere.
    """
    tables = (*rows("countries.tsv"), *rows("peoples.tsv"))
    names = (name for row in tables for cell in row for name in cell.split("|"))
    words = (fold(name.partition("(")[0]).split() for name in names if _is_name(name))
    return frozenset(max(each, key=len) for each in words if each)


def _is_name(words: str) -> bool:
    return len(words) > 3 or words in ("UK", "US", "USA")


def _countries(text: str, match: re.Match[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the countries in a run of capitalised words, unless other names are tied to them.

    ``NHS England`` and ``University of Wales`` are no places, ``Malawi and Nepal`` are two.
    """
    parts = list(re.finditer(r"\S+", match[0]))
    position = 0
    found: list[tuple[int, str, str]] = []
    others: list[int] = []
    while position < len(parts):
        size, code = _longest(match[0], parts, position)
        start = match.start() + parts[position].start()
        end = match.start() + parts[position + size - 1].end()
        words = text[start:end]
        people = country_of(words)
        if code and (len(words) > 3 or _BESIDE.search(text[:start])):
            found.append((start, words, code))
        elif people and _PEOPLE.match(text, end) and not _ETHNIC.search(text):
            yield start, words, people
        elif words == "and":
            yield from _alone(found, others)
            found, others = [], []
        elif not _LITTLE.fullmatch(words):
            others.append(start)
        position += size
    yield from _alone(found, others)


def _alone(found: list[tuple[int, str, str]], others: list[int]) -> list[tuple[int, str, str]]:
    """Return what was found, if nothing but the capital of a sentence's first word is with it."""
    return found if not others or others == [0] else []


def _longest(text: str, parts: list[re.Match[str]], position: int) -> tuple[int, str | None]:
    for size in range(min(_LONGEST, len(parts) - position), 0, -1):
        words = text[parts[position].start() : parts[position + size - 1].end()].rstrip("’'")
        words = re.sub(r"['’]s?$", "", words)
        # "England and Wales" are two, though together they stand for the whole in some tables.
        if _is_name(words) and words != "England and Wales":
            code = country_code(words)
            if code:
                return size, code
    return 1, None
