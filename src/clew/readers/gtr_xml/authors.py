"""Who wrote it: the one line in which people name the authors of an output."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.model import Agent, Contribution, Role

_LONGEST = 20_000
_REMARK = re.compile(r"\(([^()]*)\)")
_NOBODY = re.compile(r"n/?a|none|\W*", re.I)
_OTHERS = re.compile(r",?\s*\bet al\b\.?", re.I)
_ORGANISATIONS = frozenset(
    {
        *("agency", "alliance", "association", "bank", "center", "centre", "collaboration"),
        *("collaborators", "commission", "committee", "consortium", "council", "department"),
        *("forum", "foundation", "group", "institute", "investigators", "ministry", "network"),
        *("office", "organisation", "organization", "parliament", "partnership", "programme"),
        *("project", "society", "team", "trust", "union", "unit", "university"),
    }
)
_JOINED = re.compile(r"\s+(?:and|&)\s+")
_PARTICLES = frozenset(
    {"al", "da", "de", "del", "den", "der", "di", "du", "la", "le", "van", "von"}
)
_EDITORS = frozenset({"ed", "eds", "editor", "editors"})
_PERFORMERS = re.compile(r"speak|present|chair|discuss|interview|organi|participant|keynote", re.I)


def authors(line: str) -> tuple[Contribution, ...]:
    """Tell the people of an author line apart, in order, each named as it names them.

    Examples: ``"Moss, Ada; Okafor, N. J."``, ``"Moss A, Okafor NJ"``, ``"Ada Moss (Co-author)"``,
    ``"Moss, A., Okafor, N. and Lind, B."``, ``"Tide Data Consortium"``
    """
    line = " ".join(line[:_LONGEST].replace("\ue000", "").split())
    remarks = iter(_REMARK.findall(line))
    # A remark may hold any separator, so a mark stands for it while the line is cut up.
    marked = _OTHERS.sub("", _REMARK.sub("\ue000", line))
    return tuple(
        _contribution(name, [next(remarks) for _ in range(name.count("\ue000"))])
        for name in _names(marked)
        if not _NOBODY.fullmatch(name)
    )


def _names(line: str) -> Iterator[str]:
    parts = [part.strip(" ,") for part in re.split(r"[;|]", line)]
    several = sum(map(bool, parts)) > 1
    for part in parts:
        if several:
            yield re.sub(r"^(?:and|&) ", "", part)
        elif _is_organisation(part):
            yield part
        else:
            for joined in _JOINED.split(part):
                yield from _listed(joined)


def _listed(text: str) -> Iterator[str]:
    """Yield the names of a list in which commas part the names, or their halves, or both."""
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    while pieces:
        name = pieces.pop(0)
        if pieces and (_is_initials(pieces[0]) or _is_pair(name, pieces, text)):
            name = f"{name}, {pieces.pop(0)}"
        yield name


def _is_pair(first: str, rest: list[str], text: str) -> bool:
    """Tell "Khine, Myint Swe" from "Bell D, Eiser D" and "Ada Moss, Nils Okafor".

    Only the first name of a list may be turned round: "Moss, Ada, Nils Okafor".
    """
    words = first.split()
    is_family = len(words) == 1 or words[0].casefold() in _PARTICLES
    return is_family and text.startswith(first) and all(" " in other for other in rest[1:])


def _contribution(name: str, remarks: list[str]) -> Contribution:
    plain = " ".join(name.replace("\ue000", " ").split())
    remark = "; ".join(r for remark in remarks if (r := remark.strip())) or None
    if _is_organisation(plain):
        whole = f"{plain} ({remark})" if remark else plain
        return Contribution(agent=Agent.organisation(whole), role=Role.AUTHOR)
    role = _role(remark)
    said = remark and remark.casefold() == role.value
    return Contribution(agent=_person(plain), role=role, note=None if said else remark)


def _is_organisation(name: str) -> bool:
    """Tell an organisation by a word that only they have, a colon, or an acronym."""
    words = name.casefold().replace(",", " ").split()
    acronym = name.isupper() and name.isalpha() and 3 <= len(name) <= 6
    return acronym or ":" in name or not _ORGANISATIONS.isdisjoint(words)


def _role(remark: str | None) -> Role:
    words = set(re.findall(r"\w+", (remark or "").casefold()))
    if "author" in words or not remark:
        return Role.AUTHOR
    if words & _EDITORS:
        return Role.EDITOR
    if "creator" in words:
        return Role.CREATOR
    return Role.CONTRIBUTOR if _PERFORMERS.search(remark) else Role.AUTHOR


def _person(name: str) -> Agent:
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma:
        family, given = _family_and_initials(name)
    return Agent.person(name, given=given or None, family=family if given else None)


def _family_and_initials(name: str) -> tuple[str, str]:
    """Split "Bellamy R" and "van der Meer A. B."; anything else has no sure family name."""
    words = name.split()
    count = len(words)
    while count > 1 and _is_initials(words[count - 1]):
        count -= 1
    family = words[:count]
    sure = len(family) == 1 or (family and all(w.casefold() in _PARTICLES for w in family[:-1]))
    return (" ".join(family), " ".join(words[count:])) if sure else ("", "")


def _is_initials(text: str) -> bool:
    """Say whether a text is initials such as "R", "NJ", "M. R. N.", "P-H."."""
    letters = [c for c in text if c.isalpha()]
    return (
        0 < len(letters) <= 4
        and all(c.isupper() for c in letters)
        and all(c.isalpha() or c in ". -\ue000" for c in text)
    )
