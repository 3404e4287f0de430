"""Text of any sort, and facts in any number, break no format and no rule of its grammar."""

from __future__ import annotations

import csv
import io
import json

import bibtexparser.entrypoint
import msgspec
import pytest
import rispy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from clew.export import Item, choose, formats
from clew.model import (
    Agent,
    Contribution,
    Identifier,
    Kind,
    Period,
    Place,
    Record,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
    Variable,
)
from clew.model.link import LinkType

# Half surrogate pairs are text as well: broken JSON has them.
WORDS = st.text(st.characters(), max_size=10)
MAYBE = st.none() | WORDS
SCHEMES = st.sampled_from(Scheme) | WORDS
IDENTIFIERS = st.builds(Identifier, scheme=SCHEMES.map(str), value=WORDS)
AGENTS = st.builds(Agent.person, WORDS, given=MAYBE, family=MAYBE) | st.builds(
    Agent.organisation, WORDS
)
RECORDS = st.builds(
    Record,
    key=WORDS,
    kind=st.sampled_from(Kind),
    title=MAYBE,
    subtitle=MAYBE,
    subtype=MAYBE,
    alternative_titles=st.lists(WORDS, max_size=2).map(tuple),
    identifiers=st.lists(IDENTIFIERS, max_size=3).map(tuple),
    description=st.lists(st.builds(Section, name=WORDS, text=WORDS), max_size=2).map(tuple),
    contributions=st.lists(
        st.builds(
            Contribution, agent=AGENTS, role=st.sampled_from(Role), affiliation=MAYBE, note=MAYBE
        ),
        max_size=3,
    ).map(tuple),
    keywords=st.lists(WORDS, max_size=2).map(tuple),
    period=st.none() | st.just(Period(start="1991")) | st.just(Period(end="1991-02")),
    published=st.none() | st.sampled_from(("2031", "2031-05-02", "soon")),
    places=st.lists(st.builds(Place, name=WORDS), max_size=2).map(tuple),
    language=st.none() | st.sampled_from(("en", "xyz", "")),
    access=MAYBE,
    licence=MAYBE,
    container=MAYBE,
    pages=MAYBE,
    urls=st.lists(WORDS.map(lambda text: f"https://a.example/{text}"), max_size=2).map(tuple),
    variables=st.lists(st.builds(Variable, name=WORDS, question=MAYBE), max_size=2).map(tuple),
    relations=st.lists(
        st.builds(
            Relation,
            type=st.sampled_from(LinkType),
            target=st.builds(Target, identifier=IDENTIFIERS),
            quote=WORDS,
            inverse=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
)
FUZZ = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = [one.name for one in formats() if one.many]


@pytest.mark.parametrize("name", MANY)
@given(records=st.lists(RECORDS, max_size=2))
@FUZZ
def test_anything_can_be_written_in_utf_8(name: str, records: list[Record]) -> None:
    written = "".join(choose(name).write(map(Item.of, records)))
    assert written.encode().decode() == written


@pytest.mark.parametrize("name", MANY)
def test_half_a_pair_is_left_out_wherever_it_stands(name: str) -> None:
    broken = "a\nb\ud800c"
    record = Record(
        key=broken,
        kind=Kind.DATASET,
        title=broken,
        identifiers=tuple(
            Identifier(scheme=scheme, value=broken) for scheme in ("house", *map(str, Scheme))
        ),
        description=(Section(name=broken, text=broken),),
        contributions=(
            Contribution(
                agent=msgspec.structs.replace(
                    Agent.person(broken), identifiers=(Identifier(scheme="orcid", value=broken),)
                ),
                role=Role.CREATOR,
                affiliation=broken,
            ),
        ),
        keywords=(broken,),
        urls=(f"https://a.example/{broken}",),
        language="en",
    )
    "".join(choose(name).write([Item.of(record)])).encode()


@pytest.mark.parametrize("name", ["datacite", "dublin-core", "mods", "ddi"])
@given(record=RECORDS)
@FUZZ
def test_xml_stays_well_formed(name: str, record: Record) -> None:
    one = choose(name)
    if record.kind in one.kinds:
        assert etree.fromstring(one.render(record).encode()) is not None


@pytest.mark.parametrize(
    "name", ["json", "jsonld", "csl-json", "datacite-json", "dcat-jsonld", "croissant"]
)
@given(records=st.lists(RECORDS, max_size=2))
@FUZZ
def test_json_stays_json(name: str, records: list[Record]) -> None:
    one = choose(name)
    listed = json.loads("".join(one.write(map(Item.of, records))))
    assert len(listed) == sum(record.kind in one.kinds for record in records)


@given(records=st.lists(RECORDS, max_size=3))
@FUZZ
def test_a_row_stays_a_row_and_no_cell_is_a_formula(records: list[Record]) -> None:
    written = "".join(choose("csv").write(map(Item.of, records)))
    header, *rows = csv.reader(io.StringIO(written, newline=""))
    assert [len(row) for row in rows] == [len(header)] * len(records)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@given(records=st.lists(RECORDS, max_size=3))
@FUZZ
def test_a_reference_stays_a_reference(records: list[Record]) -> None:
    one = choose("ris")
    held = [record for record in records if record.kind in one.kinds]
    written = "".join(one.write(map(Item.of, held)))
    assert written.count("TY  - ") >= len(held)
    lines = [line for line in written.split("\r\n") if line]
    assert all(line[2:6] == "  - " for line in lines)
    assert len(rispy.loads(written.replace("\r\n", "\n"))) == len(held)


@given(record=RECORDS)
@FUZZ
def test_an_entry_stays_an_entry(record: Record) -> None:
    one = choose("bibtex")
    if record.kind in one.kinds:
        library = bibtexparser.entrypoint.parse_string(one.render(record))
        assert (len(library.entries), library.failed_blocks) == (1, [])


@given(record=RECORDS)
@FUZZ
def test_turtle_stays_turtle(record: Record) -> None:
    from rdflib import Graph

    one = choose("dcat")
    if record.kind in one.kinds:
        assert len(Graph().parse(data=one.render(record), format="turtle")) >= 1


def test_numbers_of_books_and_journals_end_no_field_of_bibtex() -> None:
    numbers = tuple(
        Identifier(scheme=scheme, value=value)
        for scheme in ("isbn", "issn")
        for value in ("978-0-306-40615-7", "0317-8471},\n  note = {no\ud800")
    )
    record = Record(key="a", kind=Kind.PUBLICATION, title="Lamps", identifiers=numbers)
    (entry,) = bibtexparser.entrypoint.parse_string(
        "".join(choose("bibtex").write([Item.of(record)]))
    ).entries
    assert "note" not in entry.fields_dict
    for name in ("isbn", "issn"):
        assert str(entry[name]).startswith("978-0-306-40615-7, 0317-8471")
