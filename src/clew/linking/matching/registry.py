"""The list of matchers, and the loading of one by the name that settings give it."""

from __future__ import annotations

from collections.abc import Callable

from clew.errors import MatcherError
from clew.linking.matching.scoring import Matcher, Own
from clew.plugins import loader, plugged

DEFAULT = "own"
GROUP = "clew.matchers"
Loader = Callable[[str], Matcher]

# What comes before the colon of a name, and the module that holds its `load`.
_BUILT_IN = {"splink": "clew.linking.matching.splink"}


def load(name: str = DEFAULT) -> Matcher:
    """Load a matcher.

    Parameters
    ----------
    name: ``own``, ``splink``, ``splink:MODEL.json``, or what a plug-in calls itself
        (entry points ``clew.matchers``), with what it wants to know after a colon.

    Raises
    ------
    MatcherMissing: when what it needs is not installed.
    MatcherError: when there is no such matcher, or it cannot be loaded.
    """
    kind, _, more = name.strip().partition(":")
    return Own() if kind == DEFAULT else _loader(kind)(more.strip())


def names() -> tuple[str, ...]:
    """Return what a matcher's name may begin with."""
    return (DEFAULT, *_BUILT_IN, *plugged(GROUP))


def _loader(kind: str) -> Loader:
    found: Loader | None = loader(kind, _BUILT_IN, GROUP)
    if found is None:
        raise MatcherError(
            f"There is no matcher {kind!r}.", hint=f"There are: {', '.join(names())}."
        )
    return found
