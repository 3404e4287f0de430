"""Things joined in the open: whatever the order, and everything undone as if it had never been."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking.made import TITLE, bring, groups, links, name, record_at, slug, work
from support import Weave

from clew.catalogue import Catalogue
from clew.catalogue.log import replay
from clew.errors import LinkingError, NotFound
from clew.linking import Deciding, explain, link, thread
from clew.model import (
    Identifier,
    Kind,
    LinkState,
    LinkType,
    Record,
    Scheme,
)


def test_entries_of_one_work_are_joined(catalogue: Catalogue, weave: Weave) -> None:
    weave(work(), at="a")
    weave(work(TITLE.upper() + ".", "Samuel Okoro"), at="b")
    linked = link(catalogue)
    assert (linked.records, linked.pairs) == (2, 1)
    held = catalogue.resources.get(slug(catalogue, "a")).held
    assert [(h.location, h.joined_by) for h in held] == [
        ("a", None),
        (
            "b",
            "judged the same (+12.4 bits): Title, people, year and venue agree as far as stated.",
        ),
    ]
    assert link(catalogue) == (0, 0)


def test_a_catalogue_with_keys_of_an_earlier_version_is_compared_again(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    for places, schema, compared in (("ab", 10, 2), ("c", None, 3)):
        catalogue = Catalogue(path)
        for place in places:
            bring(catalogue, place, work())
        assert link(catalogue).records == compared
        catalogue.close()
        with sqlite3.connect(path) as connection:
            if schema:
                connection.execute("UPDATE keys SET key = key + 1")
                connection.execute("DROP TABLE crowded")
                connection.execute(f"PRAGMA user_version = {schema}")
            found = connection.execute("SELECT count(DISTINCT key), count(*) FROM keys").fetchone()
        connection.close()
    assert found == (14, 42)


def test_a_later_version_is_linked_not_joined(catalogue: Catalogue, weave: Weave) -> None:
    weave(work(published="2012", container="Stair Working Papers"), at="draft")
    weave(work(container="Journal of Close Practice"), at="article")
    link(catalogue)
    assert groups(catalogue) == {frozenset({"draft"}), frozenset({"article"})}
    assert links(catalogue) == {("article", "version-of", "draft", "suggested")}
    (found,) = thread(catalogue, slug(catalogue, "draft")).links
    assert found.confidence == 0.9
    assert [one.field for one in found.evidence[0].compared] == ["title", "people", "year", "venue"]
    assert thread(catalogue, slug(catalogue, "draft"), min_confidence=0.95).links == ()
    assert thread(catalogue, slug(catalogue, "draft"), types=[LinkType.CITES]).links == ()


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("The stair cohort and its homes, wave 1", "The stair cohort and its homes, wave 2"),
        ("The stair cohort of homes: sweep one", "The stair cohort of homes: sweep two"),
        (
            "The stair cohort: first visit to the homes",
            "The stair cohort: third visit to the homes",
        ),
        ("The stair cohort and its homes, wave b", "The stair cohort and its homes, wave c"),
        ("Survey of stairs and landings 2011/12", "Survey of stairs and landings 2013/14"),
    ],
    ids=["waves", "sweeps", "ordinals", "letters", "years"],
)
def test_waves_of_a_study_are_linked_not_joined(
    catalogue: Catalogue, weave: Weave, title: str, other: str
) -> None:
    weave(work(title, kind=Kind.DATASET, published="2012"), at="a")
    weave(work(other, kind=Kind.DATASET, published="2014"), at="b")
    link(catalogue)
    assert groups(catalogue) == {frozenset({"a"}), frozenset({"b"})}
    assert links(catalogue) == {("b", "about-the-same-study", "a", "suggested")}
    (found,) = thread(catalogue, slug(catalogue, "a")).links
    assert found.confidence == 0.8
    assert found.evidence[0].reason.endswith("waves of one study.")


def test_datasets_of_other_studies_are_no_waves(catalogue: Catalogue, weave: Weave) -> None:
    weave(work("The stair cohort and its homes, wave 1", kind=Kind.DATASET), at="a")
    weave(work("The porch cohort and its homes, wave 2", kind=Kind.DATASET), at="b")
    weave(work("The stair cohort and its homes, wave 2", "Lund A", kind=Kind.DATASET), at="c")
    weave(work("The stair cohort and its homes, wave 3"), at="publication")
    weave(work("Requests to the panel of stairs 031", kind=Kind.DATASET), at="d")
    weave(work("Requests to the panel of stairs 032", kind=Kind.DATASET), at="e")
    weave(work("Example dataset 1", kind=Kind.DATASET), at="f")
    weave(work("Example dataset 2", kind=Kind.DATASET), at="g")
    link(catalogue)
    assert "about-the-same-study" not in {type_ for _, type_, _, _ in links(catalogue)}


DOI, STUDY = name(Scheme.DOI, "10.5/a"), name(Scheme.UKDA, "999991")


def dataset(title: str, *identifiers: Identifier) -> Record:
    return Record(key="k", kind=Kind.DATASET, title=title, identifiers=identifiers)


BRIDGE = [
    (dataset("Stairs", DOI), "doi"),
    (dataset("Steps", STUDY), "ukda"),
    (dataset("Stairs and steps", DOI, STUDY), "both"),
]


@pytest.mark.parametrize("order", list(permutations(BRIDGE)))
def test_a_record_that_bridges_two_joins_them(
    catalogue: Catalogue, weave: Weave, order: tuple[tuple[Record, str], ...]
) -> None:
    for record, place in order:
        weave(record, at=place)
        link(catalogue)
    assert groups(catalogue) == {frozenset({"doi", "ukda", "both"})}


def test_the_id_of_a_joined_resource_leads_to_what_it_joined(
    catalogue: Catalogue, weave: Weave
) -> None:
    for record, place in BRIDGE:
        weave(record, at=place)
    link(catalogue)
    assert catalogue.resources.get("steps").slug == "stairs"


def test_different_identifiers_forbid_whatever_the_titles_say(
    catalogue: Catalogue, weave: Weave
) -> None:
    for value in ("10.5/a", "10.5/b"):
        weave(work(identifiers=(name(Scheme.DOI, value),)), at=value)
    link(catalogue)
    assert groups(catalogue) == {frozenset({"10.5/a"}), frozenset({"10.5/b"})}
    explained = explain(catalogue, slug(catalogue, "10.5/a"), slug(catalogue, "10.5/b"))
    assert not explained.joined
    assert explained.reasons[0] == "Their doi differ: 10.5/a and 10.5/b."
    with pytest.raises(LinkingError, match="different identifiers"):
        Deciding(catalogue, "Ada").join(slug(catalogue, "10.5/a"), slug(catalogue, "10.5/b"))


def test_a_split_is_obeyed_by_later_runs_and_can_be_undone(
    catalogue: Catalogue, weave: Weave
) -> None:
    for place in ("a", "b"):
        weave(work(), at=place)
    link(catalogue)
    before = snapshot(catalogue)
    decision = Deciding(catalogue, "Ada").split(record_at(catalogue, "b"), note="another edition")
    assert groups(catalogue) == {frozenset({"a"}), frozenset({"b"})}
    weave(work(TITLE + "!"), at="b")
    weave(work(TITLE + "!"), at="c")
    link(catalogue)
    assert frozenset({"a", "b"}) not in groups(catalogue)
    weave(at="c")
    weave(work(), at="b")
    link(catalogue)
    Deciding(catalogue, "Ben").undo(decision)
    assert snapshot(catalogue) == before
    assert [(d.verdict, d.made_by, d.note, d.undone_by) for d in catalogue.decisions.all()] == [
        ("split", "Ada", "another edition", "Ben")
    ]


def test_people_join_what_words_do_not(catalogue: Catalogue, weave: Weave) -> None:
    weave(work("Doorstep notes", "Okoro S"), at="a")
    weave(work("A second look at stairs", "Okoro S"), at="b")
    link(catalogue)
    before = snapshot(catalogue)
    deciding = Deciding(catalogue, "Ada")
    decision = deciding.join("doorstep-notes", "a-second-look-at-stairs")
    held = catalogue.resources.get("doorstep-notes").held
    assert [h.joined_by for h in held] == [None, "joined by a person (decision 1)"]
    deciding.undo(decision)
    assert snapshot(catalogue) == before
    with pytest.raises(NotFound):
        deciding.undo(decision)


def test_links_are_confirmed_rejected_and_left(catalogue: Catalogue, weave: Weave) -> None:
    weave(work(published="2012", container="Stair Working Papers"), at="draft")
    weave(work(container="Journal of Close Practice"), at="article")
    link(catalogue)
    deciding = Deciding(catalogue, "Ada")
    ends = slug(catalogue, "article"), LinkType.VERSION_OF, slug(catalogue, "draft")
    first = deciding.reject(*ends)
    assert thread(catalogue, ends[0]).links == ()
    second = deciding.confirm(*ends)
    assert {state for *_, state in links(catalogue)} == {LinkState.CONFIRMED}
    weave(work(container="Journal of Close Practice"), at="article")
    link(catalogue)
    assert {state for *_, state in links(catalogue)} == {LinkState.CONFIRMED}
    deciding.undo(second)
    assert {state for *_, state in links(catalogue)} == {LinkState.REJECTED}
    deciding.undo(first)
    assert {state for *_, state in links(catalogue)} == {LinkState.SUGGESTED}


def test_a_withdrawn_record_ties_nothing(catalogue: Catalogue, weave: Weave) -> None:
    for record, place in BRIDGE:
        weave(record, at=place)
    link(catalogue)
    weave(at="both")
    link(catalogue)
    assert groups(catalogue) == {frozenset({"doi"}), frozenset({"ukda"})}


def test_the_log_replayed_gives_the_groups(catalogue: Catalogue, weave: Weave) -> None:
    for record, place in BRIDGE:
        weave(record, at=place)
    link(catalogue)
    Deciding(catalogue, "Ada").split(record_at(catalogue, "ukda"))
    everything = list(catalogue.resources.many(catalogue.resources.changed_since(0)))
    now = {held.number: r.number for r in everything for held in r.held}
    homes = {m.number: m.home for m in catalogue.groups.members(now) if m.home is not None}
    entries = list(catalogue.log.entries())
    assert replay(homes, entries) == now
    assert [entry.action for entry in entries if entry.reason and "Ada" in entry.reason] == [
        "decided",
        "decided",
    ]


def snapshot(catalogue: Catalogue) -> object:
    everything = catalogue.resources.many(catalogue.resources.changed_since(0))
    held = {(r.slug, r.kind, tuple((h.location, h.joined_by) for h in r.held)) for r in everything}
    return held, links(catalogue)


TRAPS = ["Annual report", "Short notices", "Wave one of stairs", "Wave two of stairs"]
records = st.builds(
    work,
    title=st.sampled_from([TITLE, TITLE + ".", *TRAPS]),
    author=st.sampled_from(["Okoro S", "Samuel Okoro", "Moss A"]),
    published=st.sampled_from(["2012", "2014", None]),
    container=st.sampled_from(["Close Practice", "Stair Papers", None]),
    kind=st.sampled_from([Kind.PUBLICATION, Kind.DATASET]),
    identifiers=st.lists(
        st.sampled_from(
            [name(Scheme.DOI, "10.5/a"), name(Scheme.DOI, "10.5/b"), name(Scheme.UKDA, "999991")]
        ),
        max_size=1,
    ).map(tuple),
)


def brought(path: Path, some: list[tuple[int, Record]], *, each: bool) -> Catalogue:
    """Return a catalogue of records in a given order, linked after each or at the end."""
    path.unlink(missing_ok=True)
    catalogue = Catalogue(path)
    for place, record in some:
        bring(catalogue, str(place), record)
        if each:
            link(catalogue)
    link(catalogue)
    return catalogue


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("orders")
    return lambda name: folder / name


@settings(max_examples=25, deadline=None)
@given(st.lists(records, min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_the_same_input_in_any_order_gives_the_same_threads(
    scratch: Callable[[str], Path], some: list[Record], random: object
) -> None:
    numbered = list(enumerate(some))
    shuffled = sorted(numbered, key=lambda _: random.random())  # type: ignore[attr-defined]
    first = brought(scratch("one.db"), numbered, each=False)
    second = brought(scratch("two.db"), shuffled, each=True)
    assert groups(first) == groups(second)
    assert links(first) == links(second)
    for resource in first.resources.many(first.resources.changed_since(0)):
        values = [(i.scheme, i.value) for r in resource.records for i in r.identifiers]
        assert len(set(values)) == len({scheme for scheme, _ in values})
    for catalogue in (first, second):
        catalogue.close()


def test_a_catalogue_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    Catalogue(path).close()
    with sqlite3.connect(path) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    assert version >= 2


@pytest.mark.parametrize("collecting", [True, False])
def test_looking_for_cycles_goes_on_as_before(catalogue: Catalogue, collecting: bool) -> None:
    if not collecting:
        gc.disable()
    try:
        link(catalogue)
        assert gc.isenabled() == collecting
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("batch", "stretch", "stretches"), [(1, 1, 4), (1, 1, 2), (1, 3, 25), (2, 20, 25), (50, 1, 25)]
)
def test_it_makes_no_difference_how_many_are_compared_at_once(
    catalogue: Catalogue,
    weave: Weave,
    monkeypatch: pytest.MonkeyPatch,
    batch: int,
    stretch: int,
    stretches: int,
) -> None:
    monkeypatch.setattr("clew.linking.matching.scoring.Own.batch", batch)
    monkeypatch.setattr("clew.linking.linker.STRETCH", stretch)
    monkeypatch.setattr("clew.linking.linker.STRETCHES", stretches)
    weave(work(published="2012", container="Stair Working Papers"), at="draft")
    weave(work(container="Journal of Close Practice"), at="article")
    weave(work(TITLE.upper() + "."), at="again")
    weave(work("Kettles, and what they say of a house", "Ada Brim"), at="other")
    seen: list[int] = []
    assert link(catalogue, seen.append).records == 4
    assert seen == sorted(seen)
    assert seen[-1] == 4
    assert groups(catalogue) == {
        frozenset({"draft"}),
        frozenset({"article", "again"}),
        frozenset({"other"}),
    }
