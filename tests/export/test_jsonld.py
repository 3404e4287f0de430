from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.export.jsonld import format
from clew.model import (
    Agent,
    Contribution,
    FullText,
    Heading,
    Identifier,
    Kind,
    LinkType,
    Period,
    Place,
    Reading,
    Record,
    Reference,
    Relation,
    Resource,
    Role,
    Scheme,
    Section,
    Target,
    Variable,
)

CONTEXT = {"@context": "https://schema.org/"}
ORCID = "https://orcid.org/0000-0002-1825-0097"
LINDQVIST = {
    "@type": "Person",
    "@id": ORCID,
    "name": "Pia Lindqvist",
    "givenName": "Pia",
    "familyName": "Lindqvist",
    "identifier": [
        {
            "@type": "PropertyValue",
            "propertyID": "ORCID",
            "value": "0000-0002-1825-0097",
            "url": ORCID,
        }
    ],
}
ROR = "https://ror.org/05xd31h22"
WEXMOOR = {
    "@type": "Organization",
    "@id": ROR,
    "name": "University of Wexmoor",
    "identifier": [
        {"@type": "PropertyValue", "propertyID": "ROR", "value": "05xd31h22", "url": ROR}
    ],
}
COUNCIL = {"@type": "Organization", "name": "Council for Everyday Life"}


def doi(value: str) -> dict[str, str]:
    return {
        "@type": "PropertyValue",
        "propertyID": "DOI",
        "value": value,
        "url": f"https://doi.org/{value}",
    }


def award_number(value: str) -> dict[str, str]:
    return {
        "@type": "PropertyValue",
        "propertyID": "award number",
        "value": value,
        "url": award_url(value),
    }


def award_url(value: str) -> str:
    return f"https://gtr.ukri.org/projects?ref={value.replace('/', '%2F')}"


def written(record: Record) -> dict[str, Any]:
    document: dict[str, Any] = msgspec.json.decode(format.render_record(record))
    return document


def only(record: Record, *properties: str) -> dict[str, Any]:
    document = written(record)
    return {name: document[name] for name in properties if name in document}


def test_dataset(dataset: Record) -> None:
    assert written(dataset) == {
        **CONTEXT,
        "@type": "Dataset",
        "@id": "https://doi.org/10.99999/mra-4471",
        "name": "Kettle on: first minutes of a home visit",
        "alternativeHeadline": "Audio and field notes",
        "alternateName": ["Kettle study"],
        "description": "Forty visits were recorded from the pavement to the first question asked."
        "\n\nMethods\nTwo observers, one recorder, no camera.",
        "abstract": "Forty visits were recorded from the pavement to the first question asked.",
        "identifier": [doi("10.99999/mra-4471")],
        "url": "https://archive.example.org/studies/4471",
        "sameAs": ["https://doi.org/10.99999/mra-4471"],
        "keywords": ["home visits", "doorways"],
        "about": [{"@type": "DefinedTerm", "name": "Social welfare"}],
        "inLanguage": "en",
        "datePublished": "2033-06",
        "conditionsOfAccess": "Open",
        "dcterms:accessRights": {"@id": "http://purl.org/coar/access_right/c_abf2"},
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "includedInDataCatalog": [
            {
                "@type": "DataCatalog",
                "name": "Meridian Archive",
                "url": "https://archive.example.org",
            }
        ],
        "creator": [
            {
                **LINDQVIST,
                "affiliation": {"@type": "Organization", "name": "University of Wexmoor"},
            }
        ],
        "contributor": [
            {
                "@type": "Role",
                "roleName": "researcher",
                "contributor": {"@type": "Person", "name": "Bo Ansah"},
            }
        ],
        "publisher": [{"@type": "Organization", "name": "Meridian Archive"}],
        "funder": [COUNCIL],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": "Access page",
                "url": "https://archive.example.org/studies/4471",
            }
        ],
        "temporalCoverage": "2031-10-01/2033-01-31",
        "spatialCoverage": [{"@type": "Place", "name": "Wexmoor", "identifier": "GB"}],
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": "wait",
                "alternateName": "Seconds until the door opens",
                "description": "How long did you wait?",
                "valueReference": ["under a minute", "longer"],
            }
        ],
        "funding": [
            {
                "@type": "Grant",
                "@id": award_url("ZZ/K00417X/1"),
                "identifier": [award_number("ZZ/K00417X/1")],
                "url": award_url("ZZ/K00417X/1"),
            }
        ],
    }


AWARD = {
    "@type": "MonetaryGrant",
    "@id": award_url("ZZ/K00417X/1"),
    "additionalType": "Research Grant",
    "name": "Kettle on: how home visits begin",
    "description": "What happens between knock and greeting?"
    "\n\nPlanned impact\nTraining for those who knock.",
    "abstract": "What happens between knock and greeting?",
    "identifier": [award_number("ZZ/K00417X/1")],
    "url": award_url("ZZ/K00417X/1"),
    "sameAs": [award_url("ZZ/K00417X/1")],
    "creativeWorkStatus": "Closed",
    "amount": {"@type": "MonetaryAmount", "value": 412305, "currency": "GBP"},
    "startDate": "2030-09-01",
    "endDate": "2031-09-30",
    "funder": [COUNCIL],
    "fundedItem": [
        {
            "@type": "ResearchProject",
            "name": "Kettle on: how home visits begin",
            "foundingDate": "2030-09-01",
            "dissolutionDate": "2031-09-30",
            "parentOrganization": [
                {**WEXMOOR, "department": {"@type": "Organization", "name": "School of Doors"}}
            ],
            "member": [
                {
                    "@type": "OrganizationRole",
                    "roleName": "principal investigator",
                    "member": LINDQVIST,
                }
            ],
        }
    ],
    "dcterms:relation": [
        {
            "@type": "Role",
            "roleName": "Transfer",
            "dcterms:relation": {
                "@type": "Thing",
                "@id": award_url("ZZ/K00417X/2"),
                "identifier": [award_number("ZZ/K00417X/2")],
                "url": award_url("ZZ/K00417X/2"),
            },
        }
    ],
}


def test_award(award: Record) -> None:
    assert written(award) == CONTEXT | AWARD


ARTICLE = {
    "@type": "ScholarlyArticle",
    "@id": "https://doi.org/10.99999/jt.2032.18",
    "additionalType": "Journal Article",
    "name": "What the hallway knows",
    "identifier": [doi("10.99999/jt.2032.18")],
    "url": "https://doi.org/10.99999/jt.2032.18",
    "sameAs": ["https://doi.org/10.99999/jt.2032.18"],
    "datePublished": "2032-06-14",
    "conditionsOfAccess": "embargoed",
    "dcterms:accessRights": {"@id": "http://purl.org/coar/access_right/c_f1cf"},
    "license": {"@type": "CreativeWork", "name": "All rights reserved"},
    "author": [LINDQVIST],
    "pageStart": "18",
    "pageEnd": "37",
    "pagination": "18-37",
    "isPartOf": [
        {
            "@type": "PublicationIssue",
            "issueNumber": "2",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": "3",
                "isPartOf": {
                    "@type": "Periodical",
                    "name": "Journal of Thresholds",
                    "issn": ["2049-3630"],
                },
            },
        }
    ],
}


def test_article(article: Record) -> None:
    assert written(article) == CONTEXT | ARTICLE


def test_thesis(thesis: Record) -> None:
    assert written(thesis) == {
        **CONTEXT,
        "@type": "Thesis",
        "name": "The unopened door",
        "datePublished": "2034-09",
        "author": [{"@type": "Person", "name": "Tomasz Wren"}],
        "contributor": [{"@type": "Role", "roleName": "supervisor", "contributor": LINDQVIST}],
        "sourceOrganization": [WEXMOOR],
        "inSupportOf": "Doctor of Philosophy",
        "numberOfPages": 212,
        "hasPart": [
            {
                "@type": "Chapter",
                "name": "Setting out",
                "position": "1",
                "pageStart": 9,
                "hasPart": [
                    {
                        "@type": "CreativeWork",
                        "name": "Why doors",
                        "position": "1.1",
                        "pageStart": 11,
                    }
                ],
            },
            {"@type": "CreativeWork", "name": "References", "pageStart": 198},
        ],
        "citation": [
            {
                "@type": "ScholarlyArticle",
                "name": "What the hallway knows",
                "author": [
                    {
                        "@type": "Person",
                        "name": "P. Lindqvist",
                        "givenName": "P.",
                        "familyName": "Lindqvist",
                    }
                ],
                "datePublished": "2032",
                "isPartOf": {
                    "@type": "PublicationIssue",
                    "issueNumber": "2",
                    "isPartOf": {
                        "@type": "PublicationVolume",
                        "volumeNumber": "3",
                        "isPartOf": {"@type": "Periodical", "name": "J. Thresholds"},
                    },
                },
                "pageStart": "18",
                "pageEnd": "37",
                "pagination": "18–37",
            },
            "Somebody, no date, on latches.",
        ],
    }


def test_course(course: Record) -> None:
    assert written(course) == {
        **CONTEXT,
        "@type": "Course",
        "name": "Knocking, waiting, going in",
        "alternativeHeadline": "A day on home visits",
        "description": "We practise the first minute.",
        "provider": [WEXMOOR],
        "hasCourseInstance": [
            {
                "@type": "CourseInstance",
                "instructor": [LINDQVIST],
                "location": [{"@type": "Place", "name": "Wexmoor"}],
                "startDate": "2036-03-04",
                "endDate": "2036-03-04",
            }
        ],
        "review": [{"@type": "Review", "reviewBody": "“I knock differently now.” Duty worker"}],
    }


def test_person_organisation_software_and_catalogue() -> None:
    person = Record(
        key="p",
        kind=Kind.PERSON,
        title="Pia Lindqvist",
        identifiers=(Identifier(scheme=Scheme.ORCID, value="0000-0002-1825-0097"),),
    )
    assert written(person) == {
        **CONTEXT,
        "@type": "Person",
        "@id": ORCID,
        "name": "Pia Lindqvist",
        "identifier": LINDQVIST["identifier"],
        "url": ORCID,
        "sameAs": [ORCID],
    }
    for kind, type in [
        (Kind.ORGANISATION, "Organization"),
        (Kind.SOFTWARE, "SoftwareSourceCode"),
        (Kind.CATALOGUE, "DataCatalog"),
        (Kind.VARIABLE, "PropertyValue"),
    ]:
        bare = Record(key="x", kind=kind, title="Latch")
        assert written(bare) == {**CONTEXT, "@type": type, "name": "Latch"}


def test_an_award_without_any_word_of_money_is_a_project() -> None:
    project = Record(
        key="p",
        kind=Kind.AWARD,
        title="Sitting rooms",
        contributions=(
            Contribution(
                agent=Agent.organisation("Tidewater College"), role=Role.LEAD_ORGANISATION
            ),
            Contribution(agent=Agent.person("Bo Ansah"), role=Role.FELLOW, note="Visiting fellow"),
        ),
        period=Period(start="2030"),
        places=(Place(name="Tidewater"),),
    )
    assert written(project) == {
        **CONTEXT,
        "@type": "ResearchProject",
        "name": "Sitting rooms",
        "foundingDate": "2030",
        "location": [{"@type": "Place", "name": "Tidewater"}],
        "parentOrganization": [{"@type": "Organization", "name": "Tidewater College"}],
        "member": [
            {
                "@type": "OrganizationRole",
                "roleName": "Visiting fellow",
                "member": {"@type": "Person", "name": "Bo Ansah"},
            }
        ],
    }


def test_a_grant_of_which_only_the_funder_is_known() -> None:
    funder = Contribution(agent=Agent.organisation("Council"), role=Role.SPONSOR)
    assert written(Record(key="g", kind=Kind.AWARD, contributions=(funder,))) == {
        **CONTEXT,
        "@type": "MonetaryGrant",
        "sponsor": [{"@type": "Organization", "name": "Council"}],
    }


def test_where_people_work() -> None:
    people = (
        Contribution(
            agent=Agent.person("Ada Moor"),
            role=Role.PRINCIPAL_INVESTIGATOR,
            affiliation="Tidewater College",
            department="Centre for Rooms",
        ),
        Contribution(agent=Agent.person("Cy Pond"), role=Role.CONTRIBUTOR),
        Contribution(agent=Agent.person("Di Reed"), role=Role.CONTRIBUTOR, note="Transcriber"),
    )
    record = Record(key="d", kind=Kind.DATASET, contributions=people)
    assert only(record, "creator", "contributor") == {
        "creator": [
            {
                "@type": "Person",
                "name": "Ada Moor",
                "affiliation": {
                    "@type": "Organization",
                    "name": "Tidewater College",
                    "department": {"@type": "Organization", "name": "Centre for Rooms"},
                },
            }
        ],
        "contributor": [
            {"@type": "Person", "name": "Cy Pond"},
            {
                "@type": "Role",
                "roleName": "Transcriber",
                "contributor": {"@type": "Person", "name": "Di Reed"},
            },
        ],
    }


def relation(type: LinkType, target: Target, *, inverse: bool = False) -> Relation:
    return Relation(type=type, target=target, quote="so it says", inverse=inverse)


def test_relations_point_at_addresses() -> None:
    to = Target(identifier=Identifier(scheme=Scheme.DOI, value="10.9/x"))
    work = {
        "@type": "CreativeWork",
        "@id": "https://doi.org/10.9/x",
        "identifier": [doi("10.9/x")],
        "url": "https://doi.org/10.9/x",
    }
    for type, inverse, name, expected in [
        (LinkType.PART_OF, False, "isPartOf", work),
        (LinkType.PART_OF, True, "hasPart", work),
        (LinkType.BASED_ON, False, "isBasedOn", work),
        (LinkType.CITES, False, "citation", work),
        (LinkType.CITES, True, "dcterms:isReferencedBy", work),
        (LinkType.TEACHES, False, "citation", work),
        (LinkType.OUTPUT_OF, False, "funding", work | {"@type": "Grant"}),
        (LinkType.OUTPUT_OF, True, "fundedItem", work),
        (LinkType.DOCUMENTS, False, "about", work | {"@type": "Thing"}),
        (LinkType.DOCUMENTS, True, "subjectOf", work),
        (LinkType.VERSION_OF, False, "exampleOfWork", work),
        (LinkType.VERSION_OF, True, "workExample", work),
        (LinkType.SAME_AS, False, "sameAs", "https://doi.org/10.9/x"),
        (
            LinkType.CONTINUES,
            False,
            "dcterms:relation",
            {
                "@type": "Role",
                "roleName": "continues",
                "dcterms:relation": work | {"@type": "Thing"},
            },
        ),
    ]:
        record = Record(
            key="x", kind=Kind.PUBLICATION, relations=(relation(type, to, inverse=inverse),)
        )
        assert written(record) == {**CONTEXT, "@type": "CreativeWork", name: [expected]}


def test_relations_that_lead_nowhere() -> None:
    unnamed = relation(LinkType.CITES, Target(key="another"))
    local = relation(
        LinkType.CITES, Target(identifier=Identifier(scheme=Scheme.LOCAL, value="row-3"))
    )
    same = relation(
        LinkType.SAME_AS, Target(identifier=Identifier(scheme=Scheme.LOCAL, value="row-3"))
    )
    record = Record(key="x", kind=Kind.PUBLICATION, relations=(unnamed, local, same))
    assert written(record) == {
        **CONTEXT,
        "@type": "CreativeWork",
        "citation": [
            {
                "@type": "CreativeWork",
                "identifier": [{"@type": "PropertyValue", "propertyID": "local", "value": "row-3"}],
            }
        ],
    }


def test_a_reading_is_a_graph_whose_nodes_refer_to_each_other(
    award: Record, article: Record
) -> None:
    nameless = Record(
        key="a note/2",
        kind=Kind.PUBLICATION,
        title="A note",
        relations=(relation(LinkType.OUTPUT_OF, Target(key=award.key)),),
    )
    document = msgspec.json.decode(
        format.render_reading(Reading(records=(award, article, nameless)))
    )
    assert document == {
        **CONTEXT,
        "@graph": [
            {
                **AWARD,
                "fundedItem": [*AWARD["fundedItem"], {"@id": ARTICLE["@id"]}],
            },
            ARTICLE,
            {
                "@type": "CreativeWork",
                "@id": "#a%20note/2",
                "name": "A note",
                "funding": [{"@id": award_url("ZZ/K00417X/1")}],
            },
        ],
    }


def test_a_reading_of_one_record_is_that_record(dataset: Record) -> None:
    assert format.render_reading(Reading(records=(dataset,))) == format.render_record(dataset)


def test_a_resource_is_the_joined_view_with_its_sources_pages(
    resource: Resource, dataset: Record
) -> None:
    document = msgspec.json.decode(format.render_resource(resource))
    assert document == written(dataset) | {
        "identifier": [
            doi("10.99999/mra-4471"),
            {"@type": "PropertyValue", "propertyID": "local", "value": "row-9"},
        ],
        "sameAs": ["https://finder.example.net/kettle", "https://doi.org/10.99999/mra-4471"],
        "keywords": ["home visits", "doorways", "thresholds"],
        "creator": [
            *written(dataset)["creator"],
            {"@type": "Person", "name": "Mo Field"},
        ],
        "subjectOf": [
            {
                "@type": "WebPage",
                "url": "https://archive.example.org/studies/4471",
                "name": "Kettle on: first minutes of a home visit",
                "isPartOf": {"@type": "WebSite", "name": "Meridian Archive"},
            },
            {
                "@type": "WebPage",
                "url": "https://finder.example.net/kettle",
                "name": "Kettle On: First Minutes of a Home Visit.",
                "isPartOf": {"@type": "WebSite", "name": "Finder"},
            },
        ],
        "sdPublisher": [
            {"@type": "Organization", "name": "Meridian Archive"},
            {"@type": "Organization", "name": "Finder"},
        ],
        "sdDatePublished": "2036-05-02",
        "prov:wasDerivedFrom": [
            {"@id": "https://archive.example.org/studies/4471"},
            {"@id": "https://finder.example.net/kettle"},
        ],
    }


def test_a_file_of_this_machine_is_no_page_but_has_a_name(resource: Resource) -> None:
    only_file = msgspec.structs.replace(
        resource.held[1], record=Record(key="k", kind=Kind.DATASET, title="Latches")
    )
    shown = format.render_resource(msgspec.structs.replace(resource, held=(only_file,)))
    assert msgspec.json.decode(shown) == {
        **CONTEXT,
        "@type": "Dataset",
        "name": "Latches",
        "sdPublisher": [{"@type": "Organization", "name": "Finder"}],
        "sdDatePublished": "2036-05-02",
        # RFC 6920: what the document's SHA-256 is called, for it has no address.
        "prov:wasDerivedFrom": [
            {"@id": "ni:///sha-256;q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s"}
        ],
    }


def test_hostile_text_cannot_leave_the_page_it_stands_in() -> None:
    record = Record(
        key="k",
        kind=Kind.DATASET,
        title="</script><script>alert(1)</script> & \x00\x1b[31m\u202eevil",
        keywords=("", "  ", "\u200f"),
        description=(Section(name="abstract", text=" "),),
        contributions=(Contribution(agent=Agent.person(""), role=Role.AUTHOR),),
        variables=(Variable(name=""),),
    )
    text = format.render_record(record)
    assert not set("<>&\x00\x1b\u202e") & set(text)
    assert msgspec.json.decode(text) == {
        **CONTEXT,
        "@type": "Dataset",
        "name": "</script><script>alert(1)</script> & [31mevil",
    }


WORDS = st.text(max_size=12)
MAYBE = st.none() | WORDS
IDENTIFIERS = st.builds(Identifier, scheme=st.sampled_from(Scheme) | WORDS, value=WORDS)
CONTRIBUTIONS = st.builds(
    Contribution,
    agent=st.builds(Agent.person, WORDS, given=MAYBE, family=MAYBE)
    | st.builds(Agent.organisation, WORDS),
    role=st.sampled_from(Role),
    affiliation=MAYBE,
    department=MAYBE,
    note=MAYBE,
)
REFERENCES = st.builds(
    Reference, raw=WORDS, title=MAYBE, year=MAYBE, container=MAYBE, volume=MAYBE, pages=MAYBE
)
RECORDS = st.builds(
    Record,
    key=WORDS,
    kind=st.sampled_from(Kind),
    title=MAYBE,
    subtype=MAYBE,
    identifiers=st.lists(IDENTIFIERS, max_size=3).map(tuple),
    description=st.lists(st.builds(Section, name=WORDS, text=WORDS), max_size=2).map(tuple),
    contributions=st.lists(CONTRIBUTIONS, max_size=3).map(tuple),
    keywords=st.lists(WORDS, max_size=3).map(tuple),
    period=st.none() | st.builds(Period, start=MAYBE, end=MAYBE),
    access=MAYBE,
    licence=MAYBE,
    container=MAYBE,
    volume=MAYBE,
    pages=MAYBE,
    urls=st.lists(WORDS, max_size=2).map(tuple),
    relations=st.lists(
        st.builds(
            Relation,
            type=st.sampled_from(LinkType),
            target=st.builds(Target, key=MAYBE, identifier=st.none() | IDENTIFIERS),
            quote=WORDS,
            inverse=st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    fulltext=st.none()
    | st.builds(
        FullText,
        references=st.lists(REFERENCES, max_size=2).map(tuple),
        contents=st.lists(st.builds(Heading, title=WORDS, number=MAYBE), max_size=2).map(tuple),
    ),
)


def empties(value: object) -> bool:
    if isinstance(value, dict):
        return not value or any(map(empties, value.values()))
    if isinstance(value, list):
        return not value or any(map(empties, value))
    return value is None or (isinstance(value, str) and not value.strip())


@settings(max_examples=150, deadline=None)
@given(RECORDS)
def test_nothing_empty_is_ever_written(record: Record) -> None:
    document = written(record)
    assert document["@context"] == "https://schema.org/"
    assert document["@type"]
    assert not empties(document)


@settings(max_examples=60, deadline=None)
@given(st.lists(RECORDS, min_size=1, max_size=3, unique_by=lambda record: record.key))
def test_every_node_of_a_graph_has_a_name(records: list[Record]) -> None:
    document = msgspec.json.decode(format.render_reading(Reading(records=tuple(records))))
    nodes = document.get("@graph", [document])
    assert len(nodes) == len(records)
    if len(nodes) > 1:
        assert all(node["@id"] for node in nodes)
