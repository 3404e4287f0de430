"""One number for all that a catalogue says, whatever the days and batches it was told in."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest

from clew.catalogue import Catalogue
from clew.linking import Receipt, Weaver
from clew.model import (
    Agent,
    Contribution,
    FullText,
    Identifier,
    Kind,
    LinkType,
    Passage,
    Reading,
    Record,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
)

DOI = Identifier(scheme=Scheme.DOI, value="10.5555/tea")
TEA = Record(
    key="tea",
    kind=Kind.DATASET,
    title="Tea",
    identifiers=(DOI,),
    contributions=(Contribution(agent=Agent.person("Ada Mbeki"), role=Role.CREATOR),),
    fulltext=FullText(passages=(Passage(text="We sat down.", start=0, end=12),)),
)
PAPER = Record(
    key="paper",
    kind=Kind.PUBLICATION,
    title="Of tea",
    relations=(Relation(type=LinkType.BASED_ON, target=Target(identifier=DOI), quote="data"),),
)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Catalogue]:
    made = Catalogue(tmp_path / "other.db")
    yield made
    made.close()


def bring(
    catalogue: Catalogue, record: Record, day: int = 1, source: str = "files", at: str = ""
) -> None:
    """Weave one record in, on a day of January."""
    with catalogue.transaction():
        now = f"2026-01-{day:02}T00:00:00+00:00"
        document = catalogue.documents.keep(BytesIO(repr(record).encode()), None, now)
        receipt = Receipt(source, at or record.key, document, "test 1", now)
        Weaver(catalogue).weave(receipt, Reading(records=(record,)))


def test_an_empty_catalogue_says_what_any_empty_one_says(
    catalogue: Catalogue, other: Catalogue
) -> None:
    assert catalogue.fingerprint() == other.fingerprint()
    assert len(catalogue.fingerprint()) == 64


def test_neither_days_nor_numbers_matter(catalogue: Catalogue, other: Catalogue) -> None:
    for day, record in enumerate((TEA, PAPER), 1):
        bring(catalogue, record, day)
    with other.transaction():
        pass  # a revision more
    for record in (TEA, PAPER):
        bring(other, record, 28)
    assert catalogue.revision != other.revision
    assert catalogue.fingerprint() == other.fingerprint()


def test_the_order_of_arrival_does_not_matter_to_what_is_said(
    catalogue: Catalogue, other: Catalogue
) -> None:
    for record in (TEA, PAPER):
        bring(catalogue, record)
    for record in (PAPER, TEA):
        bring(other, record)
    assert catalogue.fingerprint() == other.fingerprint()


def test_looking_does_not_change_it(catalogue: Catalogue) -> None:
    bring(catalogue, TEA)
    before = catalogue.fingerprint()
    catalogue.resources.get("tea")
    catalogue.counts()
    assert catalogue.fingerprint() == before


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Coffee"},
        {"identifiers": ()},
        {"kind": Kind.THESIS},
        {"contributions": ()},
        {"description": (Section(name="abstract", text="Warm."),)},
        {"fulltext": FullText(passages=(Passage(text="We stood.", start=0, end=9),))},
        {"extra": {"colour": "brown"}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_anything_that_is_said_differently_changes_it(
    catalogue: Catalogue, other: Catalogue, change: dict[str, Any]
) -> None:
    bring(catalogue, TEA)
    bring(other, msgspec.structs.replace(TEA, **change))
    assert catalogue.fingerprint() != other.fingerprint()


def test_who_says_it_matters(catalogue: Catalogue, other: Catalogue) -> None:
    bring(catalogue, TEA)
    bring(other, TEA, source="archive")
    assert catalogue.fingerprint() != other.fingerprint()


def test_where_it_is_said_matters(catalogue: Catalogue, other: Catalogue) -> None:
    bring(catalogue, TEA)
    bring(other, TEA, at="elsewhere")
    assert catalogue.fingerprint() != other.fingerprint()


def test_a_link_is_part_of_what_is_said(catalogue: Catalogue, other: Catalogue) -> None:
    for record in (TEA, PAPER):
        bring(catalogue, record)
    for record in (TEA, msgspec.structs.replace(PAPER, relations=())):
        bring(other, record)
    assert catalogue.counts()["links"] == other.counts()["links"] + 1
    assert catalogue.fingerprint() != other.fingerprint()


def test_a_failure_is_part_of_what_is_said(catalogue: Catalogue, other: Catalogue) -> None:
    prints = []
    for one, error in ((catalogue, "It is broken."), (other, "It is wet.")):
        document = one.documents.keep(BytesIO(b"x"), None, "2026-01-01")
        one.places.note("files", "x", document, "2026-01-01", error=error)
        prints.append(one.fingerprint())
    assert prints[0] != prints[1]


def test_a_history_is_part_of_what_is_said(catalogue: Catalogue, other: Catalogue) -> None:
    bring(catalogue, TEA)
    bring(other, msgspec.structs.replace(TEA, extra={"colour": "brown"}))
    bring(other, TEA)
    assert catalogue.resources.get("tea").records == other.resources.get("tea").records
    assert catalogue.fingerprint() != other.fingerprint()
