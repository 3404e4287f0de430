"""Pages as data repositories write them, in JSON-LD, microdata and RDFa; all invented."""

from __future__ import annotations

import json
from typing import Any

import pytest

from clew.export.jsonld.design import measured, techniques
from clew.model import (
    Amount,
    Design,
    Document,
    Identifier,
    Kind,
    LinkType,
    Place,
    Record,
    Role,
    Target,
    Term,
)
from clew.readers.common import schema_org
from clew.readers.hdruk import reader as hdruk
from clew.readers.web_page import reader


def read(head: str = "", body: str = "") -> Record:
    text = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    document = Document(text.encode(), "https://store.example/7")
    assert reader.sniff(document) >= 0.4
    return reader.read(document).records[0]


def linked(**fields: Any) -> Record:
    told = {"@context": "https://schema.org", "@type": "Dataset", "name": "Night diaries"} | fields
    script = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    return read(f'<meta property="og:type" content="article">{script}')


ORCID = "https://orcid.org/0000-0002-1825-0097"


def person(name: str, **more: Any) -> dict[str, Any]:
    return {"@type": "Person", "name": name} | more


def test_a_creator_who_is_named_as_author_once_more() -> None:
    told = linked(
        author=[person("Tarn, Isolde"), person("Quill, Bram")],
        creator=[person("Tarn, Isolde", identifier=ORCID, affiliation="Wexmoor")],
    )
    assert [(one.agent.name, one.affiliation) for one in told.contributions] == [
        ("Tarn, Isolde", "Wexmoor"),
        ("Quill, Bram", None),
    ]
    (orcid,) = told.contributions[0].agent.identifiers
    assert orcid.value == "0000-0002-1825-0097"


def test_two_people_of_one_name_stay_two() -> None:
    other = "https://orcid.org/0000-0001-5109-3700"
    told = linked(
        creator=[person("A. Moss", identifier=ORCID), person("A. Moss", identifier=other)]
    )
    assert len(told.contributions) == 2


def test_a_citation_whose_name_is_a_whole_entry() -> None:
    entry = "Tarn, I. (2022). Awake. Night Journal, 2(1), 3-9."
    told = linked(
        citation=[{"@type": "CreativeWork", "name": entry, "@id": "https://doi.org/10.99999/awake"}]
    )
    assert told.fulltext
    (work,) = told.fulltext.references
    assert (work.raw, work.title, work.year, work.container) == (
        entry,
        "Awake",
        "2022",
        "Night Journal",
    )
    assert work.identifiers == (Identifier(scheme="doi", value="10.99999/awake"),)


@pytest.mark.parametrize(
    "whole",
    [
        "https://doi.org/10.99999/houses",
        {"@type": "Collection", "@id": "https://doi.org/10.99999/houses", "name": "Houses"},
    ],
)
def test_a_collection_with_a_number_to_last(whole: Any) -> None:
    (part,) = linked(isPartOf=whole).relations
    doi = Identifier(scheme="doi", value="10.99999/houses")
    assert (part.type, part.target) == (LinkType.PART_OF, Target(identifier=doi))


def test_a_journal_is_where_it_stands_and_no_more() -> None:
    journal = {"@type": "Periodical", "name": "Lamps", "@id": "https://doi.org/10.99999/lamps"}
    assert linked(isPartOf=journal).relations == ()


def test_data_is_no_article_because_opengraph_says_so() -> None:
    page = '<meta property="og:title" content="Night diaries">'
    script = '<script type="application/ld+json">{"@type": "Dataset", "name": "Night diaries"}'
    told = read(f'{page}<meta property="og:type" content="article">{script}</script>')
    assert (told.kind, told.subtype) == (Kind.DATASET, None)


@pytest.mark.parametrize("name", ["dcterms.abstract", "og:description", "description"])
def test_a_description_beside_highwire(name: str) -> None:
    told = read(
        '<meta name="citation_title" content="Lamplight">'
        '<meta name="citation_online_date" content="2018/06/30">'
        f'<meta name="{name}" content="A study of lamps.">',
        "<h1>Lamplight</h1>",
    )
    assert (told.abstract, told.published) == ("A study of lamps.", "2018-06-30")


MICRODATA = """<div itemscope itemtype="https://schema.org/Dataset">
<h1 itemprop="name">Rain gauges of Fell</h1><p itemprop="description">Daily rain.</p>
<span itemprop="creator" itemscope itemtype="https://schema.org/Person">
<b itemprop="name">Ada Moss</b></span><meta itemprop="datePublished" content="2017-02-03">
<link itemprop="license" href="https://creativecommons.org/licenses/by/4.0/">
<i itemprop="keywords">rain</i><i itemprop="identifier">10.99999/rain</i></div>"""
RDFA = """<div vocab="https://schema.org/" typeof="Dataset" resource="#this">
<h1 property="name">Rain gauges of Fell</h1><p property="description">Daily rain.</p>
<span property="schema:creator" typeof="schema:Person"><b property="name">Ada Moss</b></span>
<time property="datePublished" datetime="2017-02-03">3 Feb</time>
<a property="license" href="https://creativecommons.org/licenses/by/4.0/">licence</a>
<i property="keywords">rain</i><i property="identifier">10.99999/rain</i></div>"""


@pytest.mark.parametrize("body", [MICRODATA, RDFA])
def test_what_is_marked_in_the_text(body: str) -> None:
    told = read(body=body)
    assert (told.kind, told.title, told.abstract) == (
        Kind.DATASET,
        "Rain gauges of Fell",
        "Daily rain.",
    )
    assert told.identifiers == (Identifier(scheme="doi", value="10.99999/rain"),)
    assert (told.published, told.keywords) == ("2017-02-03", ("rain",))
    assert told.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert [(one.agent.name, one.role) for one in told.contributions] == [
        ("Ada Moss", Role.CREATOR)
    ]


def test_marks_without_end_are_read_for_a_while() -> None:
    inner = '<i itemprop="keywords">x</i>' * 50_000
    told = read(body=f'<div itemscope itemtype="https://schema.org/Dataset">{inner}</div>')
    assert told.keywords == ("x",)


def test_a_place_by_its_page_and_people_that_were_counted() -> None:
    page = "https://www.geonames.org/2635167/united-kingdom.html"
    count = {"observedNode": "PERSONS", "measuredValue": 12345, "measuredProperty": "Count"}
    dataset = {
        "identifier": "https://web.example/dataset/1",
        "summary": {"title": "Falls", "abstract": "Falls of people.", "publisher": {"name": "X"}},
        "coverage": {"spatial": [page]},
        "accessibility": {"access": {}},
        "observations": [count],
    }
    (told,) = hdruk.read(Document(json.dumps(dataset).encode(), "x")).records
    assert told.places == (Place(name="United Kingdom", code="GB"),)
    assert told.design
    assert told.design.sample_size == (Amount(text="12345", least=12345, most=12345),)
    assert told.extra["observations"] == [count]


def test_a_node_that_is_told_in_two_places_is_one() -> None:
    name = {"@type": "Dataset", "@id": "https://doi.org/10.99999/night", "name": "Night diaries"}
    found = schema_org.records(
        [
            {"@type": "Article", "name": "Awake", "isBasedOn": name},
            name | {"variableMeasured": [{"@type": "PropertyValue", "name": "hours"}]},
        ]
    )
    assert [(one.title, [v.name for v in one.variables]) for one in found] == [
        ("Awake", []),
        ("Night diaries", ["hours"]),
    ]


def test_nodes_of_two_types_stay_two_whatever_they_are_called() -> None:
    page = {"@type": "WebPage", "@id": "https://a.example/1", "name": "A page"}
    article = {"@type": "Article", "@id": "https://a.example/1", "name": "Awake"}
    assert [one.title for one in schema_org.records([page, article])] == ["Awake"]


def test_facts_about_a_study_are_none_of_its_variables() -> None:
    design = Design(
        modes_of_collection=(
            Term(
                text="Diary",
                code="SelfAdministeredWritingsAndDiaries",
                term="Self-administered writings and/or diaries",
                vocabulary="ModeOfCollection",
            ),
        ),
        sample_size=(
            Amount(
                text="58 night workers",
                least=58,
                most=58,
                unit="night workers",
                quote="We asked 58 night workers.",
                place="abstract",
                planned=True,
            ),
        ),
        ages=(Amount(text="18 to 65", least=18, most=65, unit="years"),),
        sexes=(Term(text="Female", code="Female", term="Female", vocabulary="Sex"),),
    )
    written = [*techniques(design), *measured(design)]
    (told,) = schema_org.records(
        [
            {
                "@type": "Dataset",
                "name": "Night",
                "measurementTechnique": [one for one in written if one["@type"] == "DefinedTerm"],
                "variableMeasured": [
                    {"@type": "PropertyValue", "name": "hours"},
                    {"@type": "PropertyValue", "name": "Duration", "unitText": "hours"},
                    *(one for one in written if one["@type"] == "PropertyValue"),
                ],
            }
        ]
    )
    assert told.design == design
    assert [one.name for one in told.variables] == ["hours", "Duration"]
