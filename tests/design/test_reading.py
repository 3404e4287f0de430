"""A whole design is read from a whole description."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clew.design import read_design
from clew.model import Amount, Design, Document, Kind, Period, Record, Section, Term
from clew.readers import read

ABSTRACT = """Lamps go out. This study followed ferry crews in Wales through a winter. It holds
transcripts of 30 interviews with 6 ferry workers, who each gave between four and six interviews.
The interviews took place between October 2019 and March 2020.
A previous survey of 500 sailors in France asked about lamps in 1998."""


def test_a_whole_description() -> None:
    design = read_design("Ferry crews at night", [Section(name="abstract", text=ABSTRACT)])
    holds = (
        "It holds transcripts of 30 interviews with 6 ferry workers, who each gave between four "
        "and six interviews."
    )
    assert msgspec.json.decode(msgspec.json.encode(design)) == {
        "modes_of_collection": [
            {
                "text": "interviews", "code": "Interview", "term": "Interview",
                "vocabulary": "ModeOfCollection", "place": "abstract",
                "quote": holds,
            }
        ],
        "kinds_of_data": [
            {
                "text": "transcripts", "code": "Text", "term": "Text",
                "vocabulary": "GeneralDataFormat", "place": "abstract",
                "quote": holds,
            }
        ],
        "areas": [
            {
                "text": "Wales", "code": "GB-WLS", "term": "Wales", "vocabulary": "ISO 3166",
                "quote": "This study followed ferry crews in Wales through a winter.",
                "place": "abstract",
            }
        ],
        "sample_size": [
            {
                "text": "30 interviews", "least": 30, "most": 30, "unit": "interviews",
                "quote": holds, "place": "abstract",
            },
            {
                "text": "6 ferry workers", "least": 6, "most": 6, "unit": "ferry workers",
                "quote": holds, "place": "abstract",
            },
        ],
        "repeated": [
            {
                "text": "between four and six interviews", "least": 4, "most": 6,
                "unit": "interviews", "quote": holds,
                "place": "abstract",
            }
        ],
        "collected": {"start": "2019-10", "end": "2020-03"},
        "collected_as": {
            "text": "between October 2019 and March 2020", "place": "abstract",
            "quote": "The interviews took place between October 2019 and March 2020.",
        },
    }  # fmt: skip


def test_nothing_from_nothing() -> None:
    assert read_design(None, []) == Design()
    assert read_design("Lamps", [Section(name="abstract", text="Lamps burn.")]) == Design()


def test_what_was_done_comes_before_what_is_planned() -> None:
    text = "We interviewed 12 workers. A further 300 workers will be interviewed."
    section = [Section(name="abstract", text=text)]
    assert [one.least for one in read_design(None, section).sample_size] == [12]
    assert [
        (one.least, one.planned) for one in read_design(None, section, kind=Kind.AWARD).sample_size
    ] == [
        (12, False),
        (300, True),
    ]


def test_a_plan_that_was_carried_out_is_no_plan() -> None:
    text = "We will interview 12 workers. We interviewed 12 workers."
    design = read_design(None, [Section(name="abstract", text=text)], kind=Kind.AWARD)
    assert [(one.least, one.planned) for one in design.sample_size] == [(12, False)]


def test_impact_is_left_out_unless_there_is_nothing_else() -> None:
    impact = Section(name="planned impact", text="We will hold focus groups with 40 workers.")
    aims = Section(name="abstract", text="We will hold interviews.")
    assert [one.code for one in read_design(None, [aims, impact]).modes_of_collection] == [
        "Interview"
    ]
    assert [one.code for one in read_design(None, [impact]).modes_of_collection] == ["FocusGroup"]


def test_lists_of_variables_are_passed_over() -> None:
    text = (
        "Main Topics: interviews, 14 parents.\n"
        "Copyright of the interviews is with the archive.\n"
        "age; sex; interviews; diaries; questionnaires; 12 parents; focus groups"
    )
    assert read_design(None, [Section(name="abstract", text=text)]) == Design()


def test_a_seed_tells_its_design(seeds: Path) -> None:
    path = seeds / "harmony-item-856152.rsc.txt"
    record = next(
        one
        for one in read(Document(path.read_bytes(), path.name)).records
        if one.kind == Kind.DATASET
    )
    design = read_design(record.title, record.description)
    assert [(one.least, one.most, one.unit) for one in design.sample_size][:3] == [
        (41, 41, "interviews"),
        (7, 7, "social work practitioners"),
        (21, 21, "practitioners"),
    ]
    assert [(one.least, one.most, one.unit) for one in design.repeated] == [(4, 8, "interviews")]
    assert [(one.least, one.most, one.unit) for one in design.durations] == [(6, 12, "months")]
    assert design.collected == Period(start="2021-03", end="2022-07")
    assert [(one.least, one.unit) for one in design.sites] == [(3, "local authorities")]
    assert [one.code for one in design.consent] == ["Limited.SharingRefused"]
    assert design.consent[0].quote
    assert "21" in design.consent[0].quote
    assert all(one.from_text and one.place for one in facts(design))


def facts(design: Design) -> list[Amount | Term]:
    """Return all facts of a design but its period."""
    values = (getattr(design, name) for name in Design.__struct_fields__)
    return [one for value in values if isinstance(value, tuple) for one in value]


WORDS = st.sampled_from(
    [
        *("we", "interviewed", "41", "between", "and", "to", "8", "-", "over", "n", "=", "%", "("),
        *(")", ".", ",", ";", "women", "in", "the", "UK", "England", "aged", "years", "old", "“"),
        *("previous", "survey", "of", "not", "will", "2019", "March", "months", "each", "times"),
        *("questionnaires", "consent", "shared", "£"),
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=300), st.sampled_from(Kind))
def test_any_text_gives_facts_that_stand_in_it(text: str, kind: Kind) -> None:
    design = read_design(None, [Section(name="abstract", text=text)], kind)
    plain = " ".join(text.split())
    for one in facts(design):
        assert one.quote
        assert " ".join(one.quote.split()) in plain
        assert one.text in " ".join(one.quote.split())
    for amount in (*design.sample_size, *design.ages, *design.durations):
        assert amount.least is not None or amount.most is not None
        assert amount.least is None or amount.most is None or amount.least <= amount.most
    period = design.collected
    assert period is None or str(period.start)[:4] <= str(period.end)[:4]


@pytest.mark.parametrize(
    "text",
    [
        "interviews " * 3000,
        "1 " * 15_000,
        "between 1 and " * 2000,
        "England and " * 2000,
        "A" * 30_000,
        "consent not " * 2000,
        "(2001) " * 4000,
        "in May 2001 data collected " * 1000,
        "a-" * 15_000,
        "data data 2001-2004 " * 1000,
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize("kind", [Kind.AWARD, Kind.DATASET])
def test_long_hostile_text_takes_little_time(text: str, kind: Kind) -> None:
    start = time.process_time()
    read_design(text[:500], [Section(name="abstract", text=text)], kind)
    assert time.process_time() - start < 4


def test_a_record_without_a_title_is_read_too() -> None:
    record = Record(
        key="1", kind=Kind.DATASET, description=(Section(name="a", text="A focus group met."),)
    )
    assert read_design(record.title, record.description).modes_of_collection[0].code == "FocusGroup"
