"""What reading one document came to, whatever the reader did."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import msgspec
import pytest

from clew import design, errors
from clew.errors import BrokenDocument, ClewError, DocumentError, LockedDocument, NoText
from clew.intake.outcome import Outcome, attempt, attempt_all
from clew.model import Document, Kind, Reading, Record

READING = Reading(records=(Record(key="a", kind=Kind.COURSE, title="Tea"),))
KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, ClewError) and kind.__module__ == errors.__name__
]
Do = Callable[[], Reading]


def reader_that(does: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every document be read by a reader that does something."""

    class Reader:
        name, version = "kettle", 3

        def sniff(self, document: Document) -> float:
            return 1.0

        def read(self, document: Document) -> Reading:
            return does()

    monkeypatch.setattr("clew.intake.outcome.choose", lambda document: Reader())


def raising(error: BaseException) -> Do:
    def does() -> Reading:
        raise error

    return does


def document(content: bytes = b"tea") -> Document:
    return Document(content, "a.txt")


def test_a_reading_and_who_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    reader_that(lambda: READING, monkeypatch)
    outcome = attempt(document())
    assert outcome == Outcome(reader=f"kettle 3.{design.VERSION}", reading=READING)
    assert outcome.failure() is None


def test_a_broken_document_keeps_its_words_and_its_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader_that(raising(LockedDocument("a.txt is locked.", hint="Unlock it.")), monkeypatch)
    outcome = attempt(document())
    assert outcome == Outcome(
        reader=f"kettle 3.{design.VERSION}",
        error=("LockedDocument", "a.txt is locked.", "Unlock it."),
    )
    failure = outcome.failure()
    assert (type(failure), str(failure)) == (LockedDocument, "a.txt is locked. Unlock it.")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("odd"), "ValueError: odd"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no"), "UnicodeDecodeError: 'utf-8' codec"),
        (KeyError("title"), "KeyError: 'title'"),
        (IndexError("list index out of range"), "IndexError: list index"),
        (TypeError("no"), "TypeError: no"),
        (AttributeError("no"), "AttributeError: no"),
        (RecursionError("too deep"), "RecursionError: too deep"),
        (MemoryError(), "MemoryError: "),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, Exception) else "",
)
def test_a_reader_s_own_mistake_costs_one_document(
    error: Exception, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader_that(raising(error), monkeypatch)
    outcome = attempt(document())
    failure = outcome.failure()
    assert isinstance(failure, BrokenDocument)
    beginning = f"a.txt defeated its reader (kettle 3.{design.VERSION}): {words}"
    assert failure.message.startswith(beginning)
    assert failure.message.endswith(".")
    assert failure.hint == (
        "The bytes are kept; please report the document so that the reader can be mended."
    )
    assert outcome.reading is None


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(1)], ids=repr)
def test_being_stopped_is_no_outcome(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    reader_that(raising(error), monkeypatch)
    with pytest.raises(type(error)):
        attempt(document())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_becomes_one_that_a_document_can_have(kind: type[ClewError]) -> None:
    failure = Outcome(error=(kind.__name__, "It is wet.", "Dry it.")).failure()
    assert isinstance(failure, DocumentError)
    assert (failure.message, failure.hint) == ("It is wet.", "Dry it.")
    assert type(failure) is (kind if issubclass(kind, DocumentError) else BrokenDocument)


@pytest.mark.parametrize(
    ("content", "kind", "message"),
    [
        (b"", NoText, "a.txt is empty."),
        (b"\x00\x01\x02\x03" * 64, DocumentError, "a.txt"),
        (b"%PDF-1.7\n" + b"\x00" * 64, DocumentError, "a.txt"),
        (b"<codeBook xmlns='ddi:codebook:2_5'><stdyDscr>", DocumentError, "a.txt"),
        (b'{"@context": "https://schema.org", "@type": ', DocumentError, "a.txt"),
    ],
    ids=["empty", "binary", "pdf", "xml", "json"],
)
def test_real_readers_and_damaged_bytes(
    content: bytes, kind: type[DocumentError], message: str
) -> None:
    failure = attempt(document(content)).failure()
    assert isinstance(failure, kind)
    assert failure.message.startswith(message)
    assert "defeated" not in failure.message


def test_an_outcome_is_small() -> None:
    assert msgspec.msgpack.encode(Outcome()) == b"\x93\xc0\xc0\xc0"
    body = msgspec.msgpack.encode(Outcome(reader=f"kettle 3.{design.VERSION}", reading=READING))
    whole = Outcome(reader=f"kettle 3.{design.VERSION}", reading=READING)
    assert msgspec.msgpack.decode(body, type=Outcome) == whole
    assert len(body) < 100


def test_documents_read_together_come_to_what_each_comes_to_alone() -> None:
    told = (b"TY  - JOUR\nTI  - Tea at four\nER  - \n", b"", b"\x00\x01", b"{", b"Tea. " * 200)
    documents = [Document(content, f"{place}.x") for place, content in enumerate(told)]
    outcomes = attempt_all(documents)
    assert outcomes == [attempt(one) for one in documents]
    assert [one.error and one.error[0] for one in outcomes[:2]] == [None, "NoText"]


def test_a_mistake_costs_none_of_those_read_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter((raising(ValueError("odd")), lambda: READING))
    reader_that(lambda: next(answers)(), monkeypatch)
    broken, whole = attempt_all([document(), document(b"more tea")])
    assert (broken.reader, broken.reading) == (f"kettle 3.{design.VERSION}", None)
    assert whole == Outcome(reader=f"kettle 3.{design.VERSION}", reading=READING)
