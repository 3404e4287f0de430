"""What is taken from a branch is gone, and what is not is left over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from clew.readers.common.branch import Branch


def branch(text: str) -> Branch:
    return Branch(etree.fromstring(text))


TREE = '<a xml:lang="en" x="1"><b>one</b><c><b xml:lang="cy">dau</b>tail</c><b/></a>'


def test_elements_are_found_by_paths() -> None:
    tree = branch(TREE)
    assert [one.peek() for one in tree.all("c/b", "b")] == ["dau", "one", ""]
    assert [one.language for one in tree.all("b", "c/b")] == ["en", "en", "cy"]
    assert [one.peek() for one in tree.inside("b")] == ["one", "dau", ""]
    assert tree.first("d") is None


def test_what_is_taken_is_gone() -> None:
    tree = branch(TREE)
    assert tree.line("b") == "one"
    assert tree.line("b") is None
    assert tree.attribute("x") == "1"
    assert tree.attribute("x") is None
    assert tree.rest == {"c": {"text": "tail", "b": {"@lang": "cy", "text": "dau"}}}


def test_what_nobody_takes_is_left_over() -> None:
    assert branch("<a>  words\n here </a>").rest == "words here"
    assert branch('<a ID="x"/>').rest is None
    assert branch("<a><b> </b></a>").rest is None
    assert branch("<a><b>1</b><b>2</b></a>").rest == {"b": ["1", "2"]}
    assert branch('<a y=""><b>1</b><c d="2">3</c></a>').rest_without({"b"}) == {
        "c": {"@d": "2", "text": "3"}
    }


def test_markup_in_a_text_is_read_through() -> None:
    text = "<a>One <b>two</b>.<br/>Three<p>Four</p>&lt;p&gt;Five</a>"
    assert branch(text).prose() == "One two.\n\nThree\nFour\n\nFive"
    assert branch(text).line() == "One two. Three Four Five"


def test_attributes_of_markup_stay_when_its_text_is_taken() -> None:
    tree = branch('<a>See <b href="https://doors.example/">there</b></a>')
    assert tree.line() == "See there"
    assert tree.rest == {"b": {"@href": "https://doors.example/"}}


def test_where_an_element_comes_from_is_left_out() -> None:
    tree = branch(
        '<x:a xmlns:x="urn:doors" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="urn:doors doors.xsd" x:y="1">z</x:a>'
    )
    assert (tree.name, tree.space, tree.attributes) == ("a", "urn:doors", {"y": "1"})


_WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)


@given(st.lists(_WORDS, min_size=1, max_size=6))
def test_either_taken_or_left(words: list[str]) -> None:
    tree = branch("<a>" + "".join(f"<w>{word}</w>" for word in words) + "</a>")
    taken = [tree.all("w")[0].line()]
    left = tree.rest["w"] if tree.rest else []
    assert taken + (left if isinstance(left, list) else [left]) == words
