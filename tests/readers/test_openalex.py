"""Works as OpenAlex gives them. All are invented, save those read from the real recordings."""

from __future__ import annotations

import json
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
    Reading,
    Record,
    Reference,
    Relation,
    Role,
    Section,
    Target,
)
from clew.readers.openalex import reader
from clew.readers.openalex.parse import restored
from clew.readers.registry import choose

FULL: dict[str, Any] = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.5072/LAMPS.7",
    "title": "Lamps on the stairs",
    "display_name": "Lamps on the stairs",
    "publication_year": 2031,
    "publication_date": "2031-04-09",
    "ids": {
        "openalex": "https://openalex.org/W1",
        "doi": "https://doi.org/10.5072/lamps.7",
        "pmid": "https://pubmed.ncbi.nlm.nih.gov/123",
        "mag": "99",
    },
    "language": "en",
    "type": "article",
    "primary_location": {
        "landing_page_url": "https://doi.org/10.5072/lamps.7",
        "license": "cc-by",
        "source": {
            "id": "https://openalex.org/S2",
            "display_name": "Journal of Dim Places",
            "issn_l": "0378-5955",
            "issn": ["0378-5955"],
            "host_organization": "https://openalex.org/P3",
            "host_organization_name": "Wickmere Press",
        },
    },
    "locations": [{"pdf_url": "http://lamps.example/7.pdf"}],
    "open_access": {"is_oa": True, "oa_status": "gold", "oa_url": "http://lamps.example/7.pdf"},
    "authorships": [
        {
            "author": {
                "id": "https://openalex.org/A4",
                "display_name": "Ada Moss",
                "orcid": "https://orcid.org/0000-0002-1825-0097",
            },
            "institutions": [{"display_name": "Fen College", "ror": "https://ror.org/04wfr2810"}],
            "raw_affiliation_strings": ["Fen College, Wickmere"],
        }
    ],
    "funders": [{"id": "https://openalex.org/F5", "display_name": "Lamp Council"}],
    "grants": [
        {
            "funder": "https://openalex.org/F5",
            "funder_display_name": "Lamp Council",
            "award_id": "ES/Z000001/1",
        }
    ],
    "biblio": {"volume": "7", "issue": "2", "first_page": "101", "last_page": "119"},
    "keywords": [{"id": "https://openalex.org/keywords/lamp", "display_name": "Lamp"}],
    "topics": [{"display_name": "Stairs"}],
    "primary_topic": {"display_name": "Stairs"},
    "referenced_works": ["https://openalex.org/W9"],
    "abstract_inverted_index": {"lamps.": [2], "We": [0], "counted": [1], "Twice.": [3]},
    "cited_by_count": 0,
}


def read(value: Any) -> Reading:
    return reader.read(Document(json.dumps(value).encode(), "lamps.json"))


def openalex(value: str) -> Identifier:
    return Identifier(scheme="openalex", value=value)


def test_reads_a_work_in_full() -> None:
    orcid = Identifier(scheme="orcid", value="0000-0002-1825-0097")
    expected = Record(
        key="10.5072/lamps.7",
        kind=Kind.PUBLICATION,
        title="Lamps on the stairs",
        subtype="Article",
        identifiers=(
            Identifier(scheme="doi", value="10.5072/lamps.7"),
            Identifier(scheme="pmid", value="123"),
            openalex("W1"),
            Identifier(scheme="issn", value="0378-5955"),
        ),
        description=(Section(name="abstract", text="We counted lamps. Twice."),),
        contributions=(
            Contribution(
                agent=Agent.person("Ada Moss", identifiers=(orcid, openalex("A4"))),
                role=Role.AUTHOR,
                affiliation="Fen College, Wickmere",
            ),
            Contribution(
                agent=Agent.organisation("Wickmere Press", identifiers=(openalex("P3"),)),
                role=Role.PUBLISHER,
            ),
            Contribution(
                agent=Agent.organisation("Lamp Council", identifiers=(openalex("F5"),)),
                role=Role.FUNDER,
            ),
        ),
        keywords=("Lamp",),
        subjects=("Stairs",),
        published="2031-04-09",
        language="en",
        access="open access (gold)",
        licence="cc-by",
        container="Journal of Dim Places",
        volume="7",
        issue="2",
        pages="101-119",
        urls=("http://lamps.example/7.pdf",),
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme="award", value="ES/Z000001/1")),
                quote="Lamp Council, ES/Z000001/1",
                term="grants",
            ),
        ),
        fulltext=FullText(
            references=(
                Reference(
                    raw="https://openalex.org/W9",
                    url="https://openalex.org/W9",
                    identifiers=(openalex("W9"),),
                ),
            )
        ),
        extra={
            "cited_by_count": 0,
            "ids": {"mag": "99"},
            "primary_location": {"source": {"id": "https://openalex.org/S2"}},
            "authorships": {"institutions": [{
                "display_name": "Fen College", "ror": "https://ror.org/04wfr2810"
            }]},
            "keywords": {"id": "https://openalex.org/keywords/lamp"},
        },
    )  # fmt: skip
    assert read(FULL) == Reading(records=(expected,))


@pytest.mark.parametrize("wrapped", [[FULL], {"meta": {"count": 1}, "results": [FULL]}])
def test_works_come_alone_and_in_lists(wrapped: Any) -> None:
    assert read(wrapped) == read(FULL)
    assert choose(Document(json.dumps(wrapped).encode(), "x")).name == "openalex"


def test_works_come_one_to_a_line() -> None:
    other = json.dumps(FULL | {"doi": None, "ids": {}, "id": "https://openalex.org/W7"})
    reading = reader.read(Document(f"{json.dumps(FULL)}\n{other}\n".encode(), "works.jsonl"))
    assert [record.key for record in reading.records] == ["10.5072/lamps.7", "W7"]


def test_newer_awards_are_links_too() -> None:
    work = {"title": "Lamps", "awards": [{"funder_award_id": "LC 7", "funder_display_name": "LC"}]}
    (record,) = read(work).records
    assert [str(one.target.identifier) for one in record.relations] == ["LC 7"]


@pytest.mark.parametrize(
    ("type", "kind", "subtype"),
    [
        ("dissertation", Kind.THESIS, "Dissertation"),
        ("dataset", Kind.DATASET, "Dataset"),
        ("book-chapter", Kind.PUBLICATION, "Book chapter"),
        ("other", Kind.PUBLICATION, None),
    ],
)
def test_types_are_kinds(type: str, kind: Kind, subtype: str | None) -> None:
    (record,) = read({"title": "Lamps", "type": type}).records
    assert (record.kind, record.subtype) == (kind, subtype)


@pytest.mark.parametrize(
    ("index", "text"),
    [
        ({"lamps": [1, 3], "We": [0], "and": [2]}, "We lamps and lamps"),
        ({"odd": "0", "word": [None, 4]}, "word"),
        ({}, None),
        ([], None),
    ],
)
def test_an_abstract_is_put_together(index: Any, text: str | None) -> None:
    assert restored(index) == text


def test_what_is_no_work_is_left_out_with_a_notice() -> None:
    reading = read([FULL, "text", {"volume": "3"}])
    assert len(reading.records) == 1
    assert [notice.place for notice in reading.notices] == ["work 2", "work 3"]
    with pytest.raises(BrokenDocument, match="holds no work that can be read"):
        read({"results": []})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*FULL, "display_name", "source"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*FULL]), _JSON))
def test_no_shape_of_values_breaks_it(work: dict[str, Any]) -> None:
    assert read([FULL, work]).records


# Key, kind and number of cited works in each real recording.
REAL = {
    "test_dissertation.yaml": ("10.14264/uql.2020.791", Kind.THESIS, 245),
    "test_doi_with_data_citation.yaml": ("10.7554/elife.01567", Kind.PUBLICATION, 29),
    "test_get_openalex.yaml": ("10.1017/9781108348843", Kind.PUBLICATION, 107),
}


@pytest.mark.parametrize("name", REAL)
def test_reads_the_real_recordings(shared: Path, name: str) -> None:
    (document,) = bodies(shared / "data" / "metadata" / "openalex" / name)
    assert choose(document) is reader
    (record,) = reader.read(document).records
    assert record.fulltext
    assert (record.key, record.kind, len(record.fulltext.references)) == REAL[name]
    assert record.abstract
