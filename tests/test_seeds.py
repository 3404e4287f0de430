"""The five documents that started Clew, all the way: read, kept, joined, found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import clew
from clew.app import Clew
from clew.errors import ClewError
from clew.model import Kind, LinkState, LinkType, Record

DATASET = "10.5255/UKDA-SN-853630"
FIRST, SECOND = "ES/N012453/1", "ES/N012453/2"


@pytest.fixture(scope="module")
def library(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clew]:
    """Return a catalogue of the seeds, and of nothing else, without vectors."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLEW_CACHE", str(tmp_path_factory.mktemp("cache")))
        with clew.open(tmp_path_factory.mktemp("home")) as catalogue:
            added = catalogue.add(str(seeds))
            assert [report.error for report in added if report.error] == []
            yield catalogue


def record(library: Clew, name: str) -> Record:
    (held,) = library.get(name).held
    return held.record


def only(library: Clew, kind: Kind) -> Record:
    numbers = library.catalogue.resources.changed_since(0)
    (one,) = [r for r in library.catalogue.resources.many(numbers) if r.kind == kind]
    return one.records[0]


def test_the_dataset(library: Clew) -> None:
    dataset = record(library, DATASET)
    assert dataset.kind == Kind.DATASET
    assert dataset.title is not None
    assert dataset.title.endswith("2017-2018")
    assert "\n" not in dataset.title
    assert len(dataset.keywords) == 5
    assert str(dataset.period) == "2017-08-01/2018-11-16"
    assert [one.name for one in dataset.catalogues] == ["UK Data Service"]
    assert [(c.role, c.agent.name) for c in dataset.contributions] == [
        ("sponsor", "Economic and Social Research Council")
    ]
    (description,) = dataset.description
    assert description.text.startswith("This was an ethnographic study")
    assert description.text.endswith("theoretical insights and understandings of practice.")


@pytest.mark.parametrize("name", ["SN 853630", "853630", "sn853630"])
def test_the_dataset_by_its_number(library: Clew, name: str) -> None:
    assert library.get(name) == library.get(DATASET)
    assert library.thread(name).root == library.get(DATASET).slug


def test_the_award(library: Clew) -> None:
    award = record(library, FIRST)
    assert (award.kind, str(award.amount)) == (Kind.AWARD, "GBP 536,196")
    assert str(award.period) == "2016-09-01/2017-07-31"
    lead = next(c for c in award.contributions if c.role == "lead organisation")
    assert (lead.agent.name, lead.department) == (
        "University of Nottingham",
        "Sch of Sociology & Social Policy",
    )
    assert [section.name for section in award.description] == ["abstract", "planned impact"]


def test_its_transfer(library: Clew) -> None:
    transfer = record(library, SECOND)
    assert str(transfer.amount) == "GBP 375,520"
    assert str(transfer.period) == "2017-08-01/2018-11-16"
    (relation,) = transfer.relations
    assert (relation.type, relation.term) == (LinkType.TRANSFER_OF, "Transfer")


def test_the_course(library: Clew) -> None:
    course = only(library, Kind.COURSE)
    assert course.title == "Performing child protection practice and managing dilemma"
    assert course.subtitle is not None
    assert course.subtitle.startswith("Managing and supervising social workers")
    assert course.fulltext is not None
    (book,) = course.fulltext.references
    assert (book.title, book.publisher, book.year) == (
        "Child Protection Practice",
        "Palgrave",
        "2011",
    )
    assert len(course.testimonials) == 2


def test_the_second_dataset(library: Clew) -> None:
    dataset = record(library, "10.5255/UKDA-SN-856152")
    assert len(dataset.keywords) == 11
    assert str(dataset.period) == "2021-03-01/2022-08-01"


def test_the_thesis(library: Clew) -> None:
    thesis = only(library, Kind.THESIS)
    names = {
        str(contribution.role): contribution.agent.name for contribution in thesis.contributions
    }
    assert names["author"] == "Andrew James Quin"
    assert names["awarding institution"] == "Anglia Ruskin University"
    assert (thesis.degree, thesis.published) == ("Doctor of Philosophy", "2015-09")
    assert len(thesis.keywords) == 4
    text = thesis.fulltext
    assert text is not None
    assert (len(text.contents), len(text.figures), len(text.tables)) == (9, 22, 15)
    (fourteenth,) = [table for table in text.tables if table.number == "14"]
    assert (len(fourteenth.header), len(fourteenth.rows)) == (5, 60)
    years = [r.year for r in text.references if r.authors and r.authors[0].family == "Ferguson"]
    assert {"2004", "2008", "2009"} <= set(years)


def test_the_thread_of_the_dataset_holds_the_award_and_its_transfer(library: Clew) -> None:
    thread = library.thread(DATASET)
    names = {name for bead in thread.beads for name in bead.identifiers}
    assert {FIRST, SECOND, DATASET} <= names
    assert all(link.evidence and link.evidence[0].reason for link in thread.links)
    dataset, transfer = library.get(DATASET).slug, library.get(SECOND).slug
    (funding,) = [k for k in thread.links if k.subject == dataset and k.object == transfer]
    assert (funding.type, funding.state) == (LinkType.FUNDED_BY, LinkState.SUGGESTED)
    stated = [k for k in thread.links if k.type == LinkType.TRANSFER_OF]
    assert [k.state for k in stated] == [LinkState.STATED]


def test_home_visits(library: Clew) -> None:
    hits = library.search("home visits resistant parents", limit=5).hits
    assert "course" in {hit.kind for hit in hits}
    (thesis,) = [hit for hit in hits if hit.kind == "thesis"]
    assert thesis.passages
    assert all(passage.place for passage in thesis.passages)


def test_the_rule_of_optimism(library: Clew) -> None:
    found = {hit.id for hit in library.search('"rule of optimism"').hits}
    assert {library.get(DATASET).slug, library.get(FIRST).slug} <= found


def test_by_meaning_as_well(library: Clew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLEW_CACHE")
    with clew.open(library.home.folder) as again:
        try:
            again.embed()
        except ClewError as error:
            pytest.skip(f"no encoder here: {error.message}")
        answer = again.search("home visits resistant parents", limit=5)
        assert answer.mode == "words and meaning"
        assert {"course", "thesis"} <= {hit.kind for hit in answer.hits}
        assert again.embed() == 0


def test_adding_them_again_changes_nothing(library: Clew, seeds: Path) -> None:
    before = library.catalogue.fingerprint()
    assert {str(added.status) for added in library.add(str(seeds))} == {"unchanged"}
    assert library.catalogue.fingerprint() == before
