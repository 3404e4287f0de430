"""Related awards, as the tree around a project tells them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from gtr_documents import AWARD_ID, overview, plain

from clew.model import Identifier, Kind, LinkType, Money, Period, Reading, Record, Relation, Target
from clew.readers.gtr_xml import reader
from clew.readers.gtr_xml.hierarchy import link_type

OWN = f"<gtr:id>{AWARD_ID}</gtr:id><gtr:grantRef>ES/Z000001/1</gtr:grantRef>"


def other(number: int, more: str = "") -> str:
    return f"<gtr:id>G{number}</gtr:id><gtr:grantRef>ES/Z000001/{number}</gtr:grantRef>{more}"


def child(content: str, rel: str = ' rel="Transfer"') -> str:
    return f"<gtr:children><gtr:child{rel}>{content}</gtr:child></gtr:children>"


def read(tree: str) -> Reading:
    return reader.read(
        overview(
            f"<gtr:projectHierarchy><gtr:parents><gtr:parent>{tree}</gtr:parent></gtr:parents>"
            "</gtr:projectHierarchy>"
        )
    )


def stated(reading: Reading) -> list[tuple[str, LinkType, str | None, str | None]]:
    """Return every relation as subject, type, object and the source's word."""
    return [
        (record.key, relation.type, relation.target.key, relation.term)
        for record in reading.records
        for relation in record.relations
    ]


def test_a_transfer_from_this_award() -> None:
    later = other(
        2,
        "<gtr:amount>50706.09</gtr:amount><gtr:start>2014-09-01</gtr:start>"
        "<gtr:end>2016-02-29</gtr:end><gtr:children/>",
    )
    reading = read(f"{OWN}<gtr:amount>73479.24</gtr:amount>{child(later)}")
    assert reading.records[1:] == (
        Record(
            key="G2",
            kind=Kind.AWARD,
            identifiers=(
                Identifier(scheme="award", value="ES/Z000001/2"),
                Identifier(scheme="gtr", value="G2"),
            ),
            period=Period(start="2014-09-01", end="2016-02-29"),
            amount=Money(amount=Decimal("50706.09"), currency="GBP"),
            relations=(
                Relation(
                    type=LinkType.TRANSFER_OF,
                    target=Target(key=AWARD_ID),
                    quote="ES/Z000001/2 Transfer ES/Z000001/1",
                    place="projectHierarchy",
                    term="Transfer",
                ),
            ),
        ),
    )
    assert reading.records[0].relations == ()
    assert reading.records[0].extra == {"amount": "73479.24"}


def test_a_transfer_to_this_award() -> None:
    reading = read(f"{other(9)}{child(OWN)}")
    assert stated(reading) == [(AWARD_ID, LinkType.TRANSFER_OF, "G9", "Transfer")]
    assert [record.key for record in reading.records] == [AWARD_ID, "G9"]


def test_a_chain_is_told_link_by_link() -> None:
    reading = read(f"{OWN}{child(other(2, child(other(3, child(other(4))))))}")
    assert stated(reading) == [
        ("G2", LinkType.TRANSFER_OF, AWARD_ID, "Transfer"),
        ("G3", LinkType.TRANSFER_OF, "G2", "Transfer"),
        ("G4", LinkType.TRANSFER_OF, "G3", "Transfer"),
    ]


def test_this_award_in_the_middle_of_a_chain() -> None:
    reading = read(f"{other(8)}{child(OWN + child(other(2)))}")
    assert stated(reading) == [
        (AWARD_ID, LinkType.TRANSFER_OF, "G8", "Transfer"),
        ("G2", LinkType.TRANSFER_OF, AWARD_ID, "Transfer"),
    ]


def test_each_relation_is_told_once() -> None:
    twice = child(other(2)).removesuffix("</gtr:children>")
    reading = read(f"{OWN}{twice}<gtr:child rel='Transfer'>{other(2)}</gtr:child></gtr:children>")
    assert stated(reading) == [("G2", LinkType.TRANSFER_OF, AWARD_ID, "Transfer")]
    assert len(reading.records) == 2


def test_brothers_that_do_not_concern_this_award_are_kept() -> None:
    brothers = f"<gtr:children><gtr:child rel='Transfer'>{OWN}</gtr:child>"
    brothers += f"<gtr:child rel='Studentship'>{other(5)}</gtr:child></gtr:children>"
    assert stated(read(f"{other(9)}{brothers}")) == [
        (AWARD_ID, LinkType.TRANSFER_OF, "G9", "Transfer"),
        ("G5", LinkType.PART_OF, "G9", "Studentship"),
    ]


def test_a_child_without_a_word_is_a_part() -> None:
    reading = read(f"{OWN}{child(other(2), rel='')}")
    (relation,) = reading.records[1].relations
    assert (relation.type, relation.term) == (LinkType.PART_OF, None)
    assert relation.quote == "parent ES/Z000001/1, child ES/Z000001/2"


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("Transfer", LinkType.TRANSFER_OF),
        ("transfer", LinkType.TRANSFER_OF),
        ("Continuation", LinkType.CONTINUES),
        ("Renewal", LinkType.CONTINUES),
        ("Extension", LinkType.CONTINUES),
        ("Follow On", LinkType.CONTINUES),
        ("Studentship", LinkType.PART_OF),
        ("", LinkType.PART_OF),
        (None, LinkType.PART_OF),
    ],
)
def test_words_for_relations(term: str | None, expected: LinkType) -> None:
    assert link_type(term) is expected


def test_an_award_of_another_funder_keeps_its_number() -> None:
    reading = read(f"{OWN}{child('<gtr:id>G2</gtr:id><gtr:grantRef>104321</gtr:grantRef>')}")
    assert reading.records[1].identifiers == (
        Identifier(scheme="local", value="104321"),
        Identifier(scheme="gtr", value="G2"),
    )


def test_nonsense_in_the_tree_is_noticed() -> None:
    reading = read(
        f"{OWN}{child(other(2, '<gtr:amount>some</gtr:amount><gtr:start>?</gtr:start>'))}"
    )
    assert [(n.place, n.message.partition(";")[0]) for n in reading.notices] == [
        ("projectHierarchy/amount", "“some” is no amount of money"),
        ("projectHierarchy/start", "“?” is no date"),
    ]
    assert reading.records[1].extra == {"amount": "some", "start": "?"}


def test_an_award_that_is_its_own_child_is_not_related_to_itself() -> None:
    reading = read(f"{OWN}{child(OWN)}")
    assert (len(reading.records), stated(reading)) == (1, [])


def test_a_node_without_any_number_passes_its_children_on() -> None:
    reading = read(f"{OWN}{child('<gtr:amount>1</gtr:amount>' + child(other(2)))}")
    assert stated(reading) == [("G2", LinkType.TRANSFER_OF, AWARD_ID, "Transfer")]


def test_children_may_stand_without_parents() -> None:
    reading = reader.read(
        plain(
            "<project><id>A</id><projectHierarchy><children><child rel='Transfer'><id>B</id>"
            "</child></children></projectHierarchy></project>"
        )
    )
    assert [record.key for record in reading.records] == ["A", "B"]
