"""Courses: what they are about, the works they name, what participants said."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.errors import NoText, TooLarge
from clew.model import (
    Agent,
    Contribution,
    Document,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Mention,
    Period,
    Place,
    Reading,
    Record,
    Reference,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
)
from clew.readers.common.size import LIMIT
from clew.readers.course import reader
from clew.readers.course.facts import labelled, period
from clew.readers.course.parse import is_furniture, is_heading, sheet_of, text_parts
from clew.readers.course.records import record_of
from clew.readers.course.remarks import is_remark

TEXT = """\
Reading water: an evening for harbour pilots

For pilots, clerks and anyone who has run aground

Course Description

Water tells you what lies under it, to those who wait. This seminar will begin on the quay, in
the dark, with our hands behind our backs. We shall look for the line where the colour turns. Each
participant brings one grounding of their own. It draws on my new book Ebb and Flow (Elm Press,
2011).

Led by Dr Ngozi Okafor and Anders Lindqvist. 8 and 15 November 2022, 7 to 9 p.m.

Venue: The Old Customs House, Wick
Fee: £40, tea included

Learning outcomes:

Naming six colours of shallow water
Asking for help in time

Suggested reading

Moss, A., 2004. Tide tables for beginners. Leeds: Quay Press.

What participants said

  • “I had been looking at the ‘wrong’ side of the boat for years.” Pilot – Thurso

"Cold, and worth it."
– Harbour clerk, Wick

Facebooktwitterpinterestlinkedinby feather
Share this: Facebook | Twitter | Email
"""
DESCRIPTION = (
    "Water tells you what lies under it, to those who wait. This seminar will begin on the quay, "
    "in the dark, with our hands behind our backs. We shall look for the line where the colour "
    "turns. Each participant brings one grounding of their own. It draws on my new book Ebb and "
    "Flow (Elm Press, 2011).\n\n"
    "Led by Dr Ngozi Okafor and Anders Lindqvist. 8 and 15 November 2022, 7 to 9 p.m.\n\n"
    "Venue: The Old Customs House, Wick\n\n"
    "Fee: £40, tea included"
)
PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Reading water | Harbour School</title></head><body>
<nav><ul><li><a href="/">All courses</a></li></ul></nav>
<main>
<h1>Reading water</h1>
<h2>An evening for harbour pilots</h2>
<h3>About this course</h3>
<p>We wait for the line where the colour turns.</p>
<p>Participants will be cold. We use <em>Ebb and flow</em> (Elm Press, 2011).</p>
<h3>Testimonials</h3>
<blockquote><p>&ldquo;Worth it.&rdquo; Clerk &ndash; Wick</p></blockquote>
<p>Anders Lindqvist. Twelve places.</p>
</main></body></html>
"""


def read(content: str | bytes) -> Record:
    data = content.encode() if isinstance(content, str) else content
    (record,) = reader.read(Document(data, "evening.txt")).records
    return record


def sure(content: str | bytes) -> float:
    data = content.encode() if isinstance(content, str) else content
    return reader.sniff(Document(data, "evening.txt"))


def person(name: str) -> Contribution:
    return Contribution(agent=Agent.person(name), role=Role.INSTRUCTOR)


def test_a_course_in_text_is_read_whole() -> None:
    record = read(TEXT)
    assert record.fulltext
    ebb, tables = record.fulltext.references
    assert (tables.title, tables.year, tables.publisher) == (
        "Tide tables for beginners",
        "2004",
        "Quay Press",
    )
    expected = Record(
        key="course:reading water an evening for harbour pilots",
        kind=Kind.COURSE,
        title="Reading water: an evening for harbour pilots",
        subtitle="For pilots, clerks and anyone who has run aground",
        description=(
            Section(name="description", text=DESCRIPTION),
            Section(
                name="learning outcomes",
                text="Naming six colours of shallow water\n\nAsking for help in time",
            ),
        ),
        contributions=(person("Ngozi Okafor"), person("Anders Lindqvist")),
        period=Period(start="2022-11-08", end="2022-11-15"),
        places=(Place(name="The Old Customs House, Wick"),),
        testimonials=(
            "“I had been looking at the ‘wrong’ side of the boat for years.” Pilot – Thurso",
            '"Cold, and worth it." Harbour clerk, Wick',
        ),
        fulltext=FullText(
            references=(
                Reference(
                    raw="Ebb and Flow (Elm Press, 2011)",
                    year="2011",
                    title="Ebb and Flow",
                    publisher="Elm Press",
                    mentions=(
                        Mention(
                            quote="It draws on my new book Ebb and Flow (Elm Press, 2011).",
                            start=ebb.mentions[0].start,
                            heading=("Course Description",),
                        ),
                    ),
                ),
                tables,
            )
        ),
        extra={
            "fee": "£40, tea included",
            "page furniture": [
                "Facebooktwitterpinterestlinkedinby feather",
                "Share this: Facebook | Twitter | Email",
            ],
        },
    )
    assert record == expected


def test_a_mention_says_where_its_paragraph_has_it() -> None:
    text = "Reading water\n\nCourse Overview\n\nAll about my book Ebb and Flow (Elm Press, 2011)."
    record = read(text)
    assert record.fulltext
    (mention,) = record.fulltext.references[0].mentions
    assert text[mention.start :].startswith("Ebb and Flow")


def test_a_page_without_metadata_is_read_whole() -> None:
    assert reader.read(Document(PAGE.encode(), "page")) == Reading(
        records=(
            Record(
                key="course:reading water",
                kind=Kind.COURSE,
                title="Reading water",
                subtitle="An evening for harbour pilots",
                description=(
                    Section(
                        name="description",
                        text="We wait for the line where the colour turns.\n\nParticipants will be "
                        "cold. We use Ebb and flow (Elm Press, 2011).\n\nAnders Lindqvist. Twelve "
                        "places.",
                    ),
                ),
                testimonials=("“Worth it.” Clerk – Wick",),
                fulltext=FullText(
                    references=(
                        Reference(
                            raw="Ebb and flow (Elm Press, 2011)",
                            year="2011",
                            title="Ebb and flow",
                            publisher="Elm Press",
                            mentions=(
                                Mention(
                                    quote="We use Ebb and flow (Elm Press, 2011).",
                                    start=145,
                                    heading=("About this course",),
                                ),
                            ),
                        ),
                    )
                ),
            ),
        )
    )


def test_lines_of_a_hard_wrapped_paragraph_are_one_but_the_title_stays_by_itself() -> None:
    record = read(
        "Reading water\nA short evening\n\nCourse description\n\nOne line\nand its end.\n"
    )
    assert (record.title, record.subtitle, record.abstract) == (
        "Reading water",
        "A short evening",
        "One line and its end.",
    )


def test_a_long_second_paragraph_is_no_subtitle() -> None:
    record = read("Reading water\n\n" + "Water tells what lies under it. " * 20 + "\n")
    assert record.subtitle is None
    assert record.abstract
    assert record.abstract.startswith("Water tells")


def test_the_words_around_a_remark_stay_with_the_description() -> None:
    record = read(
        "Reading water\n\nCourse description\n\n“Ebb” is a word. It means more than it says."
    )
    assert record.testimonials == ()
    assert record.abstract == "“Ebb” is a word. It means more than it says."


def test_a_remark_without_quotation_marks_counts_under_its_heading() -> None:
    record = read("Reading water\n\nCourse description\n\nCold.\n\nFeedback\n\nI would go again.\n")
    assert record.testimonials == ("I would go again.",)


WATER = Identifier(scheme=Scheme.DOI, value="10.5555/water.7")
SHEET = "Reading water\n\nFor pilots\n\n{line}\n\nCourse Description\n\nWater tells you.\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("DOI: 10.5555/water.7", {"identifiers": (WATER,)}),
        ("https://doi.org/10.5555/water.7", {"identifiers": (WATER,)}),
        ("See https://doi.org/10.5555/water.7 for more.", {}),
        ("All materials CC BY-NC 4.0.", {"licence": "CC BY-NC 4.0"}),
        ("This book is open access", {"access": "This book is open access"}),
        ("Bring boots.", {}),
    ],
)
def test_its_own_number_and_its_terms(line: str, told: dict[str, object]) -> None:
    record = read(SHEET.format(line=line))
    found = {name: getattr(record, name) for name in ("identifiers", "licence", "access")}
    assert found == {"identifiers": (), "licence": None, "access": None} | told
    assert "doi" not in record.extra
    assert line in "\n".join(section.text for section in record.description)


def test_an_award_in_the_description_is_a_stated_link() -> None:
    text = "Reading water\n\nCourse description\n\nMade with a grant of the Council (ES/Z123456/1)."
    assert read(text).relations == (
        Relation(
            type=LinkType.FUNDED_BY,
            target=Target(identifier=Identifier(scheme=Scheme.AWARD, value="ES/Z123456/1")),
            quote="Made with a grant of the Council (ES/Z123456/1).",
            place="description",
        ),
    )


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Tutor: Ngozi Okafor", [person("Ngozi Okafor")]),
        (
            "Facilitators: Dr Ngozi Okafor, Anders van der Lind",
            ["Ngozi Okafor", "Anders van der Lind"],
        ),
        ("Taught by Professor A. B. Lindqvist, who rows.", [person("A. B. Lindqvist")]),
        ("The day is led by the harbour clerks.", []),
        ("Led by Okafor.", []),
        (
            "Organised by: Harbour School",
            [Contribution(agent=Agent.organisation("Harbour School"), role=Role.LEAD_ORGANISATION)],
        ),
    ],
)
def test_who_teaches_it(line: str, people: list[Contribution | str]) -> None:
    expected = tuple(person(one) if isinstance(one, str) else one for one in people)
    assert (
        read(f"Reading water\n\nAbout this course\n\nCold.\n\n{line}\n").contributions == expected
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("8 November 2022", ("2022-11-08", "2022-11-08")),
        ("Dates: 8, 15 & 22 Nov 2022", ("2022-11-08", "2022-11-22")),
        ("3rd-5th May 2011", ("2011-05-03", "2011-05-05")),
        ("30 May 2011 to 2 June 2011", ("2011-05-30", "2011-06-02")),
        ("31 February 2011", None),
        ("Room 8, November", None),
        ("In prose a date such as 8 November 2022 tells of something else. " * 10, None),
    ],
)
def test_when_it_runs(text: str, days: tuple[str, str] | None) -> None:
    assert period([text]) == (Period(start=days[0], end=days[1]) if days else None)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Venue: Elm Hall", ("venue", "Elm Hall")),
        ("We met: twice", ("we met", "twice")),
        ("no label here", None),
        ("https://harbour.example", None),
    ],
)
def test_lines_with_a_label(line: str, parts: tuple[str, str] | None) -> None:
    assert labelled(line) == parts


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Facebooktwitterpinterestlinkedinby feather", True),
        ("Share on Facebook, Twitter & LinkedIn", True),
        ("Print this page", True),
        ("We met on Facebook and then in the harbour", False),
        ("Twitter of birds", False),
    ],
)
def test_words_for_sharing_a_page_are_furniture(line: str, is_one: bool) -> None:
    assert is_furniture(line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Course Description", True),
        ("SEMINAR OVERVIEW:", True),
        ("Who should attend?", True),
        ("What past participants have said", True),
        ("Reading list", True),
        ("Reading water", False),
        ("The description of the quay", False),
    ],
)
def test_headings_that_course_descriptions_have(line: str, is_one: bool) -> None:
    assert is_heading(line) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("“Cold but worth it.” Clerk – Wick", True),
        ("  • “Cold but worth it.”", True),
        ("'Cold but worth it' (a pilot)", True),
        ("“Cold but worth it,” she said, and went home to her tea.", False),
        ("“Ebb” is short.", False),
        ("Cold but “worth it”", False),
        ("", False),
    ],
)
def test_a_remark_is_a_quotation_that_may_be_signed(text: str, is_one: bool) -> None:
    assert is_remark(text) is is_one


@given(st.lists(st.sampled_from([*TEXT.splitlines(), "", "  ", "– Clerk", "“Cold.”", "A: b"])))
@settings(max_examples=150)
def test_no_word_of_a_text_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = text_parts(text)
    assert " ".join(part.text for part in parts).split() == text.split()
    assert all(text[part.start :].split()[0] == part.text.split()[0] for part in parts)
    sheet = sheet_of(parts)
    said = set(" ".join(part.text for part in parts if not is_furniture(part.text)).split())
    assert (sheet is None) == (not said)
    if sheet:
        record = record_of(sheet)
        assert record.title == sheet.title


# Sniffing


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        PAGE,
        "Ebb\n\nSeminar Description\n\nCold.\n\n“I liked it very much.” Clerk – Wick\n",
        "Water workshop\n\nWorkshop overview\n\nLed by Ngozi Okafor.\n",
    ],
)
def test_courses_are_recognised(content: str) -> None:
    assert 0.5 <= sure(content) <= 0.85


@pytest.mark.parametrize(
    "content",
    [
        "Of course the course of the river is long. The course is run by water.",
        "A report on training\n\nThis course will be closed. We recommend a course of action.",
        "Course Description",
        "On quays\n\n“It was cold.” Clerk – Wick\n\nThe participants were paid.",
        '{"@type": "Course", "name": "Course Description"}',
        "",
        b"\x00\x01course",
        TEXT + "Water. " * 70_000,
    ],
)
def test_the_word_course_alone_makes_no_course(content: str | bytes) -> None:
    assert sure(content) == 0.0


# Broken


def test_nothing_but_furniture_is_no_course() -> None:
    with pytest.raises(NoText) as caught:
        read("Share this page\n\nFacebook\n")
    assert str(caught.value) == ("evening.txt has no text of a course. Check what the page shows.")


def test_too_much_is_refused() -> None:
    with pytest.raises(TooLarge):
        read(b"a\n" * (LIMIT // 2 + 1))


def test_long_lines_are_read_soon() -> None:
    begin = time.process_time()
    for line in (
        "“" * 200_000,
        "a: " * 100_000,
        "Led by A B " * 30_000,
        "8, " * 100_000,
        "- " * 100_000,
    ):
        read(f"Reading water\n\nCourse description\n\n{line}\n")
    assert time.process_time() - begin < 20


def test_the_seed(seeds: Path) -> None:
    document = Document((seeds / "course-performing-child-protection.txt").read_bytes(), "seed")
    assert reader.sniff(document) >= 0.5
    (record,) = reader.read(document).records
    assert record.kind == Kind.COURSE
    assert record.title
    assert record.subtitle
    assert (record.title.split()[0], record.subtitle.split()[-1]) == ("Performing", "children.")
    assert record.fulltext
    assert [(one.title, one.publisher, one.year) for one in record.fulltext.references] == [
        ("Child Protection Practice", "Palgrave", "2011")
    ]
    assert [remark.rpartition("– ")[2] for remark in record.testimonials] == ["Poole", "Poole"]
    assert [section.name for section in record.description] == ["description"]
    assert list(record.extra) == ["page furniture"]
