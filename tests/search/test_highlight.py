from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clew.index import memory_engine
from clew.search import Marked
from clew.search.highlight import mark, snippet

ENGINE = memory_engine()


def cut(text: str, words: str, length: int = 60) -> str:
    terms = {token.term: 1.0 for token in ENGINE.analyse(words)}
    return snippet(text, ENGINE.analyse(text), terms, length).html()


def test_marks_cover_words_in_any_form_and_run_together() -> None:
    text = "A visited home, home visiting."
    marked = mark(text, ENGINE.analyse(text), {"visit": 1.0, "home": 1.0})
    assert marked == Marked(text, ((2, 14), (16, 29)))


def test_rendering_escapes_all_but_the_marks() -> None:
    marked = Marked("a <b> & visit", ((8, 13),))
    assert marked.html() == "a &lt;b&gt; &amp; <mark>visit</mark>"
    assert marked.ansi() == "a <b> & \x1b[1mvisit\x1b[0m"
    assert Marked("plain").html() == "plain"


def test_a_short_text_is_shown_whole() -> None:
    assert cut("Only a visit.", "visit") == "Only a <mark>visit</mark>."


def test_the_stretch_with_most_different_words_is_shown() -> None:
    text = (
        "A visit, a visit, a visit was all. "
        + "Nothing to see here at all. " * 4
        + "Then a visit to the corridor was made. "
        + "And so it went on for ever. " * 3
    )
    assert cut(text, "visit corridor") == (
        "… Then a <mark>visit</mark> to the <mark>corridor</mark> was made. And so it went on …"
    )


def test_without_a_match_the_beginning_is_shown() -> None:
    assert cut("One two three. " * 10, "absent", 30) == "One two three. One two three. …"


def test_line_ends_become_spaces() -> None:
    assert cut("A visit\nto a home", "home") == "A visit to a <mark>home</mark>"


@given(st.text(alphabet="ab visthome.\n", max_size=300), st.integers(10, 80))
def test_marks_lie_in_the_text_and_do_not_overlap(text: str, length: int) -> None:
    tokens = ENGINE.analyse(text)
    found = snippet(text, tokens, {"visit": 1.0, "home": 2.0, "a": 0.1}, length)
    ends = [0, *(at for pair in found.marks for at in pair), len(found.text)]
    assert ends == sorted(ends)
    assert len(found.text) <= length + 64
