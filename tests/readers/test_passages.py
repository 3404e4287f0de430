"""Full text is cut into passages of a readable size, at places where people pause."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.model import Passage
from clew.readers.common.passages import FEWEST_WORDS, MOST_WORDS, sentences, split

SENTENCE = "The visiting worker waited at the blue gate until somebody came. "  # 11 words


def words(count: int) -> str:
    return " ".join(f"w{number}" for number in range(count))


def test_a_short_text_is_one_passage() -> None:
    assert list(split("A line\nand its end.\n\n\nAnother.", 40, ("2 Aim",), lambda at: at)) == [
        Passage(
            text="A line and its end.\n\nAnother.", heading=("2 Aim",), page=40, start=40, end=70
        )
    ]


def test_nothing_yields_nothing() -> None:
    assert list(split(" \n\n \f\n")) == []


def test_short_paragraphs_are_put_together() -> None:
    text = "\n\n".join([words(50), words(40), words(100), words(10)])
    assert [len(passage.text.split()) for passage in split(text)] == [90, 110]


def test_a_long_paragraph_is_cut_at_sentence_ends_into_like_parts() -> None:
    passages = list(split(SENTENCE * 40))
    assert [len(passage.text.split()) for passage in passages] == [143, 143, 154]
    assert all(passage.text.endswith("came.") for passage in passages)


def test_a_sentence_too_long_for_a_passage_is_cut_between_words() -> None:
    passages = list(split(words(601)))
    assert [len(passage.text.split()) for passage in passages] == [150, 150, 150, 151]


def test_a_text_without_spaces_is_cut_by_length() -> None:
    assert max(len(passage.text) for passage in split("x" * 10_000)) <= 2_500


def test_each_passage_knows_its_page() -> None:
    pages = [passage.page for passage in split(SENTENCE * 40, page_at=lambda at: 7 + at // 1_000)]
    assert pages == [7, 7, 8]


def test_sentences_do_not_end_at_abbreviations_or_initials() -> None:
    text = "Dr. A. Okoro et al. (2019) agree, cf. Table 3. Did they? “They did.” Then 4 left…"
    assert [text[start:end] for start, end in sentences(text)] == [
        "Dr. A. Okoro et al. (2019) agree, cf. Table 3.",
        "Did they?",
        "“They did.”",
        "Then 4 left…",
    ]


@given(st.lists(st.sampled_from([SENTENCE, "Short one. ", "\n\n", "\n", "word ", "y" * 700])))
@settings(max_examples=150)
def test_passages_leave_nothing_out_and_keep_their_order(parts: list[str]) -> None:
    text = "".join(parts)
    passages = list(split(text, 5))
    assert "".join("".join(p.text.split()) for p in passages) == "".join(text.split())
    assert all(len(p.text.split()) <= MOST_WORDS for p in passages)
    for passage in passages:
        kept = text[passage.start - 5 : passage.end - 5]
        assert passage.text.split() == kept.split()
    assert all(a.end <= b.start for a, b in pairwise(passages))


@given(st.lists(st.integers(1, 30), min_size=1))
def test_only_a_short_text_yields_a_short_passage(paragraphs: list[int]) -> None:
    text = "\n\n".join(SENTENCE * count for count in paragraphs)
    passages = list(split(text))
    assert len(passages) == 1 or all(len(p.text.split()) >= FEWEST_WORDS for p in passages)


def test_words_are_counted_right_however_a_long_paragraph_is_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("clew.readers.common.passages._STRIDE", 7)
    passages = list(split(SENTENCE * 400))
    assert sum(len(passage.text.split()) for passage in passages) == 4_400
    assert passages[-1].end == len(SENTENCE * 400) - 1


def test_long_lines_take_time_in_proportion_to_their_length() -> None:
    begin = time.process_time()
    for hostile in ("a" * 3_000_000, ". " * 300_000, "\n " * 1_000_000, ".\n" + " " * 3_000_000):
        list(split(hostile))
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She knocked.¹² Nobody came.", ["She knocked.¹²", "Nobody came."]),
        ("“Come in.”³ He did.⁴,⁵ Then tea.", ["“Come in.”³", "He did.⁴,⁵", "Then tea."]),
        ("A room of 12 m². It was cold.", ["A room of 12 m².", "It was cold."]),
        ("It rose to 3.5² in all.", ["It rose to 3.5² in all."]),
        ("See p.⁷ and on.", ["See p.⁷ and on."]),
    ],
)
def test_the_mark_of_a_note_ends_with_its_sentence(text: str, found: list[str]) -> None:
    assert [text[begin:end] for begin, end in sentences(text)] == found


def test_a_row_of_marks_takes_no_time() -> None:
    text = "." + "¹" * 200_000
    assert [end for _, end in sentences(text)] == [len(text)]
