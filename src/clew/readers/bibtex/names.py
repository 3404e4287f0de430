"""Names as BibTeX writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clew.model import Agent
from clew.readers.common.latex import from_latex
from clew.readers.common.names import agent
from clew.readers.common.text import one_line

_AND = re.compile(r"(\s+and\s+)", re.I)
_SIGN = re.compile(r"\\.")  # a brace that is a sign of the text: "\{"
_SUFFIX = re.compile(r"(?:jr|sr|i{2,3}|iv)\.?", re.I)
# biblatex, 3.4 "Data annotations": "family=Beek, given=Ans, prefix=van der, useprefix=true"
_TOLD = re.compile(r"(family|given|prefix|suffix|useprefix)\s?=\s?(.{1,200})")
OTHERS = "others"


def names(text: str) -> Iterator[str]:
    """Yield the names of a list, whose separator counts outside braces only.

    Example: ``"Moss, Ada and {Rope and Tide}"`` → ``"Moss, Ada"``, ``"{Rope and Tide}"``
    """
    held = ""
    found = _AND.split(" ".join(text.split()))
    for before, piece in zip(["", *found[1::2]], found[::2], strict=True):
        held = f"{held}{before}{piece}" if held else piece
        bare = _SIGN.sub("", held)
        if bare.count("{") <= bare.count("}"):
            if held.strip():
                yield held.strip()
            held = ""
    if held:
        yield held


def pieces(text: str, separators: str) -> Iterator[str]:
    """Yield what stands between separators, which count outside braces only.

    Example: ``"doors, {stairs, lifts}"`` at ``","`` → ``"doors"``, ``" {stairs, lifts}"``
    """
    depth, held = 0, ""
    for part in re.split(rf"(\\.|[{{}}{separators}])", text):
        depth += (part == "{") - (part == "}")
        if part and part in separators and depth <= 0:
            yield held
            held = ""
        else:
            held += part
    yield held


def author(name: str) -> Agent:
    """Read one name: in braces an organisation, else "von Family, Suffix, Given" or in order."""
    plain = one_line(from_latex(name))
    if name.startswith("{") and name.endswith("}") and name.find("}") == len(name) - 1:
        return Agent.organisation(plain)
    parts = [one_line(from_latex(part)) or "" for part in pieces(name, ",")]
    told = {match[1]: match[2] for part in parts if (match := _TOLD.fullmatch(part))}
    if "family" in told:
        family = " ".join(part for part in (told.get("prefix"), told["family"]) if part)
        return Agent.person(given=told.get("given"), family=family)
    if len(parts) == 2 and all(parts) and not _SUFFIX.fullmatch(parts[1]):
        return Agent.person(plain, given=parts[1], family=parts[0])
    if len(parts) == 3 and all(parts):
        return Agent.person(plain, given=parts[2], family=f"{parts[0]}, {parts[1]}")
    return _in_order(plain)


def _in_order(name: str) -> Agent:
    """Read "Jan van der Berg": the family begins at the first word in lower case, if any."""
    words = name.split()
    small = next((at for at, word in enumerate(words) if at and word[:1].islower()), None)
    if small is not None and small < len(words) - 1 and words[0][:1].isupper():
        found = agent(name)
        is_person = found == Agent.person(name)
        given, family = " ".join(words[:small]), " ".join(words[small:])
        return Agent.person(name, given=given, family=family) if is_person else found
    return agent(name)
