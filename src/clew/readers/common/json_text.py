"""JSON as it is found in the wild."""

from __future__ import annotations

import json
import re
from typing import Any

# Wrappers that hide a script from browsers of the last century: <!-- … -->, //<![CDATA[ … //]]>
_WRAPPERS = re.compile(r"^\s*(?:<!--|(?://)?\s*<!\[CDATA\[)|(?:-->|(?://)?\s*\]\]>)\s*$")


_DEEPEST = 200
_TOO_DEEP = f"nested more than {_DEEPEST} levels deep"


def parse_json(text: str) -> Any:
    """Parse JSON (RFC 8259), forgiving raw line breaks in strings, wrappers and a last semicolon.

    ``NaN`` and the infinities, which are no JSON, become ``None``.

    Raises
    ------
    ValueError: when it is not JSON, or nested deeper than anybody writes it.
    """
    bare = _WRAPPERS.sub("", text).strip().rstrip(";")
    try:
        value = json.loads(bare, strict=False, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        reason = error.msg.removesuffix(" at")
        raise ValueError(f"{reason} at character {error.pos:,}") from error
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error
    _refuse_depth(value)
    return value


def _refuse_depth(value: Any) -> None:
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(_DEEPEST):
        inner = (one.values() if isinstance(one, dict) else one for one in level)
        level = [one for values in inner for one in values if isinstance(one, (dict, list))]
        if not level:
            return
    raise ValueError(_TOO_DEEP)
