"""Flight payloads: rows by bytes, references, both layouts of a record, and damage."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenDocument, DocumentError, NoText, TooLarge
from clew.model import (
    Agent,
    Amount,
    Catalogued,
    Contribution,
    Design,
    Document,
    Identifier,
    Kind,
    LinkType,
    Notice,
    Period,
    Place,
    Reading,
    Record,
    Relation,
    Role,
    Scheme,
    Section,
    Target,
    Term,
    Variable,
)
from clew.readers.common.size import LIMIT
from clew.readers.flight import reader
from clew.readers.flight.design import design, placed
from clew.readers.flight.parse import Damage, Row, parse
from clew.readers.flight.resolve import Resolver

HEAD = (
    '1:"$Sreact.fragment"\n'
    '2:I[4050,["77","static/js/layout.0.js"],"default"]\n'
    ':HL["/static/css/site.css","style"]\n'
    '0:{"P":null,"c":["","items","tide-tables"],"f":["$","$L2",null,{"children":"$La"}]}\n'
)
DESCRIPTION = (
    "Heights of the tide at nine quays, read by hand – every hour, “in all weathers”.\n"
    "The clerk’s own remarks are kept. Last of all stands this sentence."
)
AUSTRALIA = Place(name="Australia", code="AU")
HINT = "Fetch it again and keep it byte for byte."


def text_row(number: str, text: str, count: int | None = None) -> str:
    """Return a row that counts its bytes, rightly unless told otherwise."""
    return f"{number}:T{len(text.encode()) if count is None else count:x},{text}"


def json_row(number: str, value: Any) -> str:
    return f"{number}:{json.dumps(value, ensure_ascii=False)}\n"


def script(text: str) -> list[Any]:
    """Return the element that holds a page's structured data."""
    inner = {"type": "application/ld+json", "dangerouslySetInnerHTML": {"__html": text}}
    return ["$", "$L2", None, inner]


def item(props: dict[str, Any], *scripts: list[Any]) -> str:
    """Return the rows that a page of one record ends with."""
    return json_row("a", [*scripts, ["$", "$L2", None, props]])


def page(*pushes: str) -> bytes:
    """Return an HTML page whose scripts push the parts of a payload."""
    pushed = "".join(
        f"<script>self.__next_f.push({json.dumps([1, part])})</script>" for part in pushes
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Tide tables</title></head><body><p>Loading'
        "</p><script>(self.__next_f=self.__next_f||[]).push([0])</script>"
        f"{pushed}</body></html>"
    ).encode()


def read(payload: str | bytes) -> Reading:
    content = payload.encode() if isinstance(payload, str) else payload
    return reader.read(Document(content, "tide.rsc"))


def only(payload: str | bytes) -> Record:
    reading = read(payload)
    assert reading.notices == ()
    (record,) = reading.records
    return record


STRUCTURED = {
    "@context": "https://schema.org/",
    "@type": "Dataset",
    "name": "Tide tables\n 1990-1999\n",
    "description": DESCRIPTION,
    "url": "https://finder.example/search/items/tide-tables-1990-1999",
    "identifier": ["http://dx.doi.org/10.5255/UKDA-SN-990001"],
    "keywords": ["TIDES", "QUAYS"],
    "temporalCoverage": "1990-01-01/1999-12-31",
    "creator": [{"@type": "Organization", "name": "Harbour Board"}],
}
STUDY = {
    "study": {
        "dataset_schema": {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "name": "Tide tables\n 1990-1999\n",
            "description": "$b",
            "url": ["https://archive.example/990001"],
            "identifier": ["http://dx.doi.org/10.5255/UKDA-SN-990001"],
            "keywords": ["TIDES", "QUAYS", ""],
            "temporalCoverage": "1990-01-01/1999-12-31",
            "includedInDataCatalog": [
                {"@type": "DataCatalog", "name": "Sea Archive", "url": "https://archive.example"}
            ],
            "sponsor": [{"@type": "Organization", "name": "Council for Tides"}],
            "variableMeasured": [{"name": "h", "description": "Height in feet"}],
            "size": "87600",
        },
        "extra_data": {
            "harmony_id": "sea/990001",
            "start_year": 1990,
            "end_year": 1999,
            "data_access": "Registered users. $5 a copy.",
            "urls": ["https://archive.example/990001", "https://deposit.example/990001"],
            "name": "Tide tables\n 1990-1999\n",
            "geographic_coverage": "Nine quays",
            "country_codes": ["GB"],
            "language_codes": ["en"],
            "dois": ["http://dx.doi.org/10.5255/UKDA-SN-990001"],
            "resource_type": "dataset",
            "sex": "all",
            "study_design": ["longitudinal"],
            "genetic_data_collected": False,
            "ai_summary": None,
            "instruments": [],
            "num_variables": "$undefined",
            "uuid": "$$u-1",
        },
        "distance": 0,
        "score": 0,
        "parent": {},
        "ancestors": [],
    }
}
LONGITUDINAL = Term(
    text="longitudinal", code="Longitudinal", term="Longitudinal", vocabulary="TimeMethod"
)
PANEL = Term(
    text="panel", code="Longitudinal.Panel", term="Longitudinal: Panel", vocabulary="TimeMethod"
)
TIDES = Record(
    key="sea/990001",
    kind=Kind.DATASET,
    title="Tide tables 1990-1999",
    identifiers=(
        Identifier(scheme=Scheme.DOI, value="10.5255/UKDA-SN-990001"),
        Identifier(scheme=Scheme.UKDA, value="990001"),
    ),
    description=(Section(name="description", text=DESCRIPTION),),
    contributions=(
        Contribution(agent=Agent.organisation("Council for Tides"), role=Role.SPONSOR),
        Contribution(agent=Agent.organisation("Harbour Board"), role=Role.CREATOR),
    ),
    keywords=("TIDES", "QUAYS"),
    period=Period(start="1990-01-01", end="1999-12-31"),
    places=(Place(name="Nine quays", code="GB"),),
    language="en",
    access="Registered users. $5 a copy.",
    catalogues=(Catalogued(name="Sea Archive", url="https://archive.example"),),
    urls=(
        "https://archive.example/990001",
        "https://deposit.example/990001",
        "https://finder.example/search/items/tide-tables-1990-1999",
    ),
    variables=(Variable(name="h", question="Height in feet"),),
    design=Design(time_method=(LONGITUDINAL,)),
    extra={
        "size": "87600",
        "harmony_id": "sea/990001",
        "sex": "all",
        "genetic_data_collected": False,
        "uuid": "$u-1",
    },
)
STUDY_PAYLOAD = (
    HEAD
    + text_row("9", json.dumps(STRUCTURED))
    + text_row("b", DESCRIPTION)
    + item(STUDY, script("$9"))
)
PROPS = {
    "dataset": {
        "title": "Bells of the upper valley",
        "description": "How often, and for whom.",
        "image": "$undefined",
        "publisher": {"name": "Bell Office", "url": "$undefined", "logo": "$undefined"},
        "funders": [{"name": "Bronze Fund"}],
        "geographicCoverage": "GB",
        "temporalCoverage": "2006-01-01/2030-03-28T14:20:14.325523Z",
        "ageCoverage": "$undefined",
        "studyDesign": ["panel"],
        "resourceType": "study",
        "topics": ["bells", "bells", "grief"],
        "instruments": [],
        "dataCatalogs": [
            {"name": "Valley Store", "url": "https://store.example/7", "logo": "$undefined"}
        ],
        "matchedVariables": [],
        "allVariables": [{"name": "tolled", "description": "How often?", "options": ["1", "2"]}],
        "additionalLinks": [
            "https://store.example/7",
            "http://dx.doi.org/10.5555/bells.7",
            "http://dx.doi.org/10.5555/bells.7",
        ],
        "child_datasets": [],
        "aiSummary": None,
    }
}
BELLS = Record(
    key="10.5555/bells.7",
    kind=Kind.DATASET,
    title="Bells of the upper valley",
    subtype="study",
    identifiers=(Identifier(scheme=Scheme.DOI, value="10.5555/bells.7"),),
    description=(Section(name="description", text="How often, and for whom."),),
    contributions=(
        Contribution(agent=Agent.organisation("Bell Office"), role=Role.PUBLISHER),
        Contribution(agent=Agent.organisation("Bronze Fund"), role=Role.FUNDER),
    ),
    keywords=("bells", "grief"),
    period=Period(start="2006-01-01", end="2030-03-28"),
    places=(Place(name="United Kingdom", code="GB"),),
    catalogues=(Catalogued(name="Valley Store", url="https://store.example/7"),),
    urls=("https://store.example/7",),
    variables=(Variable(name="tolled", question="How often?", options=("1", "2")),),
    extra={
        "temporalCoverage": "2006-01-01/2030-03-28T14:20:14.325523Z",
    },
    design=Design(time_method=(PANEL,)),
)


def test_a_study_is_read_whole_with_its_structured_data() -> None:
    assert only(STUDY_PAYLOAD) == TIDES


def test_flat_properties_are_read_and_an_impossible_time_is_kept_as_it_was() -> None:
    assert only(HEAD + item(PROPS)) == BELLS


def test_pushes_of_a_page_are_put_together_wherever_they_were_cut() -> None:
    cuts = [0, 40, 333, 334, 900, len(STUDY_PAYLOAD)]
    parts = [STUDY_PAYLOAD[a:b] for a, b in pairwise(cuts)]
    assert only(page(*parts)) == TIDES


def test_pushes_that_are_no_json_or_no_text_are_passed_over() -> None:
    odd = b"<script>self.__next_f.push([1,never)</script><script>self.__next_f.push([0])</script>"
    assert only(page(STUDY_PAYLOAD).replace(b"<body>", b"<body>" + odd)) == TIDES


def test_a_character_parted_by_two_pushes_is_put_together() -> None:
    props = {"dataset": {"title": "Bells \U0001f514", "additionalLinks": []}}
    pushed = (
        page(HEAD + item(props))
        .decode()
        .replace("\\ud83d\\udd14", '\\ud83d"])</script><script>self.__next_f.push([1,"\\udd14')
    )
    assert only(pushed).title == "Bells \U0001f514"


def test_structured_data_alone_make_a_record() -> None:
    record = only(HEAD + json_row("a", script(json.dumps(STRUCTURED))))
    assert (record.key, record.title) == ("10.5255/UKDA-SN-990001", "Tide tables 1990-1999")
    assert record.contributions == TIDES.contributions[1:]


def test_the_page_names_a_record_without_a_number_of_its_own() -> None:
    structured = {**STRUCTURED, "name": "Bells of the upper valley"}
    record = only(HEAD + item(PROPS, script(json.dumps(structured))))
    assert record.key == "tide-tables-1990-1999"
    assert [str(one) for one in record.identifiers] == [
        "10.5555/bells.7",
        "10.5255/UKDA-SN-990001",
        "990001",
    ]


def test_of_several_links_with_a_doi_none_is_taken_for_the_dataset() -> None:
    links = ["https://doi.org/10.5555/paper.1", "https://doi.org/10.5555/paper.2"]
    record = only(HEAD + item({"dataset": {"title": "Bells", "additionalLinks": links}}))
    assert record.identifiers == ()
    assert record.extra == {"additionalLinks": links}


def test_several_records_of_one_page_are_read_once_each() -> None:
    other = {"dataset": {"title": "Bells", "additionalLinks": []}}
    rows = HEAD + item({"list": [PROPS, other, PROPS]})
    assert [record.title for record in read(rows).records] == ["Bells of the upper valley", "Bells"]


def test_an_award_named_in_the_description_is_a_stated_link() -> None:
    text = "The work was funded by the Council for Tides (ES/Z123456/1). It rained."
    props = {"dataset": {"title": "Bells", "description": text, "additionalLinks": []}}
    assert only(HEAD + item(props)).relations == (
        Relation(
            type=LinkType.FUNDED_BY,
            target=Target(identifier=Identifier(scheme=Scheme.AWARD, value="ES/Z123456/1")),
            quote="The work was funded by the Council for Tides (ES/Z123456/1).",
            place="description",
        ),
    )


@pytest.mark.parametrize(
    ("extra", "places"),
    [
        (
            {"geographic_coverage": "", "country_codes": ["AU"]},
            (Place(name="Australia", code="AU"),),
        ),
        (
            {"geographic_coverage": "Both shores", "country_codes": ["GB", "IE"]},
            (
                Place(name="Both shores"),
                Place(name="United Kingdom", code="GB"),
                Place(name="Ireland", code="IE"),
            ),
        ),
        ({"geographic_coverage": "Nowhere\nelse"}, (Place(name="Nowhere else"),)),
        ({}, ()),
    ],
)
def test_places_in_words_and_codes(extra: dict[str, Any], places: tuple[Place, ...]) -> None:
    study = {"dataset_schema": {"name": "Tides"}, "extra_data": extra}
    assert only(HEAD + item({"study": study})).places == places


@pytest.mark.parametrize(
    ("extra", "period", "left"),
    [
        ({"start_year": 1990, "end_year": None}, Period(start="1990"), {}),
        ({"start_year": 0, "end_year": 0}, None, {}),
    ],
)
def test_years_stand_in_for_a_missing_period(
    extra: dict[str, Any], period: Period | None, left: dict[str, Any]
) -> None:
    study = {"dataset_schema": {"name": "Tides"}, "extra_data": extra}
    record = only(HEAD + item({"study": study}))
    assert (record.period, record.extra) == (period, left)


@pytest.mark.parametrize(
    ("type", "kind"), [("source", Kind.CATALOGUE), ("variable", Kind.VARIABLE)]
)
def test_sources_and_variables_have_their_own_kinds(type: str, kind: Kind) -> None:
    study = {"dataset_schema": {"name": "Tides"}, "extra_data": {"resource_type": type}}
    assert only(HEAD + item({"study": study})).kind == kind


# Rows


def test_text_rows_count_bytes_and_the_next_row_follows_without_a_break() -> None:
    rows = parse(f"{text_row('b', 'né ☂')}{json_row('c', [1])}".encode()).rows
    assert rows == {"b": Row("T", "né ☂", 0), "c": Row("", [1], 12)}


def test_a_text_that_looks_like_rows_is_text() -> None:
    hostile = 'c:["not a row"]\nd:T5,nor this'
    assert parse(text_row("b", hostile).encode()).rows == {"b": Row("T", hostile, 0)}


def test_rows_for_the_browser_are_kept_without_their_value() -> None:
    payload = b'2:I[1,[],"x"]\n:HL["a.css"]\n3:E{"digest":"1"}\n4:A3,\x01\x02\x035:null\n6:X\n'
    found = parse(payload)
    assert {number: row.tag for number, row in found.rows.items()} == {
        "2": "I",
        "": "H",
        "3": "E",
        "4": "A",
        "5": "",
        "6": "X",
    }
    assert found.damages == {}


@given(st.lists(st.one_of(st.text(), st.lists(st.text(alphabet="ab\n:T1,$", max_size=9)))))
def test_any_rows_come_back_as_they_went(values: list[Any]) -> None:
    rows = "".join(
        text_row(f"{n:x}", value) if isinstance(value, str) else json_row(f"{n:x}", value)
        for n, value in enumerate(values)
    )
    found = parse(rows.encode("utf-8", "surrogatepass"))
    assert found.damages == {}
    assert [row.value for row in found.rows.values()] == values


# References


def resolved(value: Any, **rows: Any) -> tuple[Any, tuple[str, ...]]:
    payload = parse("".join(json_row(number, row) for number, row in rows.items()).encode())
    return Resolver(payload).resolve(value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("$a", {"x": [1]}),
        ("$La", {"x": [1]}),
        ("$@a", {"x": [1]}),
        ("$a:x:0", 1),
        ("$b:children", "inside"),
        ("$b:props:children", "inside"),
        ("$b:type", None),
        ("$$a", "$a"),
        ("$", "$"),
        ("$5 million", "$5 million"),
        ("$D2019-04-01T00:00:00.000Z", "2019-04-01T00:00:00.000Z"),
        ("$n12345678901234567890", 12345678901234567890),
        ("$-0", 0),
        ("plain", "plain"),
    ],
)
def test_what_a_text_with_a_dollar_means(written: str, meant: Any) -> None:
    rows = {"a": {"x": [1]}, "b": ["$", "div", None, {"children": "inside"}]}
    expected = {} if meant is None else {"v": meant}
    assert resolved({"v": written}, **rows) == (expected, ())


def test_what_only_a_browser_needs_is_absent() -> None:
    payload = parse(b'2:I[4050,[],"default"]\n4:A2,\x01\x02')
    assert Resolver(payload).resolve(["$2", "$L4", "kept"]) == (["kept"], ())


@pytest.mark.parametrize(
    "nothing", ["$undefined", "$NaN", "$Infinity", "$-Infinity", "$Sreact.x", "$F1", "$Z", "$E1"]
)
def test_what_is_absent_leaves_no_trace(nothing: str) -> None:
    assert resolved({"v": nothing, "l": [nothing, 1]}) == ({"l": [1]}, ())


def test_references_are_followed_within_references() -> None:
    assert resolved(["$a"], a={"b": "$b"}, b=["$c"], c="end") == ([{"b": ["end"]}], ())


def test_a_row_that_is_missing_is_named() -> None:
    assert resolved({"v": "$1f"}) == ({}, ("row 1f, which it refers to, is missing",))


def test_a_row_that_refers_to_itself_is_named() -> None:
    value, troubles = resolved("$a", a={"next": "$b"}, b={"back": "$a", "own": 1})
    assert value == {"next": {"own": 1}}
    assert troubles == ("row a refers to itself",)


def test_references_that_multiply_without_end_are_given_up() -> None:
    rows = {f"{n:x}": [f"${n + 1:x}"] * 10 for n in range(30)}
    begin = time.process_time()
    _, troubles = resolved("$0", **rows)
    assert "its references multiply without end" in troubles
    assert time.process_time() - begin < 10


# Damage


def broken(payload: str | bytes) -> str:
    with pytest.raises(BrokenDocument) as caught:
        read(payload)
    return str(caught.value)


def test_a_payload_that_breaks_off_in_its_description() -> None:
    payload = HEAD + text_row("b", DESCRIPTION)[:60]
    assert broken(payload) == (
        "tide.rsc is a flight payload without a whole record: row b at byte "
        f"{len(HEAD)} counts {len(DESCRIPTION.encode())} bytes, of which 56 are there. {HINT}"
    )


def test_a_payload_that_breaks_off_in_its_record() -> None:
    payload = HEAD + item(PROPS)[:100]
    assert broken(payload) == (
        "tide.rsc is a flight payload without a whole record: row a at byte "
        f"{len(HEAD)} breaks off after 98 bytes. {HINT}"
    )


def test_a_payload_that_breaks_off_between_rows() -> None:
    assert broken(HEAD) == (
        "tide.rsc is a flight payload without a whole record: row a, which another refers to, "
        f"is missing. {HINT}"
    )


@pytest.mark.parametrize("more", [7, -40, 100_000])
def test_a_description_that_is_longer_or_shorter_than_it_counts(more: int) -> None:
    count = len(DESCRIPTION.encode()) + more
    payload = HEAD + text_row("b", DESCRIPTION, count) + item(STUDY)
    said = broken(payload)
    assert said.startswith(
        "tide.rsc is a flight payload whose record, in row a at byte "
        f"{len((HEAD + text_row('b', DESCRIPTION, count)).encode())}, is not whole: row b at byte "
        f"{len(HEAD)} counts {count:,} bytes, "
    )
    assert said.endswith(HINT)


def test_bytes_that_are_no_text_are_told_apart_from_wrong_counts() -> None:
    row = b"b:T4,\xff\xfe\xfd\xfc"
    payload = HEAD.encode() + row + item(STUDY).encode()
    assert "row b at byte 192 holds bytes that are no UTF-8" in broken(payload)


def test_a_record_that_refers_to_a_missing_row() -> None:
    assert "is not whole: row b, which it refers to, is missing." in broken(HEAD + item(STUDY))


def test_a_record_that_refers_to_itself() -> None:
    payload = HEAD + json_row("b", {"again": "$b"}) + item(STUDY)
    assert "is not whole: row b refers to itself." in broken(payload)


def test_a_record_without_a_name() -> None:
    payload = HEAD + item({"study": {"dataset_schema": "$undefined"}})
    assert "is not whole: it has no name." in broken(payload)


def test_a_row_that_is_no_json_does_no_harm_beside_the_record() -> None:
    payload = HEAD + 'c:["never closed"\n' + item(PROPS)
    assert read(payload) == Reading(
        records=(BELLS,),
        notices=(
            Notice(
                message="The payload is damaged beside its record: row c at byte 192 is no JSON "
                "(Expecting ',' delimiter at character 15)."
            ),
        ),
    )


def test_structured_data_that_are_damaged_do_no_harm_either() -> None:
    count = len(json.dumps(STRUCTURED)) + 500
    payload = HEAD + text_row("9", json.dumps(STRUCTURED), count) + item(PROPS, script("$9"))
    (record,) = read(payload).records
    assert record == BELLS
    payload = HEAD + item(PROPS, script("{never closed"))
    assert only(payload) == BELLS


def test_a_whole_record_in_a_payload_that_breaks_off_later_is_read_with_notices() -> None:
    payload = STUDY_PAYLOAD + text_row("d", "A picture of a quay", 4_000)
    reading = read(payload)
    assert reading.records == (TIDES,)
    assert [notice.message.partition(": ")[2] for notice in reading.notices] == [
        f"row d at byte {len(STUDY_PAYLOAD.encode()):,} counts 4,000 bytes, of which 19 are there."
    ]


def test_rubbish_between_rows_is_passed_over() -> None:
    payload = HEAD + "?? what is this\n" + item(PROPS)
    reading = read(payload)
    assert reading.records == (BELLS,)
    assert [notice.message for notice in reading.notices] == [
        "The payload is damaged beside its record: row (without a number) at byte 192 "
        "does not begin with a row number."
    ]


def test_a_payload_without_a_record_says_so() -> None:
    with pytest.raises(NoText) as caught:
        read('1:"$Sreact.fragment"\n2:["$","p",null,{"children":"Welcome"}]\n')
    assert str(caught.value) == (
        "tide.rsc is a flight payload without a record of a study or dataset. "
        "Add the page of a single item."
    )


def test_too_much_is_refused() -> None:
    with pytest.raises(TooLarge, match=r"67,108,864 are the most that Clew reads as one flight"):
        read(b"1:[]\n" * (LIMIT // 5 + 1))


@pytest.mark.parametrize("step", [31])
def test_wherever_it_breaks_off_there_is_one_clear_error_or_the_whole_record(step: int) -> None:
    whole = STUDY_PAYLOAD.encode()
    for end in range(step, len(whole) - 1, step):
        outcome = outcome_of(whole[:end])
        assert outcome == (TIDES,) or str(outcome).startswith("tide.rsc is a flight payload")


def outcome_of(payload: bytes) -> tuple[Record, ...] | DocumentError:
    try:
        return read(payload).records
    except DocumentError as error:
        return error


def test_hostile_rows_take_time_in_proportion_to_their_number() -> None:
    begin = time.process_time()
    for hostile in (b"1:Tfffff," * 60_000, b'1:["' * 60_000, b"f" * 3_000_000, b"1:\n" * 90_000):
        parse(hostile + b"\n")
    assert time.process_time() - begin < 10


def test_damage_reads_as_words() -> None:
    assert str(Damage("1c", 14308, "breaks off")) == "row 1c at byte 14,308 breaks off"


# Sniffing


@pytest.mark.parametrize(
    ("content", "sure"),
    [
        (STUDY_PAYLOAD, 0.97),
        (page(STUDY_PAYLOAD), 0.97),
        (page('1:"$Sreact.fragment"\n', '2:["$","p",null,{}]\n'), 0.0),
        ("1:00 Tea\n2:00 Cake\n", 0.0),
        ('{"dataset_schema": {}}', 0.0),
        ("<!DOCTYPE html><html><body>dataset_schema</body></html>", 0.0),
        ("", 0.0),
        (b"\x00\x01\x02", 0.0),
    ],
)
def test_only_payloads_and_pages_that_push_a_record_are_wanted(
    content: str | bytes, sure: float
) -> None:
    data = content.encode() if isinstance(content, str) else content
    assert reader.sniff(Document(data, "no-name-helps.html")) == sure


# The real seeds, by facts


def test_seed_853630(seeds: Path) -> None:
    content = (seeds / "harmony-item-853630.rsc.txt").read_bytes()
    record = only(content)
    assert (record.key, record.kind) == ("ukds/853630", Kind.DATASET)
    assert [str(one) for one in record.identifiers] == ["10.5255/UKDA-SN-853630", "853630"]
    assert len(record.keywords) == 5
    assert record.period == Period(start="2017-08-01", end="2018-11-16")
    assert [one.name for one in record.catalogues] == ["UK Data Service"]
    assert record.contributions == (
        Contribution(
            agent=Agent.organisation("Economic and Social Research Council"), role=Role.SPONSOR
        ),
    )
    assert record.title
    assert "\n" not in record.title
    assert record.title.endswith("2017-2018")
    assert record.abstract
    assert len(record.abstract.encode()) > 4_300
    assert record.abstract.endswith(" understandings of practice.")
    assert record.places == (Place(name="Bristol and Nottinghamshire", code="GB"),)


def test_seed_856152(seeds: Path) -> None:
    record = only((seeds / "harmony-item-856152.rsc.txt").read_bytes())
    assert str(record.identifiers[0]) == "10.5255/UKDA-SN-856152"
    assert len(record.keywords) == 11
    assert record.period == Period(start="2021-03-01", end="2022-08-01")
    assert [one.name for one in record.catalogues] == ["UK Data Service"]
    assert record.abstract
    assert record.abstract.endswith("interviews and focus groups.")


def test_real_pages_and_their_payloads_say_the_same(shared: Path) -> None:
    folder = shared / "data" / "harmony-items" / "pages"
    name = "path-through-life-60-cohort-wave-3"
    pushed = only((folder / f"{name}.html").read_bytes())
    assert pushed == only((folder / f"{name}.txt").read_bytes())
    assert len(pushed.variables) == 1


def test_what_the_site_says_of_the_design_is_placed() -> None:
    facts = {
        "study_design": ["cohort", "twin"],
        "instruments": ["Tide Mood Scale"],
        "sample_size": 812,
        "age_lower": 50,
        "age_upper": 64,
        "num_sweeps": 3,
        "sex": "male",
    }
    assert design(facts) == Design(
        time_method=(
            Term(
                text="cohort",
                code="Longitudinal.CohortEventBased",
                term="Longitudinal: Cohort/Event-based",
                vocabulary="TimeMethod",
            ),
            Term(text="twin"),
        ),
        instruments=(Term(text="Tide Mood Scale"),),
        ages=(Amount(text="50 to 64", least=50, most=64, unit="years"),),
        sample_size=(Amount(text="812", least=812, most=812),),
        waves=(Amount(text="3", least=3, most=3, unit="sweeps"),),
    )
    assert placed(facts) == set(facts) - {"sex"}


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"sex": "all"},
        {"study_design": [], "sample_size": 0},
        {"study_design": [{"a": 1}], "sample_size": "many", "age_lower": True, "age_upper": 999},
        {"study_design": "cohort", "num_sweeps": -1},
    ],
)
def test_odd_values_of_the_design_stay_where_they_are(facts: dict[str, Any]) -> None:
    assert design(facts) is None
    assert placed(facts) == set()
