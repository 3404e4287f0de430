"""References as Crossref, Cochrane, ProQuest, Zotero and biblatex write them; all invented."""

from __future__ import annotations

import json
from typing import Any

import pytest

from clew.model import Document, Identifier, Kind, Period, Record
from clew.readers.common.latex import from_latex
from clew.readers.registry import choose


def records(text: str) -> tuple[Record, ...]:
    document = Document(text.encode(), "x")
    return choose(document).read(document).records


def work(**fields: Any) -> Record:
    message = {"DOI": "10.99999/fog", "title": ["On fog"], "type": "posted-content"} | fields
    return records(json.dumps({"status": "ok", "message-type": "work", "message": message}))[0]


def test_a_single_work_of_crossref_whatever_it_tells() -> None:
    told = work(posted={"date-parts": [[2021, 2, 3]]})
    assert (told.title, told.published) == ("On fog", "2021-02-03")


@pytest.mark.parametrize(
    ("abstract", "text"),
    [
        (
            "<jats:title>Abstract</jats:title><jats:p>On <jats:bold>fog</jats:bold>.</jats:p>",
            "On fog.",
        ),
        (
            "<jats:sec><jats:title>Aims</jats:title><jats:p>To see.</jats:p></jats:sec>"
            "<jats:sec><jats:title>Results</jats:title><jats:p>None.</jats:p></jats:sec>",
            "Aims\n\nTo see.\n\nResults\n\nNone.",
        ),
        ("Plain words.", "Plain words."),
    ],
)
def test_headings_of_an_abstract_stand_by_themselves(abstract: str, text: str) -> None:
    assert work(abstract=abstract).abstract == text


def test_what_a_grant_is_for_and_until_when() -> None:
    project = {
        "project-title": [{"title": "Walking with lamps"}],
        "project-description": [{"description": "<p>A study of walking.</p>", "language": "en"}],
        "award-start": {"date-parts": [[2019, 1, 1]]},
        "award-planned-end": [{"date-parts": [[2022, 12, 31]]}],
    }
    told = work(type="grant", title=[], award="LT-9", project=[project])
    assert (told.kind, told.title, told.abstract) == (
        Kind.AWARD,
        "Walking with lamps",
        "A study of walking.",
    )
    assert told.period == Period(start="2019-01-01", end="2022-12-31")


COCHRANE = """Record #1 of 2
ID: CN-00000001
AU: Tarn I
AU: Quill BJ
TI: Lamps for night workers: a trial
SO: Journal of lamps
YR: 2018
VL: 12
NO: 3
PG: 45-67
PM: PUBMED 30000001
PT: Journal Article
KY: Lamps; Humans
DOI: 10.99999/jl.12
AB: To test lamps.
They shine.

Record #2 of 2
ID: CN-00000002
TI: Fog horns
"""


def test_an_export_of_the_cochrane_library() -> None:
    first, second = records(COCHRANE)
    assert first.title == "Lamps for night workers: a trial"
    assert [(one.agent.family, one.agent.given) for one in first.contributions] == [
        ("Tarn", "I"),
        ("Quill", "BJ"),
    ]
    assert (first.container, first.volume, first.issue, first.pages, first.published) == (
        "Journal of lamps",
        "12",
        "3",
        "45-67",
        "2018",
    )
    assert [(one.scheme, one.value) for one in first.identifiers] == [
        ("doi", "10.99999/jl.12"),
        ("pmid", "30000001"),
        ("local", "Cochrane Library:CN-00000001"),
    ]
    assert (first.abstract, first.keywords) == ("To test lamps. They shine.", ("Lamps", "Humans"))
    assert second.title == "Fog horns"


@pytest.mark.parametrize(
    ("said", "subtitle"),
    [
        ("ProQuest Dissertations and Theses", None),
        ("Department of Quiet", None),
        ("Of hedges and their keepers", "Of hedges and their keepers"),
    ],
)
def test_the_second_title_of_a_thesis(said: str, subtitle: str | None) -> None:
    (told,) = records(f"TY  - THES\nTI  - Keepers\nT2  - {said}\nER  - \n")
    assert (told.subtitle, told.container) == (subtitle, None)
    assert told.extra == ({} if subtitle else {"T2": said})


def test_numbers_that_zotero_keeps_in_its_note() -> None:
    note = "PMID: 30000001\nPMCID: PMC12345\nDOI: 10.99999/diss\nRead: twice"
    (told,) = records(
        json.dumps([{"id": "x", "type": "thesis", "title": "Keepers", "note": note, "author": []}])
    )
    assert told.identifiers == (
        Identifier(scheme="pmid", value="30000001"),
        Identifier(scheme="pmcid", value="PMC12345"),
        Identifier(scheme="doi", value="10.99999/diss"),
    )
    assert [one.text for one in told.description] == [note]


def test_values_that_bibtex_joins() -> None:
    (told,) = records(
        '@string{jl = "Journal of " # {Lamps}}\n'
        '@article{a, title={C # and D}, author={Elm, Bo}, journal = jl, month = jul # "~3",\n'
        ' publisher = "The " # {Elm # Press}, year = 2018}'
    )
    assert (told.title, told.container, told.published) == (
        "C # and D",
        "Journal of Lamps",
        "2018-07-03",
    )
    assert told.contributions[1].agent.name == "The Elm # Press"


def test_names_and_languages_of_biblatex() -> None:
    (told,) = records(
        "@thesis{a, title={Keepers}, langid={british}, date={2016-11}, type={phdthesis},\n"
        " author={family=Beek, given=Ans, prefix=van der, useprefix=true and Moss, Ada}}"
    )
    assert [(one.agent.name, one.agent.family, one.agent.given) for one in told.contributions] == [
        ("Ans van der Beek", "van der Beek", "Ans"),
        ("Moss, Ada", "Moss", "Ada"),
    ]
    assert told.language == "en-GB"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"On $\alpha$-rays", "On α-rays"),
        (r"{\Omega} and \mu{}m", "Ω and μm"),
        (r"$x \leq y$", "$x ≤y$"),
        (r"\alphabet", ""),
    ],
)
def test_greek_letters(latex: str, text: str) -> None:
    assert from_latex(latex) == text


PAGE = "https://gtr.ukri.org/projects?ref=ES%2FZ000001%2F1"


@pytest.mark.parametrize(
    "text",
    [
        f"TY  - GRNT\nTI  - Walking\nUR  - {PAGE}\nER  - \n",
        f"@misc{{a, title={{Walking}}, type={{Research Grant}}, url={{{PAGE}}}}}",
        "@misc{a, title={Walking}, type={Research Grant}, number={ES/Z000001/1}}",
    ],
)
def test_an_award_by_its_page_or_number(text: str) -> None:
    (told,) = records(text)
    assert told.kind == Kind.AWARD
    assert told.identifiers == (Identifier(scheme="award", value="ES/Z000001/1"),)


def test_the_page_of_an_award_is_not_a_paper_s_number() -> None:
    (told,) = records(f"TY  - JOUR\nTI  - Walking\nUR  - {PAGE}\nER  - \n")
    assert (told.identifiers, told.urls) == ((), (PAGE,))


MODS = """<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>friendmap</title></titleInfo>
<identifier type="gtr-outcome">5aa30608a4a1c4.14967212</identifier>
<identifier type="award">ES/Z000001/1</identifier><identifier type="shelf">7</identifier></mods>"""
DATACITE = """<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>friendmap</title>
</titles><alternateIdentifiers>
<alternateIdentifier alternateIdentifierType="gtr-outcome">5aa30608a4a1c4.14967212
</alternateIdentifier>
<alternateIdentifier alternateIdentifierType="award">ES/Z000001/1</alternateIdentifier>
<alternateIdentifier alternateIdentifierType="shelf">7</alternateIdentifier>
</alternateIdentifiers></resource>"""


@pytest.mark.parametrize("text", [MODS, DATACITE])
def test_our_own_names_for_schemes_come_back(text: str) -> None:
    (told,) = records(text)
    assert told.identifiers == (
        Identifier(scheme="gtr-outcome", value="5aa30608a4a1c4.14967212"),
        Identifier(scheme="award", value="ES/Z000001/1"),
        Identifier(scheme="local", value="shelf:7"),
    )


def test_an_abstract_in_several_languages() -> None:
    told = work(abstract=["<jats:p>On fog.</jats:p>", "<jats:p>Du brouillard.</jats:p>"])
    assert [one.text for one in told.description] == ["On fog.", "Du brouillard."]
