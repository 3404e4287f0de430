"""Things described in the words of schema.org, in every shape that JSON-LD has for them."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.model import (
    Agent,
    AgentKind,
    Catalogued,
    Contribution,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Money,
    Period,
    Place,
    Record,
    Reference,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
    Variable,
)
from clew.readers.common.schema_org import records

NAMES = st.sampled_from([
    "@id", "@type", "@value", "@list", "@graph", "@language", "name", "identifier", "value",
    "url", "author", "citation", "isPartOf", "hasPart", "funding", "about", "review", "amount",
])  # fmt: skip
CONTEXT = {"@context": "https://schema.org"}


def doi(value: str) -> Identifier:
    return Identifier(scheme=Scheme.DOI, value=value)


def only(node: Any) -> Record:
    (record,) = records([node])
    return record


def thing(type: str, **properties: Any) -> Record:
    return records([{**CONTEXT, "@type": type, "name": "Tide tables", **properties}])[0]


def test_a_dataset_with_everything() -> None:
    node = {
        "@context": "http://schema.org",
        "@type": "Dataset",
        "@id": "https://doi.org/10.5555/Tides.1",
        "name": "Tide &amp; time",
        "alternateName": ["T&amp;T", "Tide & time"],
        "description": "<p>Heights.</p><p>By hand.</p>",
        "abstract": "What the clerk wrote.",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.5555/tides.1"},
            {"@type": "PropertyValue", "propertyID": "shelf", "value": "B 4"},
            "https://archive.example/tides",
        ],
        "url": "https://archive.example/tides",
        "sameAs": ["https://hdl.handle.net/2027/x.1", "https://mirror.example/tides"],
        "keywords": "tides, quays; harbours",
        "about": [{"@type": "DefinedTerm", "name": "Oceanography"}, "Clerks"],
        "creator": [
            {
                "@type": "Person",
                "@id": "https://orcid.org/0000-0002-1825-0097",
                "givenName": "Ada",
                "familyName": "Öberg",
                "affiliation": {"@type": "Organization", "name": "Harbour Board"},
            },
            "Quayside Research Group",
        ],
        "publisher": "Sea Archive",
        "funder": {"@type": "Organization", "name": "Council", "@id": "https://ror.org/03yrm5c26"},
        "temporalCoverage": "1990..1999",
        "spatialCoverage": [
            "Nine quays",
            {"@type": "Place", "name": "Wick", "address": {"addressCountry": "GB"}},
            {"@type": "Place", "geo": {"@type": "GeoCoordinates", "latitude": 1}},
        ],
        "datePublished": "2001-05-06T10:00:00Z",
        "inLanguage": {"@type": "Language", "name": "English", "alternateName": "en"},
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": "Sea",
            "url": "https://sea.example",
        },
        "variableMeasured": [
            "salt",
            {
                "@type": "PropertyValue",
                "name": "h",
                "alternateName": "Height",
                "description": "How high?",
                "valueReference": ["low", "high"],
                "unitText": "foot",
            },
        ],
        "version": "2",
        "distribution": [{"@type": "DataDownload", "contentUrl": "https://archive.example/t.csv"}],
    }
    assert only(node) == Record(
        key="10.5555/tides.1",
        kind=Kind.DATASET,
        title="Tide & time",
        alternative_titles=("T&T",),
        identifiers=(
            doi("10.5555/tides.1"),
            Identifier(scheme=Scheme.HANDLE, value="2027/x.1"),
            Identifier(scheme=Scheme.LOCAL, value="shelf:B 4"),
        ),
        description=(
            Section(name="abstract", text="What the clerk wrote."),
            Section(name="description", text="Heights.\n\nBy hand."),
        ),
        contributions=(
            Contribution(
                agent=Agent.person(
                    given="Ada",
                    family="Öberg",
                    identifiers=(Identifier(scheme=Scheme.ORCID, value="0000-0002-1825-0097"),),
                ),
                role=Role.CREATOR,
                affiliation="Harbour Board",
            ),
            Contribution(agent=Agent.organisation("Quayside Research Group"), role=Role.CREATOR),
            Contribution(agent=Agent.organisation("Sea Archive"), role=Role.PUBLISHER),
            Contribution(
                agent=Agent.organisation(
                    "Council",
                    identifiers=(Identifier(scheme=Scheme.ROR, value="03yrm5c26"),),
                ),
                role=Role.FUNDER,
            ),
        ),
        keywords=("tides, quays", "harbours"),
        subjects=("Oceanography", "Clerks"),
        period=Period(start="1990", end="1999"),
        published="2001-05-06",
        places=(Place(name="Nine quays"), Place(name="Wick", code="GB")),
        language="en",
        access="free",
        licence="https://creativecommons.org/licenses/by/4.0/",
        catalogues=(Catalogued(name="Sea", url="https://sea.example"),),
        urls=(
            "https://archive.example/tides",
            "https://mirror.example/tides",
            "https://archive.example/t.csv",
        ),
        variables=(
            Variable(name="salt"),
            Variable(
                name="h",
                label="Height",
                question="How high?",
                options=("low", "high"),
                extra={"unitText": "foot"},
            ),
        ),
        extra={
            "temporalCoverage": "1990..1999",
            "version": "2",
            "distribution": [
                {"@type": "DataDownload", "contentUrl": "https://archive.example/t.csv"}
            ],
        },
    )


def test_an_article_in_a_journal_with_its_volume_issue_pages_and_citations() -> None:
    node = {
        **CONTEXT,
        "@type": "ScholarlyArticle",
        "headline": "On ebb",
        "author": {"@type": "Person", "name": "Öberg, Ada"},
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "3",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": 12,
                "isPartOf": {"@type": "Periodical", "name": "Tides", "issn": "2049-3630"},
            },
        },
        "pageStart": 41,
        "pageEnd": "59",
        "identifier": "doi:10.5555/ebb.3",
        "citation": [
            "Moss, A., 2011. Tide tables. Leeds: Elm Press.",
            {
                "@type": "Book",
                "name": "Flow",
                "author": ["Nadia Kern"],
                "datePublished": "1999-01-01",
                "publisher": {"@type": "Organization", "name": "Elm Press"},
            },
            {"@id": "https://doi.org/10.5555/other"},
        ],
    }
    record = only(node)
    assert msgspec.structs.replace(record, fulltext=None, relations=()) == Record(
        key="10.5555/ebb.3",
        kind=Kind.PUBLICATION,
        title="On ebb",
        subtype="Scholarly article",
        identifiers=(doi("10.5555/ebb.3"), Identifier(scheme=Scheme.ISSN, value="2049-3630")),
        contributions=(
            Contribution(
                agent=Agent.person("Öberg, Ada", given="Ada", family="Öberg"), role=Role.AUTHOR
            ),
        ),
        container="Tides",
        volume="12",
        issue="3",
        pages="41-59",
    )
    assert record.fulltext
    first, *others = record.fulltext.references
    assert (first.title, first.year, first.publisher) == ("Tide tables", "2011", "Elm Press")
    assert others == [
        Reference(
            raw="Nadia Kern (1999). Flow. Elm Press.",
            authors=(Agent.person("Nadia Kern"),),
            year="1999",
            title="Flow",
            publisher="Elm Press",
        ),
        Reference(raw="https://doi.org/10.5555/other", identifiers=(doi("10.5555/other"),)),
    ]
    assert record.relations == (
        Relation(
            type=LinkType.CITES,
            target=Target(identifier=doi("10.5555/other")),
            quote="10.5555/other",
            term="citation",
        ),
    )


def test_a_grant_with_its_project_people_and_money() -> None:
    node = {
        **CONTEXT,
        "@type": "MonetaryGrant",
        "name": "Ebb and flow",
        "identifier": "ES/Z123456/1",
        "amount": {"@type": "MonetaryAmount", "value": "536,196", "currency": "gbp"},
        "startDate": "2016-09-01",
        "endDate": "2017-07-31",
        "funder": {"name": "Council for Tides"},
        "fundedItem": {
            "@type": "ResearchProject",
            "name": "Ebb and flow",
            "parentOrganization": {"name": "Wick", "department": "Sch of Water"},
            "member": {
                "@type": "OrganizationRole",
                "roleName": "principal investigator",
                "member": {"@type": "Person", "name": "Ada Öberg"},
            },
            "location": "Wick",
        },
    }
    assert only(node) == Record(
        key="ES/Z123456/1",
        kind=Kind.AWARD,
        title="Ebb and flow",
        identifiers=(Identifier(scheme=Scheme.AWARD, value="ES/Z123456/1"),),
        contributions=(
            Contribution(agent=Agent.organisation("Council for Tides"), role=Role.FUNDER),
            Contribution(
                agent=Agent.organisation("Wick"),
                role=Role.LEAD_ORGANISATION,
                department="Sch of Water",
            ),
            Contribution(agent=Agent.person("Ada Öberg"), role=Role.PRINCIPAL_INVESTIGATOR),
        ),
        period=Period(start="2016-09-01", end="2017-07-31"),
        places=(Place(name="Wick"),),
        amount=Money(amount=Decimal("536196"), currency="GBP"),
    )


def test_an_amount_without_a_currency_is_kept_as_it_is() -> None:
    record = thing("Grant", amount="about 5,000")
    assert (record.amount, record.extra) == (None, {"amount": "about 5,000"})


def test_a_course_with_its_run_and_what_people_said() -> None:
    node = {
        **CONTEXT,
        "@type": "Course",
        "name": "Reading water",
        "alternativeHeadline": "Two evenings",
        "provider": "Harbour School",
        "coursePrerequisites": "Dry shoes",
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "startDate": "2022-11-08",
            "endDate": "2022-11-15",
            "courseMode": "online",
            "instructor": {"@type": "Person", "name": "Ada Öberg"},
        },
        "review": [
            {"@type": "Review", "reviewBody": "Wet.", "author": {"name": "A clerk"}},
            "“Very wet.” A pilot",
        ],
        "citation": {"@type": "Book", "name": "Flow", "identifier": "doi:10.5555/flow"},
    }
    assert only(node) == Record(
        key="course:reading water",
        kind=Kind.COURSE,
        title="Reading water",
        subtitle="Two evenings",
        description=(Section(name="course prerequisites", text="Dry shoes"),),
        contributions=(
            Contribution(agent=Agent.organisation("Harbour School"), role=Role.LEAD_ORGANISATION),
            Contribution(agent=Agent.person("Ada Öberg"), role=Role.INSTRUCTOR),
        ),
        period=Period(start="2022-11-08", end="2022-11-15"),
        testimonials=("“Wet.” A clerk",),
        relations=(
            Relation(
                type=LinkType.TEACHES,
                target=Target(identifier=doi("10.5555/flow")),
                quote="Flow, 10.5555/flow",
                term="citation",
            ),
        ),
        fulltext=FullText(
            references=(
                Reference(
                    raw="Flow. https://doi.org/10.5555/flow",
                    title="Flow",
                    identifiers=(doi("10.5555/flow"),),
                ),
            )
        ),
        extra={"hasCourseInstance": [{"courseMode": "online"}]},
    )


def test_a_thesis_with_its_degree_and_university() -> None:
    record = thing(
        "Thesis",
        inSupportOf="Doctor of Philosophy",
        author={"@type": "Person", "name": "Ada Öberg"},
        sourceOrganization={"@type": "CollegeOrUniversity", "name": "University of Wick"},
    )
    assert (record.kind, record.degree) == (Kind.THESIS, "Doctor of Philosophy")
    assert record.contributions == (
        Contribution(agent=Agent.person("Ada Öberg"), role=Role.AUTHOR),
        Contribution(
            agent=Agent.organisation("University of Wick"), role=Role.AWARDING_INSTITUTION
        ),
    )


@pytest.mark.parametrize(
    ("type", "kind", "subtype"),
    [
        ("Dataset", Kind.DATASET, None),
        ("https://schema.org/Dataset", Kind.DATASET, None),
        ("schema:Book", Kind.PUBLICATION, "Book"),
        (["CreativeWork", "Report"], Kind.PUBLICATION, "Report"),
        ("CreativeWork", Kind.PUBLICATION, None),
        ("BlogPosting", Kind.PUBLICATION, "Blog posting"),
        ("Chapter", Kind.PUBLICATION, "Chapter"),
        ("ResearchProject", Kind.AWARD, None),
        ("SoftwareSourceCode", Kind.SOFTWARE, None),
        ("DataCatalog", Kind.CATALOGUE, None),
        ("CollegeOrUniversity", Kind.ORGANISATION, None),
        ("Person", Kind.PERSON, None),
    ],
)
def test_types_and_kinds(type: Any, kind: Kind, subtype: str | None) -> None:
    record = thing(type)
    assert (record.kind, record.subtype) == (kind, subtype)


@pytest.mark.parametrize(
    "type", ["WebSite", "BreadcrumbList", "ImageObject", "", None, 7, {"@id": "Dataset"}]
)
def test_what_is_no_thing_of_ours_makes_no_record(type: Any) -> None:
    assert records([{**CONTEXT, "@type": type, "name": "Home"}]) == ()


@pytest.mark.parametrize(
    ("said", "subtype"),
    [
        ({"additionalType": "Survey"}, "Survey"),
        ({"additionalType": "https://x.example/Survey"}, None),
        ({"additionalType": ["https://x.example/Survey", "Panel"]}, "Panel"),
        ({"genre": "Fieldnotes"}, "Fieldnotes"),
    ],
)
def test_a_finer_word_for_the_type(said: dict[str, Any], subtype: str | None) -> None:
    assert thing("Dataset", **said).subtype == subtype


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ({"value": "£1,250.50", "currency": "GBP"}, "1250.50"),
        ({"value": 5000, "currency": "eur"}, "5000"),
        ("75000", "75000"),
        ({"value": "plenty", "currency": "GBP"}, None),
    ],
)
def test_amounts_of_money(value: Any, amount: str | None) -> None:
    found = thing("Grant", amount=value, currency="GBP").amount
    assert (str(found.amount) if found else None) == amount


@pytest.mark.parametrize(
    ("text", "period", "kept"),
    [
        ("2016-09-01/2017-07-31", Period(start="2016-09-01", end="2017-07-31"), False),
        ("2016/..", Period(start="2016"), False),
        ("../2016", Period(end="2016"), False),
        ("2016", Period(start="2016", end="2016"), False),
        ("2016..", Period(start="2016"), True),
        ("May 2014 to June 2015", Period(start="2014-05", end="2015-06"), True),
        ("2006-01-01/2030-03-28T14:20:14.3Z", Period(start="2006-01-01", end="2030-03-28"), True),
        ("2019/2015", None, True),
        ("the last ice age", None, True),
    ],
)
def test_times_covered(text: str, period: Period | None, kept: bool) -> None:
    record = thing("Dataset", temporalCoverage=text)
    assert record.period == period
    assert record.extra == ({"temporalCoverage": text} if kept else {})


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("en", "en"),
        ("en_GB", "en-GB"),
        ("Welsh", "cy"),
        ({"@type": "Language", "name": "German"}, "de"),
        ({"@type": "Language", "alternateName": "fr", "name": "Français"}, "fr"),
        ("the clerk's own", "the clerk's own"),
        ([], None),
    ],
)
def test_languages(said: Any, language: str | None) -> None:
    assert thing("Dataset", inLanguage=said).language == language


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Wick", Place(name="Wick")),
        ("England", Place(name="England", code="GB-ENG")),
        ({"@type": "Country", "name": "Wales", "identifier": "GB"}, Place(name="Wales", code="GB")),
        ({"address": {"addressLocality": "Wick"}}, Place(name="Wick")),
        (
            {"address": {"addressCountry": "United Kingdom"}},
            Place(name="United Kingdom", code="GB"),
        ),
    ],
)
def test_places(said: Any, place: Place) -> None:
    assert thing("Dataset", spatialCoverage=said).places == (place,)


@pytest.mark.parametrize(
    ("said", "access", "left"),
    [
        ({"conditionsOfAccess": "<b>Ask</b> the clerk"}, "Ask the clerk", {}),
        ({"isAccessibleForFree": "true"}, "free", {}),
        ({"isAccessibleForFree": False}, None, {"isAccessibleForFree": False}),
    ],
)
def test_terms_of_access(said: dict[str, Any], access: str | None, left: dict[str, Any]) -> None:
    record = thing("Dataset", **said)
    assert (record.access, record.extra) == (access, left)


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ("https://licence.example/1", "https://licence.example/1"),
        (
            {"@type": "CreativeWork", "name": "Open Tides", "url": "https://l.example"},
            "https://l.example",
        ),
        ({"@type": "CreativeWork", "name": "Open Tides"}, "Open Tides"),
        ("CC BY", "CC BY"),
    ],
)
def test_licences(said: Any, licence: str) -> None:
    assert thing("Dataset", license=said).licence == licence


@pytest.mark.parametrize(
    ("identifier", "found"),
    [
        ("10.5555/a", "doi 10.5555/a"),
        ("https://doi.org/10.5555/A", "doi 10.5555/a"),
        ("http://dx.doi.org/10.5555/a", "doi 10.5555/a"),
        ({"propertyID": "https://registry.identifiers.org/registry/doi", "value": "doi:10.5555/a"},
         "doi 10.5555/a"),
        ({"propertyID": "award number", "value": "ES/Z123456/1"}, "award ES/Z123456/1"),
        ({"propertyID": "UK Data Service study number", "value": "990001"}, "ukda 990001"),
        ({"propertyID": "arXiv", "value": "2101.00001"}, "arxiv 2101.00001"),
        ({"@type": "PropertyValue", "value": "B 4"}, "local B 4"),
        ({"@id": "https://hdl.handle.net/2027/x.1"}, "handle 2027/x.1"),
        ("ISBN 978-0-306-40615-7", "isbn 9780306406157"),
    ],
)  # fmt: skip
def test_identifiers_in_their_many_dresses(identifier: Any, found: str) -> None:
    (first, *_) = thing("Dataset", identifier=identifier).identifiers
    assert f"{first.scheme} {first.value}" == found


def test_the_address_of_a_page_about_a_doi_is_no_doi() -> None:
    record = thing("Dataset", url="https://search.example/doi/10.5555/a")
    assert (record.identifiers, record.urls) == ((), ("https://search.example/doi/10.5555/a",))


def test_pages_that_lead_to_each_other_are_followed_once() -> None:
    first = {"@type": "WebPage", "@id": "#1", "name": "One", "mainEntity": {"@id": "#2"}}
    second = {"@type": "WebPage", "@id": "#2", "name": "Two", "mainEntity": {"@id": "#1"}}
    assert records([[first, second]]) == ()


# Shapes


DATASET = {"@type": "Dataset", "@id": "https://x.example/d", "name": "Tides"}


@pytest.mark.parametrize(
    "document",
    [
        DATASET,
        [DATASET],
        [[DATASET], []],
        {"@graph": [DATASET]},
        {"@graph": DATASET},
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, DATASET]},
        {"@type": "WebPage", "mainEntity": DATASET},
        {"@type": ["WebPage", "ItemPage"], "mainEntity": [DATASET]},
        [{"@type": "WebPage", "mainEntity": {"@id": "https://x.example/d"}}, DATASET],
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": DATASET}]},
        {
            "@type": "http://schema.org/Dataset",
            "@id": "https://x.example/d",
            "http://schema.org/name": [{"@value": "Tides"}],
        },
        {**DATASET, "name": {"@list": [{"@value": "Tides"}]}},
    ],
)
def test_every_shape_of_document_says_the_same(document: Any) -> None:
    assert records([document]) == (
        Record(
            key="https://x.example/d",
            kind=Kind.DATASET,
            title="Tides",
            urls=("https://x.example/d",),
        ),
    )


def test_references_within_a_graph_are_followed() -> None:
    record = only(
        {
            "@graph": [
                {"@type": "Dataset", "name": "Tides", "creator": {"@id": "#ada"}},
                {"@type": "Person", "@id": "#ada", "name": "Ada Öberg"},
            ]
        }
    )
    assert record.contributions == (
        Contribution(agent=Agent.person("Ada Öberg"), role=Role.CREATOR),
    )


def test_references_also_lead_into_another_script_of_the_page() -> None:
    person = {"@type": "Person", "@id": "#ada", "name": "Ada Öberg"}
    (record,) = records([{"@type": "Dataset", "creator": [{"@id": "#ada"}]}, person])
    assert [part.agent.name for part in record.contributions] == ["Ada Öberg"]


def test_several_things_of_one_page_are_several_records() -> None:
    found = records(
        [[DATASET, {"@type": "Book", "name": "Flow"}, {"@type": "Person", "name": "A"}]]
    )
    assert [(one.kind, one.title) for one in found] == [
        (Kind.DATASET, "Tides"),
        (Kind.PUBLICATION, "Flow"),
    ]


def test_people_count_where_the_page_is_about_them() -> None:
    record = only({"@type": "Person", "name": "Ada Öberg", "jobTitle": "Clerk"})
    assert (record.kind, record.title, record.extra) == (
        Kind.PERSON,
        "Ada Öberg",
        {"jobTitle": "Clerk"},
    )


def test_things_without_anything_to_tell_them_apart_get_keys_all_the_same() -> None:
    found = records([[{"@type": "Dataset", "version": n} for n in range(3)]])
    assert [one.key for one in found] == ["dataset", "dataset#2", "dataset#3"]


def test_english_comes_before_other_languages_and_the_others_are_kept() -> None:
    record = thing(
        "Dataset",
        name=[{"@value": "Gezeiten", "@language": "de"}, {"@value": "Tides", "@language": "en"}],
        description=[
            {"@value": "Hoch.", "@language": "de"},
            {"@value": "High.", "@language": "en"},
        ],
    )
    assert (record.title, record.alternative_titles) == ("Tides", ("Gezeiten",))
    assert [section.text for section in record.description] == ["High.", "Hoch."]


def test_text_is_read_as_passages() -> None:
    record = thing("Article", articleBody="<p>One.</p><p>Two.</p>")
    assert record.fulltext
    assert [passage.text for passage in record.fulltext.passages] == ["One.\n\nTwo."]


# Links


def linked(**properties: Any) -> tuple[Record, ...]:
    return records([{**CONTEXT, "@type": "Dataset", "name": "Tides", **properties}])


@pytest.mark.parametrize(
    ("name", "value", "type", "inverse", "target"),
    [
        ("funding", {"@type": "Grant", "identifier": "ES/Z123456/1"}, "funded-by", False, None),
        ("isBasedOn", "https://doi.org/10.5555/a", "based-on", False, doi("10.5555/a")),
        ("isBasedOn", {"@id": "https://doi.org/10.5555/a"}, "based-on", False, doi("10.5555/a")),
        (
            "isPartOf",
            {"@type": "Dataset", "identifier": "doi:10.5555/a"},
            "part-of",
            False,
            doi("10.5555/a"),
        ),
        ("hasPart", {"@id": "https://doi.org/10.5555/a"}, "part-of", True, doi("10.5555/a")),
        ("exampleOfWork", "https://doi.org/10.5555/a", "version-of", False, doi("10.5555/a")),
        ("workExample", "https://doi.org/10.5555/a", "version-of", True, doi("10.5555/a")),
        (
            "subjectOf",
            {"@type": "Article", "@id": "https://doi.org/10.5555/a"},
            "documents",
            True,
            doi("10.5555/a"),
        ),
    ],
)
def test_stated_relations(
    name: str, value: Any, type: str, inverse: bool, target: Identifier | None
) -> None:
    (record,) = linked(**{name: value})
    (relation,) = record.relations
    assert relation == Relation(
        type=LinkType(type),
        target=Target(identifier=target or Identifier(scheme=Scheme.AWARD, value="ES/Z123456/1")),
        quote=str(target or "ES/Z123456/1"),
        term=name,
        inverse=inverse,
    )


def test_a_thing_described_along_is_a_record_of_its_own() -> None:
    grant = {
        "@type": "MonetaryGrant",
        "name": "Ebb and flow",
        "identifier": "ES/Z123456/1",
        "funder": {"name": "Council for Tides"},
    }
    dataset, award = linked(funding=grant)
    assert dataset.relations == (
        Relation(
            type=LinkType.FUNDED_BY,
            target=Target(key="ES/Z123456/1"),
            quote="Ebb and flow, ES/Z123456/1",
            term="funding",
        ),
    )
    assert (award.key, award.kind, award.title) == ("ES/Z123456/1", Kind.AWARD, "Ebb and flow")


def test_two_things_that_lead_to_each_other_are_two_records() -> None:
    book = {"@type": "Book", "@id": "#b", "name": "Flow", "url": "https://b.example"}
    chapter = {"@type": "Chapter", "@id": "#c", "name": "Ebb", "url": "https://c.example"}
    found = records([[{**book, "hasPart": {"@id": "#c"}}, {**chapter, "isPartOf": {"@id": "#b"}}]])
    assert [
        (one.title, one.relations[0].target.key, one.relations[0].inverse) for one in found
    ] == [
        ("Flow", "https://c.example", True),
        ("Ebb", "https://b.example", False),
    ]


def test_a_chapter_is_part_of_its_book_and_carries_its_number() -> None:
    chapter, book = records(
        [
            {
                "@type": "Chapter",
                "name": "Ebb",
                "isPartOf": {"@type": "Book", "name": "Flow", "isbn": "978-0-306-40615-7"},
            }
        ]
    )
    isbn = Identifier(scheme=Scheme.ISBN, value="9780306406157")
    assert (chapter.container, chapter.identifiers) == ("Flow", (isbn,))
    assert (book.title, book.identifiers) == ("Flow", (isbn,))
    assert [(one.type, one.target.key) for one in chapter.relations] == [
        (LinkType.PART_OF, "9780306406157")
    ]


def test_relations_that_lead_nowhere_are_kept_as_they_are() -> None:
    chapters = [{"@type": "Chapter", "name": "Ebb", "position": "1"}]
    (record,) = linked(hasPart=chapters, funding="pocket money")
    assert record.relations == ()
    assert record.extra == {"hasPart": chapters, "funding": "pocket money"}


# Hostile


def test_values_of_the_wrong_sort_do_no_harm() -> None:
    names = [
        "name", "description", "identifier", "url", "sameAs", "keywords", "creator", "funder",
        "temporalCoverage", "spatialCoverage", "datePublished", "inLanguage", "license", "citation",
        "isPartOf", "hasPart", "funding", "variableMeasured", "includedInDataCatalog", "review",
        "amount", "about", "distribution", "isAccessibleForFree", "hasCourseInstance",
    ]  # fmt: skip
    wrongs: list[Any] = [None, 0, 1.5, True, "", [], {}, [[]], [None]]
    wrongs += [{"@id": 7}, {"@type": 7}, {"name": {}}, {"@value": {}}, {"@list": None}]
    for wrong in wrongs:
        for type in ("Dataset", "Course", "MonetaryGrant", "Article"):
            found = records([{"@type": type, **dict.fromkeys(names, wrong)}])
            assert len(found) == 1
            msgspec.json.encode(found)


@pytest.mark.parametrize("document", [None, 1, "text", [], {}, [None, 1], {"@graph": None}])
def test_documents_of_the_wrong_sort_yield_nothing(document: Any) -> None:
    assert records([document]) == ()


def test_deep_and_repeated_nodes_take_no_long_time() -> None:
    deep: dict[str, Any] = {"@type": "Dataset", "name": "end", "url": "https://x.example/end"}
    for n in range(150):
        deep = {
            "@type": "Dataset",
            "name": f"d{n}",
            "url": f"https://x.example/{n}",
            "hasPart": deep,
        }
    wide = [
        {"@type": "Dataset", "@id": f"#{n}", "name": f"{n}", "url": f"https://x.example/{n}",
         "hasPart": [{"@id": f"#{n + 1}"}, {"@id": f"#{n + 2}"}]}
        for n in range(100)
    ]  # fmt: skip
    begin = time.process_time()
    assert len(records([deep])) == 4
    assert len(records([wide])) == 100
    assert time.process_time() - begin < 5


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=25,
)


@given(JSON)
@settings(max_examples=200)
def test_no_json_whatever_breaks_the_reader(value: Any) -> None:
    found = records([value, {"@type": "Dataset", "name": value}])
    assert len({one.key for one in found}) == len(found)
    assert msgspec.json.decode(msgspec.json.encode(found), type=tuple[Record, ...]) == found


def test_agents_without_a_type_are_told_by_their_names() -> None:
    record = thing("Dataset", creator=["Ada Öberg", "University of Wick", "öberg, a", "WHO"])
    assert [(part.agent.kind, part.agent.name) for part in record.contributions] == [
        (AgentKind.PERSON, "Ada Öberg"),
        (AgentKind.ORGANISATION, "University of Wick"),
        (AgentKind.ORGANISATION, "öberg, a"),
        (AgentKind.ORGANISATION, "WHO"),
    ]


def test_files_are_addresses_and_what_is_said_of_them_is_kept() -> None:
    files = [
        {"@type": "DataDownload", "contentUrl": "https://a.example/t.csv", "contentSize": "2 MB"},
        {"@type": "DataDownload", "contentUrl": "https://a.example/tides"},
        {"@type": "DataDownload", "contentUrl": "t.sav"},
        {"@type": "DataDownload", "name": "on paper"},
        "at the counter",
    ]
    node = {**CONTEXT, "@type": "Dataset", "name": "Tides", "url": "https://a.example/tides"}
    record = only({**node, "distribution": files})
    assert record.urls == ("https://a.example/tides", "https://a.example/t.csv")
    assert record.extra == {"distribution": files}
