"""References in CSL-JSON. All are invented, save those read from the real files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenDocument
from clew.model import (
    Agent,
    Contribution,
    Document,
    Identifier,
    Kind,
    Notice,
    Reading,
    Record,
    Role,
    Section,
)
from clew.readers.csl_json import reader
from clew.readers.registry import choose

FULL = {
    "id": "moss2031",
    "type": "article-journal",
    "title": "Lamps on the <i>stairs</i>",
    "title-short": "Lamps",
    "author": [
        {"family": "Moss", "given": "Ada", "ORCID": "https://orcid.org/0000-0002-1825-0097"},
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"literal": "Tide Data Consortium"},
    ],
    "editor": [{"family": "Lie", "given": "Odd"}],
    "translator": [{"family": "Okafor"}],
    "container-title": "Journal of Dim Places",
    "publisher": "Wickmere Press",
    "publisher-place": "Wickmere",
    "issued": {"date-parts": [["2031", 4, 9]]},
    "accessed": {"date-parts": [[2032]]},
    "volume": 7,
    "issue": "2",
    "page": "101-119",
    "DOI": "10.5072/LAMPS.7",
    "ISSN": "0378-5955",
    "PMID": "123",
    "URL": "http://lamps.example/7",
    "abstract": "We counted lamps. Twice.",
    "keyword": "lamps, stairs; dusk",
    "language": "en-GB",
}


def read(value: Any) -> Reading:
    return reader.read(Document(json.dumps(value).encode(), "lamps.json"))


def test_reads_an_item_in_full() -> None:
    orcid = Identifier(scheme="orcid", value="0000-0002-1825-0097")
    expected = Record(
        key="10.5072/lamps.7",
        kind=Kind.PUBLICATION,
        title="Lamps on the stairs",
        alternative_titles=("Lamps",),
        subtype="Journal article",
        identifiers=(
            Identifier(scheme="doi", value="10.5072/lamps.7"),
            Identifier(scheme="issn", value="0378-5955"),
            Identifier(scheme="pmid", value="123"),
        ),
        description=(Section(name="abstract", text="We counted lamps. Twice."),),
        contributions=(
            Contribution(
                agent=Agent.person(given="Ada", family="Moss", identifiers=(orcid,)),
                role=Role.AUTHOR,
            ),
            Contribution(agent=Agent.person(given="Jan", family="van der Berg"), role=Role.AUTHOR),
            Contribution(agent=Agent.organisation("Tide Data Consortium"), role=Role.AUTHOR),
            Contribution(agent=Agent.person(given="Odd", family="Lie"), role=Role.EDITOR),
            Contribution(
                agent=Agent.person(family="Okafor"), role=Role.CONTRIBUTOR, note="translator"
            ),
            Contribution(agent=Agent.organisation("Wickmere Press"), role=Role.PUBLISHER),
        ),
        keywords=("lamps", "stairs", "dusk"),
        published="2031-04-09",
        language="en-GB",
        container="Journal of Dim Places",
        volume="7",
        issue="2",
        pages="101-119",
        urls=("http://lamps.example/7",),
        extra={
            "id": "moss2031",
            "publisher-place": "Wickmere",
            "accessed": {"date-parts": [[2032]]},
        },
    )
    assert read(FULL) == Reading(records=(expected,))


@pytest.mark.parametrize("wrapped", [[FULL], {"items": [FULL]}, {"references": [FULL]}])
def test_items_stand_alone_or_in_lists(wrapped: Any) -> None:
    assert read(wrapped) == read(FULL)
    document = Document(json.dumps(wrapped).encode(), "x")
    assert choose(document).name == "csl-json"


@pytest.mark.parametrize(
    ("type", "genre", "kind", "subtype"),
    [
        ("thesis", "PhD thesis", Kind.THESIS, "PhD thesis"),
        ("dataset", None, Kind.DATASET, "Dataset"),
        ("software", None, Kind.SOFTWARE, "Software"),
        ("document", "Data set", Kind.DATASET, "Data set"),
        ("post-weblog", None, Kind.PUBLICATION, "Blog post"),
        ("zine", None, Kind.PUBLICATION, "zine"),
        ("", None, Kind.PUBLICATION, None),
    ],
)
def test_types_are_kinds(type: str, genre: str | None, kind: Kind, subtype: str | None) -> None:
    (record,) = read({"type": type, "genre": genre, "title": "Lamps"}).records
    assert (record.kind, record.subtype) == (kind, subtype)


@pytest.mark.parametrize(
    ("issued", "published"),
    [
        ({"date-parts": [[2031]]}, "2031"),
        ({"date-parts": [[2031, 4], [2032, 1]]}, "2031-04"),
        ({"raw": "April 2031"}, "2031-04"),
        ({"literal": "2031/4/9"}, "2031-04-09"),
        ("2031-04-09", "2031-04-09"),
        (2031, "2031"),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": []}, None),
    ],
)
def test_dates_in_all_shapes(issued: Any, published: str | None) -> None:
    (record,) = read({"type": "book", "title": "Lamps", "issued": issued}).records
    assert record.published == published


def test_a_faulty_item_loses_no_other() -> None:
    reading = read(["text", {"type": "book", "title": "Lamps", "issued": "soon"}, {"volume": 3}])
    assert [record.title for record in reading.records] == ["Lamps"]
    assert reading.records[0].extra == {"issued": "soon"}
    assert reading.notices == (
        Notice(message="It is no object with names and values, and is left out.", place="item 1"),
        Notice(
            message="“soon” is no date; it is kept under “extra” as it stands.",
            place="item 2/issued",
        ),
        Notice(
            message="It has no title, identifier or description, and is left out.", place="item 3"
        ),
    )


def test_an_address_as_id_is_a_name() -> None:
    (record,) = read({"type": "book", "title": "Lamps", "id": "https://lamps.example/1"}).records
    assert (record.key, record.urls) == ("https://lamps.example/1", ("https://lamps.example/1",))


def test_what_is_no_json_is_told_with_its_place() -> None:
    with pytest.raises(BrokenDocument, match="is no JSON: Expecting"):
        reader.read(Document(b'{"type" "book"}', "x"))


def test_one_item_on_each_line_with_a_broken_one() -> None:
    line = json.dumps(FULL)
    other = json.dumps({"type": "book", "title": "Stairs"})
    reading = reader.read(Document(f'{line}\n{{"type": \n{other}\n'.encode(), "x"))
    assert [record.title for record in reading.records] == ["Lamps on the stairs", "Stairs"]
    assert [notice.place for notice in reading.notices] == ["line 2"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*FULL, "family", "date-parts", ""]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*FULL]), _JSON))
def test_no_shape_of_values_breaks_it(item: dict[str, Any]) -> None:
    assert read([FULL, item]).records


# Records in each real file.
REAL = {
    "bolognese/citeproc.json": "10.5438/4k3m-nyvg",
    "bolognese/citeproc-no-categories.json": "10.5072/4k3m-nyvg",
    "commonmeta/citeproc_missing_doi.json": "https://blog.datacite.org/eating-your-own-dog-food",
    "commonmeta/epijats.json": "10.1007/s00520-020-05756-8",
}


@pytest.mark.parametrize("name", REAL)
def test_reads_the_real_files(shared: Path, name: str) -> None:
    document = Document((shared / "data" / "metadata" / name).read_bytes(), name)
    assert choose(document) is reader
    (record,) = reader.read(document).records
    assert record.key == REAL[name]
    assert record.published
    assert record.contributions
