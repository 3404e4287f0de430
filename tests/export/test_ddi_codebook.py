"""A whole codebook, and the design of a study in the words of vocabularies."""

from __future__ import annotations

import msgspec
from export.things import read_back
from lxml import etree

from clew.export import Item, choose
from clew.model import (
    Agent,
    Amount,
    Category,
    Contribution,
    Design,
    Period,
    Record,
    Resource,
    Role,
    Term,
    Variable,
)

SPACE = {"d": "ddi:codebook:2_5"}
WEB = Term(
    text="Web survey",
    code="SelfAdministeredQuestionnaire.CAWI",
    term="Self-administered questionnaire: Web-based (CAWI)",
    vocabulary="ModeOfCollection",
)


def tree(record: Record) -> etree._Element:
    return etree.fromstring(choose("ddi").render(record).encode())


def texts(root: etree._Element, path: str) -> list[str]:
    found = root.xpath(path, namespaces=SPACE)
    lines = [str(one).strip() for one in found] if isinstance(found, list) else []
    return [line for line in lines if line]


def test_what_is_in_a_codebook_and_where(dataset: Record) -> None:
    root = tree(dataset)
    assert {
        "title": texts(root, "//d:titlStmt/d:titl/text()"),
        "number": texts(root, "//d:IDNo[@agency='DOI']/text()"),
        "makers": texts(root, "//d:AuthEnty/text()"),
        "works for": texts(root, "//d:AuthEnty/@affiliation"),
        "orcid": texts(root, "//d:AuthEnty/d:ExtLink/@URI"),
        "others": texts(root, "//d:othId/@role"),
        "funder": texts(root, "//d:fundAg/text()"),
        "grant": texts(root, "//d:grantNo[@agency='Council for Everyday Life']/text()"),
        "house": texts(root, "//d:distrbtr/text()"),
        "date": texts(root, "//d:distDate/@date"),
        "page": texts(root, "//d:holdings/@URI"),
        "keywords": texts(root, "//d:keyword/text()"),
        "topics": texts(root, "//d:topcClas/text()"),
        "time": texts(root, "//d:timePrd/@event"),
        "country": texts(root, "//d:nation/@abbr"),
        "licence": texts(root, "//d:copyright/text()"),
        "access": texts(root, "//d:restrctn/text()"),
        "variables": texts(root, "//d:var/@name"),
        "question": texts(root, "//d:qstnLit/text()"),
        "answers": texts(root, "//d:catgry/d:labl/text()"),
    } == {
        "title": ["Kettle on: first minutes of a home visit"],
        "number": ["10.99999/mra-4471"],
        "makers": ["Lindqvist, Pia"],
        "works for": ["University of Wexmoor"],
        "orcid": ["https://orcid.org/0000-0002-1825-0097"],
        "others": ["researcher"],
        "funder": ["Council for Everyday Life"],
        "grant": ["ZZ/K00417X/1"],
        "house": ["Meridian Archive"],
        "date": ["2033-06"],
        "page": ["https://archive.example.org/studies/4471"],
        "keywords": ["home visits", "doorways"],
        "topics": ["Social welfare"],
        "time": ["start", "end"],
        "country": ["GB"],
        "licence": ["https://creativecommons.org/licenses/by/4.0/"],
        "access": ["Open"],
        "variables": ["wait"],
        "question": ["How long did you wait?"],
        "answers": ["under a minute", "longer"],
    }


def test_elements_stand_in_the_order_of_the_schema(dataset: Record) -> None:
    root = tree(dataset)
    study = root.find("d:stdyDscr", SPACE)
    assert study is not None
    parts = [etree.QName(part).localname for part in study]
    assert parts == ["citation", "stdyInfo", "dataAccs"]
    citation = [etree.QName(part).localname for part in study[0]]
    assert citation == ["titlStmt", "rspStmt", "prodStmt", "distStmt", "holdings"]


def test_a_term_keeps_its_code_and_vocabulary(dataset: Record) -> None:
    design = Design(modes_of_collection=(WEB,), collected=Period(start="2031", end="2032"))
    record = msgspec.structs.replace(dataset, design=design)
    root = tree(record)
    assert texts(root, "//d:collMode/d:concept/text()") == [WEB.code]
    assert texts(root, "//d:collMode/d:concept/@vocabURI") == [
        "https://vocabularies.cessda.eu/vocabulary/ModeOfCollection"
    ]
    back = read_back(choose("ddi").render(record), "ddi-codebook")
    assert back.design is not None
    (mode,) = back.design.modes_of_collection
    assert (mode.text, mode.code, mode.vocabulary) == (WEB.text, WEB.code, WEB.vocabulary)


def test_json_ld_names_the_vocabulary_too(dataset: Record) -> None:
    design = Design(modes_of_collection=(WEB,), sampling=(Term(text="By lantern"),))
    record = msgspec.structs.replace(dataset, design=design)
    document = msgspec.json.decode(choose("jsonld").render(record))
    assert document["measurementTechnique"] == [
        {"@type": "DefinedTerm", "name": "By lantern"},
        {
            "@type": "DefinedTerm",
            "name": "Self-administered questionnaire: Web-based (CAWI)",
            "alternateName": "Web survey",
            "termCode": "SelfAdministeredQuestionnaire.CAWI",
            "inDefinedTermSet": "https://vocabularies.cessda.eu/vocabulary/ModeOfCollection",
        },
    ]


def test_answers_keep_codes_counts_and_what_is_missing(dataset: Record) -> None:
    variable = Variable(
        name="wait",
        categories=(
            Category(code="1", label="a minute", frequency=31),
            Category(code="-9", label="not asked", frequency=0, missing=True),
        ),
        options=("a minute", "not asked"),
        file="doors.tab",
        wave="Wave 2",
    )
    record = msgspec.structs.replace(dataset, variables=(variable,))
    assert read_back(choose("ddi").render(record), "ddi-codebook").variables == (variable,)
    assert texts(tree(record), "//d:fileName/text()") == ["doors.tab"]


def test_those_with_an_element_of_their_own(dataset: Record) -> None:
    def part(name: str, note: str) -> Contribution:
        return Contribution(agent=Agent.organisation(name), role=Role.CONTRIBUTOR, note=note)

    parts = (part("Elm Institute", "producer"), part("Oak Survey", "data collector"))
    root = tree(msgspec.structs.replace(dataset, contributions=parts))
    assert texts(root, "//d:prodStmt/d:producer/text()") == ["Elm Institute"]
    assert texts(root, "//d:dataColl/d:dataCollector/text()") == ["Oak Survey"]
    assert texts(root, "//d:othId/text()") == []


def test_several_studies_stand_side_by_side(resource: Resource) -> None:
    written = "".join(choose("ddi").write([Item(resource=resource)] * 2))
    assert len(etree.fromstring(written.encode())) == 2


def test_the_schema_takes_numbers_alone_for_sample_sizes(dataset: Record) -> None:
    sizes = (Amount(text="1204", least=1204, most=1204), Amount(text="40 homes", least=40, most=40))
    root = tree(msgspec.structs.replace(dataset, design=Design(sample_size=sizes)))
    assert texts(root, "//d:targetSampleSize/d:sampleSize/text()") == ["1204"]
    assert texts(root, "//d:dataColl/d:deviat/text()") == ["40 homes"]


def test_a_wave_is_a_note_of_its_variable(dataset: Record) -> None:
    variable = Variable(name="wait", wave="Wave 2")
    root = tree(msgspec.structs.replace(dataset, variables=(variable,)))
    assert texts(root, "//d:var/@wave") == []
    assert texts(root, "//d:var/d:notes[@subject='wave']/text()") == ["Wave 2"]


def test_a_period_of_which_nothing_is_known_is_left_out(dataset: Record) -> None:
    root = tree(msgspec.structs.replace(dataset, period=Period()))
    assert texts(root, "//d:timePrd/@event") == []
