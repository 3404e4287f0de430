"""Who wrote it: the list of names that opens an entry of a bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.model import Agent

_LONGEST = 4_000
_NOISE = re.compile(r"\(\s*eds?\.?\s*\)|\beds?\.(?=[\s,;:]*$)|,?\s*\bet al\b\.?|[*_]", re.I)
_SEPARATOR = re.compile(r"\s*(?:;|,)\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+")
_JOINT = re.compile(r"\s*;\s*|,\s+(?:and|&)\s+")
_INITIALS = re.compile(r"[^\W\d_]\.?(?:[ -]{0,2}[^\W\d_]\.?){0,5}\.{0,2}")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")
_HONORIFIC = re.compile(r"(?:Lord|Lady|Sir|Dame|Baroness|Baron|Dr|Professor|Rev)\.? [\w'’ -]{2,40}")
PARTICLES = frozenset({
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du",
    "el", "ibn", "la", "le", "los", "st", "ten", "ter", "van", "von", "y", "zu",
})  # fmt: skip


def parse_names(text: str) -> tuple[Agent, ...]:
    """Read the authors of an entry: people given as "Family, I.", organisations as they are.

    Examples: ``"Okafor, N.J., and Lindqvist, A."`` → two people; ``"Okafor NJ, Lindqvist A"`` →
    the same two; ``"Ministry of Tides, and Harbour Board"`` → two organisations.
    """
    whole = " ".join(_NOISE.sub(" ", text[:_LONGEST]).split()).strip(" ,;:")
    if not whole:
        return ()
    if _HONORIFIC.fullmatch(whole):
        return (Agent.person(whole),)
    parts = [part.strip() for part in _SEPARATOR.split(whole) if part.strip(" .")]
    return _people(parts) or _full_names(whole, parts) or _organisations(whole)


def parse_editors(text: str) -> tuple[Agent, ...]:
    """Read names whose initials come first, as those of editors; else as :func:`parse_names`.

    Example: ``"N Okafor, and A.B. Lindqvist"`` → two people
    """
    whole = " ".join(_NOISE.sub(" ", text[:_LONGEST]).split()).strip(" ,;:()")
    parts = [part.strip() for part in _SEPARATOR.split(whole) if part.strip(" .")]
    people = [_initials_first(part) for part in parts]
    known = tuple(person for person in people if person)
    return known if known and len(known) == len(parts) else parse_names(whole)


def _initials_first(part: str) -> Agent | None:
    words = part.split()
    for count in range(len(words) - 1, 0, -1):
        given, family = " ".join(words[:count]), " ".join(words[count:])
        if _is_initials(given) and _is_family(family):
            return Agent.person(given=given, family=family)
    return None


def _people(parts: list[str]) -> tuple[Agent, ...]:
    """Read people by their initials; an organisation may stand at the end; else nothing."""
    found: list[Agent] = []
    waiting: str | None = None
    for part in parts:
        glued = _family_and_initials(part)
        if waiting and _is_initials(part):
            found.append(Agent.person(given=_spaced(part), family=waiting))
            waiting = None
        elif glued and not waiting:
            found.append(glued)
        elif _SUFFIX.fullmatch(part) and found and not waiting:
            continue
        elif waiting or not _is_family(part):
            return _ending_in_organisation(found, part) if part is parts[-1] and not waiting else ()
        else:
            waiting = part
    return _ending_in_organisation(found, waiting) if waiting else tuple(found)


def _ending_in_organisation(found: list[Agent], last: str) -> tuple[Agent, ...]:
    if not found:
        return ()
    is_person = _is_family(last) and " " not in last and not last.isupper()
    return (*found, Agent.person(family=last) if is_person else Agent.organisation(last))


def _full_names(whole: str, parts: list[str]) -> tuple[Agent, ...]:
    """Read "Family, Given" followed by others in either order, or bare family names."""
    if len(parts) < 2 or not all(_is_family(part) or _is_given(part) for part in parts):
        return ()
    joined = re.search(r"\s(?:and|&)\s", whole)
    single = all(" " not in part for part in parts)
    if joined and single and (len(parts) == 2 or len(parts) % 2):
        # "Okafor, and Lindqvist", "Okafor, Lindqvist and Moss"
        return tuple(Agent.person(family=part) for part in parts)
    if not re.match(r"[^,;]+, (?!and |& )", whole) or not _is_given(parts[1]):
        return ()
    return (Agent.person(given=parts[1], family=parts[0]), *_others(parts[2:]))


def _others(parts: list[str]) -> Iterator[Agent]:
    """Yield the co-authors after an inverted first one: "Ada Moss", or "Moss", "Ada"."""
    waiting: str | None = None
    for part in parts:
        if waiting:
            yield Agent.person(given=part, family=waiting)
            waiting = None
        elif " " in part:
            given, _, family = part.rpartition(" ")
            yield Agent.person(given=given, family=family)
        else:
            waiting = part
    if waiting:
        yield Agent.person(family=waiting)


def _organisations(whole: str) -> tuple[Agent, ...]:
    names = _JOINT.split(whole)
    # "Department for Tides, Schools, and Harbours" is one.
    if any(" " not in name for name in names):
        names = [whole]
    return tuple(Agent.organisation(name.strip(" .") or name) for name in names)


def _family_and_initials(part: str) -> Agent | None:
    """Read "Okafor NJ" and "van der Meer A"."""
    family, _, initials = part.rpartition(" ")
    plain = initials.replace(".", "").replace("-", "")
    if not (family and plain.isalpha() and plain.isupper() and len(plain) <= 4):
        return None
    if not _is_family(family) or (family.isupper() and len(plain) > 1):
        return None
    return Agent.person(given=initials, family=family)


def _is_initials(part: str) -> bool:
    letters = [c for c in part if c.isalpha()]
    return bool(
        letters
        and _INITIALS.fullmatch(part)
        # "A.B.", "AB", "J.-Y.", "Ch." stays a word
        and all(c.isupper() for c in letters)
    )


def _is_family(part: str) -> bool:
    words = part.split()
    return (
        0 < len(words) <= 5
        and _is_name(words[-1])
        and all(_is_name(word) or word.casefold() in PARTICLES for word in words)
    )


def _is_name(word: str) -> bool:
    plain = word.replace("'", "").replace("’", "").replace("-", "").rstrip(".")
    head = word.lstrip("d'’")[:1] if word[:2] in ("d'", "d’") else word[:1]
    return plain.isalpha() and head.isupper()


def _is_given(part: str) -> bool:
    words = part.replace(".", ". ").split()
    return 0 < len(words) <= 4 and all(_is_name(word) for word in words)


def _spaced(initials: str) -> str:
    return " ".join(initials.replace("..", ".").split())
