"""Products and grants of SKG-IF. All are invented, save those read from the real files."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import UnknownFormat
from clew.model import (
    Agent,
    Contribution,
    Design,
    Document,
    Identifier,
    Kind,
    LinkType,
    Money,
    Period,
    Reading,
    Record,
    Relation,
    Role,
    Section,
    Target,
)
from clew.readers.registry import choose
from clew.readers.skg_if import reader

PRODUCT: dict[str, Any] = {
    "local_identifier": "https://lamps.example/1",
    "entity_type": "product",
    "product_type": "research data",
    "identifiers": [
        {"scheme": "doi", "value": "10.5072/LAMPS.1"},
        {"scheme": "FEN", "value": "7"},
    ],
    "titles": {"en": ["Lamps on the stairs"], "cy": ["Lampau ar y grisiau"]},
    "abstracts": {"en": ["We counted lamps."]},
    "topics": [{"term": {"entity_type": "topic", "labels": {"cy": "Grisiau", "en": "Stairs"}}}],
    "contributions": [
        {
            "by": "https://orcid.org/0000-0002-1825-0097",
            "declared_affiliations": [{"entity_type": "organisation", "name": "Fen College"}],
            "role": "author",
        }
    ],
    "manifestations": [
        {
            "dates": {"publication": ["2031-04-09"], "collected": ["2030-06-01", "2030-05-01"]},
            "access_rights": {"status": "restricted", "description": "Ask first."},
            "biblio": {"hosting_data_source": {"entity_type": "datasource", "name": "Lampbase"}},
        }
    ],
    "funding": [
        {
            "entity_type": "grant",
            "grant_number": "ES/Z000001/1",
            "funding_agency": {"entity_type": "organisation", "name": "Lamp Council"},
        }
    ],
    "related_products": {"cites": ["https://doi.org/10.5072/dim"], "is_odd_to": ["x"]},
}
PERSON = {
    "local_identifier": "https://orcid.org/0000-0002-1825-0097",
    "entity_type": "person",
    "identifiers": [{"scheme": "orcid", "value": "0000-0002-1825-0097"}],
    "name": "Moss, Ada",
}
GRANT = {
    "local_identifier": "g1",
    "entity_type": "grant",
    "grant_number": "ES/Z000001/1",
    "titles": {"en": "Counting lamps"},
    "duration": {"start": "2029-01-01", "end": "2030-12-31"},
    "funded_amount": 120500,
    "currency": "GBP",
    "funding_agency": {"entity_type": "organisation", "name": "Lamp Council"},
}


def graph(*entities: Any) -> dict[str, Any]:
    return {"@context": ["https://w3id.org/skg-if/context/1.1.0/skg-if.json"], "@graph": entities}


def read(value: Any) -> Reading:
    return reader.read(Document(json.dumps(value).encode(), "lamps.jsonld"))


def test_reads_a_product_in_full() -> None:
    ada = Agent.person(
        "Moss, Ada",
        given="Ada",
        family="Moss",
        identifiers=(Identifier(scheme="orcid", value="0000-0002-1825-0097"),),
    )
    expected = Record(
        key="10.5072/lamps.1",
        kind=Kind.DATASET,
        title="Lamps on the stairs",
        identifiers=(
            Identifier(scheme="doi", value="10.5072/lamps.1"),
            Identifier(scheme="local", value="FEN:7"),
        ),
        description=(Section(name="abstract", text="We counted lamps."),),
        contributions=(
            Contribution(agent=ada, role=Role.CREATOR, affiliation="Fen College"),
            Contribution(agent=Agent.organisation("Lampbase"), role=Role.DISTRIBUTOR),
        ),
        subjects=("Stairs",),
        published="2031-04-09",
        access="restricted: Ask first.",
        urls=("https://lamps.example/1",),
        design=Design(collected=Period(start="2030-05-01", end="2030-06-01")),
        relations=(
            Relation(
                type=LinkType.FUNDED_BY,
                target=Target(identifier=Identifier(scheme="award", value="ES/Z000001/1")),
                quote="Lamp Council, ES/Z000001/1",
                term="funding",
            ),
            Relation(
                type=LinkType.CITES,
                target=Target(identifier=Identifier(scheme="doi", value="10.5072/dim")),
                quote="https://doi.org/10.5072/dim",
                term="cites",
            ),
        ),
        extra={
            "topics": {"term": {"entity_type": "topic", "labels": {"cy": "Grisiau"}}},
            "contributions": {"declared_affiliations": {"entity_type": "organisation"}},
            "funding": {"entity_type": "grant", "funding_agency": {"entity_type": "organisation"}},
            "related_products": {"is_odd_to": ["x"]},
            "languages": {"cy": {"titles": ["Lampau ar y grisiau"]}},
        },
    )
    assert read(graph(PRODUCT, PERSON)) == Reading(records=(expected,))


def test_reads_a_grant() -> None:
    (record,) = read(graph(GRANT)).records
    assert (record.kind, record.title) == (Kind.AWARD, "Counting lamps")
    assert record.identifiers == (Identifier(scheme="award", value="ES/Z000001/1"),)
    assert record.amount == Money(amount=Decimal(120500), currency="GBP")
    assert record.period == Period(start="2029-01-01", end="2030-12-31")
    assert record.contributions == (
        Contribution(agent=Agent.organisation("Lamp Council"), role=Role.FUNDER),
    )


@pytest.mark.parametrize(
    ("type", "kind"),
    [
        ("literature", Kind.PUBLICATION),
        ("research software", Kind.SOFTWARE),
        ("other", Kind.PUBLICATION),
    ],
)
def test_types_are_kinds(type: str, kind: Kind) -> None:
    (record,) = read(graph(PRODUCT | {"product_type": type})).records
    assert record.kind == kind


def test_what_is_no_product_is_refused_or_left_out() -> None:
    with pytest.raises(UnknownFormat, match="is a graph of person: it describes neither products"):
        read(graph(PERSON))
    reading = read(graph(PRODUCT, {"entity_type": "product"}))
    assert [notice.place for notice in reading.notices] == ["product 2"]


def test_is_told_from_other_formats() -> None:
    assert choose(Document(json.dumps(graph(PRODUCT)).encode(), "x")) is reader
    assert reader.sniff(Document(b'{"@graph": [{"@type": "Dataset"}]}', "x")) == 0


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*PRODUCT, *GRANT, "by", "term", "labels", "value"]), inner
        )
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from([*PRODUCT, *GRANT]), _JSON))
def test_no_shape_of_values_breaks_it(values: dict[str, Any]) -> None:
    for type in ("product", "grant"):
        assert read(graph(PRODUCT, values | {"entity_type": type})).records


def test_reads_the_real_product_and_refuses_the_topics(shared: Path) -> None:
    folder = shared / "data" / "metadata" / "skg-if"
    document = Document((folder / "synthetic_product_example.jsonld").read_bytes(), "product")
    assert choose(document) is reader
    (record,) = reader.read(document).records
    assert Identifier(scheme="doi", value="10.60686/t-fsd3400") in record.identifiers
    assert record.extra["languages"]["fi"]["titles"]
    topics = Document((folder / "synthetic_topic_example.jsonld").read_bytes(), "topics")
    assert choose(topics) is reader
    with pytest.raises(UnknownFormat, match="is a graph of topic"):
        reader.read(topics)
