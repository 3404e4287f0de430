"""Theses that are made otherwise: by papers, with numerals, form feeds, or hardly a heading."""

from __future__ import annotations

import pytest

from clew.model import Appendix, Document, FullText, Heading, Record, Role
from clew.readers.thesis import reader


def read(text: str) -> Record:
    [record] = reader.read(Document(text.encode(), "thesis.txt")).records
    return record


def full(record: Record) -> FullText:
    assert record.fulltext
    return record.fulltext


def places(record: Record) -> list[tuple[str, str]]:
    return [(passage.place, passage.text) for passage in full(record).passages]


# A thesis by papers: each chapter ends in its own references.
PAPERS = """\
THREE PAPERS ON FERRIES

by

Aune Salo-Reid

Thesis presented for the degree of Doctor of Philosophy in Transport

Tidewater University

August 2014

Summary

Ferries are late for three reasons, one to a paper.

Contents

1  General introduction  1
2  Paper I: Fog  8
   2.1  Background  8
3  Paper II: Crews  30
4  General conclusion  55

1  General introduction

Ferries are late. See Halden (2001).

References

Halden, P. (2001). Late boats. Ferry Studies, 2(1), 1-9.

2  Paper I: Fog

2.1  Background

Fog is patient (Brume, 1999; Halden, 2001).

References

Brume, A. (1999). On fog. Mist Press.

Halden, P. (2001). Late boats. Ferry Studies, 2(1), 1-9.

3  Paper II: Crews

Crews wait (Okri & Lund, 2010).

References

Okri, B., & Lund, E. (2010). Crews at rest. Ferry Studies, 11(4), 40-52.

4  General conclusion

Do not hurry.
"""


def test_a_thesis_by_papers_has_a_bibliography_to_each() -> None:
    record = read(PAPERS)
    assert record.title == "Three papers on ferries"
    assert (record.degree, record.published) == ("Doctor of Philosophy", "2014-08")
    assert [(c.role, c.agent.name) for c in record.contributions] == [
        (Role.AUTHOR, "Aune Salo-Reid"),
        (Role.AWARDING_INSTITUTION, "Tidewater University"),
    ]
    assert record.abstract == "Ferries are late for three reasons, one to a paper."
    assert [(r.year, len(r.mentions)) for r in full(record).references] == [
        ("2001", 2),
        ("1999", 1),
        ("2001", 2),
        ("2010", 1),
    ]
    assert places(record) == [
        ("Abstract", "Ferries are late for three reasons, one to a paper."),
        ("1 General introduction, p. 1", "Ferries are late. See Halden (2001)."),
        (
            "2 Paper I: Fog › 2.1 Background, p. 8",
            "Fog is patient (Brume, 1999; Halden, 2001).",
        ),
        ("3 Paper II: Crews, p. 30", "Crews wait (Okri & Lund, 2010)."),
        ("4 General conclusion, p. 55", "Do not hurry."),
    ]


# As pdftotext leaves it: form feeds, centred lines, roman chapter numbers, notes with numbers.
NUMERALS = """\
                      THE KEEPERS OF SMALL LIGHTS

                           Ruairi Tennant

        Submitted in fulfilment of the requirements for the
            degree of Master of Philosophy

                   University of Skerry
                        MCMXCVIII
\f
                       TABLE OF CONTENTS

CHAPTER I. THE LAMP                                              1
CHAPTER II. THE KEEPER                                           2
WORKS CITED                                                      4
\f
                               CHAPTER I
                               THE LAMP

A small light needs a small keeper, as Stroud wrote (1911, p. 3), and
the keeper needs a large

                                  1
\f
lamp. Nobody has counted the lights.

                                  2
\f
                               CHAPTER II
                               THE KEEPER

Keepers keep (Stroud and Vane 1920).

                                  3
\f
                              WORKS CITED

Stroud, Harriet. Small Lights. Skerry: Rock Press, 1911.
Stroud, Harriet, and Ivo Vane. Keeping. Skerry: Rock Press, 1920.

                                  4
"""


def test_a_text_with_form_feeds_and_roman_chapters() -> None:
    record = read(NUMERALS)
    assert record.title == "The keepers of small lights"
    assert record.contributions[0].agent.name == "Ruairi Tennant"
    assert record.degree == "Master of Philosophy"
    assert full(record).contents == (
        Heading(number="I", title="The lamp", page=1),
        Heading(number="II", title="The keeper", page=2),
    )
    assert places(record) == [
        (
            "I The lamp, p. 1",
            "A small light needs a small keeper, as Stroud wrote (1911, p. 3), and the keeper "
            "needs a large lamp. Nobody has counted the lights.",
        ),
        ("II The keeper, p. 3", "Keepers keep (Stroud and Vane 1920)."),
    ]
    assert [
        (r.title, r.year, [(m.page, m.heading) for m in r.mentions])
        for r in full(record).references
    ] == [
        ("Small Lights", "1911", [(1, ("I The lamp",))]),
        ("Keeping", "1920", [(3, ("II The keeper",))]),
    ]


# Nothing but the usual names of parts, and the abstract on a page before everything.
PLAIN = """\
Abstract

We asked porters.

Key words: porters
\f
The Night Porter

A dissertation submitted by Gil Aster to the University of Northmarsh in part fulfilment of the \
requirements for the degree of MSc in Health Services Research

2003
\f
Introduction

Porters know.

Methods

Porters were asked.

Results

Table 1. Porters asked

Ward\tPorters
A\t2

Discussion

They know more by night.

Bibliography

Carr, D., 1990. *Porters*. Leeds: Elm.

Appendix 1

Letter to porters

Dear porters.
"""


def test_a_dissertation_with_its_parts_by_name_only() -> None:
    record = read(PLAIN)
    assert [heading.title for heading in full(record).contents] == [
        "Introduction",
        "Methods",
        "Results",
        "Discussion",
    ]
    assert (record.title, record.degree) == ("The Night Porter", "Master of Science")
    assert record.contributions[0].agent.name == "Gil Aster"
    assert [place for place, _ in places(record)] == [
        "Abstract, p. 1",
        "Introduction, p. 3",
        "Methods, p. 3",
        "Results, p. 3",
        "Discussion, p. 3",
        "Appendix 1 Letter to porters, p. 3",
    ]
    assert record.keywords == ("porters",)


LISTED_APPENDICES = """\
Sea Glass

A thesis submitted for the degree of Doctor of Philosophy

Contents

1 Shards\t1
References\t50
Appendices\t60
Appendix A: A very long title that is cut in the text\t60
Appendix B: Colours\t63
Appendix C: Lost\t70

1 Shards

Appendix A explains. Appendix B
lists colours.

References

Moss, A., 2004. Ebb. Hull: Elm.

APPENDICES

APPENDIX A: A VERY LONG TITLE

Words.

Appendix B

Colours

Green.
"""


def test_appendices_are_those_listed_whether_the_text_has_them_or_not() -> None:
    record = read(LISTED_APPENDICES)
    assert full(record).appendices == (
        Appendix(number="A", title="A very long title that is cut in the text", page=60),
        Appendix(number="B", title="Colours", page=63),
        Appendix(number="C", title="Lost", page=70),
    )
    assert places(record) == [
        ("1 Shards, p. 1", "Appendix A explains. Appendix B lists colours."),
        ("Appendix A A very long title that is cut in the text, p. 60", "Words."),
        ("Appendix B Colours, p. 63", "Green."),
    ]


BOTH_SUMMARIES = """\
Sea Glass

A thesis submitted for the degree of Doctor of Philosophy

Executive Summary

In short: glass.

Abstract

At length: glass.

1 Introduction

1.1 Glass

It was found.
"""


def test_a_summary_beside_the_abstract_is_kept() -> None:
    record = read(BOTH_SUMMARIES)
    assert [(section.name, section.text) for section in record.description] == [
        ("abstract", "At length: glass."),
        ("executive summary", "In short: glass."),
    ]
    assert places(record)[:2] == [
        ("Executive Summary", "In short: glass."),
        ("Abstract", "At length: glass."),
    ]


GLOSSARY_AT_THE_BACK = """\
Sea Glass

A thesis submitted for the degree of Doctor of Philosophy

1 Introduction

1.1 Glass

Glass (SG) was found (SGS, 2004).

References

Sea Glass Society, 2004. Ebb. Hull: Elm.

Glossary

SG: Sea glass
SGS: Sea Glass Society

Curriculum vitae

Born by the sea.
"""


def test_back_matter_is_read_like_front_matter() -> None:
    record = read(GLOSSARY_AT_THE_BACK)
    assert full(record).acronyms == {"SG": "Sea glass", "SGS": "Sea Glass Society"}
    assert len(full(record).references[0].mentions) == 1
    assert record.extra["curriculum vitae"] == "Born by the sea."


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(ends: str) -> None:
    text = PAPERS.replace("\n", ends)
    [record] = reader.read(Document(text.encode(), "thesis.txt")).records
    assert record == read(PAPERS)


def test_other_encodings_are_read() -> None:
    text = PAPERS.replace("Salo-Reid", "Sälö-Reid")
    [record] = reader.read(Document(text.encode("cp1252"), "thesis.txt")).records
    assert record.contributions[0].agent.name == "Aune Sälö-Reid"
    [record] = reader.read(Document(text.encode("utf-16"), "thesis.txt")).records
    assert record.contributions[0].agent.name == "Aune Sälö-Reid"
