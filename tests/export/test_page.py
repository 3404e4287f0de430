from __future__ import annotations

from clew.export.common.page import Page
from clew.export.common.said import Said, statement
from clew.model import Heading


def test_statements_of_one_source_carry_no_mark() -> None:
    said = Said([[("Period", "2031"), ("Place", "Wexmoor"), ("Period", "2032")]])
    assert said.labels == ["Period", "Place"]
    assert said.of("Period") == [("2031", ""), ("2032", "")]
    assert said.of("Amount") == []


def test_statements_of_several_sources_name_them() -> None:
    said = Said([[("Period", "2031")], [], [("Period", "2032"), ("Period", "2031")]])
    assert said.of("Period") == [("2031", "[1, 3]"), ("2032", "[3]")]


def test_a_statement_says_something_or_is_none() -> None:
    assert statement("Place", " Wex\nmoor ") == [("Place", "Wex moor")]
    assert statement("Place", None) == statement("Place", " \x1b ") == []


def test_a_page() -> None:
    page = Page(40)
    page.title("Doors and what lies behind them in every town", "a study")
    page.gap()
    page.table(Said([[("Of", "Wexmoor"), ("Of", "Tidewater"), ("A much too long label", "x")]]))
    page.heading("Parts")
    page.gap()
    page.items(["one", "two", "three"], most=2)
    page.gap()
    page.prose("First.\n\nSecond.", indent="  ")
    assert (
        str(page)
        == """\
Doors and what lies behind them in every
town
========================================
a study


Of                     Wexmoor
                       Tidewater
A much too long label  x

Parts
-----
– one
– two
  … and 1 more

  First.

  Second.
"""
    )


def test_contents_are_indented_and_a_title_that_fills_the_line_keeps_its_page() -> None:
    page = Page(40)
    inner = Heading(number="2.1", title="Of " + "very " * 6 + "long titles", page=1204)
    page.contents([Heading(number="2", title="Hinges", page=7, children=(inner,))])
    assert (
        str(page)
        == """\
2  Hinges ............................ 7
   2.1  Of very very very very
        very very long titles ..... 1204
"""
    )


def test_an_empty_page_is_one_line_end() -> None:
    page = Page(10)
    page.table(Said([[]]))
    page.items([])
    page.gap()
    assert str(page) == "\n"
