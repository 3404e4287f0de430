"""The invented corpus, all the way: three whole threads, and traps that stay apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import clew
from clew.app import Clew

CORPUS = Path(__file__).parents[1] / "examples" / "corpus"
ALL_KINDS = {"award", "dataset", "thesis", "publication", "course"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clew]:
    """Return a catalogue of the whole corpus."""
    with clew.open(tmp_path_factory.mktemp("home")) as catalogue:
        catalogue.add(str(CORPUS))
        yield catalogue


def test_everything_is_read(library: Clew) -> None:
    assert library.catalogue.places.failures() == []
    assert library.catalogue.counts()["documents"] == sum(p.is_file() for p in CORPUS.rglob("*"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ES/Z900017/1", "ES/Z900017/2"),
        ("ES/Z901234/1", "ES/Z901234/2"),
        ("ES/Z905553/1", "ES/Z905553/2"),
    ],
    ids=["doorstep", "night line", "kinship"],
)
def test_a_thread_is_whole(library: Clew, first: str, second: str) -> None:
    thread = library.thread(first, depth=5)
    assert {str(bead.kind) for bead in thread.beads} >= ALL_KINDS
    assert {library.get(first).slug, library.get(second).slug} <= {b.id for b in thread.beads}
    assert all(link.evidence for link in thread.links)


def test_two_catalogues_of_one_dataset_are_one(library: Clew) -> None:
    for number in ("10.5555/fdr.7733", "10.5555/NDA-SN-902210"):
        resource = library.get(number)
        assert len({held.location for held in resource.held}) >= 2, number


def test_one_title_is_not_one_thing(library: Clew) -> None:
    for pair in (
        ("ES/Z907708/1", "ES/Z908830/1"),
        ("10.5555/NDA-SN-900155", "10.5555/NDA-SN-903381"),
        ("10.5555/NDA-SN-902210", "10.5555/NDA-SN-902455"),
    ):
        assert library.get(pair[0]).slug != library.get(pair[1]).slug


def test_editions_and_chapters_are_things_of_their_own(library: Clew) -> None:
    hits = library.search("kin work money rooms and time", kind="publication").hits
    books = [hit.id for hit in hits if hit.title.startswith("Kin Work: Money")]
    assert len(books) == len(set(books)) >= 2


def test_a_namesake_award_stays_out_of_the_thread(library: Clew) -> None:
    thread = library.thread("ES/Z900017/1", depth=5)
    assert library.get("ES/Z911142/1").slug not in {bead.id for bead in thread.beads}
