"""What holds of every thesis, whatever is in it."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clew.model import Document
from clew.readers.thesis import reader

STATEMENT = "A thesis submitted for the degree of Doctor of Philosophy\n\n"
LINES = st.sampled_from(
    [
        "",
        "",
        "\f",
        "i",
        "12",
        "-",
        "Abstract",
        "ABSTRACT",
        "Keywords: tide; pier",
        "Contents",
        "Acknowledgements",
        "I thank my supervisor, Dr Ada Moss.",
        "List of figures",
        "LIST OF TABLES",
        "Figure 1: A pier\t3",
        "Table 1: Doors 4",
        "1 Introduction 1",
        "1.1 Why ........ 2",
        "Chapter 2",
        "2 Method",
        "References 9",
        "Appendix A: Forms 12",
        "Acronyms",
        "TU Tidal Unit",
        "1 Introduction",
        "1.1 Why",
        "Chapter 2: Method",
        "2.1 Sampling",
        "Conclusion",
        "Doors are shut (Moss, 2004; Elm et al., 2009a).¹ Gates",
        "are not (TU, 2011).",
        "¹ All of them.",
        "2 Some of them.",
        "a\tb\tc",
        "\tb\t",
        "Table 1: Doors",
        "Figure 1: A pier",
        "Table 2",
        "Doors",
        "References",
        "Moss, A., 2004. *Tides*. Hull: Elm.",
        "Elm, B., Ash, C., and Fir, D., 2009a. Ebb.",
        "BIBLIOGRAPHY",
        "[1] Moss A. Tides. J Tides. 2004;1:1-9.",
        "As shown [1, 2–4].",
        "APPENDIX A",
        "Appendix A: Forms",
        "Declaration",
        "by",
        "Jane Doe",
        "University of Northmarsh",
    ]
)
THESES = st.lists(LINES | st.text(max_size=60), max_size=60).map(
    lambda lines: STATEMENT + "\n".join(lines)
)


def is_drawn_from(words: list[str], text: str) -> bool:
    """Say whether words come in a text in this order, perhaps with others between."""
    left = iter(text.split())
    return all(word in left for word in words)


@settings(max_examples=150, deadline=None)
@given(THESES)
def test_any_text_is_read_and_its_passages_stand_where_they_say(text: str) -> None:
    document = Document(text.encode("utf-8", "replace"), "any.txt")
    assume(reader.sniff(document))
    [record] = reader.read(document).records
    full = record.fulltext
    assert full
    for passage in full.passages:
        words = passage.text.split()
        there = document.text[passage.start : passage.end]
        assert words
        assert is_drawn_from(words, there)
        assert (there.split()[0], there.split()[-1]) == (words[0], words[-1])
    for reference in full.references:
        for mention in reference.mentions:
            there = document.text[mention.start : mention.start + len(mention.quote) + 4_000]
            assert is_drawn_from(mention.quote.split(), there)
    for note in full.footnotes:
        assert document.text[note.start : note.start + 1].strip()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_sniffing_takes_any_text(text: str) -> None:
    assert 0 <= reader.sniff(Document(text.encode("utf-8", "replace"), "any.txt")) <= 1


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        (STATEMENT, 0.9),
        ("Dissertation submitted in part fulfilment of the requirements for the MSc degree", 0.9),
        ("Her thesis\n\nAbstract\n\nThe award of a doctor of philosophy is\n\nContents", 0.4),
        ("The thesis of this article is that degrees of freedom are few.", 0.0),
        ("The award was for a doctorate of philosophy.", 0.0),
        (f"<html><body>{STATEMENT}", 0.0),
        (f'{{"title": "{STATEMENT}"}}', 0.0),
        ("x" * 20_000 + STATEMENT, 0.0),
        ("", 0.0),
    ],
)
def test_a_thesis_says_so_on_its_first_pages(text: str, sure: float) -> None:
    assert reader.sniff(Document(text.encode(), "some.txt")) == sure


@pytest.mark.parametrize(
    "line",
    ["a\n\n", "1 A 1\n", "THE END\n\n", "¹ a\n\n", "Table 1: A\na\tb\n\n", "(Moss, 2004) ", "\f"],
)
def test_a_long_text_takes_no_more_than_its_share_of_time(line: str) -> None:
    body = line * (100_000 // len(line))
    text = (
        f"{STATEMENT}Contents\n\n1 Why 1\n\n1 Why\n\n{body}\n\nReferences\n\nMoss, A., 2004. Ebb.\n"
    )
    start = time.process_time()
    reader.read(Document(text.encode(), "long.txt"))
    assert time.process_time() - start < 8
