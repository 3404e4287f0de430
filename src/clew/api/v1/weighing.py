"""What a search over the network may weigh otherwise: every setting of search, within bounds.

One is written ``set=meaning_weight=0.3`` or ``set=fields.title=2``, and may be given many times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from fastapi import Request
from msgspec.inspect import BoolType, Field, FloatType, IntType, StructType, type_info

from clew.errors import QueryError
from clew.settings import SearchSettings

NAME = "set"


class _Form(NamedTuple):
    """How the values of a setting are written, as a pattern and in words."""

    pattern: str
    words: str


_SWITCH = _Form("(true|false)", "It is true or false.")
_SHARE = _Form(
    r"(0(\.[0-9]{1,4})?|1(\.0{1,4})?)", "It is a share, from 0 to 1, with four decimals at most."
)
_WEIGHT = _Form(
    r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,4})?",
    "It is a weight, from 0 to 999, with four decimals at most.",
)
# A thousand at most, for each costs the site work.
_NUMBER = _Form("([1-9][0-9]{0,2}|1000)", "It is a whole number of 1,000 at most.")
_COUNT = _Form("(0|[1-9][0-9]{0,2}|1000)", _NUMBER.words)


def _forms(kind: type[msgspec.Struct], prefix: str = "") -> Iterator[tuple[str, _Form]]:
    """Yield each setting with how its values are written."""
    told = type_info(kind)
    assert isinstance(told, StructType)
    for field in told.fields:
        if isinstance(field.type, StructType):
            yield from _forms(field.type.cls, f"{prefix}{field.name}.")
        else:
            yield f"{prefix}{field.name}", _form(field)


def _form(field: Field) -> _Form:
    match field.type:
        case BoolType():
            return _SWITCH
        case IntType(ge=least):
            return _NUMBER if least else _COUNT
        case FloatType(le=1):
            return _SHARE
        case _:
            return _WEIGHT


_FORMS = dict(_forms(SearchSettings))
_ANY = "|".join(f"{re.escape(name)}={form.pattern}" for name, form in _FORMS.items())
PARAMETER: dict[str, Any] = {
    "name": NAME,
    "in": "query",
    "description": "What to weigh otherwise, such as `meaning_weight=0.3` or `fields.title=2`.",
    "schema": {"type": "array", "items": {"type": "string", "pattern": f"^({_ANY})$"}},
    "explode": True,
}


def settings_of(request: Request) -> dict[str, str]:
    """Read what a request weighs otherwise; the last that is given of one counts.

    Raises
    ------
    QueryError: when there is no such setting, or it cannot have that value.
    """
    return dict(_setting(text) for text in request.query_params.getlist(NAME))


def _setting(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    if name not in _FORMS:
        raise QueryError(
            f"{NAME}: there is no setting {name[:50]!r}.",
            hint=f"Write {NAME}=meaning_weight=0.3, for one; there are: {', '.join(_FORMS)}.",
        )
    form = _FORMS[name]
    if not re.fullmatch(form.pattern, value):
        raise QueryError(f"{NAME}: {name} cannot be {value[:50]!r}.", hint=form.words)
    return name, value
