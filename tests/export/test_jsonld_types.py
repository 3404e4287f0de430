from __future__ import annotations

import pytest

from clew.export.jsonld.container import container_node, page_properties
from clew.export.jsonld.types import publication_type, reference_type
from clew.model import Agent, Identifier, Kind, Record, Reference, Scheme


def publication(**more: object) -> Record:
    return Record(key="x", kind=Kind.PUBLICATION, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("subtype", "type"),
    [
        ("Journal Article/Review", "ScholarlyArticle"),
        ("article-journal", "ScholarlyArticle"),
        ("Conference Proceeding Abstract", "ScholarlyArticle"),
        ("Preprint", "ScholarlyArticle"),
        ("Book review", "ScholarlyArticle"),
        ("Book Chapter", "Chapter"),
        ("book_section", "Chapter"),
        ("Book", "Book"),
        ("Monograph", "Book"),
        ("Technical Report", "Report"),
        ("Working Paper", "Report"),
        ("Policy briefing report", "Report"),
        ("Doctoral dissertation", "Thesis"),
        ("Unreported", "CreativeWork"),
        (None, "CreativeWork"),
    ],
)
def test_by_what_the_source_calls_it(subtype: str | None, type: str) -> None:
    assert publication_type(publication(subtype=subtype)) == type


@pytest.mark.parametrize(
    ("scheme", "container", "type"),
    [
        (Scheme.DOI, None, "ScholarlyArticle"),
        (Scheme.ARXIV, None, "ScholarlyArticle"),
        (Scheme.ISBN, None, "Book"),
        (Scheme.ISBN, "Rooms and how to enter them", "Chapter"),
        (Scheme.URL, "Journal of Thresholds", "ScholarlyArticle"),
        (Scheme.URL, None, "CreativeWork"),
    ],
)
def test_by_its_parts(scheme: Scheme, container: str | None, type: str) -> None:
    identifier = Identifier(scheme=scheme, value="x")
    assert publication_type(publication(identifiers=(identifier,), container=container)) == type


@pytest.mark.parametrize(
    ("parts", "type"),
    [
        ({"container": "J. Doors", "volume": "3"}, "ScholarlyArticle"),
        ({"container": "J. Doors"}, "ScholarlyArticle"),
        ({"container": "Rooms", "publisher": "Latch Press"}, "Chapter"),
        ({"container": "Rooms", "editors": (Agent.person("A. Moor"),)}, "Chapter"),
        ({"publisher": "Latch Press"}, "Book"),
        ({}, "CreativeWork"),
    ],
)
def test_references(parts: dict[str, object], type: str) -> None:
    assert reference_type(Reference(raw="…", **parts)) == type  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pages", "type", "expected"),
    [
        (None, "Book", {}),
        ("212", "Book", {"numberOfPages": 212}),
        ("212", "ScholarlyArticle", {"pagination": "212"}),
        ("9" * 5000, "Book", {"pagination": "9" * 5000}),
        ("18–37", "Chapter", {"pageStart": "18", "pageEnd": "37", "pagination": "18–37"}),
        ("S2 - S9", "Chapter", {"pageStart": "S2", "pageEnd": "S9", "pagination": "S2 - S9"}),
        ("e41", "ScholarlyArticle", {"pagination": "e41"}),
        ("1-3, 7", "ScholarlyArticle", {"pagination": "1-3, 7"}),
    ],
)
def test_pages(pages: str | None, type: str, expected: dict[str, object]) -> None:
    assert page_properties(pages, type) == expected


ISBN = Identifier(scheme=Scheme.ISBN, value="9780306406157")


@pytest.mark.parametrize(
    ("work", "type", "expected"),
    [
        (publication(), "ScholarlyArticle", None),
        (publication(), "Chapter", None),
        (
            publication(container="Rooms", identifiers=(ISBN,)),
            "Chapter",
            {"@type": "Book", "name": "Rooms", "isbn": ["9780306406157"]},
        ),
        (
            publication(container="Doorstep Papers", issue="7"),
            "Report",
            {
                "@type": "PublicationIssue",
                "issueNumber": "7",
                "isPartOf": {"@type": "CreativeWorkSeries", "name": "Doorstep Papers"},
            },
        ),
        (
            publication(volume="3"),
            "ScholarlyArticle",
            {"@type": "PublicationVolume", "volumeNumber": "3"},
        ),
        (
            publication(container="Latch Library"),
            "Book",
            {"@type": "BookSeries", "name": "Latch Library"},
        ),
    ],
)
def test_containers(work: Record, type: str, expected: dict[str, object] | None) -> None:
    assert container_node(work, type) == expected
