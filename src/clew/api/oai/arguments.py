"""The arguments of a request, checked against what its verb takes (OAI-PMH 2.0, section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from clew.api.oai.problems import OaiError, bad_argument


class Shape(NamedTuple):
    """What a verb must have, may have, and may have instead of all else."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    exclusive: str | None = None


_LIST = Shape(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), "resumptionToken")
VERBS = {
    "Identify": Shape(),
    "ListMetadataFormats": Shape(optional=frozenset({"identifier"})),
    "ListSets": Shape(exclusive="resumptionToken"),
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
    "GetRecord": Shape(frozenset({"identifier", "metadataPrefix"})),
}


class Arguments(NamedTuple):
    """A verb and what goes with it."""

    verb: str
    given: dict[str, str]


def parse(pairs: Iterable[tuple[str, str]]) -> Arguments:
    """Check the arguments of a request.

    Raises
    ------
    OaiError: ``badVerb`` or ``badArgument``, saying what is allowed.
    """
    pairs = list(pairs)
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in VERBS:
        said = ", ".join(repr(verb[:50]) for verb in verbs) or "no verb"
        raise OaiError("badVerb", f"{said} was given; there are: {', '.join(VERBS)}.")
    given = [(name, value) for name, value in pairs if name != "verb"]
    _check(verbs[0], VERBS[verbs[0]], given)
    return Arguments(verbs[0], dict(given))


def _check(verb: str, shape: Shape, given: list[tuple[str, str]]) -> None:
    names = [name for name, _ in given]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise bad_argument(f"{twice[0][:50]!r} was given more than once.")
    allowed = shape.required | shape.optional | ({shape.exclusive} - {None})
    unknown = sorted(set(names) - allowed)
    if unknown:
        takes = ", ".join(sorted(str(name) for name in allowed)) or "nothing else"
        raise bad_argument(f"{verb} does not take {unknown[0][:50]!r}; it takes {takes}.")
    if shape.exclusive in names:
        if len(names) > 1:
            raise bad_argument(f"{shape.exclusive} stands alone; leave out the other arguments.")
        return
    missing = sorted(shape.required - set(names))
    if missing:
        raise bad_argument(f"{verb} needs {missing[0]}.")
