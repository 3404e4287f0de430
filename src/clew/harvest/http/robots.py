"""What a site lets robots fetch (RFC 9309), and how slowly."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlsplit

TOKEN = "clew"
_LIMIT = 512 * 1024  # characters read at most (RFC 9309, section 2.5)
_SLOWEST = 60.0  # seconds; a longer crawl delay is taken as this


class Rule(NamedTuple):
    """A path pattern, in which ``*`` is anything and a last ``$`` the end, and its verdict."""

    pattern: str
    allowed: bool


class Robots(NamedTuple):
    """The rules that hold for Clew on one site; the longest pattern that fits decides."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allow(self, url: str) -> bool:
        """Say whether a page may be fetched."""
        parts = urlsplit(url)
        path = _encoded(parts.path or "/") + (f"?{_encoded(parts.query)}" if parts.query else "")
        fitting = [rule for rule in self.rules if _fits(rule.pattern, path)]
        best = max(fitting, key=lambda r: (len(r.pattern), r.allowed), default=None)
        return best is None or best.allowed


NOTHING = Robots((Rule("/", False),))


def parse_robots(text: str) -> Robots:
    """Read a ``robots.txt``: the groups for us, or, where there are none, those for everybody."""
    ours: list[tuple[str, str]] = []
    everybody: list[tuple[str, str]] = []
    named = False
    agents: list[str] = []
    in_rules = False
    for name, value in _lines(text[:_LIMIT]):
        if name == "user-agent":
            agents = [] if in_rules else agents
            agents.append(value.partition("/")[0].strip().lower())
            in_rules = False
            named = named or TOKEN in agents
        elif name in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            if TOKEN in agents:
                ours.append((name, value))
            if "*" in agents:
                everybody.append((name, value))
    return _made(ours if named else everybody)


def _lines(text: str) -> list[tuple[str, str]]:
    found = []
    for line in text.removeprefix("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            found.append((name.strip().lower(), value.strip()))
    return found


def _made(said: list[tuple[str, str]]) -> Robots:
    rules = [Rule(_encoded(v), n == "allow") for n, v in said if n != "crawl-delay" and v]
    delays = [_seconds(value) for name, value in said if name == "crawl-delay"]
    return Robots(tuple(rules), max(delays, default=0.0))


def _seconds(value: str) -> float:
    try:
        return min(max(float(value), 0.0), _SLOWEST)
    except ValueError:
        return 0.0


def _encoded(path: str) -> str:
    """Return a path in which the same character is always written the same way."""
    return quote(path, safe="/%:?&=@!$'()*+,;~#[]")


def _fits(pattern: str, path: str) -> bool:
    end = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    for part in rest:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    if not end:
        return True
    return path.endswith(rest[-1]) if rest else place == len(path)
