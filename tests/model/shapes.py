"""Any value of the model, for laws that hold of all of them."""

from __future__ import annotations

from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from clew import model
from clew.model.base import Value

VALUES: tuple[type[Value], ...] = tuple(
    one
    for name in model.__all__
    if isinstance(one := getattr(model, name), type) and issubclass(one, Value)
)

_PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    NoneType: st.none(),
}
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


def values(shape: type[Value], depth: int = 1) -> st.SearchStrategy[Any]:
    """Draw values of a class; below ``depth`` only what they must have is there."""
    fields = msgspec.structs.fields(shape)
    must = {f.name: _of(f.type, depth - 1) for f in fields if f.required}
    may = {f.name: _of(f.type, depth - 1) for f in fields if not f.required and depth > 0}
    return st.fixed_dictionaries(must, optional=may).map(lambda given: shape(**given))


def _of(shape: Any, depth: int) -> st.SearchStrategy[Any]:
    if shape in _PLAIN:
        return _PLAIN[shape]
    origin, inside = get_origin(shape), get_args(shape)
    if origin in (Union, UnionType):
        return st.one_of([_of(one, depth) for one in inside])
    if origin is tuple:
        return st.lists(_of(inside[0], depth), max_size=2).map(tuple)
    if origin is dict:
        held = _JSON if inside[1] is Any else _of(inside[1], depth)
        return st.dictionaries(st.text(max_size=5), held, max_size=2)
    if isinstance(shape, type) and issubclass(shape, Enum):
        return st.sampled_from(list(shape))
    if isinstance(shape, type) and issubclass(shape, Value):
        return values(shape, depth)
    return st.decimals(allow_nan=False, allow_infinity=False)
