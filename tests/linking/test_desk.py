"""Deciding at the desk: questions, answers, undo, and the log told again elsewhere."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from linking.made import bring, groups, links, name, record_at, slug, work
from support import Weave

from clew.catalogue import Catalogue
from clew.catalogue.log import Change
from clew.errors import LinkingError, NotFound
from clew.linking import Desk, Question
from clew.model import Kind, Scheme

DRAFT = {"published": "2012", "container": "Stair Working Papers"}
ARTICLE = {"container": "Journal of Close Practice"}


@pytest.fixture
def desk(catalogue: Catalogue) -> Desk:
    return Desk(catalogue)


@pytest.fixture
def deposits(catalogue: Catalogue, weave: Weave, desk: Desk) -> Question:
    """Return the question whether two datasets of one title are one."""
    weave(work(kind=Kind.DATASET), at="a")
    weave(work(kind=Kind.DATASET, access="open"), at="b")
    desk.run()
    (question,) = desk.questions()
    return question


@pytest.fixture
def versions(catalogue: Catalogue, weave: Weave, desk: Desk) -> Question:
    """Return the question whether an article is a version of a draft."""
    weave(work(**DRAFT), at="draft")
    weave(work(**ARTICLE), at="article")
    desk.run()
    (question,) = desk.questions()
    return question


def test_a_question_shows_both_sides(deposits: Question) -> None:
    assert deposits.type == "same-as"
    sides = deposits.one, deposits.other
    assert deposits.id == f"{sides[0].id}/same-as/{sides[1].id}"
    assert {side.records[0].location for side in sides} == {"a", "b"}
    assert [(row.field, row.agrees) for row in deposits.rows] == [
        ("title", True),
        ("kind", True),
        ("people", True),
        ("published", True),
        ("access", None),
    ]
    (evidence,) = deposits.evidence
    assert evidence.reason == "Datasets of one title may be deposits of one study."
    assert {one.field for one in evidence.compared} == {"title", "people", "year"}
    assert deposits.answers == ("accept", "reject", "unsure")


def test_accepted_they_are_one(catalogue: Catalogue, desk: Desk, deposits: Question) -> None:
    decision = desk.decide(deposits.id, "accept", "Ada", "told so by the archive")
    assert (decision.verdict, decision.made_by, decision.note) == (
        "join",
        "Ada",
        "told so by the archive",
    )
    assert groups(catalogue) == {frozenset({"a", "b"})}
    assert list(desk.questions()) == []
    assert desk.explain(deposits.one.id, deposits.other.id).reasons == (
        "b: joined by a person (decision 1)",
    )


def test_rejected_they_stay_two_and_their_link_is_rejected(
    catalogue: Catalogue, desk: Desk, deposits: Question
) -> None:
    desk.decide(deposits.id, "reject", "Ada")
    assert groups(catalogue) == {frozenset({"a"}), frozenset({"b"})}
    assert {state for *_, state in links(catalogue)} == {"rejected"}
    assert list(desk.questions()) == []
    first = desk.explain(deposits.one.id, deposits.other.id).reasons[0]
    assert first.startswith("A person said they are two (decision 1, Ada, 20")


def test_left_open_it_is_not_asked_again(
    catalogue: Catalogue, desk: Desk, deposits: Question
) -> None:
    desk.decide(deposits.id, "unsure", "Ada")
    assert list(desk.questions()) == []
    assert {state for *_, state in links(catalogue)} == {"suggested"}
    desk.undo(by="Ada")
    assert [question.id for question in desk.questions()] == [deposits.id]


def test_a_thing_rejected_can_be_joined_after_all(
    catalogue: Catalogue, desk: Desk, deposits: Question
) -> None:
    desk.decide(deposits.id, "reject", "Ada")
    desk.decide(deposits.id, "accept", "Ben")
    assert groups(catalogue) == {frozenset({"a", "b"})}


@pytest.mark.parametrize(
    ("answer", "state"), [("accept", "confirmed"), ("reject", "rejected"), ("unsure", "suggested")]
)
def test_a_suggested_link_is_decided(
    catalogue: Catalogue, desk: Desk, versions: Question, answer: str, state: str
) -> None:
    assert versions.type == "version-of"
    desk.decide(versions.id, answer, "Ada")
    assert {found for *_, found in links(catalogue)} == {state}
    assert list(desk.questions()) == []


def test_what_words_alone_have_joined_is_asked_about_and_split(
    catalogue: Catalogue, weave: Weave, desk: Desk
) -> None:
    for place in ("a", "b"):
        weave(work(), at=place)
    desk.run()
    (question,) = desk.questions()
    number = record_at(catalogue, "b")
    assert question.id == f"{slug(catalogue, 'a')}/holds/{number}"
    assert question.answers == ("accept", "split", "unsure")
    assert [one.location for one in question.other.records] == ["b"]
    desk.decide(question.id, "accept", "Ada")
    assert list(desk.questions()) == []
    desk.undo(by="Ada")
    desk.decide(question.id, "split", "Ada")
    assert groups(catalogue) == {frozenset({"a"}), frozenset({"b"})}
    assert list(desk.questions()) == []


def test_several_records_are_split_off_together(
    catalogue: Catalogue, weave: Weave, desk: Desk
) -> None:
    for place in "abcd":
        weave(work(), at=place)
    desk.run()
    off = [record_at(catalogue, place) for place in "cd"]
    whole = slug(catalogue, "a")
    desk.split(whole, *off, by="Ada")
    assert groups(catalogue) == {frozenset("ab"), frozenset("cd")}
    with pytest.raises(LinkingError, match="has no record"):
        desk.split(whole, *off, by="Ada")
    with pytest.raises(LinkingError, match="no other record"):
        desk.split(whole, record_at(catalogue, "a"), record_at(catalogue, "b"), by="Ada")
    with pytest.raises(LinkingError, match="which to split off"):
        desk.split(whole, by="Ada")


def test_the_most_valuable_decision_comes_first(
    catalogue: Catalogue, weave: Weave, desk: Desk
) -> None:
    weave(work(**DRAFT), at="draft")
    weave(work(**ARTICLE), at="article")
    for place in ("one", "two"):
        weave(work("Steps counted in tall houses", kind=Kind.DATASET), at=place)
    desk.run()
    asked = list(desk.questions())
    assert [question.type for question in asked] == ["same-as", "version-of"]
    assert [question.value for question in asked] == sorted(
        (question.value for question in asked), reverse=True
    )
    assert len(list(desk.questions(1))) == 1


def test_what_identifiers_forbid_is_not_asked(
    catalogue: Catalogue, weave: Weave, desk: Desk
) -> None:
    for value in ("10.5/a", "10.5/b"):
        weave(work(kind=Kind.DATASET, identifiers=(name(Scheme.DOI, value),)), at=value)
    desk.run()
    assert list(desk.questions()) == []


@pytest.mark.parametrize(
    ("question", "answer", "message"),
    [
        ("potato", "accept", "'potato' is no question"),
        ("a/potato/b", "accept", "is no question"),
        ("a/holds/b", "accept", "is no question"),
        ("a/cites/b", "split", "'split' is no answer to a/cites/b"),
        ("a/same-as/a", "maybe", "'maybe' is no answer"),
    ],
)
def test_what_is_no_question_or_no_answer(
    desk: Desk, question: str, answer: str, message: str
) -> None:
    with pytest.raises(LinkingError, match=message):
        desk.decide(question, answer, "Ada")


def test_what_is_not_there_cannot_be_decided(desk: Desk) -> None:
    for question in ("a/cites/b", "a/same-as/b", "a/holds/7"):
        with pytest.raises(NotFound):
            desk.decide(question, "accept", "Ada")


def test_a_decision_has_a_name(desk: Desk, deposits: Question) -> None:
    with pytest.raises(LinkingError, match="Nobody is named"):
        desk.decide(deposits.id, "accept", "  ")


def test_only_ones_own_last_decision_is_undone_unless_it_is_named(
    desk: Desk, deposits: Question
) -> None:
    desk.decide(deposits.id, "unsure", "Ada")
    with pytest.raises(NotFound, match="Ben has decided nothing"):
        desk.undo(by="Ben")
    undone = desk.undo(1, by="Ben")
    assert (undone.made_by, undone.undone_by) == ("Ada", "Ben")
    assert [one.number for one in desk.decisions()] == [1]


def test_what_was_compared_can_be_compared_again(weave: Weave, desk: Desk) -> None:
    weave(work(), at="a")
    weave(work(), at="b")
    assert desk.waiting() == 2
    assert desk.run() == (2, 1)
    assert (desk.waiting(), desk.run()) == (0, (0, 0))
    assert desk.run(again=True) == (2, 1)


def test_comparing_can_be_stopped_and_goes_on_where_it_was(
    catalogue: Catalogue, weave: Weave, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clew.linking.matching.scoring.Own.batch", 2)
    monkeypatch.setattr("clew.linking.linker.STRETCH", 4)
    for place in "abcde":
        weave(work(), at=place)

    def stop(done: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.run(stop)
    assert desk.waiting() == 1
    assert groups(catalogue) == {frozenset("abcd"), frozenset("e")}
    assert desk.run().records == 1
    assert groups(catalogue) == {frozenset("abcde")}


def test_what_is_derived_follows_once_a_run_has_ended(catalogue: Catalogue, weave: Weave) -> None:
    seen: list[int] = []
    weave(work(), at="a")
    Desk(catalogue, joined=lambda: seen.append(catalogue.revision)).run()
    assert seen == [catalogue.revision]


def test_the_log_tells_when_who_and_why(
    catalogue: Catalogue, desk: Desk, deposits: Question
) -> None:
    desk.decide(deposits.id, "accept", "Ada", "one deposit")
    told = list(desk.log())
    assert [change.action for change in told] == ["evidence", "decided", "moved"]
    found, decided, moved = told
    assert found.reason == "judged: Datasets of one title may be deposits of one study."
    assert found.subject is not None
    assert (found.type, found.state) == ("same-as", "suggested")
    assert (decided.by, decided.note, decided.decision, decided.state) == (
        "Ada",
        "one deposit",
        1,
        "join",
    )
    assert decided.record is not None
    assert (moved.former, moved.reason) == (
        deposits.one.id,
        "joined by a person (decision 1)",
    )
    assert all(change.at and change.at.startswith("20") for change in told)
    assert list(desk.log("2100-01-01")) == []
    assert list(desk.log("2000-01-01")) == told


def test_the_log_replayed_on_the_same_documents_gives_the_same_threads(
    catalogue: Catalogue, weave: Weave, desk: Desk, tmp_path: Path
) -> None:
    documents = {
        "a": work(kind=Kind.DATASET),
        "b": work(kind=Kind.DATASET, access="open"),
        "draft": work("On stairs and landings", **DRAFT),
        "article": work("On stairs and landings", **ARTICLE),
        "c": work("Three floors up, again", "Moss A"),
        "d": work("Three floors up, again", "Moss A"),
    }
    for place, record in documents.items():
        weave(record, at=place)
    desk.run()
    desk.decide(f"{slug(catalogue, 'a')}/same-as/{slug(catalogue, 'b')}", "accept", "Ada")
    version = f"{slug(catalogue, 'article')}/version-of/{slug(catalogue, 'draft')}"
    desk.decide(version, "reject", "Ada")
    desk.split(slug(catalogue, "c"), record_at(catalogue, "d"), by="Ben", note="another house")
    desk.undo(2, by="Ben")
    desk.decide(version, "accept", "Ben")
    told = msgspec.json.decode(msgspec.json.encode(list(desk.log())), type=list[Change])

    other = Catalogue(tmp_path / "other.db")
    for place in sorted(documents, reverse=True):
        bring(other, place, documents[place])
    again = Desk(other)
    assert again.replay(told) == 4
    again.run()
    assert groups(other) == groups(catalogue)
    assert links(other) == links(catalogue)
    assert [(d.verdict, d.made_by, d.note, d.undone_by) for d in again.decisions()] == [
        (d.verdict, d.made_by, d.note, d.undone_by) for d in desk.decisions()
    ]
    other.close()


def test_a_log_of_other_documents_is_refused(
    desk: Desk, deposits: Question, tmp_path: Path
) -> None:
    desk.decide(deposits.id, "accept", "Ada")
    told = list(desk.log())
    empty = Catalogue(tmp_path / "empty.db")
    with pytest.raises(LinkingError, match=r"is about [ab], which is not here"):
        Desk(empty).replay(told)
    empty.close()


def test_one_thing_alone_raises_no_question(weave: Weave, desk: Desk) -> None:
    weave(work(), at="a")
    desk.run()
    assert list(desk.questions()) == []
