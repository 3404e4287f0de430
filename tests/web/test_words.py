"""How pages put things, and what they make of long texts and links."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from clew.index import NOT_STATED
from clew.model import Design, Kind, Money, Period, Record
from clew.model.design import Amount, Term
from clew.search import Choice
from clew.web import words
from clew.web.card import draw
from clew.web.compare import compare
from clew.web.facts import design_facts, plain_facts
from clew.web.files import address


@pytest.mark.parametrize(
    ("given", "shown"),
    [("2031-05-03", "3 May 2031"), ("2031-05", "May 2031"), ("2031", "2031"), ("soon", "soon")],
)
def test_a_day_as_people_write_it(given: str, shown: str) -> None:
    assert words.day(given) == shown


def test_years_of_days() -> None:
    first, last = date(2011, 3, 1).toordinal(), date(2016, 1, 1).toordinal()
    assert words.years(first, last) == "2011–2016"
    assert words.years(first, first) == "2011"
    assert words.years(first, None) == "from 2011"
    assert words.years(None, last) == "until 2016"
    assert words.years(None, None) == ""


def test_counts_and_money() -> None:
    assert words.counted(1, "result") == "1 result"
    assert words.counted(12345, "result") == "12,345 results"
    assert words.money(Money(amount=Decimal("291640"), currency="GBP")) == "£291,640"
    assert words.money(Money(amount=Decimal("1200.50"), currency="CHF")) == "CHF 1,200.50"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" HTTP://a.example ", "HTTP://a.example"),
        ("javascript:alert(1)", None),
        ("//a.example", None),
        ("data:text/html,x", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_followed(url: str | None, kept: str | None) -> None:
    assert words.safe(url) == kept


def test_hosts_and_licences_by_address() -> None:
    assert words.host("https://www.archive.example:80/x?y") == "archive.example:80"
    assert words.licence_name("https://creativecommons.org/licenses/by-nc/4.0/") == "CC BY-NC 4.0"
    assert words.licence_name("https://creativecommons.org/publicdomain/zero/1.0/") == "CC0"
    assert words.licence_name("https://terms.example/") == "terms.example"


def test_paragraphs_are_cut_where_a_line_is_empty() -> None:
    assert words.paragraphs("One\nline.\n\n  \nTwo.") == ["One line.", "Two."]
    assert words.paragraphs(" \n ") == []


def test_an_anchor_is_the_same_for_the_same_text() -> None:
    assert words.anchor("kind", "award") == words.anchor("kind", "award")
    assert words.anchor("kind", "award") != words.anchor("kind", "thesis")
    assert words.anchor("\ud800").startswith("a")


def test_how_a_study_was_made_is_told_in_the_order_of_a_methods_section() -> None:
    design = Design(
        sample_size=(Amount(text="about 400", least=400, unit="households"),),
        time_method=(Term(text="Panel", term="Longitudinal: Panel", quote="We came back yearly."),),
        collected=Period(start="2011", end="2013"),
    )
    told = design_facts(design)
    assert [(fact.label, [one.text for one in fact.values]) for fact in told] == [
        ("Time", ["Panel"]),
        ("Sample", ["about 400 households"]),
        ("Collected", ["2011 to 2013"]),
    ]
    assert told[0].values[0].term == "Longitudinal: Panel"
    assert told[0].values[0].quote == "We came back yearly."
    assert design_facts(None) == []


def test_plain_facts_leave_out_what_is_not_stated() -> None:
    record = Record(
        key="a", kind=Kind.PUBLICATION, title="T", container="Journal of Doors", volume="3",
        pages="4–9", published="2031-05",
    )  # fmt: skip
    assert [(fact.label, fact.values[0].text) for fact in plain_facts(record)] == [
        ("Published", "May 2031"),
        ("In", "Journal of Doors vol. 3 pp. 4–9"),
    ]
    assert plain_facts(Record(key="a", kind=Kind.COURSE)) == []


def test_nothing_side_by_side_is_an_empty_table() -> None:
    assert compare([]).parts == ()


def test_a_card_is_drawn_with_what_xml_allows() -> None:
    svg = draw("dataset", "A & B <c>\x00 " + "long " * 200, "Ada · 2031", "Site & Co")
    assert "A &amp; B &lt;c&gt;" in svg
    assert svg.count("<text") <= 7


def test_the_address_of_a_file_names_its_content() -> None:
    assert address("clew.css").startswith("/static/clew.css?v=")


def test_what_is_chosen_comes_first_and_what_is_not_stated_last() -> None:
    shown = [
        Choice(value=NOT_STATED, count=9),
        Choice(value="thesis", count=5),
        Choice(value="dataset", count=4, chosen=True),
        Choice(value="award", count=3),
        Choice(value="course", count=2, chosen=True),
    ]
    assert [one.value for one in words.chosen_first(shown)] == [
        "dataset",
        "course",
        "thesis",
        "award",
        NOT_STATED,
    ]
    assert words.chosen_first([Choice(value=NOT_STATED, count=1, chosen=True), *shown])[0].chosen
