"""Sets: by kind, and by the source whose records describe a thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from clew.api.oai.problems import OaiError
from clew.export.registry import WORKS
from clew.model import Kind

_UNFIT = re.compile(r"[^A-Za-z0-9_.!*'()-]")


class Set(NamedTuple):
    """A set: how requests name it, what to call it, and what it holds."""

    spec: str
    name: str
    kind: Kind | None = None
    source: str | None = None


def sets(sources: Iterable[str]) -> Iterator[Set]:
    """Yield the sets there are: one for each kind, then one for each source."""
    for kind in sorted(WORKS):
        yield Set(f"kind:{kind}", f"Things of the kind {kind}", kind=kind)
    for source in sources:
        yield Set(f"source:{_spec(source)}", f"Described by {source}", source=source)


def choose(spec: str, sources: Iterable[str]) -> Set:
    """Return the set of a name.

    Raises
    ------
    OaiError: ``noRecordsMatch`` when there is none.
    """
    for one in sets(sources):
        if one.spec == spec:
            return one
    raise OaiError("noRecordsMatch", f"There is no set {spec[:100]!r}; ListSets names them.")


def specs(kind: Kind, sources: Iterable[str]) -> list[str]:
    """Return the names of the sets that a thing is in."""
    return [f"kind:{kind}", *(f"source:{_spec(source)}" for source in sources)]


def _spec(source: str) -> str:
    """Write a source's name with the few characters that the protocol allows."""
    return _UNFIT.sub(lambda found: f"~{ord(found[0]):x}~", source)
