"""Envelopes are opened, and what they hold besides records is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clew.errors import BrokenDocument, NoText, UnknownFormat
from clew.model import Document, Notice
from clew.readers.common.oai import holds, is_envelope, unwrap
from clew.readers.common.xml import local_name


def answer(inside: str) -> Document:
    text = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{inside}</OAI-PMH>'
    return Document(text.encode(), "answer.xml")


RECORD = """<record><header><identifier> oai:x:{0} </identifier><datestamp>2020</datestamp>
  <setSpec>a</setSpec><setSpec>b</setSpec></header><metadata><thing>{0}</thing></metadata></record>"""


def test_records_come_with_their_headers() -> None:
    envelope = unwrap(
        answer(f"<ListRecords>{RECORD.format(1)}{RECORD.format(2)}</ListRecords>"), ["thing"]
    )
    assert [one.payload.text for one in envelope.delivered] == ["1", "2"]
    assert envelope.delivered[0].extra == {
        "oai": {"identifier": "oai:x:1", "datestamp": "2020", "sets": ["a", "b"]}
    }
    assert envelope.notices == ()


def test_a_record_may_come_bare_or_wrapped() -> None:
    for text in (
        "<thing/>",
        "<record><metadata><thing/></metadata></record>",
        "<a><b><thing/></b></a>",
    ):
        envelope = unwrap(Document(text.encode(), "x"), ["thing"])
        assert [local_name(one.payload) for one in envelope.delivered] == ["thing"]
        assert envelope.delivered[0].extra == {}


def test_a_thing_in_a_thing_is_part_of_it() -> None:
    assert len(unwrap(Document(b"<thing><thing/></thing>", "x"), ["thing"]).delivered) == 1


def test_only_the_outermost_things_are_delivered_whatever_their_namespaces() -> None:
    text = (
        '<a xmlns:p="urn:p"><p:thing n="1"><b><thing n="2"><p:other n="3"/></thing></b></p:thing>'
        '<b><other n="4"/></b><p:thing n="5"><other n="6"/></p:thing><p:things n="7"/></a>'
    )
    envelope = unwrap(Document(text.encode(), "x"), ["thing", "other"])
    assert [one.payload.get("n") for one in envelope.delivered] == ["1", "4", "5"]


def test_headers_are_found_whatever_their_prefix() -> None:
    text = (
        '<o:record xmlns:o="http://www.openarchives.org/OAI/2.0/"><o:header><o:identifier>oai:x:4'
        "</o:identifier><o:setSpec/><o:setSpec> c </o:setSpec></o:header><o:metadata><thing>"
        "</thing></o:metadata></o:record>"
    )
    (one,) = unwrap(Document(text.encode(), "x"), ["thing"]).delivered
    assert one.extra == {"oai": {"identifier": "oai:x:4", "sets": ["c"]}}


def test_deleted_and_foreign_records_are_noted() -> None:
    deleted = '<record><header status="deleted"><identifier>oai:x:9</identifier></header></record>'
    nameless = '<record><header status="deleted"/></record>'
    foreign = RECORD.format(3).replace("thing", "other")
    envelope = unwrap(
        answer(f"<ListRecords>{deleted}{nameless}{foreign}{RECORD.format(1)}</ListRecords>"),
        ["thing"],
    )
    assert len(envelope.delivered) == 1
    assert envelope.notices == (
        Notice(message="The repository has deleted this record.", place="oai:x:9"),
        Notice(message="The repository has deleted this record."),
        Notice(message="A record was left out: it holds <other>.", place="oai:x:3"),
    )


def test_a_page_of_nothing_but_deleted_records_is_no_error() -> None:
    deleted = '<record><header status="deleted"><identifier>oai:x:9</identifier></header></record>'
    assert unwrap(answer(f"<ListRecords>{deleted}</ListRecords>"), ["thing"]).delivered == ()


@pytest.mark.parametrize("verb", ["Identify", "ListSets", "ListMetadataFormats", "ListIdentifiers"])
def test_other_answers_bring_no_records(verb: str) -> None:
    with pytest.raises(NoText, match=f"an answer to {verb}|answer to {verb}"):
        unwrap(answer(f"<{verb}/>"), ["thing"])


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ('<error code="badArgument"/>', "badArgument"),
        ('<error code="idDoesNotExist">no\n such id</error>', "idDoesNotExist: no such id"),
        ("<error/>", "no code"),
    ],
)
def test_errors_are_told(error: str, words: str) -> None:
    with pytest.raises(NoText, match=re.escape(words)):
        unwrap(answer(error), ["thing"])


def test_only_other_formats_is_an_unknown_format() -> None:
    with pytest.raises(UnknownFormat, match="<other>"):
        unwrap(answer(RECORD.format(1).replace("thing", "other")), ["thing"])


def test_a_sign_may_stand_behind_many_deleted_records() -> None:
    deleted = '<record><header status="deleted"><identifier>oai:x:9</identifier></header></record>'
    page = answer(deleted * 2_000 + RECORD.format(1))
    assert is_envelope(page)
    assert holds(page, re.compile("<thing>"), "thing")
    assert not holds(Document(b"x" * 70_000 + b"<thing>", "x"), re.compile("<thing>"), "thing")


def test_broken_answers_are_refused(shared: Path) -> None:
    path = shared / "data" / "metadata" / "oai-pmh" / "pyoai" / "fake3" / "00001.xml"
    with pytest.raises(BrokenDocument, match="not well-formed"):
        unwrap(Document(path.read_bytes(), path.name), ["thing"])
