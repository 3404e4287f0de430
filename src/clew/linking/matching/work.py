"""What is compared of a record: its words folded, its people taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from clew.linking.names import PersonName, name_of, word_set
from clew.model import AgentKind, Record, Role, Scheme, fold

_AUTHORING = frozenset(
    {Role.AUTHOR, Role.CREATOR, Role.PRINCIPAL_INVESTIGATOR, Role.INSTRUCTOR, Role.EDITOR}
)
_PEOPLE = 12  # names; a consortium's hundreds tell no more
_WORDS = 400  # characters of a description
_SUBTITLE = re.compile(r"(?<=\w)\s*[:?!(–—]\s*|\s-\s|\.\s")
_COMMON = word_set(
    "a an and as at by for from how in into is it its of on or the to towards what why with"
)
# What a programme adds to a title: "(Panel)", "Invited talk".
_GENRE = word_set("abstract invited keynote panel paper poster session talk tutorial")
# Titles of nothing but such words recur in every issue.
_GENERIC = word_set(
    "announcement annual book chair column contents discussion editor editorial editors "
    "foreword guest index introduction issue letter letters message news note notes notices "
    "obituary preface report review reviews s short special summary welcome"
)
# Two titles that differ in one of these name two things.
_FORMS = word_set(
    "addendum comment comments correction corrigendum errata erratum rejoinder reply response "
    "retraction supplement supplementary"
)
# Part II, wave three: numbers that are written as letters.
_ROMAN = ["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"]
_SPELT = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), 1
    )
}
_NUMBERS = dict(zip(_ROMAN, map(str, (2, 3, 4, 6, 7, 8, 9, 11, 12)), strict=True)) | {
    word: str(number) for number, word in enumerate(_SPELT, 1)
}
# "…, second edition", "(3rd edn)"
_EDITION = re.compile(
    rf" (\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join(_ORDINALS)}|revised) ed(?:n|ition)?(?= |$)"
)
# "wave a", "part i"
_LETTERED = re.compile(r"\b(?:wave|sweep|part|phase|stage|round|volume|cohort|group) ([a-z])\b")
_COUNTED = re.compile(r"(\d{1,3})(?:st|nd|rd|th)?")  # "2nd edition"


class Work(NamedTuple):
    """A record as it is compared; what the source does not state is empty or ``None``.

    ``title`` is the whole title folded, ``main`` what stands before its subtitle, ``words`` those
    that tell something, ``marks`` the numbers and words ("erratum") that tell alike titles apart.
    ``printed`` is volume, issue and first page, each empty where it is not stated.
    """

    title: str
    main: str
    words: tuple[str, ...]
    marks: frozenset[str]
    people: tuple[PersonName, ...]
    year: int | None
    venue: str
    description: str
    isbns: frozenset[str]
    edition: str = ""
    printed: tuple[str, ...] = ()

    @property
    def generic(self) -> bool:
        """Whether the title is one that recurs: "Editorial", "Annual report"."""
        return all(word in _GENERIC or word.isdigit() for word in self.words)


def work(
    title: str | None,
    people: Iterable[PersonName] = (),
    date: str | None = None,
    venue: str | None = None,
    description: str | None = None,
    isbns: Iterable[str] = (),
) -> Work:
    """Prepare what a source says of a work for comparing.

    Parameters
    ----------
    title: as the source gives it, subtitle included.
    people: who wrote it, taken apart by :func:`person_name`.
    date: when it appeared, ISO 8601 of any precision.
    venue: the journal, proceedings or book it appeared in.
    description: an abstract, however long.
    isbns: of the book it is, or appeared in, as thirteen digits.
    """
    whole, edition = _parted(title or "")
    head = _parted(_SUBTITLE.split(title, maxsplit=1)[0])[0] if title else ""
    spelt = whole.split()
    words = tuple(w for w in spelt if w not in _COMMON and w not in _GENRE)
    return Work(
        title=whole,
        main=head or whole,
        words=words or tuple(spelt),
        marks=frozenset(_number(w) for w in spelt if w in _FORMS or _is_number(w))
        | frozenset(_LETTERED.findall(whole)),
        people=tuple(islice(people, _PEOPLE)),
        year=int(date[:4]) if date and date[:4].isdigit() else None,
        venue=fold(venue or ""),
        description=fold((description or "")[:_WORDS]),
        isbns=frozenset(isbns),
        edition=edition,
    )


def work_of(record: Record) -> Work:
    """Prepare a record for comparing."""
    title = f"{record.title}: {record.subtitle}" if record.subtitle else record.title
    made = work(
        title,
        (
            name_of(part.agent)
            for part in record.contributions
            if part.role in _AUTHORING and part.agent.kind == AgentKind.PERSON
        ),
        record.published or (record.period.start if record.period else None),
        record.container,
        record.abstract,
        (i.value for i in record.identifiers if i.scheme == Scheme.ISBN),
    )
    page = fold(record.pages or "").partition(" ")[0]
    return made._replace(
        edition=made.edition or _edition(str(record.extra.get("edition") or "")),
        printed=(fold(record.volume or ""), fold(record.issue or ""), page),
    )


def stems(text: str) -> list[str]:
    """Return the words of a text that tell something, in order, plural or not."""
    return [
        word.removesuffix("s") if len(word) > 4 else word
        for word in fold(text).split()
        if word not in _COMMON and word not in _GENRE
    ]


def _parted(title: str) -> tuple[str, str]:
    """Return a title folded, and the number of the edition that it names: it is no part of it."""
    text = fold(title)
    found = _EDITION.search(text)
    if not found:
        return text, ""
    return f"{text[: found.start()]} {text[found.end() :]}".strip(), _edition(found[1])


def _edition(text: str) -> str:
    """Return the number of an edition, else its name: "2nd ed." and "Second edition" are one."""
    words = fold(text).split()
    counted = (place for word in words if (place := in_digits(word)).isdigit())
    return next(counted, " ".join(words))


def in_digits(word: str) -> str:
    """Return a word that counts in digits, others as they are: "4th", "fourth"."""
    counted = _COUNTED.fullmatch(word)
    return counted[1] if counted else _ORDINALS.get(word, word)


def counts(word: str) -> bool:
    """Say whether a word counts waves or years: "3", "iii", "three", "3rd", "c", "2014".

    Of three digits and of five it is the number of something else, such as an application.
    """
    if word.isdigit():
        return len(word) in (1, 2, 4)
    return len(word) == 1 or word in _NUMBERS or in_digits(word).isdigit()


def _is_number(word: str) -> bool:
    return word.isdigit() or word in _NUMBERS


def _number(word: str) -> str:
    return _NUMBERS.get(word) or word.lstrip("0") or word
