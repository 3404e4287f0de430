"""Taking documents in: new, changed, unchanged, failed; in batches that stand or fall whole."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from clew import design
from clew.catalogue import Catalogue
from clew.errors import BrokenDocument, NoText
from clew.harvest import Arrival, arrivals
from clew.intake import Added, Intake, Status
from clew.intake import intake as module
from clew.model import Document, Kind, Notice, Reading, Record


class LineReader:
    """Reads a format of the test's own: each line a title, a first line "broken" an error."""

    name = "lines"
    version = 1

    def sniff(self, document: Document) -> float:
        return 1.0

    def read(self, document: Document) -> Reading:
        lines = document.text.splitlines()
        if not lines:
            raise NoText(f"{document.location} is empty.", hint="Look again.")
        if lines[0] == "broken":
            raise BrokenDocument(f"{document.location} is broken.", hint="Mend it.")
        if lines[0] == "defeat":
            raise ValueError("unforeseen")
        if lines[0] == "nothing":
            return Reading(records=())
        records = (Record(key=title, kind=Kind.COURSE, title=title) for title in lines)
        notices = (Notice(message="It is short."),) if len(lines) == 1 else ()
        return Reading(records=tuple(records), notices=notices)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> LineReader:
    one = LineReader()
    monkeypatch.setattr("clew.intake.crew.ALONE", 1000)
    monkeypatch.setattr("clew.intake.intake.registered", lambda: (one,))
    monkeypatch.setattr("clew.intake.outcome.choose", lambda document: one)
    return one


def outcome(added: list[Added]) -> list[tuple[str, str, str | None]]:
    return [(Path(a.path).name, a.status, a.id) for a in added]


def test_a_new_document(tmp_path: Path, catalogue: Catalogue, reader: LineReader) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Listening\nLooking")
    assert list(Intake(catalogue, "files").take(arrivals(str(path)))) == [
        Added(
            path=str(path),
            status=Status.NEW,
            reader=f"lines 1.{design.VERSION}",
            kind=Kind.COURSE,
            id="listening",
            title="Listening",
        )
    ]


def test_the_same_again_changes_nothing(
    tmp_path: Path, catalogue: Catalogue, reader: LineReader
) -> None:
    (tmp_path / "a.txt").write_text("Listening\nLooking")
    intake = Intake(catalogue, "files")
    list(intake.take(arrivals(str(tmp_path))))
    before = catalogue.fingerprint()
    assert outcome(list(intake.take(arrivals(str(tmp_path))))) == [
        ("a.txt", "unchanged", "listening")
    ]
    assert catalogue.fingerprint() == before


def test_the_same_bytes_elsewhere_are_unchanged_too(
    tmp_path: Path, catalogue: Catalogue, reader: LineReader
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Listening\nLooking")
    added = list(Intake(catalogue, "files").take(arrivals(str(tmp_path))))
    assert outcome(added) == [
        ("a.txt", "new", "listening"),
        ("b.txt", "unchanged", "listening"),
    ]
    assert catalogue.counts()["documents"] == 1


def test_a_changed_document_is_a_new_version(
    tmp_path: Path, catalogue: Catalogue, reader: LineReader
) -> None:
    path = tmp_path / "a.txt"
    intake = Intake(catalogue, "files")
    for text in ("Listening\nLooking", "Listening\nLeaving"):
        path.write_text(text)
        added = list(intake.take(arrivals(str(path))))
    assert outcome(added) == [("a.txt", "updated", "listening")]
    assert catalogue.counts()["documents"] == 2
    assert catalogue.resources.get("listening").held[0].version == 2
    assert catalogue.counts()["course"] == 2


def test_a_better_reader_reads_again(
    tmp_path: Path, catalogue: Catalogue, reader: LineReader
) -> None:
    (tmp_path / "a.txt").write_text("Listening\nLooking")
    list(Intake(catalogue, "files").take(arrivals(str(tmp_path))))
    reader.version = 2
    added = list(Intake(catalogue, "files").take(arrivals(str(tmp_path))))
    assert outcome(added) == [("a.txt", "updated", "listening")]
    assert catalogue.counts()["documents"] == 1


def test_what_fails_is_kept_and_the_rest_goes_on(
    tmp_path: Path, catalogue: Catalogue, reader: LineReader
) -> None:
    for name, text in (("a", "broken"), ("b", "defeat"), ("c", ""), ("d", "Fine\nWell")):
        (tmp_path / name).write_text(text)
    added = list(Intake(catalogue, "files").take(arrivals(str(tmp_path))))
    assert outcome(added) == [
        ("a", "failed", None),
        ("b", "failed", None),
        ("c", "failed", None),
        ("d", "new", "fine"),
    ]
    assert [str(a.error).replace(f"{tmp_path}/", "") for a in added[:3]] == [
        "a is broken. Mend it.",
        f"b defeated its reader (lines 1.{design.VERSION}): ValueError: unforeseen."
        " The bytes are kept; please report the document so that the reader can be mended.",
        "c is empty. Look again.",
    ]
    assert [f.location.removeprefix(f"{tmp_path}/") for f in catalogue.places.failures()] == [
        "a",
        "b",
        "c",
    ]
    assert catalogue.counts()["documents"] == 4


def test_what_failed_is_tried_again(
    tmp_path: Path, catalogue: Catalogue, reader: LineReader
) -> None:
    path = tmp_path / "a.txt"
    intake = Intake(catalogue, "files")
    for text, status in (("broken", "failed"), ("broken", "failed"), ("Mended\nNow", "new")):
        path.write_text(text)
        assert [a.status for a in intake.take(arrivals(str(path)))] == [status]
    assert catalogue.places.failures() == []


def test_a_failure_leaves_what_was_read_before(
    tmp_path: Path, catalogue: Catalogue, reader: LineReader
) -> None:
    path = tmp_path / "a.txt"
    intake = Intake(catalogue, "files")
    for text in ("Listening\nLooking", "broken"):
        path.write_text(text)
        list(intake.take(arrivals(str(path))))
    assert catalogue.resources.get("listening").label == "Listening"


def test_notices_are_reported_and_kept(
    tmp_path: Path, catalogue: Catalogue, reader: LineReader
) -> None:
    (tmp_path / "a.txt").write_text("Listening")
    (added,) = Intake(catalogue, "files").take(arrivals(str(tmp_path)))
    assert added.notices == (Notice(message="It is short."),)


def test_a_document_too_long_to_read_is_kept(
    tmp_path: Path, catalogue: Catalogue, reader: LineReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "READ_LIMIT", 10)
    (tmp_path / "a.txt").write_text("x" * 11)
    (added,) = Intake(catalogue, "files").take(arrivals(str(tmp_path)))
    assert str(added.error).removeprefix(f"{tmp_path}/") == (
        "a.txt has 11 bytes, and Clew reads documents of up to 10."
        " The bytes are kept; split it into one file for each thing it describes."
    )
    place = catalogue.places.find("files", str(tmp_path / "a.txt"))
    assert place is not None
    assert catalogue.documents.content(place.sha256) == b"x" * 11


def test_a_place_that_cannot_be_opened_fails_alone(
    catalogue: Catalogue, reader: LineReader, tmp_path: Path
) -> None:
    (tmp_path / "a").write_text("One\nTwo")
    (tmp_path / "b").write_text("Three\nFour")
    coming = list(arrivals(str(tmp_path)))
    (tmp_path / "a").unlink()
    added = list(Intake(catalogue, "files").take(coming))
    assert outcome(added) == [("a", "failed", None), ("b", "new", "three")]
    assert "cannot be opened" in str(added[0].error)


def test_being_stopped_leaves_whole_batches_and_going_on_ends_the_same(
    tmp_path: Path,
    catalogue: Catalogue,
    reader: LineReader,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "BATCH", 3)
    documents = [Arrival.of_bytes(f"{n}", f"Title {n % 7}\nPart {n}".encode()) for n in range(20)]

    def stopping() -> Iterator[Arrival]:
        yield from documents[:11]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(Intake(catalogue, "files").take(stopping()))
    assert catalogue.counts()["documents"] == 6
    list(Intake(catalogue, "files").take(documents))

    undisturbed = Catalogue(tmp_path / "other.db")
    list(Intake(undisturbed, "files").take(documents))
    assert catalogue.fingerprint() == undisturbed.fingerprint()
    undisturbed.close()


def test_streams_are_spooled_piece_by_piece(catalogue: Catalogue, reader: LineReader) -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 1, 5) if size != -1 else 5)

    arrival = Arrival("slow", lambda: Slow(b"A slow title\nAnother"))
    assert outcome(list(Intake(catalogue, "files").take([arrival]))) == [
        ("slow", "new", "a-slow-title")
    ]


def test_a_document_that_describes_nothing_holds_up_nothing(
    catalogue: Catalogue, reader: LineReader, tmp_path: Path
) -> None:
    for name, text in (("a.txt", "nothing"), ("b.txt", "Tea")):
        (tmp_path / name).write_text(text)
    intake = Intake(catalogue, "files")
    for status in (Status.NEW, Status.UNCHANGED):
        first, second = intake.take(arrivals(str(tmp_path)))
        assert (first.status, first.kind, first.id, first.title) == (status, None, None, None)
        assert (second.status, second.id) == (status, "tea")
