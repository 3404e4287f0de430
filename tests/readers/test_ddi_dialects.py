"""DDI-Codebook as Dataverse, NADA, CESSDA and ICPSR write it; all studies here are invented."""

from __future__ import annotations

import pytest

from clew.model import Amount, Design, Document, Identifier, LinkType, Record, Target
from clew.readers.ddi_codebook import reader


def records(inside: str, *, doc: str = "", data: str = "", citation: str = "") -> list[Record]:
    """Read a study with what stands inside its description."""
    title = f"<citation><titlStmt><titl>Night Buses</titl></titlStmt>{citation}</citation>"
    text = (
        f'<codeBook xmlns="ddi:codebook:2_5"><docDscr><citation>{doc}</citation></docDscr>'
        f"<stdyDscr>{title}{inside}</stdyDscr>{data}</codeBook>"
    )
    return list(reader.read(Document(text.encode(), "buses.xml")).records)


def study(inside: str = "", **more: str) -> Record:
    return records(inside, **more)[0]


def test_a_keyword_with_its_concept_is_said_once() -> None:
    told = study(
        "<stdyInfo><subject>"
        '<keyword vocab="ELSST"><concept vocab="ELSST">BUSES</concept>BUSES</keyword>'
        "<keyword><concept>NIGHT WORK</concept></keyword>"
        "<topcClas><concept>Transport.Public</concept>Public transport</topcClas>"
        "</subject></stdyInfo>"
    )
    assert told.keywords == ("BUSES", "NIGHT WORK")
    assert told.subjects == ("Public transport",)
    subject = {"topcClas": {"concept": "Transport.Public"}}
    assert told.extra["stdyDscr"] == {"stdyInfo": {"subject": subject}}


def test_a_number_of_a_person_as_an_attribute() -> None:
    told = study(
        citation="<rspStmt>"
        '<AuthEnty personalID="https://orcid.org/0000-0002-1825-0097" typeOfPersonalID="ORCID">'
        "Tarn, Isolde</AuthEnty></rspStmt>"
    )
    orcid = Identifier(scheme="orcid", value="0000-0002-1825-0097")
    assert told.contributions[0].agent.identifiers == (orcid,)
    assert told.extra == {}


@pytest.mark.parametrize(
    ("grant", "award"),
    [
        ('<grantNo agency="Elm Trust">ET/44-7</grantNo>', "Elm Trust:ET/44-7"),
        ('<grantNo agency="Elm Trust">Elm Trust:ET/44-7</grantNo>', "Elm Trust:ET/44-7"),
        ("<grantNo>98-RN-1</grantNo>", None),  # whose number it is, nobody knows
        ('<grantNo agency="Elm Trust">not stated</grantNo>', None),
    ],
)
def test_an_award_that_funder_and_number_name(grant: str, award: str | None) -> None:
    told = study(citation=f"<prodStmt>{grant}</prodStmt>")
    expected = Target(identifier=Identifier(scheme="local", value=award)) if award else None
    assert [one.target for one in told.relations] == ([expected] if expected else [])
    assert all(one.type == LinkType.FUNDED_BY for one in told.relations)
    assert bool(told.extra) == (award is None)


@pytest.mark.parametrize(
    ("size", "sample"),
    [
        (
            "612 households",
            (Amount(text="612 households", least=612, most=612, unit="households"),),
        ),
        ("3 files", None),
        ("2 data files", None),
        ("14 MB", None),
        ("88 variables", None),
    ],
)
def test_the_size_of_files_is_not_that_of_the_sample(
    size: str, sample: tuple[Amount, ...] | None
) -> None:
    told = study(f"<dataAccs><setAvail><collSize>{size}</collSize></setAvail></dataAccs>")
    assert told.design == (Design(sample_size=sample) if sample else None)


def test_units_that_stand_as_a_list() -> None:
    told = study(
        "<stdyInfo><sumDscr><anlyUnit>- Household\n- Individual</anlyUnit></sumDscr></stdyInfo>"
    )
    assert told.design
    assert [one.code for one in told.design.analysis_units] == ["Household", "Individual"]


def test_one_dash_is_no_list() -> None:
    told = study("<stdyInfo><sumDscr><anlyUnit>- Households</anlyUnit></sumDscr></stdyInfo>")
    assert told.design
    assert [one.text for one in told.design.analysis_units] == ["- Households"]


def test_what_is_not_required_is_no_condition() -> None:
    told = study(
        "<dataAccs><typeOfAccess>Restricted</typeOfAccess><useStmt>"
        '<confDec required="yes">Sign the form</confDec><specPerm required="no">none</specPerm>'
        "<restrctn>Registered users</restrctn></useStmt>"
        '<notes type="DVN:TOU" level="dv">&lt;a href="http://creativecommons.org/licenses/by/4.0"'
        "&gt;CC BY 4.0&lt;/a&gt;</notes></dataAccs>"
    )
    assert told.access == "Restricted\nRegistered users\nSign the form"
    assert told.licence == "CC BY 4.0"


def test_a_variable_stands_in_the_file_that_its_location_names() -> None:
    told = study(
        data='<fileDscr ID="f5"><fileTxt><fileName>panel.tab</fileName></fileTxt></fileDscr>'
        '<dataDscr><var name="shift"><location fileid="f5"/></var>'
        '<var name="dist"><location fileid="f6"/></var></dataDscr>'
    )
    assert [(one.name, one.file) for one in told.variables] == [
        ("shift", "panel.tab"),
        ("dist", None),
    ]
    assert told.variables[1].extra == {"location": {"@fileid": "f6"}}


def test_the_page_of_a_study_may_stand_with_its_description() -> None:
    told = study(doc='<holdings URI="https://archive.example/buses?lang=en"/>')
    assert told.urls == ("https://archive.example/buses?lang=en",)


def test_the_date_of_a_version_where_there_is_no_other() -> None:
    version = '<verStmt><version date="2012-12">v02</version></verStmt>'
    assert study(citation=version).published == "2012-12"
    dated = f"<distStmt><distDate>2011-03-04</distDate></distStmt>{version}"
    assert study(citation=dated).published == "2011-03-04"


def test_a_publication_told_in_parts_is_quoted_by_its_title() -> None:
    _, work = records(
        "<othrStdyMat><relPubl><citation><titlStmt><titl>Waiting after midnight</titl></titlStmt>"
        "<rspStmt><AuthEnty>Tarn, Isolde</AuthEnty></rspStmt>"
        '<distStmt><distDate date="2020-05">2020</distDate></distStmt></citation></relPubl>'
        "</othrStdyMat>"
    )
    assert (work.title, work.published) == ("Waiting after midnight", "2020-05")
    assert work.relations[0].quote == "Waiting after midnight"
    assert work.extra == {}
