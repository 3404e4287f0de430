"""The supervisors whom a title page names and acknowledgements thank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clew.readers.common.passages import sentences
from clew.readers.thesis.source import Source

_TITLES = (
    r"(?:(?:Emeritus|Associate|Assistant|Visiting)\s+)?"
    r"(?:Prof(?:essor|\.)?|Drs?\.?|Dame|Sir|Mrs?\.?|Ms\.?|Miss)"
)
_NAME = r"[^\W\d_a-z][^\W\d_]*(?:[’'.-][^\W\d_]+)*\.?"
_LINKED = rf"(?:(?:de|van|von|der|le|la|di)\s+)?{_NAME}"
_TITLED = re.compile(rf"(?:{_TITLES}\s+)+(?P<name>{_NAME}(?:\s+{_LINKED}){{0,3}})")
_WHOLE = rf"{_NAME}\s+{_NAME}(?:\s+{_NAME})?"
_UNTITLED = re.compile(
    rf"\bsupervisors?(?:y team)?,?:?\s+(?P<names>{_WHOLE}(?:(?:,|,?\s+and)\s+{_WHOLE}){{0,3}})"
)
_SUPERVIS = re.compile(r"\bsupervis", re.I)
_SUPERVISED_BY = re.compile(r"^\S*\s*supervis\w*(?: by)?", re.I)
_GOES_ON = re.compile(r"\b(?:also|too|second|equally|likewise)\b", re.I)
# ", my principal supervisor", "my second supervisor, "
_ROLE = re.compile(
    r",?\s+(?:who\s+was\s+)?(?:my|the|as|and)\b[^,;.()]{0,40}?\bsupervisors?\b", re.I
)
_ROLE_BEFORE = re.compile(r"\b(?:my|our|the)\s+(?:\w+\s+){0,3}supervisor,?\s+$", re.I)


class Supervisor(NamedTuple):
    """Somebody thanked as a supervisor, and the words that say so."""

    name: str
    note: str


def supervisors(source: Source, start: int, end: int) -> Iterator[Supervisor]:
    """Yield the supervisors that acknowledgements thank, titles left off their names.

    They are named where the word is, or in the sentence that carries on from there.
    """
    seen: set[str] = set()
    about = unnamed = False
    for begin, stop in sentences(source.text, start, end):
        sentence = " ".join(source.text[begin:stop].split())
        goes_on = about and (unnamed or bool(_GOES_ON.search(sentence)))
        about = bool(_SUPERVIS.search(sentence)) or goes_on
        thanked = list(_thanked(sentence)) if about else []
        unnamed = about and not thanked
        for supervisor in thanked:
            if supervisor.name not in seen:
                seen.add(supervisor.name)
                yield supervisor


def named_supervisors(lines: Sequence[str]) -> Iterator[Supervisor]:
    """Yield the supervisors that a title page names."""
    for line in lines:
        _, _, names = line.partition(":")
        for name in re.split(r",| and | & |;", names or _SUPERVISED_BY.sub("", line)):
            bare = re.sub(rf"^(?:{_TITLES}\s+)+", "", name.strip())
            if bare and bare[0].isupper():
                yield Supervisor(bare, line)


def _thanked(sentence: str) -> Iterator[Supervisor]:
    for match in _TITLED.finditer(sentence):
        before, after = (
            _ROLE_BEFORE.search(sentence[: match.start()]),
            _ROLE.match(sentence, match.end()),
        )
        words = f"{before[0] if before else ''}{match[0].rstrip('.')}{after[0] if after else ''}"
        yield Supervisor(match["name"].rstrip("."), words if before or after else sentence)
    for match in _UNTITLED.finditer(sentence):
        if not re.match(_TITLES, match["names"]):
            for name in re.split(r",\s+and\s+|,\s+|\s+and\s+", match["names"]):
                yield Supervisor(name.rstrip("."), sentence)
