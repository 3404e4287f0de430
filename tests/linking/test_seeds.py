"""The five documents that started it all: one study's thread, and what only seems to belong."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import clew
from clew.catalogue import Catalogue
from clew.linking import link, thread
from clew.model import LinkState

# By the beginnings of their ids: two to Harry Ferguson, one each to Iain and Eamonn.
AWARDS = ("0D56B872", "558365E8", "0D951B23", "30AA3C56")
COURSE = "performing-child-protection-practice-and-managing-dilemma"
LIQUID = "liquid-social-work-welfare-interventions-as-mobile-practices"
PERFORMING = "performing-child-protection-home-visiting-movement-and-the-struggle-to-reach-the"
DATA, OTHER = "10.5255/UKDA-SN-853630", "10.5255/UKDA-SN-856152"


@pytest.fixture(scope="module")
def study(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[clew.Clew]:
    with clew.open(tmp_path_factory.mktemp("seeds") / "home") as opened:
        opened.add(str(seeds))
        link(opened.catalogue)
        yield opened


def between(study: clew.Clew, one: str, other: str) -> list[tuple[str, str, list[str]]]:
    """Return (type, state, reasons) of the links between two things."""
    ends = {study.get(one).slug, study.get(other).slug}
    found = study.catalogue.links.of([study.get(one).number])
    return [
        (link.type, link.state, [e.reason for e in link.evidence])
        for link in found
        if {link.subject, link.object} == ends
    ]


def test_award_transfer_and_dataset_are_one_thread(study: clew.Clew) -> None:
    stated = between(study, "ES/N012453/2", "ES/N012453/1")
    assert ("transfer-of", "stated") in [link[:2] for link in stated]
    ((kind, state, (reason,)),) = between(study, DATA, "ES/N012453/2")
    assert (kind, state) == ("funded-by", "suggested")
    assert "2017-08-01" in reason


def test_the_course_and_the_thesis_join_by_suggested_links_only(study: clew.Clew) -> None:
    whole = {bead.id: bead.kind for bead in thread(study.catalogue, DATA).beads}
    assert {"thesis", "course"} <= set(whole.values())
    certain = thread(study.catalogue, DATA, min_confidence=1.01)
    kinds = {bead.kind for bead in certain.beads}
    assert not {"thesis", "course"} & kinds


def test_each_suggestion_says_what_speaks_for_it(study: clew.Clew) -> None:
    found = thread(study.catalogue, DATA).links
    reasons = {
        evidence.rule: evidence
        for one in found
        if one.state == LinkState.SUGGESTED
        for evidence in one.evidence
    }
    assert "(Ferguson 2011)" in (reasons["title-in-sentence"].quote or "")
    assert "without its author" in reasons["title-in-sentence"].reason
    assert "performing child protection" in reasons["title-taken-up"].reason
    years = {
        study.get(one.object).records[0].published
        for one in study.catalogue.links.of([study.get(DATA).number])
        if one.type == "related-to"
    }
    assert {"2008", "2009"} <= years


def reasons(study: clew.Clew, one: str, type: str, other: str) -> str:
    """Return what speaks for a link, its quotations too."""
    links = thread(study.catalogue, DATA).links
    (found,) = (k for k in links if (k.subject, k.type, k.object) == (one, type, other))
    assert found.state == LinkState.SUGGESTED
    return " ".join(f"{one.reason} {one.quote}" for one in found.evidence)


def test_the_period_of_the_dataset_begins_on_the_day_of_the_second_award(study: clew.Clew) -> None:
    dataset, award = (study.get(name).records[0].period for name in (DATA, "ES/N012453/2"))
    assert dataset is not None
    assert award is not None
    assert dataset.start == award.start == "2017-08-01"
    said = reasons(study, study.get(DATA).slug, "funded-by", study.get("ES/N012453/2").slug)
    assert "its period 2017-08-01/2018-11-16 is the award's to the day" in said


def test_the_course_s_own_book_and_the_words_of_the_dataset(study: clew.Clew) -> None:
    book, course = "child-protection-practice", COURSE
    said = reasons(study, study.get(DATA).slug, "cites", book)
    assert "“Ferguson 2011”: the one work of 2011" in said
    assert "(Ferguson 2011)" in said
    taught = [link.object for link in study.catalogue.links.of([study.get(course).number])]
    assert book in taught


def test_the_thesis_s_works_of_2008_and_2009(study: clew.Clew) -> None:
    thesis = next(bead.id for bead in thread(study.catalogue, DATA).beads if bead.kind == "thesis")
    cited = {link.object for link in study.catalogue.links.of([study.get(thesis).number])}
    for work, year in ((LIQUID, "2008"), (PERFORMING, "2009")):
        assert study.get(work).records[0].published == year
        assert work in cited
        said = reasons(study, study.get(DATA).slug, "related-to", work)
        assert "The text builds on Ferguson (2011); this is by a Ferguson too" in said


def test_the_course_s_title_and_the_article_of_2009(study: clew.Clew) -> None:
    said = reasons(study, COURSE, "teaches", PERFORMING)
    assert "begins with “performing child protection”, the main title of H. Ferguson 2009" in said


def test_a_thread_holds_what_was_described_and_what_joins_it(study: clew.Clew) -> None:
    whole = thread(study.catalogue, DATA)
    kinds = [str(bead.kind) for bead in whole.beads]
    assert [kinds.count(kind) for kind in ("award", "dataset", "thesis", "course")] == [2, 1, 1, 1]
    # The bibliography of the thesis has some 400 works; those that join nothing are counted.
    assert len(kinds) < 25
    assert whole.left_out > 350


def test_nothing_but_topic_joins_the_later_dataset(study: clew.Clew) -> None:
    assert study.get(OTHER).slug not in {b.id for b in thread(study.catalogue, DATA).beads}


@pytest.fixture(scope="module")
def with_awards(
    seeds: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Catalogue]:
    """Open a catalogue of the seeds and of awards to three people called Ferguson."""
    folder = tmp_path_factory.mktemp("awards")
    left = set(AWARDS)
    with tarfile.open(shared / "data/metadata/gtr/gtr-2018-projects.tar.xz") as tar:
        for member in tar:
            content = tar.extractfile(member) if member.name[:8] in left else None
            if content:
                (folder / Path(member.name).name).write_bytes(content.read())
                left.remove(member.name[:8])
            if not left:
                break
    with clew.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add(str(seeds), str(folder))
        link(opened.catalogue)
        yield opened.catalogue


def test_one_person_across_awards_publications_and_citations(with_awards: Catalogue) -> None:
    harry = with_awards.resources.get("harry-ferguson")
    assert {held.record.label for held in harry.held} == {"Harry Ferguson"}
    assert len(harry.held) == 2
    made = [one for one in with_awards.links.of([harry.number]) if one.subject == harry.slug]
    awards = {with_awards.resources.number(f"ES/N012453/{part}") for part in (1, 2)}
    leads = {with_awards.resources.number(one.object) for one in made if one.type == "leads"}
    assert leads == awards
    wrote = {
        (one.evidence[0].rule, with_awards.resources.get(one.object).records[0].published)
        for one in made
        if one.type == "author-of"
    }
    assert ("author-on-subject", "2008") in wrote
    assert ("author-on-subject", "2009") in wrote


def test_other_fergusons_are_other_people(with_awards: Catalogue) -> None:
    people = {"harry-ferguson", "iain-ferguson", "eamonn-ferguson"}
    numbers = {with_awards.resources.number(name) for name in people}
    assert len(numbers) == 3
    written = [
        {one.object for one in with_awards.links.of([n]) if one.type == "author-of"}
        for n in sorted(numbers)
    ]
    assert sum(map(len, written)) == len(set().union(*written))
