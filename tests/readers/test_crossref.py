"""Works as Crossref gives them. All are invented, save those read from the real recordings."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cassettes import bodies
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenDocument
from clew.model import (
    Agent,
    Contribution,
    Document,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Money,
    Period,
    Reading,
    Record,
    Reference,
    Relation,
    Role,
    Section,
    Target,
)
from clew.readers.common.relation_words import meaning
from clew.readers.crossref import reader
from clew.readers.registry import choose

FULL: dict[str, Any] = {
    "DOI": "10.5072/LAMPS.7",
    "type": "journal-article",
    "title": ["Lamps on the stairs"],
    "subtitle": ["A count"],
    "container-title": ["Journal of Dim Places"],
    "short-container-title": ["J. Dim Pl."],
    "publisher": "Wickmere Press",
    "author": [
        {
            "given": "Ada",
            "family": "Moss",
            "sequence": "first",
            "ORCID": "http://orcid.org/0000-0002-1825-0097",
            "affiliation": [{"name": "Fen College"}, {"name": "Lamp Office"}],
        },
        {"name": "Tide Data Consortium", "affiliation": []},
    ],
    "funder": [
        {"name": "Lamp Council", "DOI": "10.13039/1", "award": ["ES/Z000001/1", "LC-7", "n/a"]},
        {"name": "Stair Trust"},
    ],
    "reference": [
        {
            "key": "r1",
            "DOI": "10.5072/lind",
            "author": "Lind",
            "year": "2019",
            "article-title": "Dim",
            "journal-title": "Dusk",
            "volume": "3",
            "first-page": "1",
        },
        {"key": "r2", "DOI": "10.5072/ray"},
        {"key": "r3"},
    ],
    "relation": {
        "is-supplemented-by": [
            {"id-type": "doi", "id": "10.5072/DATA.7", "asserted-by": "subject"}
        ],
        "is-cited-by": [{"id-type": "doi", "id": "10.5072/later"}],
        "is-odd-to": [{"id-type": "doi", "id": "10.5072/odd"}],
    },
    "update-to": [{"DOI": "10.5072/lamps.6", "type": "correction", "label": "Correction"}],
    "abstract": "<jats:p>We counted lamps. Twice.</jats:p>",
    "issued": {"date-parts": [[2031, 4]]},
    "published-online": {"date-parts": [[2031, 4, 9]]},
    "published-print": {"date-parts": [[2032, 1]]},
    "license": [
        {"URL": "http://a.example/am", "content-version": "am"},
        {"URL": "http://a.example/vor", "content-version": "vor"},
    ],
    "link": [{"URL": "http://lamps.example/7.pdf", "content-type": "application/pdf"}],
    "resource": {"primary": {"URL": "http://lamps.example/7"}},
    "URL": "http://dx.doi.org/10.5072/lamps.7",
    "ISSN": ["0378-5955"],
    "subject": ["Stairs"],
    "volume": "7",
    "issue": "2",
    "page": "101-119",
    "language": "en",
    "reference-count": 3,
    "is-referenced-by-count": 0,
    "member": "42",
    "indexed": {"timestamp": 1},
}


def read(value: Any) -> Reading:
    return reader.read(Document(json.dumps(value).encode(), "lamps.json"))


def doi(value: str) -> Target:
    return Target(identifier=Identifier(scheme="doi", value=value))


def test_reads_a_work_in_full() -> None:
    ada = Agent.person(
        given="Ada",
        family="Moss",
        identifiers=(Identifier(scheme="orcid", value="0000-0002-1825-0097"),),
    )
    council = Agent.organisation(
        "Lamp Council", identifiers=(Identifier(scheme="doi", value="10.13039/1"),)
    )
    expected = Record(
        key="10.5072/lamps.7",
        kind=Kind.PUBLICATION,
        title="Lamps on the stairs",
        subtitle="A count",
        subtype="Journal article",
        identifiers=(
            Identifier(scheme="doi", value="10.5072/lamps.7"),
            Identifier(scheme="issn", value="0378-5955"),
        ),
        description=(Section(name="abstract", text="We counted lamps. Twice."),),
        contributions=(
            Contribution(agent=ada, role=Role.AUTHOR, affiliation="Fen College; Lamp Office"),
            Contribution(agent=Agent.organisation("Tide Data Consortium"), role=Role.AUTHOR),
            Contribution(agent=Agent.organisation("Wickmere Press"), role=Role.PUBLISHER),
            Contribution(agent=council, role=Role.FUNDER),
            Contribution(agent=Agent.organisation("Stair Trust"), role=Role.FUNDER),
        ),
        subjects=("Stairs",),
        published="2031-04-09",
        language="en",
        licence="http://a.example/vor",
        container="Journal of Dim Places",
        volume="7",
        issue="2",
        pages="101-119",
        urls=("http://lamps.example/7", "http://lamps.example/7.pdf"),
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme="award", value="ES/Z000001/1")),
                quote="Lamp Council, ES/Z000001/1",
                term="funder",
            ),
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme="funding-ref", value="LC-7")),
                quote="Lamp Council, LC-7",
                term="funder",
            ),
            Relation(
                type=LinkType.BASED_ON,
                target=doi("10.5072/data.7"),
                quote="is-supplemented-by: 10.5072/DATA.7",
                term="is-supplemented-by",
            ),
            Relation(
                type=LinkType.CITES,
                target=doi("10.5072/later"),
                quote="is-cited-by: 10.5072/later",
                term="is-cited-by",
                inverse=True,
            ),
            Relation(
                type=LinkType.DOCUMENTS,
                target=doi("10.5072/lamps.6"),
                quote="Correction: 10.5072/lamps.6",
                term="correction",
            ),
        ),
        fulltext=FullText(
            references=(
                Reference(
                    raw="Lind (2019). Dim. Dusk, 3, 1. https://doi.org/10.5072/lind",
                    authors=(Agent.person("Lind"),),
                    year="2019",
                    title="Dim",
                    container="Dusk",
                    volume="3",
                    pages="1",
                    identifiers=(Identifier(scheme="doi", value="10.5072/lind"),),
                ),
                Reference(
                    raw="https://doi.org/10.5072/ray",
                    identifiers=(Identifier(scheme="doi", value="10.5072/ray"),),
                ),
            )
        ),
        extra={
            "short-container-title": ["J. Dim Pl."],
            "author": {"sequence": "first"},
            "funder": {"award": ["n/a"]},
            "relation": {
                "is-supplemented-by": {"asserted-by": "subject"},
                "is-odd-to": [{"id-type": "doi", "id": "10.5072/odd"}],
            },
            "published-print": {"date-parts": [[2032, 1]]},
            "license": [
                {"URL": "http://a.example/am", "content-version": "am"},
                {"content-version": "vor"},
            ],
            "link": {"content-type": "application/pdf"},
            "reference-count": 3,
            "is-referenced-by-count": 0,
            "member": "42",
            "indexed": {"timestamp": 1},
        },
    )
    assert read(FULL) == Reading(records=(expected,))


@pytest.mark.parametrize(
    "wrapped",
    [
        [FULL],
        {"items": [FULL]},
        {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": FULL},
        {"message-type": "work-list", "message-version": "1", "message": {"items": [FULL]}},
    ],
)
def test_works_come_alone_in_lists_and_in_envelopes(wrapped: Any) -> None:
    assert read(wrapped) == read(FULL)
    assert choose(Document(json.dumps(wrapped).encode(), "x")).name == "crossref"


def test_reads_a_grant() -> None:
    grant = {
        "DOI": "10.5072/grant.1",
        "type": "grant",
        "award": "LC/2030/7",
        "award-start": {"date-parts": [[2030, 9, 1]]},
        "project": [
            {
                "project-title": [{"title": "Counting lamps"}],
                "lead-investigator": [{"given": "Ada", "family": "Moss"}],
                "award-amount": {"amount": 120500.0, "currency": "GBP"},
                "award-end": [],
                "funding": [{"type": "grant", "funder": {"name": "Lamp Council"}}],
            }
        ],
    }
    (record,) = read(grant).records
    assert (record.kind, record.title) == (Kind.AWARD, "Counting lamps")
    assert record.identifiers == (
        Identifier(scheme="doi", value="10.5072/grant.1"),
        Identifier(scheme="funding-ref", value="LC/2030/7"),
    )
    assert record.amount == Money(amount=Decimal("120500.0"), currency="GBP")
    assert record.period == Period(start="2030-09-01")
    assert [(one.agent.name, one.role) for one in record.contributions] == [
        ("Ada Moss", Role.PRINCIPAL_INVESTIGATOR),
        ("Lamp Council", Role.FUNDER),
    ]


@pytest.mark.parametrize(
    ("word", "type", "inverse"),
    [
        ("IsPartOf", LinkType.PART_OF, False),
        ("has-part", LinkType.PART_OF, True),
        ("IsNewVersionOf", LinkType.VERSION_OF, False),
        ("has-preprint", LinkType.VERSION_OF, True),
        ("IsSourceOf", LinkType.BASED_ON, True),
        ("is-derived-from", LinkType.BASED_ON, False),
    ],
)
def test_words_for_relations(word: str, type: LinkType, inverse: bool) -> None:
    assert meaning(word) == (type, inverse)


def test_unknown_words_for_relations_mean_nothing() -> None:
    assert meaning("is-odd-to") is None


def test_a_chapter_stands_in_its_book_not_in_the_series() -> None:
    work = {"DOI": "10.5072/c", "type": "book-chapter", "title": ["Dim"],
            "container-title": ["Lamp Series", "The Lamp Book"]}  # fmt: skip
    (record,) = read(work).records
    assert record.container == "The Lamp Book"
    assert record.extra == {"container-title": ["Lamp Series"]}


def test_what_is_no_work_is_left_out_with_a_notice() -> None:
    reading = read([FULL, "text", {"volume": "3"}])
    assert len(reading.records) == 1
    assert [notice.place for notice in reading.notices] == ["work 2", "work 3"]
    with pytest.raises(BrokenDocument, match="holds no work that can be read"):
        read({"message": {"items": []}})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*FULL, "name", "date-parts", "id"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*FULL, "project", "award"]), _JSON))
def test_no_shape_of_values_breaks_it(work: dict[str, Any]) -> None:
    assert read([FULL, work]).records


def test_reads_the_real_recordings(shared: Path) -> None:
    folder = shared / "data" / "metadata" / "crossref"
    _, work = bodies(folder / "test_doi_with_data_citation.yaml")
    assert choose(work) is reader
    (record,) = reader.read(work).records
    assert record.key == "10.7554/elife.01567"
    assert record.fulltext
    assert len(record.fulltext.references) == 27
    assert doi("10.5061/dryad.b835k") in {one.target for one in record.relations}
    (listed,) = bodies(folder / "test_get_crossref_list.yaml")
    assert choose(listed) is reader
    assert len(reader.read(listed).records) == 20


@pytest.mark.parametrize(("name", "count"), [("crossref.json", 1), ("crossref-list.json", 20)])
def test_reads_the_real_files(shared: Path, name: str, count: int) -> None:
    path = shared / "data" / "metadata" / "commonmeta" / name
    document = Document(path.read_bytes(), name)
    assert choose(document) is reader
    reading = reader.read(document)
    assert (len(reading.records), reading.notices) == (count, ())
