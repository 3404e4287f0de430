"""A key that a crowd shares says nothing, whoever of the crowd came first."""

from __future__ import annotations

from itertools import permutations

import pytest
from linking.made import groups, links, name, record_at, slug, work
from support import Weave

from clew.catalogue import Catalogue
from clew.linking import Deciding, Desk, link
from clew.model import Kind, LinkState, LinkType, Record, Scheme, Section, Variable

ALONE = {frozenset({place}) for place in "abcd"}
TOGETHER = {frozenset("abc")}


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let four records be a crowd."""
    monkeypatch.setattr("clew.catalogue.candidates.CROWD", 3)


def test_more_than_sixty_of_one_title_are_compared_with_nothing(
    catalogue: Catalogue, weave: Weave
) -> None:
    for number in range(60):
        weave(work(), at=f"{number:02}")
    link(catalogue)
    assert len(groups(catalogue)) == 1
    weave(work(), at="60")
    link(catalogue)
    assert len(groups(catalogue)) == 61
    weave(at="07")
    link(catalogue)
    assert len(groups(catalogue)) == 1


@pytest.mark.usefixtures("three")
def test_one_more_takes_back_what_the_key_had_found(catalogue: Catalogue, weave: Weave) -> None:
    for place in "abc":
        weave(work(), at=place)
    link(catalogue)
    assert groups(catalogue) == TOGETHER
    weave(work(), at="d")
    assert link(catalogue).records == 1
    assert groups(catalogue) == ALONE
    assert catalogue.candidates.paired(range(9)) == []
    moved = [change for change in Desk(catalogue).log() if change.action == "moved"]
    assert len(moved) == 4  # two that came to the first, and left it again


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("leave", ["withdrawn", "told otherwise"])
def test_one_fewer_finds_it_again(catalogue: Catalogue, weave: Weave, leave: str) -> None:
    for place in "abcd":
        weave(work(), at=place)
        link(catalogue)
    before = groups(catalogue)
    other = [work("Kettles, and what they say of a house", "Brim A")]
    weave(*(other if leave == "told otherwise" else []), at="d")
    link(catalogue)
    assert before == ALONE
    assert groups(catalogue) - {frozenset("d")} == TOGETHER


@pytest.mark.usefixtures("three")
def test_a_pair_that_another_key_makes_stays(catalogue: Catalogue, weave: Weave) -> None:
    weave(work(), at="a")
    weave(work(), at="b")
    link(catalogue)
    # They share a person and a first word, and no three words of the title.
    weave(work("Knocking about in a yard of kettles"), at="c")
    weave(work("Knocking softly on seven iron gates"), at="d")
    link(catalogue)
    assert frozenset("ab") in groups(catalogue)


@pytest.mark.usefixtures("three")
def test_suggestions_of_a_key_go_with_it_and_say_so(catalogue: Catalogue, weave: Weave) -> None:
    weave(work(published="2012", container="Stair Working Papers"), at="a")
    weave(work(container="Journal of Close Practice"), at="b")
    link(catalogue)
    assert links(catalogue) == {("b", "version-of", "a", "suggested")}
    weave(work("Knocking", published="1990"), at="c")
    weave(work(container="Third Quarterly", published="1990"), at="d")
    weave(work(container="Fourth Quarterly", published="1970"), at="e")
    link(catalogue)
    assert links(catalogue) == set()
    last = [change for change in Desk(catalogue).log() if change.action == "dropped"][-1]
    assert (last.type, last.state, last.reason) == (
        "version-of",
        "suggested",
        "judged: no longer said",
    )


@pytest.mark.usefixtures("three")
def test_what_a_person_said_stays(catalogue: Catalogue, weave: Weave) -> None:
    for place in "ab":
        weave(work(), at=place)
    weave(work(published="1970", container="Fourth Quarterly"), at="c")
    link(catalogue)
    deciding = Deciding(catalogue, "Ada")
    deciding.keep(record_at(catalogue, "b"))
    ends = slug(catalogue, "a"), LinkType.VERSION_OF, slug(catalogue, "c")
    number = deciding.confirm(*ends)
    weave(work(), at="d")
    link(catalogue)
    assert groups(catalogue) == {frozenset("ab"), frozenset("c"), frozenset("d")}
    assert links(catalogue) == {("a", "version-of", "c", LinkState.CONFIRMED)}
    deciding.undo(number)
    assert links(catalogue) == set()


def asked(title: str) -> Record:
    variable = Variable(name="visits", label="Number of visits", question="How many knocked?")
    return Record(key="k", kind=Kind.DATASET, title=title, variables=(variable,))


@pytest.mark.usefixtures("three")
def test_a_question_that_a_crowd_asks_links_nothing(catalogue: Catalogue, weave: Weave) -> None:
    def same() -> int:
        return sum(type_ == "measures-the-same-as" for _, type_, _, _ in links(catalogue))

    found = []
    for place in "abcd":
        weave(asked(f"Homes {place}"), at=place)
        link(catalogue)
        found.append(same())
    weave(at="b")
    link(catalogue)
    assert [*found, same()] == [0, 1, 3, 0, 3]


# What else depended on who came first.


def test_a_citation_is_not_of_a_book_and_of_a_dataset_at_once(
    catalogue: Catalogue, weave: Weave
) -> None:
    some = {
        "book": work(),
        "data": work(kind=Kind.DATASET),
        "entry": work(key="cited:1"),
    }
    seen = set()
    for order in permutations(some):
        for place in some:
            weave(at=place)
        link(catalogue)
        for place in order:
            weave(some[place], at=place)
            link(catalogue)
        seen.add(frozenset(groups(catalogue)))
    assert seen == {frozenset({frozenset({"data"}), frozenset({"book", "entry"})})} or seen == {
        frozenset({frozenset({"book"}), frozenset({"data", "entry"})})
    }


def test_awards_of_one_stem_stay_linked_when_one_source_falls_silent(
    catalogue: Catalogue, weave: Weave
) -> None:
    first, second = (name(Scheme.AWARD, f"ES/A000001/{part}") for part in (1, 2))
    for place, reference in (("a", first), ("b", first), ("c", second), ("d", second)):
        weave(Record(key="k", kind=Kind.AWARD, title="Stairs", identifiers=(reference,)), at=place)
    link(catalogue)
    for place in ("a", "c"):
        weave(at=place)
    link(catalogue)
    assert links(catalogue) == {("d", "continues", "b", "suggested")}


def test_who_is_meant_is_asked_again_when_a_namesake_turns_out_to_be_another(
    catalogue: Catalogue, weave: Weave
) -> None:
    text = "Doorsteps and decisions in family visiting (Tallow 2014) are looked at again."
    award = Record(key="k", kind=Kind.AWARD, title="Homes", description=described(text))
    weave(award, at="award")
    weave(work(author="Tallow R"), at="work")
    weave(work("Iron gates of seven yards", author="Tallow B"), at="other")
    link(catalogue)
    assert links(catalogue) == set()
    weave(work("Iron gates of seven yards", author="Tallis B"), at="other")
    link(catalogue)
    assert links(catalogue) == {("award", "cites", "work", "suggested")}


def described(text: str) -> tuple[Section, ...]:
    return (Section(name="abstract", text=text),)


def test_a_text_that_names_another_by_number_keeps_that_when_the_other_is_looked_at(
    catalogue: Catalogue, weave: Weave
) -> None:
    study = name(Scheme.UKDA, "999991")
    text = "It has doorsteps and decisions in family visiting (Okoro 2014) coded."
    data = Record(
        key="k", kind=Kind.DATASET, title="Homes", identifiers=(study,), description=described(text)
    )
    weave(data, at="data")
    weave(
        work(
            "A yard", author="Moss A", description=described("See SN 999991 of the data archive.")
        ),
        at="text",
    )
    link(catalogue)
    before = links(catalogue)
    weave(work(), at="work")
    link(catalogue)
    assert before == {("text", "cites", "data", "stated")}
    assert links(catalogue) == before | {("data", "cites", "work", "suggested")}


def test_a_thing_changes_its_kind_with_its_only_description(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(work(), at="a")
    link(catalogue)
    weave(work(kind=Kind.THESIS), at="a")
    link(catalogue)
    assert catalogue.resources.get(slug(catalogue, "a")).kind == Kind.THESIS
    assert catalogue.counts()["thesis"] == 1


def test_house_names_that_one_record_ties_are_one_house_in_any_order(
    catalogue: Catalogue, weave: Weave
) -> None:
    ror, gtr = name(Scheme.ROR, "ror-1"), name(Scheme.GTR, "house-1")
    houses = {"a": (ror,), "b": (gtr,), "c": (ror, gtr)}
    seen = []
    for order in permutations(houses):
        for place in order:
            given = houses[place]
            weave(Record(key="k", kind=Kind.ORGANISATION, title="Elm", identifiers=given), at=place)
            link(catalogue)
        seen.append(groups(catalogue))
        for place in houses:
            weave(at=place)
        link(catalogue)
    assert seen == [{frozenset("abc")}] * 6


def test_of_many_that_share_an_identifier_each_kind_is_one_thing(
    catalogue: Catalogue, weave: Weave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clew.linking.grouping.MANY", 2)
    reference = (name(Scheme.AWARD, "ES/A000001/2"),)
    for place, kind in zip("abcde", (Kind.THESIS, Kind.DATASET) * 3, strict=False):
        weave(work(kind=kind, identifiers=reference), at=place)
    link(catalogue)
    assert groups(catalogue) == {frozenset("ace"), frozenset("bd")}


# One is asked about many by what they say, so that none of them stands between two that are one.
@pytest.fixture(params=[60, 4])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave few records few, or make five of them many."""
    monkeypatch.setattr("clew.linking.grouping.MANY", request.param)


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make three records of one key a crowd."""
    monkeypatch.setattr("clew.catalogue.candidates.CROWD", 2)


@pytest.mark.usefixtures("many")
def test_a_book_that_many_cite_is_one_however_its_author_is_written(
    catalogue: Catalogue, weave: Weave
) -> None:
    # As texts, "Pell, B." is between "Okoro, S." and "Samuel Okoro".
    authors = {"ab": "Okoro, S.", "cd": "Pell, B.", "ef": "Samuel Okoro"}
    for places, author in authors.items():
        for place in places:
            weave(work(key="cited:1", author=author), at=place)
    weave(work(author="Okoro, Samuel", published="2014-05"), at="book")
    link(catalogue)
    assert groups(catalogue) == {frozenset({*"abef", "book"}), frozenset("cd")}


@pytest.mark.usefixtures("many", "crowded")
def test_two_entries_of_one_book_meet_by_those_who_cite_it(
    catalogue: Catalogue, weave: Weave
) -> None:
    for place in "ab":
        weave(work(container="Close Practice"), at=place)
    for place in "cdef":
        weave(work(key="cited:1"), at=place)
    link(catalogue)
    assert groups(catalogue) == {frozenset("abcdef")}


@pytest.mark.usefixtures("many", "crowded")
def test_a_chapter_is_one_whatever_else_has_the_isbn_of_its_book(
    catalogue: Catalogue, weave: Weave
) -> None:
    isbn = (name(Scheme.ISBN, "9780000000002"),)
    chapters = {
        "ad": work("Doorsteps", author="Okoro S", published="2014", identifiers=isbn),
        "be": work("Doorsteps", author="Pell B", published="2014", identifiers=isbn),
        "c": work("Doorsteps", author="Okoro S", published="2015", identifiers=isbn),
        "fg": work("Kettles", author="Okoro S", published="2014", identifiers=isbn),
    }
    for places, chapter in chapters.items():
        for place in places:
            weave(chapter, at=place)
    link(catalogue)
    assert groups(catalogue) == {frozenset("acd"), frozenset("be"), frozenset("fg")}


def test_even_of_too_many_sorts_each_is_asked_about_the_next(
    catalogue: Catalogue, weave: Weave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clew.linking.grouping.MANY", 2)
    for place, author in zip(
        "abcd", ("Moss, A.", "Okoro, S.", "Pell, B.", "Pell, B."), strict=True
    ):
        weave(work(key="cited:1", author=author), at=place)
    link(catalogue)
    assert groups(catalogue) == {frozenset("a"), frozenset("b"), frozenset("cd")}


def test_what_was_joined_on_arrival_parts_when_its_bridge_goes_before_it_was_ever_compared(
    catalogue: Catalogue, weave: Weave
) -> None:
    ror, gtr = name(Scheme.ROR, "ror-1"), name(Scheme.GTR, "house-1")
    for place, given in (("bridge", (ror, gtr)), ("a", (ror,)), ("b", (gtr,))):
        house = Record(key="k", kind=Kind.ORGANISATION, title="Elm", identifiers=given)
        weave(house, at=place)
    assert len(groups(catalogue)) == 1
    weave(at="bridge")
    link(catalogue)
    assert groups(catalogue) == {frozenset("a"), frozenset("b")}
