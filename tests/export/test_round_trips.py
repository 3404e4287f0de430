"""What is written in a format is read back as it was, by Clew's own reader of the format."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from export.things import SUBTYPES, read_back, records, said, whole_name
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clew.export import choose
from clew.export.registry import WORKS
from clew.model import (
    Document,
    Identifier,
    Kind,
    LinkType,
    Record,
    Relation,
    Role,
    Scheme,
    Target,
)
from clew.readers import registry

READERS = {
    "jsonld": "json-ld",
    "ris": "ris",
    "bibtex": "bibtex",
    "csl-json": "csl-json",
    "datacite-json": "datacite-json",
    "datacite": "datacite-xml",
    "dublin-core": "dublin-core",
    "mods": "mods",
    "ddi": "ddi-codebook",
    "dcat": "dcat",
    "dcat-jsonld": "dcat",
    "croissant": "croissant",
}
CASES = [
    (name, kind) for name in READERS for kind in sorted(choose(name).kinds & WORKS & set(SUBTYPES))
]
MAKERS = (Role.AUTHOR, Role.CREATOR)
QUICKLY = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate),
)


@pytest.mark.parametrize(("name", "kind"), CASES)
@given(data=st.data())
@QUICKLY
def test_what_a_format_keeps_comes_back(name: str, kind: Kind, data: st.DataObject) -> None:
    record = data.draw(records(kind))
    one = choose(name)
    back = read_back(one.render(record), READERS[name])
    fields = sorted(one.keeps)
    if "keywords" not in one.keeps:
        # Formats with one sort of subject have no other place for keywords.
        record = msgspec.structs.replace(record, subjects=record.keywords)
    assert _told(back, name, fields) == _told(record, name, fields)
    assert record.identifiers[0] in back.identifiers
    assert said(back, "description") == said(record, "description")
    if not name.startswith("dcat"):
        assert _makers(back) == _makers(record)


@pytest.mark.parametrize("name", READERS)
def test_a_reader_recognises_what_we_write(name: str, dataset: Record) -> None:
    document = Document(choose(name).render(dataset).encode(), "there.and.back")
    assert registry.choose(document).name == READERS[name]


def _makers(record: Record) -> list[str]:
    return [whole_name(part.agent) for part in record.contributions if part.role in MAKERS]


def _told(record: Record, name: str, fields: list[str]) -> dict[str, Any]:
    told = said(record, *fields)
    if not name.startswith("dcat"):
        return told
    # The values of a property in RDF have no order.
    return {n: sorted(v, key=str) if isinstance(v, list) else v for n, v in told.items()}


AWARD = Identifier(scheme=Scheme.AWARD, value="ES/N012453/1")
ORCID = Identifier(scheme=Scheme.ORCID, value="0000-0002-1825-0097")


@pytest.mark.parametrize("name", ["jsonld", "datacite", "datacite-json", "mods", "ddi"])
def test_an_award_and_a_researcher_come_back_by_their_numbers(name: str, dataset: Record) -> None:
    relations = (
        Relation(type=LinkType.FUNDED_BY, target=Target(identifier=AWARD), quote="ES/N012453/1"),
    )
    record = msgspec.structs.replace(dataset, relations=relations)
    back = read_back(choose(name).render(record), READERS[name])
    funded = [one for one in back.relations if one.type == LinkType.FUNDED_BY]
    assert [one.target.identifier for one in funded] == [AWARD]
    first = next(part for part in back.contributions if part.role == Role.CREATOR)
    assert first.agent.identifiers == (ORCID,)
    assert first.affiliation == "University of Wexmoor"


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("jsonld", {LinkType.CITES, LinkType.BASED_ON, LinkType.PART_OF, LinkType.VERSION_OF}),
        ("datacite", {LinkType.CITES, LinkType.BASED_ON, LinkType.PART_OF, LinkType.VERSION_OF}),
        ("datacite-json", {LinkType.CITES, LinkType.BASED_ON, LinkType.CONTINUES}),
        ("mods", {LinkType.CITES, LinkType.VERSION_OF, LinkType.CONTINUES}),
        ("dcat", {LinkType.CITES, LinkType.BASED_ON, LinkType.PART_OF, LinkType.VERSION_OF}),
    ],
)
@pytest.mark.parametrize("inverse", [False, True])
def test_links_come_back_with_type_and_direction(
    name: str, types: set[LinkType], inverse: bool
) -> None:
    for number, type in enumerate(sorted(types)):
        if (name, type, inverse) in _ONE_WAY:
            continue
        target = Identifier(scheme=Scheme.DOI, value=f"10.9999/other.{number}")
        relation = Relation(
            type=type, target=Target(identifier=target), quote="so", inverse=inverse
        )
        record = Record(key="k", kind=Kind.DATASET, title="Doors", relations=(relation,))
        back = read_back(choose(name).render(record), READERS[name])
        assert [(one.type, one.inverse, one.target.identifier) for one in back.relations] == [
            (type, inverse, target)
        ]


# schema.org has no word for what is based on a thing, MODS none for the later of two versions.
_ONE_WAY = {
    ("jsonld", LinkType.BASED_ON, True),
    ("jsonld", LinkType.CITES, True),
    ("mods", LinkType.VERSION_OF, True),
}
