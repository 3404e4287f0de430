"""Tables, packages and exports of reference managers as people really have them; all invented."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from clew.errors import UnknownFormat
from clew.model import Document, Identifier, Kind, Money, Period, Record, Role, Target
from clew.readers.registry import choose


def read(text: str) -> Record:
    document = Document(text.encode(), "x")
    return choose(document).read(document).records[0]


AWARDS = """Award Holder,Project Title,Award Reference,Award Amount (£),Start,End,Lead Organisation
"Ada Moss","Walking with lamps","LT-9","{amount}","2019-01-01","2022-12-31","Fell Institute"
"""


def test_a_funder_s_list_of_awards() -> None:
    told = read(AWARDS.format(amount="250,000.50"))
    assert (told.kind, told.title) == (Kind.AWARD, "Walking with lamps")
    assert told.identifiers == (Identifier(scheme="funding-ref", value="LT-9"),)
    assert told.amount == Money(amount=Decimal("250000.50"), currency="GBP")
    assert [(one.agent.name, one.role) for one in told.contributions] == [
        ("Ada Moss", Role.PRINCIPAL_INVESTIGATOR),
        ("Fell Institute", Role.LEAD_ORGANISATION),
    ]
    assert told.extra == {}


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("€1,000", Money(amount=Decimal(1000), currency="EUR")),
        ("1000 USD", Money(amount=Decimal(1000), currency="USD")),
        ("not disclosed", None),
        (",", None),
    ],
)
def test_amounts(cell: str, amount: Money | None) -> None:
    told = read(AWARDS.format(amount=cell))
    assert told.amount == amount
    assert told.extra == ({} if amount else {"Award Amount (£)": cell})


def test_a_sum_without_a_currency_is_kept_as_it_stands() -> None:
    told = read("Grant title,Grant Ref,Award amount\nLamps,LT-9,250000\n")
    assert (told.kind, told.amount, told.extra) == (
        Kind.AWARD,
        None,
        {"Award amount": "250000"},
    )


def test_a_list_of_datasets() -> None:
    told = read("Dataset title\tPrincipal Investigator\tGrant Ref\nNight\tAda Moss\tES/Z000001/1\n")
    assert told.kind == Kind.DATASET
    award = Identifier(scheme="award", value="ES/Z000001/1")
    assert [one.target for one in told.relations] == [Target(identifier=award)]


def test_authors_that_scopus_names_twice() -> None:
    told = read(
        "Authors,Author full names,Title,Year,Language of Original Document\n"
        '"Tarn I.; Quill B.","Tarn, Isolde (57100000001); Quill, Bram (57100000002)",Lamps,2018,'
        "English\n"
    )
    assert [(one.agent.family, one.agent.given) for one in told.contributions] == [
        ("Tarn", "Isolde"),
        ("Quill", "Bram"),
    ]
    assert told.language == "en"
    assert told.extra == {"Authors": "Tarn I.; Quill B."}


@pytest.mark.parametrize("text", ["id,age,score\n1,34,2\n2,41,7\n", "a\tb\tc\n1\t2\t3\n4\t5\t6\n"])
def test_data_describe_nothing(text: str) -> None:
    with pytest.raises(UnknownFormat, match="is a table of data") as caught:
        read(text)
    assert "datapackage" in str(caught.value.hint)


def test_prose_with_commas_is_no_table() -> None:
    assert read("Lamps, fog and rain\n\nWe saw lamps, fog, and rain.\nIt was dark, wet, and cold.")


def test_contributors_and_fields_of_a_package() -> None:
    told = read(
        json.dumps(
            {
                "title": "Fog",
                "contributors": [
                    {"title": "Karl Ebb", "path": "https://orcid.org/0000-0002-1825-0097"},
                    {"title": "Ada Moss", "path": "https://fell.example/moss"},
                ],
                "resources": [
                    {
                        "path": "fog.csv",
                        "schema": {
                            "fields": [
                                {"name": "day", "title": "Day", "description": "Day of count"},
                                {"name": "fog", "title": "Fog", "description": "Was there fog?"},
                                {"name": "mm", "description": "Rain in mm"},
                            ]
                        },
                    }
                ],
            }
        )
    )
    assert [one.agent.identifiers for one in told.contributions] == [
        (Identifier(scheme="orcid", value="0000-0002-1825-0097"),),
        (),
    ]
    assert [(one.label, one.question, one.extra) for one in told.variables] == [
        ("Day", None, {"description": "Day of count"}),
        ("Fog", "Was there fog?", {}),
        ("Rain in mm", None, {}),
    ]


def test_a_retracted_article_is_an_article() -> None:
    told = read(
        "PMID- 30000001\nTI  - Lamps.\nPT  - Journal Article\nPT  - Retracted Publication\n"
    )
    assert (told.subtype, told.extra) == ("Journal Article", {"PT": ["Retracted Publication"]})


ENDNOTE = """<xml><records><record><source-app name="EndNote">EndNote</source-app>
<ref-type name="Thesis">32</ref-type><titles><title>Still typing</title></titles>
<volume>PhD</volume></record></records></xml>"""


@pytest.mark.parametrize("text", [ENDNOTE, "TY  - THES\nTI  - Still typing\nVL  - PhD\nER  - \n"])
def test_the_degree_of_a_thesis(text: str) -> None:
    told = read(text)
    assert (told.degree, told.volume) == ("PhD", None)


OURS = """"id","kind","title","type","authors","published","period","identifiers","awards","amount","currency"
"lamps","award","Walking with lamps","Research Grant","Moss, Ada","2019","2019-01-01/2022-12-31","award:ES/Z000001/1; gtr:8C797AE4-77E7-501A-BA91-41ABC933D82C","","1000.50","GBP"
"ada-moss","person","Ada Moss","","","","","orcid:0000-0002-1825-0097","","",""
"""  # noqa: E501


def test_our_own_table_comes_back() -> None:
    document = Document(OURS.encode(), "x")
    found = choose(document).read(document)
    (told,) = found.records
    assert (told.kind, told.subtype) == (Kind.AWARD, "Research Grant")
    assert told.identifiers == (
        Identifier(scheme="award", value="ES/Z000001/1"),
        Identifier(scheme="gtr", value="8C797AE4-77E7-501A-BA91-41ABC933D82C"),
        Identifier(scheme="local", value="lamps"),
    )
    assert told.amount == Money(amount=Decimal("1000.50"), currency="GBP")
    assert told.period == Period(start="2019-01-01", end="2022-12-31")
    assert [one.message for one in found.notices] == [
        "It is about a person, not a work, and is left out."
    ]


def test_our_own_json_is_refused_with_a_way_out() -> None:
    with pytest.raises(UnknownFormat, match="what Clew itself writes") as caught:
        read('{"number":2,"slug":"a","kind":"course","revision":1,"held":[{"number":2}]}\n')
    assert "jsonld" in str(caught.value.hint)
