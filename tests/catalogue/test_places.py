"""Places: where documents were found, and how reading went."""

from __future__ import annotations

from io import BytesIO

import pytest
from support import NOW, Weave

from clew.catalogue import Catalogue
from clew.catalogue.places import About, Failure
from clew.model import Kind, Notice, Record

LATER = "2026-02-02T00:00:00+00:00"


def keep(catalogue: Catalogue, content: bytes) -> tuple[int, str]:
    """Keep some bytes; return their document's number and address."""
    number = catalogue.documents.keep(BytesIO(content), None, NOW)
    return number, catalogue.documents.sha256(number)


def test_nothing_is_known_of_a_new_place(catalogue: Catalogue) -> None:
    assert catalogue.places.find("files", "a.txt") is None
    assert catalogue.places.at("files", ["a.txt"]) == {}
    assert catalogue.places.holding(["0" * 64]) == {}
    assert catalogue.places.failures() == []


def test_a_place_that_was_read(catalogue: Catalogue) -> None:
    document, sha256 = keep(catalogue, b"tea")
    number = catalogue.places.note("files", "a.txt", document, NOW, reader="plain 1")
    assert catalogue.places.find("files", "a.txt") == (number, sha256, "plain 1", None)
    assert catalogue.places.at("files", ["a.txt", "b.txt"]) == {
        "a.txt": (number, sha256, "plain 1", None)
    }
    assert catalogue.places.at("archive", ["a.txt"]) == {}
    assert catalogue.places.holding([sha256]) == {sha256: (number, sha256, "plain 1", None)}


def test_the_same_location_of_another_source_is_another_place(catalogue: Catalogue) -> None:
    document, _ = keep(catalogue, b"tea")
    one = catalogue.places.note("files", "a.txt", document, NOW, reader="plain 1")
    other = catalogue.places.note("archive", "a.txt", document, NOW, reader="plain 1")
    assert one != other
    assert catalogue.places.find("nobody", "a.txt") is None


def test_a_place_keeps_its_number_when_its_document_changes(catalogue: Catalogue) -> None:
    first, _ = keep(catalogue, b"tea")
    second, sha256 = keep(catalogue, b"coffee")
    number = catalogue.places.note("files", "a.txt", first, NOW, reader="plain 1")
    assert catalogue.places.note("files", "a.txt", second, LATER, reader="plain 2") == number
    assert catalogue.places.find("files", "a.txt") == (number, sha256, "plain 2", None)


def test_a_failure_is_listed_until_it_is_mended(catalogue: Catalogue) -> None:
    document, _ = keep(catalogue, b"")
    catalogue.places.note("files", "b.txt", document, NOW, error="b.txt is empty.")
    catalogue.places.note("files", "a.txt", document, NOW, error="a.txt is empty.")
    assert catalogue.places.failures() == [
        Failure("b.txt", "b.txt is empty."),
        Failure("a.txt", "a.txt is empty."),
    ]
    mended, _ = keep(catalogue, b"tea")
    catalogue.places.note("files", "b.txt", mended, LATER, reader="plain 1")
    assert catalogue.places.failures() == [Failure("a.txt", "a.txt is empty.")]


def test_bytes_are_found_where_they_could_be_read(catalogue: Catalogue) -> None:
    document, sha256 = keep(catalogue, b"tea")
    failed = catalogue.places.note("files", "a.txt", document, NOW, error="No.")
    found = catalogue.places.holding([sha256])[sha256]
    assert (found.number, found.error) == (failed, "No.")
    read = catalogue.places.note("files", "b.txt", document, NOW, reader="plain 1")
    again = catalogue.places.note("files", "c.txt", document, NOW, reader="plain 1")
    found = catalogue.places.holding([sha256])[sha256]
    assert found.number == min(read, again)


def notices(catalogue: Catalogue, place: int) -> str | None:
    """Return what is kept of a place's notices, as stored."""
    row = catalogue._database.connection.execute(
        "SELECT notices FROM places WHERE number = ?", (place,)
    ).fetchone()
    return row[0]  # type: ignore[no-any-return]


def test_notices_belong_to_the_latest_document(catalogue: Catalogue) -> None:
    document, _ = keep(catalogue, b"tea")
    place = catalogue.places.note("files", "a.txt", document, NOW, reader="plain 1")
    catalogue.places.warn(place, (Notice(message="It is short.", place="line 1"),))
    assert notices(catalogue, place) == '[{"message":"It is short.","place":"line 1"}]'
    catalogue.places.warn(place, ())
    assert notices(catalogue, place) is not None
    catalogue.places.note("files", "a.txt", document, LATER, reader="plain 2")
    assert notices(catalogue, place) is None


def course(key: str, title: str | None) -> Record:
    return Record(key=key, kind=Kind.COURSE, title=title)


def test_a_place_is_about_its_first_record(catalogue: Catalogue, weave: Weave) -> None:
    place = weave(course("a", "Listening"), course("b", "Looking")).place
    assert catalogue.places.about(place) == About("test 1", "course", "listening", "Listening")


def test_a_thing_without_a_title_is_about_something_all_the_same(
    catalogue: Catalogue, weave: Weave
) -> None:
    place = weave(course("row 7", None)).place
    assert catalogue.places.about(place) == About("test 1", "course", "row-7", None)


def test_what_was_withdrawn_is_not_what_a_place_is_about(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(course("a", "Listening"), course("b", "Looking"))
    place = weave(course("b", "Looking")).place
    assert catalogue.places.about(place) == About("test 1", "course", "looking", "Looking")


@pytest.mark.parametrize("location", ["a'; DROP TABLE places; --", "ü/❄.xml", "zip!é", "", "%"])
def test_any_location_is_only_a_text(catalogue: Catalogue, location: str) -> None:
    document, sha256 = keep(catalogue, b"tea")
    number = catalogue.places.note("files", location, document, NOW, reader="plain 1")
    assert catalogue.places.find("files", location) == (number, sha256, "plain 1", None)
    assert catalogue.places.find("files", f"{location}x") is None
