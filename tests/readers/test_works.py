"""Works and identifiers that running text names."""

from __future__ import annotations

import time

import pytest

from clew.model import (
    Identifier,
    Kind,
    LinkType,
    Mention,
    Record,
    Reference,
    Relation,
    Scheme,
    Section,
    Target,
)
from clew.readers.common.stated import links_stated, with_described_links
from clew.readers.common.works import works_named


def test_a_work_that_the_word_book_announces() -> None:
    text = "It rained. We owe much to her new book Ebb and flow (Elm Press, 2011), of course."
    assert works_named(text, start=100, heading=("Aim",)) == (
        Reference(
            raw="Ebb and flow (Elm Press, 2011)",
            year="2011",
            title="Ebb and flow",
            publisher="Elm Press",
            mentions=(
                Mention(
                    quote="We owe much to her new book Ebb and flow (Elm Press, 2011), of course.",
                    start=139,
                    heading=("Aim",),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See Ebb and Flow (Elm Press, 2011).", ("Ebb and Flow", "Elm Press", "2011")),
        (
            "in Money, Rooms and Time (Quay Books, 2021).",
            ("Money, Rooms and Time", "Quay Books", "2021"),
        ),
        ("Suggested reading: Ebb: A Life (Elm Press, 2011)", ("Ebb: A Life", "Elm Press", "2011")),
        ("‘Ebb and flow’ (Moss & Kern, 2011)", ("Ebb and flow", "Moss & Kern", "2011")),
        ("“Ebb?” (Moss, 2011)", ("Ebb?", "Moss", "2011")),
        ("the handbook Tides (2009, Quay)", ("Tides", "Quay", "2009")),
        (
            "the chapter on tar in Ebb: Notes (Elm Press, 2015)",
            ("Ebb: Notes", "Elm Press", "2015"),
        ),
        ("A book on water, Ebb and Flow (Moss, 2011)", ("Ebb and Flow", "Moss", "2011")),
    ],
)
def test_titles_announced_marked_or_by_a_publisher(text: str, found: tuple[str, str, str]) -> None:
    (work,) = works_named(text)
    assert (work.title, work.publisher, work.year) == found


def test_place_and_edition_are_told_apart() -> None:
    (work,) = works_named("the textbook Ebb and Flow (London: Elm Press, 2nd edn, 2011)")
    assert (work.place, work.publisher, work.edition, work.year) == (
        "London",
        "Elm Press",
        "2nd edn",
        "2011",
    )


def test_what_the_source_marks_as_a_title_is_one() -> None:
    assert works_named("We use ebb and flow (Moss, 2011).") == ()
    (work,) = works_named("We use ebb and flow (Moss, 2011).", titles=["ebb and flow"])
    assert (work.title, work.publisher) == ("ebb and flow", "Moss")


@pytest.mark.parametrize(
    "text",
    [
        "As has been said (Ferguson, 2011) and again (Davys and Beddoe, 2010).",
        "the Working Together guidance (HM Government, 2018)",
        "Tide Tables (see page 4)",
        "our books (2011)",
        "(Elm Press, 2011)",
        "they were out (Elm Press, 2011)",
        "",
    ],
)
def test_an_author_in_brackets_is_no_work(text: str) -> None:
    assert works_named(text) == ()


def test_a_work_named_twice_is_one_with_two_mentions() -> None:
    (work,) = works_named("Ebb and Flow (Elm Press, 2011), again Ebb and Flow (Elm Press, 2011).")
    assert [mention.start for mention in work.mentions] == [0, 38]


def test_names_take_time_in_proportion_to_the_text() -> None:
    begin = time.process_time()
    for hostile in ("(Sage, 2011) " * 10_000, "A " * 100_000 + "(Sage, 2011)", "(" * 500_000):
        works_named(hostile)
    assert time.process_time() - begin < 10


# Identifiers


def award(value: str) -> Target:
    return Target(identifier=Identifier(scheme=Scheme.AWARD, value=value))


def test_awards_count_in_sentences_about_funding() -> None:
    text = "It rained. The Council funded us (ES/Z123456/1).\n\nFile ES/Z999999/1 is lost."
    assert links_stated(text, place="acknowledgements") == (
        Relation(
            type=LinkType.FUNDED_BY,
            target=award("ES/Z123456/1"),
            quote="The Council funded us (ES/Z123456/1).",
            place="acknowledgements",
        ),
    )


@pytest.mark.parametrize(
    ("text", "scheme", "value"),
    [
        ("See doi:10.5555/EBB.1.", Scheme.DOI, "10.5555/ebb.1"),
        ("See arXiv:2101.00001.", Scheme.ARXIV, "2101.00001"),
        ("Data: UK Data Service, SN 5545.", Scheme.UKDA, "5545"),
        ("See ISBN 978-0-306-40615-7.", Scheme.ISBN, "9780306406157"),
    ],
)
def test_other_identifiers_are_cited(text: str, scheme: Scheme, value: str) -> None:
    (link,) = links_stated(text)
    assert (link.type, link.target.identifier) == (
        LinkType.CITES,
        Identifier(scheme=scheme, value=value),
    )


@pytest.mark.parametrize("text", ["Box SN 5545 is empty.", "ORCID 0000-0002-1825-0097", "none"])
def test_what_may_number_anything_is_no_link(text: str) -> None:
    assert links_stated(text) == ()


def test_what_names_the_thing_itself_is_no_link() -> None:
    own = [
        Identifier(scheme=Scheme.UKDA, value="5545"),
        Identifier(scheme=Scheme.DOI, value="10.5555/a"),
    ]
    assert links_stated("doi:10.5555/a, 10.5255/UKDA-SN-5545-1, UK Data SN 5545", own) == ()


def test_each_target_is_linked_once_with_its_first_sentence() -> None:
    (link,) = links_stated("First doi:10.5555/a here. Then doi:10.5555/a there.")
    assert link.quote == "First doi:10.5555/a here."


def test_links_of_a_description_are_added_to_those_stated() -> None:
    known = Relation(type=LinkType.FUNDED_BY, target=award("ES/Z123456/1"), quote="x")
    record = Record(
        key="k",
        kind=Kind.DATASET,
        description=(
            Section(name="abstract", text="Funded by ES/Z123456/1 and ES/Z123456/2."),
            Section(name="impact", text="Funded by ES/Z123456/2."),
        ),
        relations=(known,),
    )
    assert with_described_links(record).relations == (
        known,
        Relation(
            type=LinkType.FUNDED_BY,
            target=award("ES/Z123456/2"),
            quote="Funded by ES/Z123456/1 and ES/Z123456/2.",
            place="abstract",
        ),
    )
