"""One language leads, the others stand beside it."""

from __future__ import annotations

from lxml import etree

from clew.readers.common.branch import Branch
from clew.readers.common.languages import Languages


def said(**texts: str) -> list[Branch]:
    """Make an element for each text; ``none`` stands for no language."""
    elements = []
    for language, text in texts.items():
        mark = "" if language == "none" else f' xml:lang="{language.replace("_", "-")}"'
        elements.append(Branch(etree.fromstring(f"<t{mark}>{text}</t>")))
    return elements


def test_english_leads_where_there_is_an_english_title() -> None:
    languages = Languages(said(fi="Ovi", en_GB="Door"))
    assert languages.main == "en"
    assert languages.lines("title", said(fi="Ovi", en_GB="Door")) == ["Door"]
    assert languages.extra == {"languages": {"fi": {"title": ["Ovi"]}}}


def test_otherwise_the_first_title_leads() -> None:
    assert Languages(said(fi="Ovi", sv="Dörr")).main == "fi"
    assert Languages(said(none="Ovi")).main is None
    assert Languages([]).main is None


def test_what_is_in_no_language_counts_as_said_in_the_leading_one() -> None:
    languages = Languages(said(en="Door"))
    assert languages.lines("keywords", said(none="a", en="b", fi="c")) == ["a", "b"]
    assert languages.extra == {"languages": {"fi": {"keywords": ["c"]}}}


def test_a_field_that_lacks_the_leading_language_is_told_in_another() -> None:
    languages = Languages(said(fi="Ovi"))
    assert languages.lines("access", said(sv="Fri", en="Open")) == ["Open"]
    assert languages.extra == {"languages": {"sv": {"access": ["Fri"]}}}


def test_the_same_words_in_two_languages_are_said_once() -> None:
    languages = Languages(said(en="Door"))
    assert languages.lines("names", said(en="Moss", fi="Moss")) == ["Moss"]
    assert languages.extra == {}
