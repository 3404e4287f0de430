"""Title pages in many wordings; abstracts, keywords, acronyms, supervisors."""

from __future__ import annotations

import pytest

from clew.readers.thesis.casing import Casing, shouts
from clew.readers.thesis.degree import find_date, find_degree, find_institution
from clew.readers.thesis.front import abstract_lines, acronyms, keywords
from clew.readers.thesis.source import Source
from clew.readers.thesis.supervisors import Supervisor, named_supervisors, supervisors
from clew.readers.thesis.title_page import TitlePage, read_title_page

PROSE = Casing(
    "we saw how the doors of harbour families open, and waited for the tide with Jane Doe, who "
    "keeps night work in two hostels, to negotiate entry, and a Tidal Unit (TU) met in Whitby"
)

TITLE_PAGES = {
    "in capitals": (
        """UNIVERSITY OF NORTHMARSH

HARBOUR FAMILIES WAITING FOR THE TIDE IN WHITBY

JANE DOE

A THESIS IN PARTIAL FULFILMENT OF THE REQUIREMENTS OF THE UNIVERSITY OF NORTHMARSH

FOR THE DEGREE OF DOCTOR OF PHILOSOPHY

SUBMITTED: SEPTEMBER 2015
""",
        TitlePage(
            title="Harbour families waiting for the tide in Whitby",
            author="Jane Doe",
            institution="University of Northmarsh",
            degree="Doctor of Philosophy",
            published="2015-09",
            statement="A Thesis in Partial Fulfilment of the Requirements of the University of "
            "Northmarsh For the Degree of Doctor of Philosophy Submitted: September 2015",
        ),
    ),
    "without blank lines": (
        """Doorstep Talk: How Health Visitors
Negotiate Entry
Maren Ellery-Stokes
A thesis submitted to the University of Eastshore for the degree of
Doctor of Philosophy
in the Faculty of Humanities
2019
School of Social Sciences
""",
        TitlePage(
            title="Doorstep Talk: How Health Visitors Negotiate Entry",
            author="Maren Ellery-Stokes",
            institution="University of Eastshore",
            department="School of Social Sciences",
            degree="Doctor of Philosophy",
            published="2019",
            statement="A thesis submitted to the University of Eastshore for the degree of Doctor "
            "of Philosophy in the Faculty of Humanities",
        ),
    ),
    "by, a subtitle and a supervisor": (
        """WAITING FOR THE TIDE

A study of harbour families

by

Ms Jane Doe, BA (Hons), MSc

Submitted in partial fulfillment of the requirements for the degree of Doctor of Clinical Psychology

Department of Psychology, Tidewater College, University of Westmere

May 2017

Supervised by Dr Ann Moss
""",
        TitlePage(
            title="Waiting for the tide: A study of harbour families",
            author="Jane Doe",
            institution="University of Westmere",
            department="Department of Psychology",
            degree="Doctor of Clinical Psychology",
            published="2017-05",
            statement="Submitted in partial fulfillment of the requirements for the degree of "
            "Doctor of Clinical Psychology",
            supervisors=("Supervised by Dr Ann Moss",),
        ),
    ),
    "labels": (
        """University of Eastshore
School of Health and Social Care

Title: Who opens the door? An exploratory study

Author: Okafor, Ngozi

Student number: 1234567

Dissertation submitted in part fulfilment of the MSc in Social Work

12 September 2018
Word count: 15,000
""",
        TitlePage(
            title="Who opens the door? An exploratory study",
            author="Okafor, Ngozi",
            institution="University of Eastshore",
            department="School of Health and Social Care",
            degree="Master of Science",
            published="2018-09-12",
            statement="Dissertation submitted in part fulfilment of the MSc in Social Work",
            rest=("Student number: 1234567", "Word count: 15,000"),
        ),
    ),
    "a short degree and the author first": (
        """EdD Thesis

Tom van der Berg

Learning to knock

Queen's College London

2008
""",
        TitlePage(
            title="Learning to knock",
            author="Tom van der Berg",
            institution="Queen's College London",
            degree="Doctor of Education",
            published="2008",
            statement="EdD Thesis",
        ),
    ),
}


@pytest.mark.parametrize(("text", "page"), TITLE_PAGES.values(), ids=TITLE_PAGES)
def test_a_title_page(text: str, page: TitlePage) -> None:
    assert read_title_page(Source(text).lines, PROSE) == page


def test_a_page_fills_what_another_lacks() -> None:
    first, second = TitlePage(title="Tides"), TitlePage(title="Ebbs", author="Jane Doe")
    assert first.or_else(second) == TitlePage(title="Tides", author="Jane Doe")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("to the University of East and West Shore for", "University of East and West Shore"),
        ("requirements of Tidal Marsh University for", "Tidal Marsh University"),
        ("University College Whitby", "University College Whitby"),
        ("Whitby Institute of Tidal Studies", "Whitby Institute of Tidal Studies"),
        ("no such place", None),
    ],
)  # fmt: skip
def test_institutions(text: str, name: str | None) -> None:
    assert find_institution(text) == name


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("for the degree of doctor of philosophy", "Doctor of Philosophy"),
        ("Doctorate in Counselling Psychology by", "Doctorate in Counselling Psychology"),
        ("the degree of Master of Arts in the Faculty", "Master of Arts"),
        ("a D.Phil. thesis", "Doctor of Philosophy"),
        ("DClinPsy", "Doctor of Clinical Psychology"),
        ("Dr Philips", None),
    ],
)
def test_degrees(text: str, degree: str | None) -> None:
    assert find_degree(text) == degree


def test_dates_are_as_exact_as_the_page_is() -> None:
    assert find_date("2001, or 3rd May 2002") == "2002-05-03"
    assert find_date("Michaelmas 2001") == "2001"
    assert find_date("undated, 9999 words") is None


def test_capitals_are_put_back_as_the_text_has_them() -> None:
    assert [shouts(text) for text in ("THE TU", "The TU", "A")] == [True, False, False]
    assert PROSE.sentence("TIDAL WORK: THE TU IN WHITBY") == "Tidal work: the TU in Whitby"
    assert PROSE.sentence("Tidal WORK") == "Tidal WORK"
    assert PROSE.title("IN WHITBY") == "In Whitby"
    assert PROSE.name("JANE  DOE") == "Jane Doe"
    assert PROSE.name("SEÁN MCARDLE-O'SHEA OF THE SHORE") == "Seán McArdle-O'Shea of the Shore"
    assert [PROSE.is_common(word) for word in ("Harbour", "Marrable")] == [True, False]


ABSTRACT = """UNIVERSITY OF NORTHMARSH
FACULTY OF TIDES
HARBOUR FAMILIES
Jane Doe, May 2015

Families wait. They
say so.

It is the tide.

Key words
tide; harbour
families

Funded by nobody.
"""


def test_an_abstract_is_free_of_its_header_and_keywords() -> None:
    lines = Source(ABSTRACT).lines
    page = TitlePage(title="Harbour families", author="Jane Doe")
    abstract, header = abstract_lines(lines, page)
    assert [line.text for line in abstract] == ["Families wait. They", "say so.", "It is the tide."]
    assert [line.text for line in header][-1] == "Jane Doe, May 2015"
    assert keywords(lines) == ("tide", "harbour families")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Keywords: a b, c-d, e.", ("a b", "c-d", "e")),
        ("KEYWORDS – one; two, and three", ("one", "two, and three")),
        ("Keywords:\nfirst thing\nsecond thing\n\nnot this", ("first thing", "second thing")),
        ("no such line", ()),
    ],
)
def test_keywords(text: str, words: tuple[str, ...]) -> None:
    assert keywords(Source(text).lines) == words


def test_acronyms() -> None:
    text = """Abbreviations used here

LHB Local Harbour Board.

HP plan Harbour Protection Plan
NATT\tNational Association of
Tide Tables
TU – Tidal Unit
Key stage: a stage
"""
    assert acronyms(Source(text).lines) == {
        "LHB": "Local Harbour Board",
        "HP plan": "Harbour Protection Plan",
        "NATT": "National Association of Tide Tables",
        "TU": "Tidal Unit",
        "Key stage": "a stage",
    }


THANKS = """
I thank my supervisory team for their patience. My thanks to Professor Shona Reed, my Principal
Supervisor, for steering. My thanks also to Dr Idris van Wyk, for tea. Dr Other at the library
found the maps. I was lucky in my second supervisor, Dame Ottilie Crane. My supervisors Ana Lund
and Per Moe read it all.
"""


def test_supervisors_are_those_thanked_as_such() -> None:
    source = Source(THANKS)
    also = "My thanks also to Dr Idris van Wyk, for tea."
    both = "My supervisors Ana Lund and Per Moe read it all."
    assert list(supervisors(source, 0, len(THANKS))) == [
        Supervisor("Shona Reed", "Professor Shona Reed, my Principal Supervisor"),
        Supervisor("Idris van Wyk", also),
        Supervisor("Ottilie Crane", "my second supervisor, Dame Ottilie Crane"),
        Supervisor("Ana Lund", both),
        Supervisor("Per Moe", both),
    ]


def test_supervisors_on_the_title_page() -> None:
    lines = ["Supervisors: Prof. A. Moss and Dr B. Elm", "Supervised by Ms Cara Ash"]
    assert list(named_supervisors(lines)) == [
        Supervisor("A. Moss", lines[0]),
        Supervisor("B. Elm", lines[0]),
        Supervisor("Cara Ash", lines[1]),
    ]
