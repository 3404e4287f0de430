"""A page's meta tags, read as Zotero's translator for embedded metadata reads them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from clew.export import Item
from clew.export.highwire import tags
from clew.model import Agent, Contribution, Identifier, Kind, Record, Role, Scheme

# One of these tells the sort of item, whatever else is said.
ORDER = (
    ("citation_journal_title", "journalArticle"),
    ("citation_technical_report_institution", "report"),
    ("citation_conference_title", "conferencePaper"),
    ("citation_inbook_title", "bookSection"),
    ("citation_dissertation_institution", "thesis"),
)
# Then a type of Dublin Core by one of these names, which have to be written as Zotero does.
ITEM_TYPES = {
    *("book", "bookSection", "computerProgram", "conferencePaper", "dataset", "document"),
    *("journalArticle", "report", "thesis", "webpage"),
}
# Then a guess: what has a title is an article, unless it has an ISBN. Last what else the type says.
GUESSES = {"software": "computerProgram", "text": "journalArticle"}
# What every page of ours says besides (OpenGraph), which comes after all of these.
PAGE = (("og:type", "article"), ("og:url", "https://clew.example/r/it"))


def zotero(record: Record) -> dict[str, Any]:
    """Return what Zotero would make of a page about a record."""
    found = [*PAGE, *tags(Item.of(record))]
    first = dict(reversed(found))
    publishers = (*(tag for tag, _ in ORDER[1:2] + ORDER[4:]), "citation_publisher")
    return {
        "itemType": item_type(first),
        "title": first["citation_title"],
        "creators": [content for name, content in found if name == "citation_author"],
        "date": first.get("citation_publication_date", "").replace("/", "-") or None,
        "DOI": first.get("citation_doi"),
        "publisher": next((first[tag] for tag in publishers if tag in first), None),
        "url": first.get("citation_public_url") or first["og:url"],
    }


def item_type(first: dict[str, str]) -> str:
    """Read the sort of item from a page's tags, in Zotero's order."""
    named = next((item for tag, item in ORDER if tag in first), None)
    type = first.get("DC.type", "")
    guess = "book" if "citation_isbn" in first else "journalArticle" if first else None
    return named or (type if type in ITEM_TYPES else guess) or GUESSES.get(type.lower(), "webpage")


def test_dataset(dataset: Record) -> None:
    assert zotero(dataset) == {
        "itemType": "dataset",
        "title": "Kettle on: first minutes of a home visit",
        "creators": ["Lindqvist, Pia"],
        "date": "2033-06",
        "DOI": "10.99999/mra-4471",
        "publisher": "Meridian Archive",
        "url": "https://doi.org/10.99999/mra-4471",
    }


def test_article(article: Record) -> None:
    assert zotero(article) == {
        "itemType": "journalArticle",
        "title": "What the hallway knows",
        "creators": ["Lindqvist, Pia"],
        "date": "2032-06-14",
        "DOI": "10.99999/jt.2032.18",
        "publisher": None,
        "url": "https://doi.org/10.99999/jt.2032.18",
    }
    told = dict(tags(Item.of(article)))
    assert {name: told[name] for name in told if name.rpartition("_")[2].endswith("page")} == {
        "citation_firstpage": "18",
        "citation_lastpage": "37",
    }
    assert (told["citation_volume"], told["citation_issue"], told["citation_issn"]) == (
        *("3", "2", "2049-3630"),
    )


def test_thesis(thesis: Record) -> None:
    assert zotero(thesis) == {
        "itemType": "thesis",
        "title": "The unopened door",
        "creators": ["Wren, Tomasz"],
        "date": "2034-09",
        "DOI": None,
        "publisher": "University of Wexmoor",
        "url": "https://clew.example/r/it",
    }


def test_award_and_course_are_pages(award: Record, course: Record) -> None:
    assert zotero(award) == {
        "itemType": "webpage",
        "title": "Kettle on: how home visits begin",
        "creators": ["Lindqvist, Pia"],
        "date": "2030-09-01",
        "DOI": None,
        "publisher": "Council for Everyday Life",
        "url": "https://gtr.ukri.org/projects?ref=ZZ%2FK00417X%2F1",
    }
    assert zotero(course) == {
        "itemType": "webpage",
        "title": "Knocking, waiting, going in",
        "creators": ["Lindqvist, Pia"],
        "date": "2036-03-04",
        "DOI": None,
        "publisher": "University of Wexmoor",
        "url": "https://clew.example/r/it",
    }


@pytest.mark.parametrize(
    ("subtype", "more", "type"),
    [
        ("Book section", {"container": "Doors"}, "bookSection"),
        ("Conference paper", {"container": "Proceedings of Doors"}, "conferencePaper"),
        ("Report", {}, "report"),
        ("Book", {}, "book"),
        (None, {}, "document"),
    ],
)
def test_other_publications(subtype: str | None, more: dict[str, str], type: str) -> None:
    press = Contribution(agent=Agent.organisation("Elm Press"), role=Role.PUBLISHER)
    record = msgspec.convert(
        {"key": "k", "kind": "publication", "title": "Latches", "subtype": subtype, **more}, Record
    )
    record = msgspec.structs.replace(record, contributions=(press,))
    assert zotero(record)["itemType"] == type
    assert zotero(record)["publisher"] == "Elm Press"


def test_software() -> None:
    record = Record(key="k", kind=Kind.SOFTWARE, title="Latch")
    assert zotero(record)["itemType"] == "computerProgram"


def test_authors_stay_in_order_with_what_belongs_to_them(dataset: Record) -> None:
    second = Agent.person("Bo van Ansah")
    makers = (
        *dataset.contributions[:1],
        Contribution(agent=second, role=Role.CREATOR, affiliation="Elm Institute"),
    )
    record = msgspec.structs.replace(dataset, contributions=makers)
    found = [row for row in tags(Item.of(record)) if row[0].startswith("citation_author")]
    assert found == [
        ("citation_author", "Lindqvist, Pia"),
        ("citation_author_institution", "University of Wexmoor"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author", "van Ansah, Bo"),
        ("citation_author_institution", "Elm Institute"),
    ]


def test_a_file_in_pdf_is_told_and_nobody_cites_people() -> None:
    urls = ("https://a.example.org/page", "https://a.example.org/latches.pdf?download=1")
    record = Record(key="k", kind=Kind.PUBLICATION, title="Latches", urls=urls)
    assert dict(tags(Item.of(record)))["citation_pdf_url"] == urls[1]
    orcid = Identifier(scheme=Scheme.ORCID, value="0000-0002-1825-0097")
    person = Record(key="k", kind=Kind.PERSON, title="Pia Lindqvist", identifiers=(orcid,))
    assert tags(Item.of(person)) == []


@pytest.mark.parametrize(
    ("kind", "subtype", "type"),
    [
        ("thesis", None, "thesis"),
        ("publication", "Report", "report"),
        ("publication", "Book section", "bookSection"),
        ("publication", "Conference paper", "conferencePaper"),
        ("publication", "Journal article", "journalArticle"),
        ("dataset", "Survey", "dataset"),
        ("software", None, "computerProgram"),
        ("award", "Research Grant", "webpage"),
        ("course", None, "webpage"),
    ],
)
def test_what_is_known_by_its_title_alone_is_no_article(
    kind: str, subtype: str | None, type: str
) -> None:
    told = {"key": "k", "kind": kind, "title": "Latches", "subtype": subtype}
    assert zotero(msgspec.convert(told, Record))["itemType"] == type


def test_an_isbn_makes_no_book_of_a_report() -> None:
    isbn = Identifier(scheme=Scheme.ISBN, value="9789999900010")
    record = Record(
        key="k", kind=Kind.PUBLICATION, title="Latches", subtype="Report", identifiers=(isbn,)
    )
    assert zotero(record)["itemType"] == "report"


def test_others_are_told_in_their_own_words() -> None:
    record = Record(key="k", kind=Kind.SOFTWARE, title="Latch")
    types = [content for name, content in tags(Item.of(record)) if name == "DC.type"]
    assert types == ["computerProgram", "Software"]
