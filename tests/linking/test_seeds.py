"""The five documents that started it all: one study's thread, and what only seems to belong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import clew
from clew.linking import link, thread
from clew.model import LinkState

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
    assert "(Ferguson 2011)" in (reasons["author-year"].quote or "")
    assert "without its author" in reasons["author-year"].reason
    assert "performing child protection" in reasons["title-taken-up"].reason
    years = {
        study.get(one.object).records[0].published
        for one in study.catalogue.links.of([study.get(DATA).number])
        if one.type == "related-to"
    }
    assert {"2008", "2009"} <= years


def test_nothing_but_topic_joins_the_later_dataset(study: clew.Clew) -> None:
    assert study.get(OTHER).slug not in {b.id for b in thread(study.catalogue, DATA).beads}
