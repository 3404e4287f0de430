"""Which records are about one thing: a shared identifier joins, nothing else does."""

from __future__ import annotations

from support import Weave

from clew.catalogue import Catalogue
from clew.model import Identifier, Kind, Record, Scheme


def record(
    title: str, *identifiers: tuple[Scheme, str], kind: Kind = Kind.DATASET, key: str = "k"
) -> Record:
    names = tuple(Identifier(scheme=scheme, value=value) for scheme, value in identifiers)
    return Record(key=key, kind=kind, title=title, identifiers=names)


def members(catalogue: Catalogue, name: str) -> list[tuple[str, str | None]]:
    return [(h.location, h.joined_by) for h in catalogue.resources.get(name).held]


def test_a_shared_doi_joins(catalogue: Catalogue, weave: Weave) -> None:
    weave(record("Night shifts", (Scheme.DOI, "10.5555/n")), at="a")
    weave(record("Night Shifts, 2011", (Scheme.DOI, "10.5555/n")), at="b")
    assert members(catalogue, "night-shifts") == [("a", None), ("b", "same DOI 10.5555/n")]


def test_a_study_number_inside_a_doi_joins(catalogue: Catalogue, weave: Weave) -> None:
    weave(record("Night shifts", (Scheme.DOI, "10.5255/UKDA-SN-999991")), at="a")
    weave(record("Deposit", (Scheme.UKDA, "999991")), at="b")
    assert members(catalogue, "night-shifts") == [
        ("a", None),
        ("b", "same study number 999991"),
    ]


def test_editions_of_one_study_are_two_things(catalogue: Catalogue, weave: Weave) -> None:
    weave(record("Survey", (Scheme.DOI, "10.5255/UKDA-SN-9999-1")), at="a")
    weave(record("Survey", (Scheme.DOI, "10.5255/UKDA-SN-9999-2")), at="b")
    assert members(catalogue, "survey") == [("a", None)]
    assert members(catalogue, "survey-2") == [("b", None)]


def test_the_same_title_alone_does_not_join(catalogue: Catalogue, weave: Weave) -> None:
    weave(record("Annual report"), at="a")
    weave(record("Annual report"), at="b")
    assert members(catalogue, "annual-report") == [("a", None)]
    assert members(catalogue, "annual-report-2") == [("b", None)]


def test_a_book_and_its_chapter_share_an_isbn_but_not_a_resource(
    catalogue: Catalogue, weave: Weave
) -> None:
    isbn = (Scheme.ISBN, "9780306406157")
    weave(record("On doorsteps", isbn, kind=Kind.PUBLICATION), at="book")
    weave(record("Knocking twice", isbn, kind=Kind.PUBLICATION), at="chapter")
    weave(record("On Doorsteps.", isbn, kind=Kind.PUBLICATION), at="again")
    assert members(catalogue, "on-doorsteps") == [
        ("book", None),
        ("again", "same isbn 9780306406157"),
    ]
    assert members(catalogue, "knocking-twice") == [("chapter", None)]


def test_one_doi_under_two_quite_different_titles_is_said(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(record("Night shifts in hospitals", (Scheme.DOI, "10.5555/n")), at="a")
    woven = weave(record("Beekeeping for beginners", (Scheme.DOI, "10.5555/n")), at="b")
    assert [notice.message for notice in woven.notices] == [
        "“Beekeeping for beginners” and “Night shifts in hospitals” in a both claim 10.5555/n; "
        "they are shown as one thing, so check which of the two is right."
    ]


def test_a_dataset_and_a_paper_that_claim_one_doi_are_kept_apart(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(record("Night shifts", (Scheme.DOI, "10.5555/n")), at="a")
    woven = weave(record("Night shifts", (Scheme.DOI, "10.5555/n"), kind=Kind.PUBLICATION), at="b")
    assert [notice.message for notice in woven.notices] == [
        "“Night shifts” and “Night shifts” in a both claim 10.5555/n, "
        "one as publication, one as dataset; they are kept apart."
    ]
    assert members(catalogue, "night-shifts-2") == [("b", None)]


def test_records_of_one_document_join_as_well(catalogue: Catalogue, weave: Weave) -> None:
    award = (Scheme.AWARD, "ES/Z900001/1")
    weave(
        record("Doorsteps", award, kind=Kind.AWARD, key="one"),
        record("Doorsteps again", award, kind=Kind.AWARD, key="two"),
    )
    assert members(catalogue, "doorsteps") == [
        ("page.html", None),
        ("page.html", "same award reference ES/Z900001/1"),
    ]


def test_a_new_version_stays_where_its_record_was(catalogue: Catalogue, weave: Weave) -> None:
    weave(record("First", (Scheme.DOI, "10.5555/a")), at="a")
    weave(record("Second", (Scheme.DOI, "10.5555/b")), at="b")
    weave(record("Second, renamed", (Scheme.DOI, "10.5555/b")), at="b")
    assert catalogue.resources.get("second").label == "Second, renamed"
