"""What is written in a format is read back as it was, by Clew's own reader of the format."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from export.things import SUBTYPES, read_back, records, said, whole_name
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clew.export import choose
from clew.export.registry import WORKS
from clew.model import Document, Kind, Record, Role
from clew.readers import registry

READERS = {
    "jsonld": "json-ld",
    "ris": "ris",
    "bibtex": "bibtex",
    "csl-json": "csl-json",
    "datacite-json": "datacite-json",
    "datacite": "datacite-xml",
    "dublin-core": "dublin-core",
    "mods": "mods",
    "ddi": "ddi-codebook",
    "dcat": "dcat",
    "dcat-jsonld": "dcat",
    "croissant": "croissant",
}
CASES = [
    (name, kind) for name in READERS for kind in sorted(choose(name).kinds & WORKS & set(SUBTYPES))
]
MAKERS = (Role.AUTHOR, Role.CREATOR)
QUICKLY = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate),
)


@pytest.mark.parametrize(("name", "kind"), CASES)
@given(data=st.data())
@QUICKLY
def test_what_a_format_keeps_comes_back(name: str, kind: Kind, data: st.DataObject) -> None:
    record = data.draw(records(kind))
    one = choose(name)
    back = read_back(one.render(record), READERS[name])
    fields = sorted(one.keeps)
    if "keywords" not in one.keeps:
        # Formats with one sort of subject have no other place for keywords.
        record = msgspec.structs.replace(record, subjects=record.keywords)
    assert _told(back, name, fields) == _told(record, name, fields)
    assert record.identifiers[0] in back.identifiers
    assert said(back, "description") == said(record, "description")
    if not name.startswith("dcat"):
        assert _makers(back) == _makers(record)


@pytest.mark.parametrize("name", READERS)
def test_a_reader_recognises_what_we_write(name: str, dataset: Record) -> None:
    document = Document(choose(name).render(dataset).encode(), "there.and.back")
    assert registry.choose(document).name == READERS[name]


def _makers(record: Record) -> list[str]:
    return [whole_name(part.agent) for part in record.contributions if part.role in MAKERS]


def _told(record: Record, name: str, fields: list[str]) -> dict[str, Any]:
    told = said(record, *fields)
    if not name.startswith("dcat"):
        return told
    # The values of a property in RDF have no order.
    return {n: sorted(v, key=str) if isinstance(v, list) else v for n, v in told.items()}
