"""What a real document says stands somewhere in its records, and records survive being kept."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from clew.errors import DocumentError
from clew.model import Document, Reading
from clew.readers import (
    cessda_json,
    datacite_json,
    datacite_xml,
    ddi_codebook,
    ddi_lifecycle,
    dublin_core,
    mods,
    oai_pmh,
)
from clew.readers.common.text import one_line

READERS = [
    module.reader
    for module in (
        ddi_codebook,
        ddi_lifecycle,
        datacite_xml,
        datacite_json,
        cessda_json,
        mods,
        dublin_core,
        oai_pmh,
    )
]
FOLDERS = ("ddi", "oai-pmh", "datacite", "bolognese", "commonmeta", "dataverse")
# What belongs to the envelope, to DDI's own bookkeeping, or is written in another form: dates,
# identifiers, names of people put together, languages by their codes.
ELSEWHERE = {
    *("responseDate", "request", "datestamp", "setSpec", "resumptionToken"),
    *("Agency", "ID", "Version", "URN", "TypeOfObject", "VersionResponsibility", "UserID"),
    *("AttributeKey", "AttributeValue", "timePrd", "collDate", "distDate", "prodDate", "date"),
    *("IDNo", "identifier", "AuthEnty", "depositr", "language", "relatedIdentifier", "type"),
    *("nameIdentifier", "awardNumber", "funderIdentifier", "StartDate", "EndDate", "SimpleDate"),
    *("ResearcherIdentification", "URI", "IdentifierContent", "ManagingAgency", "rights"),
    *("alternateIdentifier", "publicationYear", "GeographicCode", "CountryCode", "relatedItem"),
    *("givenName", "familyName", "relPubl", "titl", "ExtLink", "concept", "CaseQuantity"),
    *("CategoryValue", "Statistic", "String", "relatedItemIdentifier", "affiliation"),
    *("RationaleDescription", "contributorName", "creatorName", "ExternalURLReference", "size"),
}


def squeezed(text: str) -> str:
    """Return letters and digits alone: markup and white space are told otherwise in a record."""
    return re.sub(r"[\W_]+", "", one_line(one_line(text))).casefold()


def real_files(shared: Path) -> list[Path]:
    folders = (shared / "data" / "metadata" / name for name in FOLDERS)
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def read_all(shared: Path) -> list[tuple[Path, Reading]]:
    """Read every real file that one of the readers is sure of; the broken ones are left out."""
    found = []
    for path in real_files(shared):
        document = Document(path.read_bytes(), path.name)
        sure, reader = max(((one.sniff(document), one) for one in READERS), key=lambda row: row[0])
        if sure < 0.5:
            continue
        try:
            found.append((path, reader.read(document)))
        except DocumentError:
            continue
    return found


@pytest.fixture(scope="module")
def readings(shared: Path) -> list[tuple[Path, Reading]]:
    return read_all(shared)


def test_enough_is_read(readings: list[tuple[Path, Reading]]) -> None:
    assert len(readings) >= 170
    assert all(reading.records or reading.notices for _, reading in readings)


def test_words_stand_somewhere_in_the_records(readings: list[tuple[Path, Reading]]) -> None:
    lost = []
    for path, reading in readings:
        if path.suffix != ".xml":
            continue
        kept = squeezed(msgspec.json.encode(reading).decode().replace("\\n", " "))
        for element in etree.fromstring(path.read_bytes().lstrip()).iter("{*}*"):
            name = etree.QName(element).localname
            told = (element.text or "").strip()
            # ":unav" and the like say that nothing is known.
            words = "" if told.startswith((":", "(:")) else squeezed(told)
            if len(words) > 3 and name not in ELSEWHERE and words not in kept:
                lost.append((path.name, name, told[:60]))
    assert lost == []


def test_a_record_survives_being_kept(readings: list[tuple[Path, Reading]]) -> None:
    for path, reading in readings:
        kept = msgspec.json.decode(msgspec.json.encode(reading), type=Reading)
        assert kept == reading, path.name


def test_keys_are_different_and_relations_lead_somewhere(
    readings: list[tuple[Path, Reading]],
) -> None:
    for path, reading in readings:
        keys = [record.key for record in reading.records]
        assert len(keys) == len(set(keys)), path.name
        assert all(keys), path.name
        for record in reading.records:
            for relation in record.relations:
                assert relation.quote, path.name
                target = relation.target
                assert target.identifier or target.key in keys, path.name


def test_reading_twice_gives_the_same(shared: Path) -> None:
    first, second = read_all(shared), read_all(shared)
    assert first == second


def test_nothing_empty_stands_in_a_record(readings: list[tuple[Path, Reading]]) -> None:
    for path, reading in readings:
        for record in reading.records:
            for name in ("title", "subtitle", "published", "language", "access", "licence"):
                assert getattr(record, name) != "", (path.name, name)
            assert all(record.keywords), path.name
            assert all(record.subjects), path.name
            assert all(place.name for place in record.places), path.name
            assert all(part.agent.name for part in record.contributions), path.name
            assert all(section.text for section in record.description), path.name
