from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from clew.export.common.columns import columns
from clew.export.text import format
from clew.export.text.render import render_record, render_resource
from clew.model import (
    Appendix,
    FullText,
    Heading,
    Identifier,
    Kind,
    LinkType,
    Notice,
    Reading,
    Record,
    Reference,
    Relation,
    Resource,
    Scheme,
    Section,
    Target,
    Variable,
)


def test_an_award(award: Record) -> None:
    assert (
        format.render_record(award)
        == """\
Kettle on: how home visits begin
================================
award · 2030-09-01 to 2031-09-30

Type                    Research Grant
Award reference         ZZ/K00417X/1
Lead organisation       University of Wexmoor (School of Doors)
Principal investigator  Pia Lindqvist, ORCID 0000-0002-1825-0097
Funder                  Council for Everyday Life
Period                  2030-09-01 to 2031-09-30
Amount                  GBP 412,305
Status                  Closed
Stated                  ZZ/K00417X/2 is a transfer of this – “Transfer
                        ZZ/K00417X/2”
                        1 link to what the same document tells of

Abstract
--------
What happens between knock and greeting?

Planned impact
--------------
Training for those who knock.
"""
    )


def test_a_thesis(thesis: Record) -> None:
    assert (
        render_record(thesis, width=60)
        == """\
The unopened door
=================
thesis · 2034-09

Author                Tomasz Wren
Supervisor            Pia Lindqvist, ORCID
                      0000-0002-1825-0097
Awarding institution  University of Wexmoor
Published             2034-09
Degree                Doctor of Philosophy
Pages                 212

Contents
--------
1  Setting out ........................................... 9
   1.1  Why doors ....................................... 11
References ............................................. 198

Inside
------
1 footnote, 2 references
"""
    )


def test_a_course(course: Record) -> None:
    assert (
        format.render_record(course)
        == """\
Knocking, waiting, going in
===========================
course · 2036-03-04

Subtitle           A day on home visits
Instructor         Pia Lindqvist, ORCID 0000-0002-1825-0097
Lead organisation  University of Wexmoor
Period             2036-03-04
Places             Wexmoor

Description
-----------
We practise the first minute.

What participants said
----------------------
– “I knock differently now.” Duty worker
"""
    )


def test_an_article(article: Record) -> None:
    assert (
        format.render_record(article)
        == """\
What the hallway knows
======================
publication · 2032-06-14

Type       Journal Article
DOI        10.99999/jt.2032.18
ISSN       2049-3630
Author     Pia Lindqvist, ORCID 0000-0002-1825-0097
Published  2032-06-14
In         Journal of Thresholds, volume 3, issue 2
Pages      18-37
Access     embargoed
Licence    All rights reserved
"""
    )


def test_a_resource_tells_which_source_says_what(resource: Resource) -> None:
    assert (
        format.render_resource(resource)
        == """\
Kettle on: first minutes of a home visit
========================================
dataset · kettle-on · 2031-10-01 to 2033-01-31

Title         Kettle on: first minutes of a home visit [1]
              Kettle On: First Minutes of a Home Visit. [2]
Subtitle      Audio and field notes [1]
Also called   Kettle study [1]
DOI           10.99999/mra-4471 [1, 2]
Creator       Pia Lindqvist (University of Wexmoor), ORCID 0000-0002-1825-0097
              [1]
              Pia Lindqvist [2]
              Mo Field [2]
Researcher    Bo Ansah [1]
Publisher     Meridian Archive [1]
Funder        Council for Everyday Life [1]
Period        2031-10-01 to 2033-01-31 [1]
              2031-10-01 to 2032-12-31 [2]
Published     2033-06 [1]
Places        Wexmoor [1]
Language      en [1]
Access        Open [1]
Licence       https://creativecommons.org/licenses/by/4.0/ [1]
Keywords      home visits; doorways [1]
              Home visits; thresholds [2]
Subjects      Social welfare [1]
Listed in     Meridian Archive (https://archive.example.org) [1]
Link          https://archive.example.org/studies/4471 [1]
              https://finder.example.net/kettle [2]
Stated        is funded by ZZ/K00417X/1 – “Grant ZZ/K00417X/1” [1]
Local number  row-9 [2]

Abstract [1]
------------
Forty visits were recorded from the pavement to the first question asked.

Abstract [2]
------------
Recordings of forty visits.

Methods [1]
-----------
Two observers, one recorder, no camera.

Variables (1)
-------------
– wait: Seconds until the door opens

Where sources disagree
----------------------
End:
– 2033-01-31 – Meridian Archive, https://archive.example.org/studies/4471 (read
  2036-05-02)
– 2032-12-31 – Finder, rows/9.json (read 2036-05-02)

Sources
-------
[1] Meridian Archive – https://archive.example.org/studies/4471 (read 2036-05-02
    as web_page)
[2] Finder – rows/9.json (read 2036-05-02 as web_page; same DOI
    10.99999/mra-4471)
"""
    )


def test_a_resource_of_one_source_needs_no_numbers(resource: Resource) -> None:
    single = msgspec.structs.replace(resource, held=resource.held[1:])
    assert (
        format.render_resource(single)
        == """\
Kettle On: First Minutes of a Home Visit.
=========================================
dataset · kettle-on · 2031-10-01 to 2032-12-31

DOI           10.99999/mra-4471
Local number  row-9
Creator       Pia Lindqvist
              Mo Field
Period        2031-10-01 to 2032-12-31
Keywords      Home visits; thresholds
Link          https://finder.example.net/kettle

Abstract
--------
Recordings of forty visits.

Source
------
Finder – rows/9.json (read 2036-05-02 as web_page; same DOI 10.99999/mra-4471)
"""
    )


def test_a_reading_with_notices(article: Record) -> None:
    note = Record(key="n", kind=Kind.PUBLICATION, title="A note")
    reading = Reading(
        records=(note, article),
        notices=(Notice(message="The list of works is cut short.", place="page 9"),),
    )
    assert format.render_reading(reading) == (
        f"A note\n======\npublication\n\n\n{format.render_record(article)}\n\n"
        "Notices\n-------\n– The list of works is cut short. (page 9)\n"
    )


def test_what_is_inside_a_long_document() -> None:
    full = FullText(
        appendices=(
            Appendix(number="A", title="Letter"),
            Appendix(number="B", title="Consent form"),
        ),
        references=(Reference(raw="…"),),
        contents=(
            Heading(
                number="1",
                title="A title that is so long that it has to go on in the next line",
                page=7,
            ),
            Heading(title="No page"),
        ),
    )
    record = Record(key="t", kind=Kind.THESIS, title="Latches", fulltext=full)
    assert (
        render_record(record, width=44)
        == """\
Latches
=======
thesis

Contents
--------
1  A title that is so long that it has
   to go on in the next line ............. 7
No page

Inside
------
1 reference, 2 appendices
"""
    )


def test_many_variables_are_counted() -> None:
    variables = tuple(Variable(name=f"v{n:02}", question=f"Door {n}?") for n in range(23))
    lines = format.render_record(
        Record(key="d", kind=Kind.DATASET, title="Doors", variables=variables)
    ).splitlines()
    assert lines[4:7] == ["Variables (23)", "--------------", "– v00: Door 0?"]
    assert lines[-2:] == ["– v19: Door 19?", "  … and 3 more"]


def test_links_that_a_source_states() -> None:
    doi = Target(identifier=Identifier(scheme=Scheme.DOI, value="10.9/x"))
    relations = (
        Relation(type=LinkType.CITES, target=doi, quote="see 10.9/x"),
        Relation(type=LinkType.BASED_ON, target=doi, quote="", inverse=True),
        Relation(type=LinkType.PART_OF, target=Target(key="a"), quote="a"),
        Relation(type=LinkType.PART_OF, target=Target(key="b"), quote="b"),
    )
    shown = format.render_record(
        Record(key="d", kind=Kind.DATASET, title="Doors", relations=relations)
    )
    assert shown.splitlines()[4:] == [
        "Stated  cites 10.9/x – “see 10.9/x”",
        "        10.9/x is based on this",
        "        2 links to what the same document tells of",
    ]


def test_nothing_in_a_record_steers_the_terminal() -> None:
    record = Record(
        key="k",
        kind=Kind.DATASET,
        title="\x1b]0;owned\x07Doors\r\nand\x9b31m hinges\u202e",
        subtype="\x1b[2J",
        description=(
            Section(name="a\x1b[1m\nb", text="One\x08\x1b[31m\n\n\n\nTwo\tthree\u2028four"),
        ),
    )
    assert (
        format.render_record(record)
        == """\
]0;ownedDoors and31m hinges
===========================
dataset

Type  [2J

A[1m b
------
One[31m

Two three

four
"""
    )


def test_wide_and_long_words() -> None:
    record = Record(
        key="k",
        kind=Kind.DATASET,
        title="戸口" * 25,
        urls=("https://example.org/" + "a" * 60,),
    )
    assert render_record(record, width=10).splitlines() == [
        "戸口" * 10,
        "戸口" * 10,
        "戸口" * 5,
        "=" * 40,
        "dataset",
        "",
        "Link  https://example.org/" + "a" * 60,
    ]


@given(st.text(), st.text(), st.integers(-5, 200))
def test_prose_keeps_its_width(title: str, text: str, width: int) -> None:
    record = Record(
        key="k",
        kind=Kind.DATASET,
        title=title,
        description=(Section(name="abstract", text=text),),
    )
    longest = max(map(columns, [*title.split(), *text.split(), ""]))
    shown = render_record(record, width)
    assert max(map(columns, shown.splitlines())) <= max(width, 40, longest)


def test_width_reaches_a_resource(resource: Resource) -> None:
    lines = render_resource(resource, width=120).splitlines()
    assert lines[9] == (
        "Creator       Pia Lindqvist (University of Wexmoor), ORCID 0000-0002-1825-0097 [1]"
    )
