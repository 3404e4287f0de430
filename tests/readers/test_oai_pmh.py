"""OAI-PMH answers without readable records say what they are."""

from __future__ import annotations

import pytest

from clew.errors import NoText, UnknownFormat
from clew.model import Document, Notice, Reading
from clew.readers.oai_pmh import reader


def answer(inside: str) -> Document:
    text = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{inside}</OAI-PMH>'
    return Document(text.encode(), "answer.xml")


def test_a_page_of_deleted_records() -> None:
    header = '<header status="deleted"><identifier>oai:x:9</identifier></header>'
    document = answer(f"<ListRecords><record>{header}</record></ListRecords>")
    assert 0 < reader.sniff(document) < 0.5
    assert reader.read(document) == Reading(
        records=(),
        notices=(Notice(message="The repository has deleted this record.", place="oai:x:9"),),
    )


@pytest.mark.parametrize(
    ("inside", "error", "words"),
    [
        ("<ListSets/>", NoText, "answer to ListSets"),
        ("<Identify/>", NoText, "answer to Identify"),
        ('<error code="badVerb">what?</error>', NoText, "badVerb: what?"),
        (
            "<GetRecord><record><metadata><marc/></metadata></record></GetRecord>",
            UnknownFormat,
            "<marc>",
        ),
    ],
)
def test_other_answers(inside: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error) as told:
        reader.read(answer(inside))
    assert words in str(told.value)


def test_other_documents_are_not_sniffed() -> None:
    assert reader.sniff(Document(b"<p>OAI-PMH is a protocol.</p>", "x")) == 0.0
