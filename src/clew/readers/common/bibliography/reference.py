"""An entry of a bibliography, told apart into authors, year, title and where it appeared."""

from __future__ import annotations

import re
from typing import NamedTuple

from clew.model import Reference
from clew.readers.common.bibliography.markup import Marked
from clew.readers.common.bibliography.names import parse_names
from clew.readers.common.bibliography.tail import cut_tail
from clew.readers.common.bibliography.work import parse_work

_LONGEST = 6_000
_LABEL = re.compile(r"^(?:[-–•·]|\[\d{1,4}\]|\d{1,3}\.)\s+")
_YEAR_WORDS = r"(?:1[5-9]|20)\d\d(?:[-–/]\d{2,4})?[a-z]?|n\.d\.(?:-?[a-z])?|in press|forthcoming"
# "(2010)", "(2010a, May 3)", "(c. 1910)", "(2nd ed., 2010)" is none
_BRACKETED = re.compile(rf"\(\s*(?:c\.|ca\.)?\s*({_YEAR_WORDS})(?:[,;][^()]{{0,40}})?\s*\)", re.I)
_BARE = re.compile(rf"(?:(?<=[,.)]) ?| )({_YEAR_WORDS})(?=[.,:; )]|$)(?! ?[-–] ?\d)", re.I)
_ANY_YEAR = re.compile(r"(?<![\w/–-])((?:1[5-9]|20)\d\d[a-z]?)(?![\w–-])")
_LAW = re.compile(r"\b(?:Act|Acts|Regulations?|Rules|Order|Bill|Directive|Convention|Charter)$")
_EDITED = re.compile(r"\(\s*eds?\.?\s*\)|,? \beds?\.?,?\s*$", re.I)
# "Okafor NJ, Lindqvist A. " as medical journals want it
_VANCOUVER = re.compile(
    r"((?:[^\W\d_][\w'’-]{1,30}(?: [\w'’-]{2,30}){0,3} [A-Z]{1,4}(?:, |(?=\.)))+(?:et al)?)"
    r"\. (?=[^a-z])"
)
_AFTER_BODY = re.compile(r"\b(?:19|20)\d\d(?: [A-Z][a-z]{2})?(?: \d{1,2})?;\d|; (?:19|20)\d\d")
_BODY = re.compile(r"[^\W_a-z][\w’'-]*(?: (?:[^\W_a-z][\w’'-]*|of|for|on|the|and|in))+")
_SENTENCE = re.compile(
    r"(?<![A-Z])(?<!\bal)(?<!\beds)(?<!\bed)[.?!]['\"”’]? (?=[^\W\d_a-z]|[\"'“‘])"
)


class _Head(NamedTuple):
    names: str
    year: str | None
    rest: Marked
    title: str | None = None


def parse_reference(raw: str) -> Reference:
    """Read an entry in Harvard, APA, Vancouver, Chicago or MLA style; never fails.

    What cannot be told apart stays in ``raw`` alone. The styles are those of *Cite Them Right*,
    the *Publication Manual* of the APA, *Citing Medicine*, and the MLA and Chicago handbooks.

    Example: ``"Moss, A., 2011. *Tide tables*. Leeds: Elm Press."`` → its author, ``2011``,
    ``Tide tables``, ``Leeds`` and ``Elm Press``
    """
    raw = raw.strip()
    whole = Marked.read(_LABEL.sub("", raw[:_LONGEST]))
    plain, tail = cut_tail(whole)
    entry = whole.cut(0, len(plain))
    head = _law(entry) or _dated(entry) or _titled(entry) or _undated(entry)
    names = parse_names(head.names)
    work = parse_work(head.rest)
    edited = bool(_EDITED.search(head.names))
    told = work.fields() | ({"title": head.title} if head.title else {})
    return Reference(
        raw=raw,
        authors=() if edited else names,
        editors=names if edited else work.editors,
        year=_known(head.year) or work.year,
        url=tail.url,
        identifiers=tail.identifiers,
        **told,
    )


def _known(year: str | None) -> str | None:
    """Return a year that is one: "n.d." and "in press" say that there is none yet."""
    return year if year and year[0].isdigit() else None


def _law(entry: Marked) -> _Head | None:
    """Read "Harbours Act 1964 (c.40). London: …", which has no author."""
    match = _ANY_YEAR.search(entry)
    if not match or not _LAW.search(entry[: match.start()].rstrip()):
        return None
    return _Head("", match[1], entry.cut(match.end()), entry[: match.end()])


def _dated(entry: Marked) -> _Head | None:
    """Read the authors and the year after them."""
    for pattern in (_BRACKETED, _BARE):
        match = pattern.search(entry)
        if match and _only_names(entry[: match.start()]):
            rest = entry.cut(match.end()).trimmed(" .,;:)", " ,;:")
            return _Head(entry[: match.start()], match[1].casefold(), rest)
    return None


def _only_names(text: str) -> bool:
    """Say whether this can be a list of authors and nothing more."""
    text = text.strip()
    if not text or len(text) > 2_000 or re.search(r"[?!:“\"]", text):
        return False
    # "Moss A. A title. A journal." has sentences; "Moss, A.B., Elm, C. and Ash, D." has none.
    return not _SENTENCE.search(text.rstrip(".")) and not _VANCOUVER.match(text + " ")


def _titled(entry: Marked) -> _Head | None:
    """Read "Who owns the tide? 2009. …": a title first, for want of an author."""
    match = _BARE.search(entry)
    title = entry[: match.start()].strip() if match else ""
    if not match or not title.endswith((".", "?", "!")) or _SENTENCE.search(title[:-1]):
        return None
    return _Head("", match[1].casefold(), entry.cut(match.end()), title.rstrip("."))


def _undated(entry: Marked) -> _Head:
    """Read the authors as the first sentence, where the year comes later or not at all."""
    years = _ANY_YEAR.findall(entry)
    year = years[-1] if years else None
    vancouver = _VANCOUVER.match(entry)
    if vancouver:
        return _Head(vancouver[1].rstrip(", "), year, entry.cut(vancouver.end()))
    match = _SENTENCE.search(entry)
    if match and entry[match.start()] == "." and _are_authors(entry, match.start()):
        return _Head(entry[: match.start()], year, entry.cut(match.end() - 1).trimmed(" ", " "))
    return _Head("", year, entry)


def _are_authors(entry: str, end: int) -> bool:
    """Say whether the first sentence names people, or a body before a journal article."""
    names = entry[:end]
    if end < 400 and all(agent.family for agent in parse_names(names)):
        return True
    # "Tide Trial Group. A title. J Tides. 2007;3:1-9", "Tide Union. A title. Hull: Elm; 2007"
    year = _AFTER_BODY.search(entry, end)
    if not year or not _BODY.fullmatch(names):
        return False
    ends = _SENTENCE.findall(entry[end : year.start()].rstrip() + " X")
    return len(ends) >= (2 if year[0].startswith(";") else 3)
