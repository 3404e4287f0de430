"""Records: what to call them, and what they are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import Identifier, Kind, Record, Scheme, Section, Variable

DOI = Identifier(scheme=Scheme.DOI, value="10.5555/kettle")
LOCAL = Identifier(scheme=Scheme.LOCAL, value="row 12")
ADDRESS = Identifier(scheme=Scheme.URL, value="https://example.org/12")
LONG = "Families wrote down who came to the door, when they came, and what was said over tea."


def described(text: str) -> Record:
    return Record(key="k", kind=Kind.DATASET, description=(Section(name="abstract", text=text),))


@pytest.mark.parametrize(
    ("record", "label"),
    [
        (Record(key="k", kind=Kind.DATASET, title="Kettles", identifiers=(DOI,)), "Kettles"),
        (Record(key="k", kind=Kind.DATASET, identifiers=(LOCAL, DOI)), "10.5555/kettle"),
        (Record(key="k", kind=Kind.DATASET, identifiers=(LOCAL, ADDRESS)), "k"),
        (Record(key="k", kind=Kind.DATASET, title=""), "k"),
        (described("Who came\n  to the door?"), "Who came to the door?"),
        (
            described(LONG),
            "Families wrote down who came to the door, when they came, and what was said…",
        ),
        (described(" "), "k"),
        (described("訪" * 200), "訪" * 79 + "…"),
    ],
    ids=["title", "identifier", "opaque", "empty", "words", "shortened", "blank", "no spaces"],
)
def test_what_a_record_is_called(record: Record, label: str) -> None:
    assert record.label == label


@given(st.text(max_size=300))
def test_a_label_is_one_short_line(text: str) -> None:
    label = described(text).label
    assert label
    assert len(label) <= 80


@pytest.mark.parametrize(
    ("key", "cited"),
    [("cited:okoro 2009", True), ("study", False), ("well-cited:1", False), ("cited", False)],
)
def test_records_that_bibliographies_make(key: str, cited: bool) -> None:
    assert Record(key=key, kind=Kind.PUBLICATION).cited is cited


def test_the_abstract_is_the_first_piece_of_description_whatever_its_name() -> None:
    pieces = (Section(name="aims", text="To listen."), Section(name="abstract", text="Later."))
    assert Record(key="k", kind=Kind.AWARD, description=pieces).abstract == "To listen."
    assert Record(key="k", kind=Kind.AWARD).abstract is None


def test_extras_are_nobody_else_s() -> None:
    one, other = Record(key="a", kind=Kind.COURSE), Record(key="a", kind=Kind.COURSE)
    one.extra["colour"] = "blue"
    assert other.extra == {}
    variable = Variable(name="q1")
    variable.extra["position"] = 4
    assert Variable(name="q1").extra == {}
