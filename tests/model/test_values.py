"""What holds of every value of the model: frozen, silent on what is absent, whole after a trip."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model.shapes import VALUES, values

from clew import model
from clew.model import AgentKind, Kind, LinkState, LinkType, Record, Role, Scheme
from clew.model.base import Value

LAW = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
EVERY = pytest.mark.parametrize("shape", VALUES, ids=lambda shape: shape.__name__)
ENUMS: tuple[type[StrEnum], ...] = (AgentKind, Kind, LinkState, LinkType, Role, Scheme)


@EVERY
@LAW
@given(data=st.data())
def test_a_value_comes_back_from_json_as_it_was(shape: type[Value], data: st.DataObject) -> None:
    value = data.draw(values(shape))
    assert msgspec.json.decode(msgspec.json.encode(value), type=shape) == value


@EVERY
@LAW
@given(data=st.data())
def test_and_from_the_frames_between_processes(shape: type[Value], data: st.DataObject) -> None:
    value = data.draw(values(shape))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=shape) == value


@LAW
@given(values(Record, depth=2))
def test_a_record_of_any_depth_is_whole_after_the_trip(record: Record) -> None:
    body = msgspec.json.encode(record)
    again = msgspec.json.decode(body, type=Record)
    assert again == record
    assert msgspec.json.encode(again) == body


@EVERY
@LAW
@given(data=st.data())
def test_what_is_absent_is_left_out(shape: type[Value], data: st.DataObject) -> None:
    bare = data.draw(values(shape, depth=0))
    must = {field.name for field in msgspec.structs.fields(shape) if field.required}
    assert set(msgspec.to_builtins(bare)) == must


@EVERY
def test_a_value_never_changes(shape: type[Value]) -> None:
    made = _least(shape)
    for name in shape.__struct_fields__:
        with pytest.raises(AttributeError):
            setattr(made, name, None)


@EVERY
def test_every_optional_fact_is_absent_by_default(shape: type[Value]) -> None:
    made = _least(shape)
    for field in msgspec.structs.fields(shape):
        if not field.required:
            assert getattr(made, field.name) in (None, (), {}, False)


@EVERY
def test_a_value_says_what_it_is(shape: type[Value]) -> None:
    assert (shape.__doc__ or "").strip()
    assert not (shape.__doc__ or "").startswith(f"{shape.__name__}(")


@EVERY
def test_what_is_of_another_shape_is_refused(shape: type[Value]) -> None:
    for broken in (b"[]", b'"words"', b"", b"{", b'{"kind": 7, "title": 7, "name": 7}'):
        with pytest.raises(msgspec.DecodeError):
            msgspec.json.decode(broken, type=_strict(shape))


def test_all_that_is_public_is_there_and_in_order() -> None:
    assert sorted(model.__all__) == sorted(set(model.__all__))
    assert all(hasattr(model, name) for name in model.__all__)


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_the_words_of_an_enumeration_are_for_people(enum: type[StrEnum]) -> None:
    words = [str(member) for member in enum]
    assert len(words) == len(set(words))
    assert all(word == word.strip().lower() and word for word in words)
    assert [enum(word) for word in words] == list(enum)


def test_a_word_that_is_none_of_them_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="Invalid enum value 'dragon'"):
        msgspec.json.decode(b'{"key": "a", "kind": "dragon"}', type=Record)


def test_every_kind_of_link_reads_subject_type_object() -> None:
    assert {str(one) for one in LinkType} >= {
        "funded-by",
        "based-on",
        "cites",
        "part-of",
        "continues",
        "teaches",
        "about-the-same-study",
        "same-as",
    }
    assert [str(state) for state in LinkState] == ["stated", "suggested", "confirmed", "rejected"]


_SAMPLES: dict[str, Any] = {
    "kind": "person",
    "amount": "1",
    "type": "cites",
    "state": "stated",
    "role": "author",
    "target": {},
    "record": {"key": "k", "kind": "thesis"},
    "agent": {"kind": "person", "name": "n"},
    "beads": [],
    "links": [],
    "held": [],
    "records": [],
    "bits": 1.5,
    "claims": [],
}
_NUMBERS = {"start", "end", "number", "version", "revision", "depth"}


def _least(shape: type[Value]) -> Any:
    """Make a value with nothing but what it must have."""
    given: dict[str, Any] = {}
    for field in msgspec.structs.fields(shape):
        if field.required:
            number = field.name in _NUMBERS and field.type is int
            given[field.name] = 1 if number else _SAMPLES.get(field.name, "words")
    return msgspec.convert(given, shape)


def _strict(shape: type[Value]) -> Any:
    """Return the class, or one that has something to refuse where all of it is optional."""
    return shape if any(f.required for f in msgspec.structs.fields(shape)) else Record
